import Guide
import Testing

@testable import Scene

@Suite struct NativeDigitsTests {
    @Test(arguments: LanguageProfile.all.values.filter { $0.nativeDigits != nil }.map(\.language).sorted())
    func `native digits stand in the order of the Latin ones, group by group`(language: Language) throws {
        let native = try #require(language.profile?.native("1234\u{2002}5678\u{2002}9012"))
        let phrase = Phrase(Wording.isolateNative(native), language)
        let shaped = Typesetter().shape(phrase, TextStyle(5), width: 200, scale: 6)
        let lefts = phrase.string.indices.filter { phrase.string[$0].isNumber }.map { index in
            shaped.left(ofByte: phrase.string.utf8.distance(from: phrase.string.startIndex, to: index))
        }
        #expect(lefts.count == 12)
        #expect(lefts == lefts.sorted())
    }
}
