/// Tells Burmese in the old Zawgyi encoding from Burmese in Unicode: the same code points, other letters.
///
/// Zawgyi stores signs in the order in which they are drawn, and takes code points of Shan and Karen for its own
/// shapes.
///
/// Source: The Unicode Standard, 16.3 Myanmar; Unicode Technical Note 11.
enum Zawgyi {
    /// The first thing that no Unicode Burmese has, in words; `nil` if there is none.
    static func sign(in text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar.value {
            case 0x1031 where !carriesMedial(before):
                return "U+1031 stands before its letter"
            case 0x1039 where !isConsonant(after):
                return "no letter stands under U+1039"
            case 0x1039 where !stack(before, after):
                return "U+1039 joins letters that are never stacked"
            case 0x103A where before?.value == 0x1039, 0x103B...0x103E where !carriesMedial(before):
                return "U+\(hexadecimal(scalar.value)) stands before its letter"
            case 0x105A, 0x1060...0x1097:
                return "U+\(hexadecimal(scalar.value)) is no letter of Burmese"
            default: continue
            }
        }
        return nil
    }

    /// Burmese stacks letters of one row of its alphabet, a letter on itself, and anything under a kinzi. In Zawgyi the
    /// same code point only silences the letter before it, whatever follows.
    private static func stack(_ upper: Unicode.Scalar?, _ lower: Unicode.Scalar?) -> Bool {
        guard let upper = upper?.value, let lower = lower?.value else { return false }
        let rows: [ClosedRange<UInt32>] = [
            0x1000...0x1004, 0x1005...0x100A, 0x100B...0x100F, 0x1010...0x1014, 0x1015...0x1019,
        ]
        return upper == 0x103A || upper == lower || rows.contains { $0.contains(upper) && $0.contains(lower) }
    }

    private static func isConsonant(_ scalar: Unicode.Scalar?) -> Bool {
        guard let value = scalar?.value else { return false }
        return (0x1000...0x102A).contains(value) || value == 0x103F || value == 0x104E
    }

    private static func carriesMedial(_ scalar: Unicode.Scalar?) -> Bool {
        isConsonant(scalar) || scalar.map { (0x103A...0x103E).contains($0.value) } ?? false
    }
}
