import Visit

/// What a colour is for. The theme says which colour that is.
public enum ColourRole: String, Hashable, Sendable, CaseIterable {
    case ground, surface
    case surfaceSelected = "surface-selected"
    case ink
    case inkSoft = "ink-soft"
    case line, accent
    case onAccent = "on-accent"
    case leave
    case onLeave = "on-leave"
    case help
    case onHelp = "on-help"
    case warning
    case onWarning = "on-warning"
    case positive
    case onPositive = "on-positive"
    case focus
    case tile1 = "tile-1", tile2 = "tile-2", tile3 = "tile-3", tile4 = "tile-4", tile5 = "tile-5", tile6 = "tile-6"

    /// The calm tints of tiles, in turn.
    static let tiles: [ColourRole] = [.tile1, .tile2, .tile3, .tile4, .tile5, .tile6]
}

/// An opaque colour of sRGB. Range of each part: 0–1.
public struct Colour: Hashable, Sendable {
    public var red: Double
    public var green: Double
    public var blue: Double

    /// Reads `#1B2A41`; `nil` for anything else.
    public init?(hex: String) {
        guard hex.utf8.count == 7, hex.hasPrefix("#"), hex.dropFirst().allSatisfy(\.isHexDigit),
            let value = UInt32(hex.dropFirst(), radix: 16) else { return nil }
        red = Double(value >> 16 & 0xFF) / 255
        green = Double(value >> 8 & 0xFF) / 255
        blue = Double(value & 0xFF) / 255
    }

    init(red: Double, green: Double, blue: Double) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    public static let black = Colour(red: 0, green: 0, blue: 0)
    public static let white = Colour(red: 1, green: 1, blue: 1)
}

/// The colours of one theme.
public struct Palette: Hashable, Sendable {
    private var colours: [ColourRole: Colour]

    /// `nil` unless there is a colour for every role.
    public init?(_ colours: [ColourRole: Colour]) {
        guard ColourRole.allCases.allSatisfy({ colours[$0] != nil }) else { return nil }
        self.colours = colours
    }

    public subscript(role: ColourRole) -> Colour { colours[role] ?? .black }

    /// Black on white, for paper.
    static let paper = Palette(black: Set(ColourRole.allCases).subtracting([.ground, .surface, .onAccent]))

    private init(black: Set<ColourRole>) {
        colours = Dictionary(uniqueKeysWithValues: ColourRole.allCases.map { ($0, black.contains($0) ? .black : .white) })
    }
}
