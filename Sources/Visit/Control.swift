import Guide

/// The name of a control: dotted, stable, the same in every language and on every page.
public struct ControlID: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    public let name: String

    public init(_ name: String) { self.name = name }
    public init(stringLiteral name: String) { self.name = name }

    public var description: String { name }
}

/// Something that a visitor can touch, or reach with keys.
public struct Control: Hashable, Sendable {
    /// What kind of thing it is, for its looks and for who listens instead of looking.
    public enum Role: String, Hashable, Sendable {
        /// A picture with a word: leads somewhere.
        case tile
        /// A line of a list, with a second line under it.
        case card
        /// An answer that is chosen or not.
        case option
        /// A key of the number pad.
        case key
        /// A button under the page; one of them may be the main one.
        case button, mainButton
        /// One of the buttons that stand on every page.
        case rail
        case help, leave
        /// A square at one spot, to be hit.
        case target
        /// The whole glass.
        case glass
    }

    public var id: ControlID
    public var role: Role
    public var words: Words
    /// A second, smaller line; `nil`: none.
    public var detail: Words?
    /// An icon of the theme, by its name; `nil`: words only.
    public var icon: String?
    public var isSelected: Bool
    public var action: Action

    public init(
        _ id: ControlID, _ role: Role, _ words: Words, detail: Words? = nil, icon: String? = nil,
        isSelected: Bool = false, _ action: Action
    ) {
        self.id = id
        self.role = role
        self.words = words
        self.detail = detail
        self.icon = icon
        self.isSelected = isSelected
        self.action = action
    }
}
