/// An article with lines to tick: what stands on the page, and what on the page of the result.
extension Article {
    /// The lines that a visitor ticks, in order.
    public var ticks: [Block] { blocks.filter { $0.kind == .tick } }

    public var isChecklist: Bool { blocks.contains { $0.kind == .tick } }

    /// Whether its lines are sayings with an answer each; otherwise the result is what was not ticked.
    public var hasAnswers: Bool { blocks.contains { $0.kind == .answer } }

    /// What stands above the ticks.
    public var lead: [Block] { Array(blocks.prefix { $0.kind != .tick }) }

    /// What stands under the result: everything after the ticks that is said whatever was ticked.
    public var afterwards: [Block] {
        guard let last = blocks.lastIndex(where: { $0.kind == .tick }) else { return [] }
        return blocks[last...].filter { block in
            switch block.kind {
            case .paragraph, .step, .warning, .contact: true
            case .tick, .answer, .outcome: false
            }
        }
    }

    /// The answers to one tick: those between it and the next.
    public func answers(to tick: Block) -> [Block] {
        guard let place = blocks.firstIndex(of: tick) else { return [] }
        return Array(blocks[(place + 1)...].prefix { $0.kind == .answer })
    }

    /// How many of the lines are among `ticked`; `all` only where there are lines.
    public func outcome(of ticked: Set<String>) -> Block.Outcome {
        let count = ticks.count { ticked.contains($0.id) }
        return count == 0 ? .none : count == ticks.count ? .all : .some
    }

    /// The lines that are not among `ticked`, in order.
    public func left(after ticked: Set<String>) -> [Block] { ticks.filter { !ticked.contains($0.id) } }

    /// What is said for `outcome`, if the article says anything.
    ///
    /// Sayings that are all ticked are as many as some; a list of which nothing is ticked lacks as much as one of which
    /// some is.
    public func said(for outcome: Block.Outcome) -> Block? {
        func said(_ outcome: Block.Outcome) -> Block? { blocks.first { $0.kind == .outcome(outcome) } }
        if let own = said(outcome) { return own }
        switch (outcome, hasAnswers) {
        case (.all, true), (.none, false): return said(.some)
        default: return nil
        }
    }
}
