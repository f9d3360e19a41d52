import Guide

/// What a page shows, before anything is measured: words, pictures and controls in reading order.
public struct Content: Hashable, Sendable {
    /// How the page is built up.
    public enum Kind: Hashable, Sendable {
        /// Title, items, buttons, and the rail that stands on every page.
        case page
        /// Large centred words, one control over the whole glass.
        case cover
        /// Nothing: the glass is dark.
        case dark
        /// The harmless page after leaving at once.
        case neutral
        /// The same in all languages of the site, for whoever comes by; nothing can be touched.
        case placard
        /// Marks at spots of the glass around a few words.
        case spots
        /// A picture over the whole glass that shows a screen's faults.
        case pattern(ScreenPattern)
    }

    public var kind: Kind
    /// The page's own name, independent of language: `home`, `article`.
    public var name: String
    /// A small line over the title: where am I?
    public var crumb: Words?
    public var title: Words
    public var items: [Item]
    /// Under the items, in reading order.
    public var buttons: [Control]
    public var rail: [Control]
    /// Whether what is written here may be spoken only into a headset.
    public var isPrivate: Bool

    public init(
        _ name: String, kind: Kind = .page, crumb: Words? = nil, title: Words, items: [Item] = [],
        buttons: [Control] = [], rail: [Control] = [], isPrivate: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.crumb = crumb
        self.title = title
        self.items = items
        self.buttons = buttons
        self.rail = rail
        self.isPrivate = isPrivate
    }

    /// A black glass; a touch brings the page back.
    public static let hidden = Content(
        "hidden", kind: .dark, title: .list([]), items: [.control(Control("hidden.show", .glass, .list([]), .reveal))])

    /// Everything that can be touched, in reading order, in all parts of the page.
    public var controls: [Control] { items.compactMap(\.control) + buttons + rail }
}

/// One thing in the body of a page.
public enum Item: Hashable, Sendable {
    case heading(Words, icon: String? = nil)
    case paragraph(Words)
    /// Larger than a paragraph: the one sentence that matters.
    case lead(Words)
    case step(Int, Words)
    /// A step with its picture, as in a story told in pictures.
    case scene(Int, Words, icon: String)
    case warning(Words)
    /// Smaller: sources, dates, conditions.
    case note(Words)
    /// One of many short lines, close to each other.
    case fact(Words)
    /// A note in a frame that asks for care: past review, contested.
    case badge(Words)
    case contact(ContactCard)
    case control(Control)
    /// Digits in groups, with the same digits in the language's own form where it has one.
    case code(groups: [String])
    /// The digits typed so far, out of twelve.
    case entry(String)
    case picture(String)
    /// So many digits that nobody may read.
    case secret(Int)
    /// What the test slip shows.
    case sample
    case spot(SpotMark)
    /// A name that lights up, as a lamp does; nothing to touch.
    case light(Words, isLit: Bool)

    var control: Control? {
        switch self {
        case .control(let control), .spot(.target(let control, _)): control
        default: nil
        }
    }
}

/// Something at one spot of the glass, whatever its size.
public enum SpotMark: Hashable, Sendable {
    /// A cross to be touched.
    case cross(Spot)
    /// Where a finger was felt.
    case felt(Spot)
    case target(Control, Spot)
}

/// Somebody who can help: name, number, and what to know before calling.
public struct ContactCard: Hashable, Sendable {
    public var icon: String
    public var name: Words
    /// The number in large digits; `nil`: no number may be shown.
    public var number: String?
    /// What stands under or instead of the number: checked on, ask at the desk.
    public var numberNote: Words?
    /// Label and value: hours, cost, languages.
    public var lines: [Words]

    public init(icon: String, name: Words, number: String?, numberNote: Words?, lines: [Words]) {
        self.icon = icon
        self.name = name
        self.number = number
        self.numberNote = numberNote
        self.lines = lines
    }
}
