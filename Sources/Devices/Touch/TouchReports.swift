/// What a panel said within one turn of the loop.
///
/// Of reports that follow each other and have the same contacts only the first and the last one count, so that a panel that
/// reports faster than pages are drawn costs no more than a slow one. No finger that came or went is ever lost in it, nor
/// the place where it came down.
public struct TouchReports: Sendable {
    private var waiting: [TouchSignal] = []
    private var last: TouchSignal?
    /// Whether the last signal only moves the contacts of the one before it.
    private var isMove = false

    /// Makes an empty list.
    public init() {}

    /// Adds the next signal.
    public mutating func add(_ signal: TouchSignal) {
        let wasMove = isMove
        isMove = signal.hasContacts(of: last)
        if isMove, wasMove, !waiting.isEmpty { waiting.removeLast() }
        waiting.append(signal)
        last = signal
    }

    /// Takes everything out, in order.
    public mutating func take() -> [TouchSignal] {
        defer { waiting = [] }
        return waiting
    }
}

extension TouchSignal {
    fileprivate func hasContacts(of other: TouchSignal?) -> Bool {
        guard case .contacts(let contacts) = self, case .contacts(let before)? = other else { return false }
        return contacts.elementsEqual(before, by: { $0.id == $1.id && $0.isPalm == $1.isPalm })
    }
}
