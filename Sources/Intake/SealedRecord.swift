/// The answers of one intake, sealed: what the ledger keeps, the slip carries and the hub receives.
///
/// Every record has the same size, whatever was answered.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version: which parameters made it |
/// | 8 | which of the MRC's keys opens it |
/// | 32 | the encapsulated key |
/// | 112 | the padded answers, encrypted, with 16 bytes of authentication |
///
/// Source: RFC 9180, 10 ("Message Encoding" is left to the application).
public struct SealedRecord: Hashable, Sendable {
    /// All bytes of the record.
    public let bytes: [UInt8]

    /// The one size of a record, in bytes.
    public static let size = 1 + keyIDSize + encapsulatedKeySize + Payload.size + tagSize
    public static let keyIDSize = 8
    public static let encapsulatedKeySize = 32
    public static let tagSize = 16

    /// `nil` unless there are ``size`` bytes. Whether they open is for the holder of the key to find out.
    public init?(bytes: some Sequence<UInt8>) {
        let all = Array(bytes)
        guard all.count == SealedRecord.size else { return nil }
        self.bytes = all
    }

    /// Which parameters made it.
    public var version: UInt8 { bytes[0] }

    /// Which of the MRC's keys opens it.
    public var keyID: [UInt8] { Array(header.dropFirst()) }

    /// Version and key id: what is readable, and protected against change.
    public var header: ArraySlice<UInt8> { bytes[..<(1 + SealedRecord.keyIDSize)] }

    public var encapsulatedKey: ArraySlice<UInt8> {
        bytes[header.endIndex..<(header.endIndex + SealedRecord.encapsulatedKeySize)]
    }

    public var ciphertext: ArraySlice<UInt8> { bytes[encapsulatedKey.endIndex...] }
}

extension SealedRecord: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "SealedRecord(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
