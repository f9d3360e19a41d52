import Guide
import Visit

/// How one visitor reads: language, size, colours, the spot on the page, and what the keys are on.
public struct Reading: Hashable, Sendable {
    public var language: Language
    public var size: TextSize
    public var theme: Theme
    public var place: Place
    /// Whether each part of a page holds one thing only.
    public var isOneByOne = false
    /// Whether the page stands in the lower part of the glass alone.
    public var isLow = false
    public var focus: ControlID?
    /// Under a finger just now.
    public var pressed: ControlID?

    public init(
        language: Language, size: TextSize = .normal, theme: Theme = .day, place: Place = .top,
        focus: ControlID? = nil, pressed: ControlID? = nil
    ) {
        self.language = language
        self.size = size
        self.theme = theme
        self.place = place
        self.focus = focus
        self.pressed = pressed
    }

    /// As the visit of `model` reads; before a language is chosen, in the site's first.
    public init(_ model: Model, _ guide: Guide, pressed: ControlID? = nil) {
        let session = model.session
        self.init(
            language: session.language ?? guide.site.languages.first ?? .english, size: session.size,
            theme: session.theme, place: session.place, focus: session.focus, pressed: pressed)
        isOneByOne = session.isOneByOne
        isLow = session.isLow
    }
}
