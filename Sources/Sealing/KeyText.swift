import Foundation

/// Base64 with or without the frame of a PEM file.
///
/// Source: RFC 7468; the headers are the DER of RFC 8410 for X25519.
struct KeyText {
    /// What a PEM file says it holds, such as `PUBLIC KEY`; `nil` without a frame.
    let label: String?
    let bytes: [UInt8]

    static let publicHeader: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x6E, 0x03, 0x21, 0x00]
    static let privateHeader: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x6E, 0x04, 0x22, 0x04, 0x20,
    ]

    init(_ text: String) throws(MRCKeyProblem) {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard let first = lines.first, let last = lines.last else { throw .empty }
        let (begin, end, rule) = ("-----BEGIN ", "-----END ", "-----")
        var body = lines[...]
        if first.hasPrefix(begin), first.hasSuffix(rule) {
            let name = String(first.dropFirst(begin.count).dropLast(rule.count))
            guard last == end + name + rule else { throw .notBase64 }
            label = name
            body = lines.dropFirst().dropLast()
        } else {
            label = nil
        }
        guard let data = Data(base64Encoded: body.joined()) else { throw .notBase64 }
        guard !data.isEmpty else { throw .empty }
        bytes = Array(data)
    }

    static func pem(_ label: String, _ bytes: [UInt8]) -> String {
        "-----BEGIN \(label)-----\n\(Data(bytes).base64EncodedString())\n-----END \(label)-----\n"
    }

    /// Whether `bytes` are `header` and a key of 32 bytes.
    static func hasPrefix(_ header: [UInt8], _ bytes: [UInt8]) -> Bool {
        bytes.count == header.count + 32 && bytes.starts(with: header)
    }
}
