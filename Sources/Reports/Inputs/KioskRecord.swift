import Intake

/// A count of the kiosks in the period, over all of them in the scope.
public struct CounterCount: Hashable, Sendable {
    public var counter: Counter
    public var count: Int

    public init(_ counter: Counter, _ count: Int) { (self.counter, self.count) = (counter, count) }
}

/// What became of the numbers of the period.
public struct NumberCounts: Hashable, Sendable {
    public var arrived = 0
    public var opened = 0
    public var expired = 0
    public var void = 0
    /// Whole weeks from slip to opening, one for each opened number.
    public var weeksToOpening: [Int] = []

    public init() {}
}

/// All that reports on kiosks are made of.
public struct KioskRecord: Hashable, Sendable {
    public var counts: [CounterCount]
    public var numbers: NumberCounts

    public init(counts: [CounterCount], numbers: NumberCounts) { (self.counts, self.numbers) = (counts, numbers) }
}

/// How a guide on a channel stands. It is about texts, not about people.
public struct ContentRecord: Hashable, Sendable {
    /// `amman-airport, all`.
    public var guide: String
    public var factsPastReview: Int
    public var entriesPastAssurance: Int
    /// In whole per cent, by language.
    public var coverage: [Coverage]

    public struct Coverage: Hashable, Sendable {
        public var language: String
        public var percent: Int

        public init(language: String, percent: Int) { (self.language, self.percent) = (language, percent) }
    }

    public init(guide: String, factsPastReview: Int, entriesPastAssurance: Int, coverage: [Coverage]) {
        (self.guide, self.factsPastReview, self.entriesPastAssurance) = (guide, factsPastReview, entriesPastAssurance)
        self.coverage = coverage
    }
}

/// Something that the centre did for many.
public struct ActivityRecord: Hashable, Sendable {
    /// A value of ``Dimension/activity``.
    public var kind: String
    public var people: Int

    public init(kind: String, people: Int) { (self.kind, self.people) = (kind, people) }
}
