import Visit

/// How the kiosk looks: colours, icons, lengths, sizes of type. Read from `Kiosk/Theme`.
public struct Look: Sendable {
    public var palettes: [Theme: Palette]
    public var icons: [String: Icon]
    /// Drawn along the top edge of the kiosk's own pages.
    public var weave: Icon?
    public var measures: Measures
    public var ratios: Ratios

    public init(
        palettes: [Theme: Palette], icons: [String: Icon], weave: Icon?, measures: Measures = Measures(), ratios: Ratios = Ratios()
    ) {
        self.palettes = palettes
        self.icons = icons
        self.weave = weave
        self.measures = measures
        self.ratios = ratios
    }

    /// Lengths in millimetres. What each is for stands in `theme.toml`.
    public struct Measures: Hashable, Sendable {
        public var target = 12.7
        public var gap = 2.54
        public var margin = 3.0
        public var padding = 2.2
        public var radius = 2.4
        public var border = 0.35
        public var chosenBorder = 0.9
        public var pressedBorder = 1.4
        public var focusBorder = 2.0

        public init() {}

        /// The keys of `[measures-mm]`, each with where it goes and what it may be.
        public static var keys: [(name: String, path: WritableKeyPath<Measures, Double> & Sendable, range: ClosedRange<Double>)] {
            [
                ("target", \.target, 12.7...40), ("gap", \.gap, 2.54...10), ("margin", \.margin, 0...20),
                ("padding", \.padding, 0...10), ("radius", \.radius, 0...20), ("border", \.border, 0.1...3),
                ("border-chosen", \.chosenBorder, 0.5...3), ("border-pressed", \.pressedBorder, 0.5...3),
                ("border-focus", \.focusBorder, 2...4),
            ]
        }
    }

    /// Sizes of type against the body. What each is for stands in `theme.toml`.
    public struct Ratios: Hashable, Sendable {
        public var title = 1.25
        public var crumb = 0.72
        public var button = 0.88
        public var lead = 1.15
        public var cardName = 0.86
        public var note = 0.72

        public init() {}

        /// The keys of `[type-ratio]`.
        public static var keys: [(name: String, path: WritableKeyPath<Ratios, Double> & Sendable, range: ClosedRange<Double>)] {
            [
                ("title", \.title, 0.5...2), ("crumb", \.crumb, 0.5...2), ("button", \.button, 0.5...2), ("lead", \.lead, 0.5...2),
                ("card-name", \.cardName, 0.5...2), ("note", \.note, 0.5...2),
            ]
        }
    }
}
