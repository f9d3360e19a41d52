import Glibc

/// Reads the `d` attribute of an SVG path. Source: W3C, SVG 1.1, 8.3 and F.6.
struct PathReader {
    private var tokens: [Token]
    private var at = 0
    private var steps: [Icon.PathStep] = []
    private var x = 0.0, y = 0.0
    private var startX = 0.0, startY = 0.0
    /// The handle that a smooth curve mirrors.
    private var handle: (x: Double, y: Double)?

    private enum Token {
        case command(Character)
        case number(Double)
    }

    static func read(_ d: String) throws(IconError) -> [Icon.PathStep] {
        var reader = PathReader(tokens: try tokens(of: d))
        return try reader.run()
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private mutating func run() throws(IconError) -> [Icon.PathStep] {
        var command: Character = "M"
        while at < tokens.count {
            if case .command(let next) = tokens[at] {
                command = next
                at += 1
            }
            try step(command)
            if command == "M" { command = "L" }
            if command == "m" { command = "l" }
        }
        return steps
    }

    private mutating func step(_ command: Character) throws(IconError) {
        let isRelative = command.isLowercase
        let (ox, oy) = isRelative ? (x, y) : (0, 0)
        var newHandle: (x: Double, y: Double)?
        switch command.uppercased() {
        case "M":
            (x, y) = (ox + (try number()), oy + (try number()))
            (startX, startY) = (x, y)
            steps.append(.move(x, y))
        case "L": try line(to: ox + (try number()), oy + (try number()))
        case "H": try line(to: ox + (try number()), y)
        case "V": try line(to: x, oy + (try number()))
        case "C":
            let (a, b, c, d) = (ox + (try number()), oy + (try number()), ox + (try number()), oy + (try number()))
            curve(a, b, c, d, ox + (try number()), oy + (try number()))
            newHandle = (c, d)
        case "S":
            let first = handle.map { (2 * x - $0.x, 2 * y - $0.y) } ?? (x, y)
            let (c, d) = (ox + (try number()), oy + (try number()))
            curve(first.0, first.1, c, d, ox + (try number()), oy + (try number()))
            newHandle = (c, d)
        case "Q":
            let (qx, qy) = (ox + (try number()), oy + (try number()))
            let (ex, ey) = (ox + (try number()), oy + (try number()))
            curve(x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), ex + 2 / 3 * (qx - ex), ey + 2 / 3 * (qy - ey), ex, ey)
        case "A": try arc(ox, oy)
        case "Z":
            steps.append(.close)
            (x, y) = (startX, startY)
        default: throw IconError(description: "path command \(command) is not one of M L H V C S Q A Z")
        }
        handle = newHandle
    }

    private mutating func line(to newX: Double, _ newY: Double) throws(IconError) {
        (x, y) = (newX, newY)
        steps.append(.line(x, y))
    }

    private mutating func curve(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ ex: Double, _ ey: Double) {
        steps.append(.curve(a, b, c, d, ex, ey))
        (x, y) = (ex, ey)
    }

    /// From end points to centre, then by curves of at most a quarter. Source: SVG 1.1, F.6.5.
    private mutating func arc(_ ox: Double, _ oy: Double) throws(IconError) {
        var (rx, ry) = (abs(try number()), abs(try number()))
        let turn = try number() * .pi / 180
        let (isLarge, isSweep) = (try number() != 0, try number() != 0)
        let (ex, ey) = (ox + (try number()), oy + (try number()))
        guard rx > 0, ry > 0, (ex, ey) != (x, y) else { return try line(to: ex, ey) }
        let (dx, dy) = ((x - ex) / 2, (y - ey) / 2)
        let (px, py) = (cos(turn) * dx + sin(turn) * dy, -sin(turn) * dx + cos(turn) * dy)
        let tooSmall = px * px / (rx * rx) + py * py / (ry * ry)
        if tooSmall > 1 { (rx, ry) = (rx * tooSmall.squareRoot(), ry * tooSmall.squareRoot()) }
        let over = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px
        let factor = max(0, over / (rx * rx * py * py + ry * ry * px * px)).squareRoot() * (isLarge == isSweep ? -1 : 1)
        let (qx, qy) = (factor * rx * py / ry, -factor * ry * px / rx)
        let (cx, cy) = (cos(turn) * qx - sin(turn) * qy + (x + ex) / 2, sin(turn) * qx + cos(turn) * qy + (y + ey) / 2)
        let begin = atan2((py - qy) / ry, (px - qx) / rx)
        var sweep = atan2((-py - qy) / ry, (-px - qx) / rx) - begin
        if isSweep, sweep < 0 { sweep += 2 * .pi }
        if !isSweep, sweep > 0 { sweep -= 2 * .pi }
        let pieces = max(1, Int((abs(sweep) / (.pi / 2)).rounded(.up)))
        let part = sweep / Double(pieces)
        let reach = 4 / 3 * tan(part / 4)
        func point(_ u: Double, _ v: Double) -> (Double, Double) {
            (cx + cos(turn) * rx * u - sin(turn) * ry * v, cy + sin(turn) * rx * u + cos(turn) * ry * v)
        }
        for piece in 0..<pieces {
            let (a, b) = (begin + part * Double(piece), begin + part * Double(piece + 1))
            let first = point(cos(a) - reach * sin(a), sin(a) + reach * cos(a))
            let second = point(cos(b) + reach * sin(b), sin(b) - reach * cos(b))
            let end = point(cos(b), sin(b))
            curve(first.0, first.1, second.0, second.1, end.0, end.1)
        }
        (x, y) = (ex, ey)
    }

    private mutating func number() throws(IconError) -> Double {
        guard at < tokens.count, case .number(let value) = tokens[at] else {
            throw IconError(description: "a path command lacks a number")
        }
        at += 1
        return value
    }

    private static func tokens(of d: String) throws(IconError) -> [Token] {
        var tokens: [Token] = []
        var text = ""
        func flush() throws(IconError) {
            guard !text.isEmpty else { return }
            guard let value = Double(text) else { throw IconError(description: "\"\(text)\" in a path is not a number") }
            tokens.append(.number(value))
            text = ""
        }
        for character in d {
            switch character {
            case "0"..."9": text.append(character)
            case ".":
                if text.contains(".") { try flush() }
                text.append(character)
            case "-", "+":
                if text.last != "e" { try flush() }
                text.append(character)
            case "e": text.append(character)
            case " ", ",", "\n", "\t", "\r", "\r\n": try flush()
            default:
                try flush()
                tokens.append(.command(character))
            }
        }
        try flush()
        return tokens
    }
}
