import Guide

/// What the machine fills into a text: `{count}`.
public enum Placeholders {
    /// The names in the order in which they stand, without braces.
    ///
    /// Looks at scalars: a vowel sign after a brace must not hide it.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        var rest = text.unicodeScalars[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { break }
            names.append(String(rest[..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }

    /// What is wrong with the braces of a text, or `nil`.
    static func malformed(in text: String) -> String? {
        let (opened, closed) = (text.unicodeScalars.count { $0 == "{" }, text.unicodeScalars.count { $0 == "}" })
        if opened != closed { return "a brace that is not closed" }
        let bad = names(in: text).first { !isName($0) || $0.first?.isLetter != true }
        return bad.map { "the placeholder {\($0)}" }
    }
}

/// Numbers in a text.
enum Numbers {
    /// Runs of two and more digits of ASCII, outside placeholders: what no translation may change.
    static func long(in text: String) -> Set<String> {
        var isInside = false
        var runs: [String] = [""]
        for scalar in text.unicodeScalars {
            if scalar == "{" { isInside = true }
            if scalar == "}" { isInside = false }
            if !isInside, ("0"..."9").contains(scalar) {
                runs[runs.count - 1].unicodeScalars.append(scalar)
            } else if runs.last != "" {
                runs.append("")
            }
        }
        return Set(runs.filter { $0.count >= 2 })
    }
}
