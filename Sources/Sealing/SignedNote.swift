/// A short text with the signature of the kiosk that wrote it, for a QR code: everybody can read it, nobody can change it.
///
/// `MRCH1:` and Base32 of the key's id (8 bytes), the signature (64 bytes) and the text. All characters are in the
/// alphanumeric set of QR codes; a text of 200 bytes gives 442 characters, version 13 with error correction M.
public enum SignedNote {
    static let prefix = "MRCH1:"
    /// So that a signature under a note is good for nothing else.
    private static let domain = Array("MRC-KIOSK-HEALTH-1\0".utf8)
    private static let signatureSize = 64

    /// The longest text, in bytes of UTF-8: more would not print large enough on narrow paper.
    public static let longestText = 200

    /// `nil` for a text that is empty or too long.
    public static func encode(_ text: String, by kiosk: KioskIdentity) -> String? {
        let bytes = Array(text.utf8)
        guard (1...longestText).contains(bytes.count), let id = kiosk.publicKey?.id,
            let signature = kiosk.signature(of: domain + bytes)
        else { return nil }
        return prefix + Base32.encode(id + signature + bytes)
    }

    /// The text, if this kiosk wrote it. Lower case and white space are no matter.
    ///
    /// - Throws: ``SignedNoteProblem``
    public static func decode(_ scanned: String, from kiosk: KioskPublicKey) throws(SignedNoteProblem) -> String {
        let plain = scanned.uppercased().filter { !$0.isWhitespace }
        guard plain.hasPrefix(prefix) else { throw .notANote }
        guard let bytes = Base32.decode(plain.dropFirst(prefix.count)), bytes.count > KioskPublicKey.idSize + signatureSize
        else { throw .damaged }
        guard Array(bytes.prefix(KioskPublicKey.idSize)) == kiosk.id else { throw .otherKiosk }
        let signature = Array(bytes.dropFirst(KioskPublicKey.idSize).prefix(signatureSize))
        let text = Array(bytes.dropFirst(KioskPublicKey.idSize + signatureSize))
        guard kiosk.isValid(signature, for: domain + text) else { throw .forged }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Why a note is not believed.
public enum SignedNoteProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notANote
    case damaged
    case otherKiosk
    case forged

    public var description: String {
        switch self {
        case .notANote: "this is no report of a kiosk; a report's QR code begins with \(SignedNote.prefix)"
        case .damaged: "the report is damaged; scan it again"
        case .otherKiosk: "the report is signed by another kiosk than the one whose key was given"
        case .forged: "the signature is wrong: the report was changed, or is from somebody else"
        }
    }
}
