/// Reads the small part of SVG that the icon family uses.
///
/// Elements: `path`, `circle`, `rect`, `line`, `polyline`, `polygon`; no groups, transforms or styles.
/// Source: W3C, SVG 1.1, chapters 8 and 9.
public enum IconReader {
    /// - Throws: ``IconError`` that says which element or attribute is not understood.
    public static func read(_ svg: String) throws(IconError) -> Icon {
        var shapes: [Icon.Shape] = []
        for tag in tags(in: svg) where !["svg", "title", "desc"].contains(tag.name) {
            shapes.append(try shape(tag))
        }
        guard !shapes.isEmpty else { throw IconError(description: "no shape in it; allowed are path, circle, rect, line, polyline, polygon") }
        return Icon(shapes: shapes)
    }

    struct Tag {
        var name: String
        var attributes: [String: String]

        func number(_ name: String, or standard: Double? = nil) throws(IconError) -> Double {
            guard let text = attributes[name] else {
                if let standard { return standard }
                throw IconError(description: "<\(self.name)> lacks \(name)")
            }
            guard let value = Double(text) else {
                throw IconError(description: "\(name)=\"\(text)\" in <\(self.name)> is not a number")
            }
            return value
        }
    }

    private static func shape(_ tag: Tag) throws(IconError) -> Icon.Shape {
        let path: [Icon.PathStep] =
            switch tag.name {
            case "path": try PathReader.read(tag.attributes["d"] ?? "")
            case "circle": ellipse(try tag.number("cx"), try tag.number("cy"), try tag.number("r"))
            case "rect": try rect(tag)
            case "line":
                [
                    .move(try tag.number("x1"), try tag.number("y1")), .line(try tag.number("x2"), try tag.number("y2")),
                ]
            case "polyline": try points(tag)
            case "polygon": try points(tag) + [.close]
            default: throw IconError(description: "<\(tag.name)> is not one of path, circle, rect, line, polyline, polygon")
            }
        let hasStroke = (tag.attributes["stroke"] ?? "none") != "none"
        return Icon.Shape(
            path: path, isFilled: (tag.attributes["fill"] ?? "none") != "none",
            strokeWidth: hasStroke ? try tag.number("stroke-width", or: 3) : nil, opacity: try tag.number("opacity", or: 1))
    }

    private static func points(_ tag: Tag) throws(IconError) -> [Icon.PathStep] {
        let numbers = (tag.attributes["points"] ?? "").split(whereSeparator: { " ,\n\t".contains($0) }).map { Double($0) }
        guard numbers.count >= 4, numbers.count % 2 == 0, !numbers.contains(nil) else {
            throw IconError(description: "points of <\(tag.name)> are not pairs of numbers")
        }
        return stride(from: 0, to: numbers.count, by: 2).map { index in
            let (x, y) = (numbers[index] ?? 0, numbers[index + 1] ?? 0)
            return index == 0 ? .move(x, y) : .line(x, y)
        }
    }

    private static func rect(_ tag: Tag) throws(IconError) -> [Icon.PathStep] {
        let (x, y) = (try tag.number("x", or: 0), try tag.number("y", or: 0))
        let (width, height) = (try tag.number("width"), try tag.number("height"))
        let r = min(try tag.number("rx", or: 0), width / 2, height / 2)
        guard r > 0 else {
            return [.move(x, y), .line(x + width, y), .line(x + width, y + height), .line(x, y + height), .close]
        }
        let k = r * (1 - quarter)
        let (right, bottom) = (x + width, y + height)
        return [
            .move(x + r, y), .line(right - r, y), .curve(right - k, y, right, y + k, right, y + r),
            .line(right, bottom - r), .curve(right, bottom - k, right - k, bottom, right - r, bottom),
            .line(x + r, bottom), .curve(x + k, bottom, x, bottom - k, x, bottom - r),
            .line(x, y + r), .curve(x, y + k, x + k, y, x + r, y), .close,
        ]
    }

    private static func ellipse(_ cx: Double, _ cy: Double, _ r: Double) -> [Icon.PathStep] {
        let k = r * quarter
        return [
            .move(cx + r, cy), .curve(cx + r, cy + k, cx + k, cy + r, cx, cy + r),
            .curve(cx - k, cy + r, cx - r, cy + k, cx - r, cy), .curve(cx - r, cy - k, cx - k, cy - r, cx, cy - r),
            .curve(cx + k, cy - r, cx + r, cy - k, cx + r, cy), .close,
        ]
    }

    /// Handle length of a Bézier curve that comes nearest to a quarter of a circle.
    private static let quarter = 0.5522847498

    /// The opening tags of a small XML text.
    private static func tags(in svg: String) -> [Tag] {
        var tags: [Tag] = []
        for piece in svg.split(separator: "<").dropFirst(svg.hasPrefix("<") ? 0 : 1) {
            guard let end = piece.firstIndex(of: ">"), let first = piece.first, first.isLetter else { continue }
            let inside = piece[..<end].drop { _ in false }
            let name = inside.prefix { $0.isLetter }
            tags.append(Tag(name: String(name), attributes: attributes(inside.dropFirst(name.count))))
        }
        return tags
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
            let afterEquals = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = afterEquals.first, quote == "\"" || quote == "'" else { break }
            let value = afterEquals.dropFirst()
            guard let close = value.firstIndex(of: quote) else { break }
            found[name] = String(value[..<close])
            rest = value[value.index(after: close)...]
        }
        return found
    }
}
