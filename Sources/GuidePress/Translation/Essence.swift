extension String {
    /// What a text says without how it is set: its letters, marks and digits, with the marks of placeholders.
    ///
    /// Two texts with the same essence differ in spaces, capitals or punctuation only, so that a translation of the one is a
    /// translation of the other. A question and a statement differ.
    var essence: String {
        asciiEssence ?? String(lowercased().filter { $0.isLetter || $0.isNumber || "{}?%+".contains($0) })
    }

    /// Whether two texts say the same. As comparing their essences, but most texts are the same to the letter.
    func saysTheSame(as other: String) -> Bool { self == other || essence == other.essence }

    /// The same for a text of nothing but ASCII, as most English is, without looking at one letter after another as Unicode
    /// does; `nil` for any other.
    private var asciiEssence: String? {
        var letters: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case 0x80...: return nil
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "+"):
                letters.append(byte)
            default: continue
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
