import Guide
import Proofs
import Testing

@testable import Scene

@Suite struct `The bundled fonts` {
    init() throws { try BundledFonts.require() }

    @Test(arguments: LanguageProfile.all.keys.sorted())
    func `have every letter of a language's name, greeting and digits`(language: Language) throws {
        let profile = try #require(language.profile)
        let probe = TextProbe()
        for text in [profile.autonym, profile.greeting, profile.nativeDigits ?? "", "0123456789 +()-·…"] {
            #expect(probe.missingLetters(in: text, language) == [], "\(text)")
        }
    }

    private func lines(_ text: String, _ tag: String, width: Double) -> Int {
        TextProbe().measure(text, Language(tag), capHeight: 5, width: width).lines
    }

    @Test func `Chinese breaks between any two letters, but not before a full stop`() {
        let words = "如果能安全离开现在就走到有别人的地方去"
        let whole = TextProbe().measure(words, Language("zh-Hans"), capHeight: 5, width: 400).width
        #expect(lines(words, "zh-Hans", width: whole / 4.5) == 5)
        let sentence = "请等一下。"
        let narrow = TextProbe().measure("请等一下", Language("zh-Hans"), capHeight: 5, width: 400).width + 0.5
        #expect(lines(sentence, "zh-Hans", width: narrow) == 2)
        #expect(lines("请等一下", "zh-Hans", width: narrow) == 1)
    }

    @Test func `Amharic breaks at spaces, and after its own word mark`() {
        #expect(lines("እንኳን ደህና መጡ", "am", width: 1) == 3)
        #expect(lines("እንኳን፡ደህና፡መጡ", "am", width: 1) == 3)
    }
}
