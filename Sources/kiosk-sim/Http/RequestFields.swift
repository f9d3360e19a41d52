import Foundation
import Hummingbird

/// The fields of a request's JSON body, read one by one, with a refusal that names the field.
struct RequestFields {
    /// The longest body: 4 KiB, many times what any request needs.
    static let longestBody = 4_096

    private var values: [String: Value]

    /// Reads a JSON object that has no other fields than these.
    ///
    /// - Throws: `Refusal` when it is no JSON object, or has a field that is not in `names`.
    init(_ bytes: [UInt8], names: [String]) throws(Refusal) {
        do {
            values = try JSONDecoder().decode([String: Value].self, from: Data(bytes))
        } catch {
            throw Refusal(
                error: bytes.isEmpty ? "the body is empty" : "the body is not a JSON object", place: "body",
                allowed: ["an object with the fields \(names.joined(separator: ", "))"])
        }
        if let stranger = values.keys.sorted().first(where: { !names.contains($0) }) {
            throw Refusal(error: "there is no such field", place: stranger, allowed: names)
        }
    }

    /// Collects a request's body and reads it.
    ///
    /// - Throws: `Refusal`, also when the body is longer than ``longestBody``; whatever the connection throws.
    init(of request: Request, names: [String]) async throws {
        var bytes: [UInt8] = []
        for try await part in request.body {
            bytes += Array(buffer: part)
            guard bytes.count <= RequestFields.longestBody else {
                throw Refusal(
                    code: 413, error: "the body is too long", place: "body",
                    allowed: ["at most \(RequestFields.longestBody) bytes"])
            }
        }
        try self.init(bytes, names: names)
    }

    /// Whether the field was given.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// A number with its unit.
    func number(_ name: String, in range: ClosedRange<Double>, unit: String) throws(Refusal) -> Double {
        let allowed = ["a number from \(range.lowerBound) to \(range.upperBound) (\(unit))"]
        guard let value = values[name] else {
            throw Refusal(error: "the field is missing", place: name, allowed: allowed)
        }
        guard case .number(let number) = value else {
            throw Refusal(error: "\(value.kind) is no number", place: name, allowed: allowed)
        }
        guard range.contains(number) else {
            throw Refusal(error: "\(number) is out of range", place: name, allowed: allowed)
        }
        return number
    }

    /// A text of any kind.
    func text(_ name: String, allowed: [String]) throws(Refusal) -> String {
        guard let value = values[name] else {
            throw Refusal(error: "the field is missing", place: name, allowed: allowed)
        }
        guard case .text(let text) = value else {
            throw Refusal(error: "\(value.kind) is no text", place: name, allowed: allowed)
        }
        return text
    }

    /// One of some names; the default, if there is one, where the field is missing.
    func choice<Choice>(
        _ name: String, of choices: [(name: String, value: Choice)], default fallback: Choice? = nil
    ) throws(Refusal) -> Choice {
        if let fallback, !has(name) { return fallback }
        let given = try text(name, allowed: choices.map(\.name))
        guard let choice = choices.first(where: { $0.name == given }) else {
            throw Refusal(error: "\"\(given)\" is unknown", place: name, allowed: choices.map(\.name))
        }
        return choice.value
    }

    /// Yes or no; the default, if there is one, where the field is missing.
    func flag(_ name: String, default fallback: Bool? = nil) throws(Refusal) -> Bool {
        if let fallback, !has(name) { return fallback }
        guard let value = values[name] else {
            throw Refusal(error: "the field is missing", place: name, allowed: ["true", "false"])
        }
        guard case .flag(let flag) = value else {
            throw Refusal(error: "\(value.kind) is neither true nor false", place: name, allowed: ["true", "false"])
        }
        return flag
    }
}

extension RequestFields {
    /// A value of a body, as far as any request needs it.
    fileprivate enum Value: Decodable {
        case flag(Bool)
        case number(Double)
        case text(String)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            // A value of another kind is no error here: the field that is asked for says what it should have been.
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .other
            }
        }

        var kind: String {
            switch self {
            case .flag: "true or false"
            case .number: "a number"
            case .text: "a text"
            case .other: "null, a list or an object"
            }
        }
    }
}
