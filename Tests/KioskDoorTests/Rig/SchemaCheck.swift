import Foundation

/// As much of JSON Schema as the description uses; a word that this does not know is a failure, so nothing goes unchecked.
///
/// Source: JSON Schema 2020-12, Validation.
struct SchemaCheck {
    let document: [String: Any]

    private static let known: Set<String> = [
        "$ref", "type", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "items", "required",
        "properties", "oneOf", "description",
    ]

    /// What is wrong with a value; empty: nothing.
    func problems(of value: Any, by schema: [String: Any], at place: String = "") -> [String] {
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
            let named = component(String(name)).map { problems(of: value, by: $0, at: place) } ?? ["\(place): no schema \(name)"]
            return named + problems(of: value, by: schema.filter { $0.key != "$ref" }, at: place)
        }
        var found = schema.keys.filter { !Self.known.contains($0) }.map { "\(place): unknown word \($0)" }
        found += kinds(value, schema, place) + words(value, schema, place) + numbers(value, schema, place)
        found += lists(value, schema, place) + objects(value, schema, place)
        if let choices = schema["oneOf"] as? [[String: Any]],
            choices.filter({ problems(of: value, by: $0, at: place).isEmpty }).count != 1
        {
            found.append("\(place): not exactly one of the choices")
        }
        return found
    }

    func component(_ name: String) -> [String: Any]? {
        ((document["components"] as? [String: Any])?["schemas"] as? [String: Any])?[name] as? [String: Any]
    }

    private func kinds(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        let allowed = (schema["type"] as? String).map { [$0] } ?? schema["type"] as? [String] ?? []
        guard !allowed.isEmpty else { return [] }
        let isNumber = value is NSNumber || value is Int || value is Double
        let kind =
            switch value {
            case is NSNull: "null"
            case is String: "string"
            case is [Any]: "array"
            case is [String: Any]: "object"
            default: isNumber ? "number" : "?"
            }
        let isWhole = (value as? NSNumber).map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
        let fits = allowed.contains(kind) || kind == "number" && isWhole && allowed.contains("integer")
        return fits ? [] : ["\(place): is \(kind), not \(allowed)"]
    }

    private func words(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let text = value as? String else { return [] }
        var found: [String] = []
        if let choices = schema["enum"] as? [String], !choices.contains(text) { found.append("\(place): not one of the words") }
        if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
            found.append("\(place): not like \(pattern)")
        }
        if let least = schema["minLength"] as? Int, text.count < least { found.append("\(place): too short") }
        if let most = schema["maxLength"] as? Int, text.count > most { found.append("\(place): too long") }
        return found
    }

    private func numbers(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let number = (value as? NSNumber)?.doubleValue else { return [] }
        let isLess = (schema["minimum"] as? NSNumber).map { number < $0.doubleValue } ?? false
        let isMore = (schema["maximum"] as? NSNumber).map { number > $0.doubleValue } ?? false
        return isLess || isMore ? ["\(place): out of range"] : []
    }

    private func lists(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let list = value as? [Any] else { return [] }
        var found: [String] = []
        if let least = schema["minItems"] as? Int, list.count < least { found.append("\(place): too few") }
        if let most = schema["maxItems"] as? Int, list.count > most { found.append("\(place): too many") }
        if let items = schema["items"] as? [String: Any] {
            for (index, item) in list.enumerated() { found += problems(of: item, by: items, at: "\(place)[\(index)]") }
        }
        return found
    }

    private func objects(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): \($0) is missing" }
        guard let properties = schema["properties"] as? [String: [String: Any]] else { return found }
        for (key, item) in object {
            // What the types say and the description does not is a gap in the description.
            found += properties[key].map { problems(of: item, by: $0, at: "\(place).\(key)") } ?? ["\(place): \(key) is not described"]
        }
        return found
    }
}
