import Guide
import GuidePress
import Testing

@Suite struct `Scripts without spaces get their line breaks at build time` {
    private func pieces(_ text: String, _ tag: String) -> [String] {
        WordBreaks.inserted(into: text, of: Language(tag)).split(separator: "\u{200B}").map(String.init)
    }

    @Test func `Thai breaks between words`() {
        #expect(pieces("หนังสือเดินทางเป็นของคุณ", "th") == ["หนังสือเดินทาง", "เป็น", "ของ", "คุณ"])
    }

    @Test func `Khmer breaks between words and never inside a stack`() {
        let pieces = pieces("លិខិតឆ្លងដែនជារបស់អ្នក", "km")
        #expect(pieces.count >= 4)
        #expect(pieces.allSatisfy { !$0.hasSuffix("\u{17D2}") })
        #expect(pieces.last == "អ្នក")
    }

    @Test func `Lao and Burmese have more breaks than spaces`() {
        for (tag, text) in [
            ("lo", "ໜັງສືຜ່ານແດນເປັນຂອງເຈົ້າ ກົດໝາຍຫ້າມຄົນອື່ນເອົາໄປ"),
            ("my", "နိုင်ငံကူးလက်မှတ်သည် သင့်ပိုင်ဖြစ်သည်။ ဥပဒေက အခြားသူများ ယူခြင်းကို တားမြစ်သည်။"),
        ] {
            let spaces = text.count { $0 == " " }
            let places = pieces(text, tag).count - 1 + spaces
            #expect(places > 2 * spaces, "\(tag): \(pieces(text, tag))")
        }
    }

    @Test func `Shan breaks before syllables, and never inside one`() {
        #expect(pieces("ၸဝ်ႈၼႆႉ", "shn") == ["ၸဝ်ႈ", "ၼႆႉ"])
        #expect(pieces("ၵူၼ်းႁဵတ်းၵၢၼ်", "shn") == ["ၵူၼ်း", "ႁဵတ်း", "ၵၢၼ်"])
    }

    @Test func `a stacked letter stays on the letter above it`() {
        #expect(pieces("ပစ္စည်း", "shn") == ["ပစ္စည်း"])
    }

    @Test func `Korean words hold together`() {
        #expect(WordBreaks.inserted(into: "여권은 당신", of: Language("ko")) == "여\u{2060}권\u{2060}은 당\u{2060}신")
    }

    @Test func `placeholders, numbers, Latin words and punctuation stay whole`() {
        let text = "หน้า {page} จาก {pages} โทร 1506 MRC (ฟรี)"
        let broken = WordBreaks.inserted(into: text, of: Language("th"))
        #expect(broken.contains("{page}") && broken.contains("{pages}") && broken.contains("1506 MRC (ฟรี)"))
        #expect(broken.replacing("\u{200B}", with: "") == text)
    }

    @Test func `breaks that a translator put in are not doubled`() {
        let once = WordBreaks.inserted(into: "หนังสือเดินทาง", of: Language("th"))
        #expect(WordBreaks.inserted(into: once, of: Language("th")) == once)
    }

    @Test(arguments: ["en", "ar", "bn", "si", "ta", "vi", "hi", "ur", "am", "sw"])
    func `scripts with spaces are left alone`(_ tag: String) {
        let text = "Chào mừng أهلاً স্বাগতম ආයුබෝවන් வணக்கம் स्वागत है خوش آمدید እንኳን ደህና መጡ"
        #expect(WordBreaks.inserted(into: text, of: Language(tag)) == text)
    }
}
