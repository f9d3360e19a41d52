import Intake

/// The text in the QR code of a slip: the code and the sealed record, so that a desk without any network can open it.
///
/// `MRC1:` and Base32 of five bytes of code and the record. 258 characters, all of them in the alphanumeric set of QR
/// codes: version 9 with error correction M. Letters and digits alone survive scanners that pose as keyboards.
///
/// Source: RFC 4648, 6, without padding.
public enum SlipQR {
    static let prefix = "MRC1:"
    static let codeSize = 5

    /// How many characters every text has.
    public static let length = prefix.utf8.count + ((codeSize + SealedRecord.size) * 8 + 4) / 5

    public static func encode(_ code: Code, _ record: SealedRecord) -> String {
        let number = (0..<codeSize).reversed().map { UInt8(truncatingIfNeeded: code.packed >> (8 * UInt64($0))) }
        return prefix + Base32.encode(number + record.bytes)
    }

    /// What a scanner read. Lower case and white space at the ends are no matter.
    ///
    /// - Throws: ``SlipQRProblem``, which never says what was read.
    public static func decode(_ text: String) throws(SlipQRProblem) -> (code: Code, record: SealedRecord) {
        let plain = text.uppercased().filter { !$0.isWhitespace }
        guard plain.hasPrefix(prefix) else { throw .notASlip }
        guard plain.utf8.count == length else { throw .wrongLength(found: plain.utf8.count) }
        guard let bytes = Base32.decode(plain.dropFirst(prefix.count)) else { throw .damaged }
        let number = bytes.prefix(codeSize).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let code = Code(packed: number), let record = SealedRecord(bytes: bytes.dropFirst(codeSize)) else {
            throw .damaged
        }
        return (code, record)
    }
}

/// Why what was scanned is not a slip.
public enum SlipQRProblem: Error, Hashable, Sendable {
    case notASlip
    case wrongLength(found: Int)
    case damaged
}

extension SlipQRProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notASlip: "this is another QR code; a slip's begins with \(SlipQR.prefix)"
        case .wrongLength(let found): "a slip's QR code has \(SlipQR.length) characters, not \(found); scan it again"
        case .damaged: "the QR code is damaged; scan it again, or type the number"
        }
    }
}
