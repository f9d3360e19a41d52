import Hummingbird

/// The fields of a form that a browser sent.
struct FormFields: Sendable {
    private(set) var values: [String: [String]]

    /// More than the longest form has, in bytes.
    static let mostBytes = 64 * 1024
    /// More than the longest form has.
    private static let mostFields = 400

    init(_ values: [String: [String]] = [:]) { self.values = values }

    /// Reads the body of a request.
    ///
    /// - Throws: ``DeskProblem`` for another type of content, too many bytes or fields, or broken text.
    init(of request: Request) async throws {
        guard let type = request.headers[.contentType], type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw DeskProblem(.unsupportedMediaType, "This is no form", "Send it with the page's own form. Nothing was changed.")
        }
        let body = try await request.body.collect(upTo: Self.mostBytes)
        try self.init(text: String(buffer: body))
    }

    /// - Throws: ``DeskProblem``
    init(text: String) throws(DeskProblem) {
        values = [:]
        let pairs = text.split(separator: "&")
        guard pairs.count <= Self.mostFields else { throw .tooLarge }
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else { throw .badForm }
            values[name, default: []].append(value)
        }
    }

    /// What stands in a field, without white space at its ends; empty where there is none.
    subscript(_ name: String) -> String {
        get { (values[name]?.first ?? "").trimmed }
        set { values[name] = [newValue] }
    }

    /// All that was chosen under a name.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Replaces all that was chosen under a name.
    mutating func set(_ name: String, _ all: [String]) { values[name] = all }

    /// Whether a box is ticked.
    func isTicked(_ name: String) -> Bool { values[name]?.isEmpty == false }

    /// Exactly what was typed, white space and all: for passwords.
    func exact(_ name: String) -> String { values[name]?.first ?? "" }

    /// A choice by its raw value.
    ///
    /// - Throws: ``DeskProblem`` where no browser with our page would have sent this.
    func choice<Choice: RawRepresentable<String>>(_ name: String, of type: Choice.Type = Choice.self) throws(DeskProblem) -> Choice {
        guard let choice = Choice(rawValue: self[name]) else { throw .badForm }
        return choice
    }

    private static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { return nil }
        // Nobody types these; databases and logs do odd things with them.
        return decoded.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\r" && $0 != "\t" } ? nil : decoded
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
