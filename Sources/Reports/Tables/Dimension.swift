/// One thing that figures are broken down by, with all its values.
public struct Dimension: Hashable, Sendable {
    /// One value.
    public struct Value: Hashable, Sendable {
        /// What the records say: `woman`, `LK`.
        public var id: String
        /// What a reader sees.
        public var label: String

        public init(_ id: String, _ label: String) { (self.id, self.label) = (id, label) }
    }

    /// `Age`, `Sex`.
    public var name: String
    public var values: [Value]
    /// Neighbours belong together, as ages do; all but the last value, which is "not said".
    public var isOrdered: Bool
    /// What values that were put together are called where they are not named.
    public var othersName: String
    /// Whether a row of values that were put together names them. Not where a rare one points at a person.
    public var namesOthers: Bool
    /// There is no value for "other" or "not said": what is in no list is not counted.
    public var isClosed: Bool

    public init(
        name: String, values: [Value], isOrdered: Bool = false, othersName: String, namesOthers: Bool = true, isClosed: Bool = false
    ) {
        (self.name, self.values, self.isOrdered) = (name, values, isOrdered)
        (self.othersName, self.namesOthers, self.isClosed) = (othersName, namesOthers, isClosed)
    }

    /// The values that occur, by name; nothing of those that do not.
    public init(name: String, occurring: Set<String>, label: (String) -> String, othersName: String) {
        let values = occurring.sorted().map { Value($0, label($0)) }
        self.init(name: name, values: values, othersName: othersName, namesOthers: false, isClosed: true)
    }

    /// Where a value stands. One that is not in the list counts as the last, which is "other" or "not said" or "not yet known";
    /// `nil` where the list is closed.
    public func index(of id: String) -> Int? {
        values.firstIndex { $0.id == id } ?? (isClosed ? nil : values.count - 1)
    }
}
