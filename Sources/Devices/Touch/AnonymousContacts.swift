/// The contacts of protocol A, which come without numbers: each keeps the number of the nearest one of the report
/// before.
struct AnonymousContacts: Sendable {
    /// How far a finger can get between two reports and still be the same finger.
    ///
    /// 20 mm: a hasty finger does 1 m/s, and slow panels report 60 times a second.
    static let farthestStep: Millimetres = 20

    private let axes: TouchAxes
    /// The contacts of the last report.
    private(set) var before: [Contact] = []
    private var complete: [Contact] = []
    private var current = Unfinished()
    private var nextID: Int32 = 0

    private struct Unfinished {
        var x: Int32?
        var y: Int32?
        var touchMajor: Int32?
        var toolType: Int32?
    }

    init(axes: TouchAxes) {
        self.axes = axes
    }

    /// Takes an event; a contact is complete at `SYN_MT_REPORT`.
    mutating func receive(_ event: InputEvent) {
        switch (event.type, event.code) {
        case (InputCode.synchronisation, InputCode.contactReport): finishContact()
        case (InputCode.axis, InputCode.contactX): current.x = event.value
        case (InputCode.axis, InputCode.contactY): current.y = event.value
        case (InputCode.axis, InputCode.touchMajor): current.touchMajor = event.value
        case (InputCode.axis, InputCode.toolType): current.toolType = event.value
        default: break
        }
    }

    /// Ends a report: all contacts that there are now, with their numbers.
    mutating func report() -> [Contact] {
        current = Unfinished()
        before = numbered(complete)
        complete = []
        return before
    }

    /// Drops everything of which the rest was lost.
    mutating func forget() {
        before = []
        complete = []
        current = Unfinished()
    }

    private mutating func finishContact() {
        defer { current = Unfinished() }
        guard let x = current.x, let y = current.y, complete.count < ContactDecoder.mostContacts else { return }
        complete.append(
            Contact(
                id: -1, point: axes.point(rawX: x, rawY: y), width: current.touchMajor.map(axes.length(raw:)),
                isPalm: current.toolType == InputCode.palm))
    }

    /// Gives the closest pairs of old and new their old number first, and new numbers to what is left.
    private mutating func numbered(_ contacts: [Contact]) -> [Contact] {
        var result = contacts
        var pairs: [(distance: Millimetres, old: Int, new: Int)] = []
        for (old, earlier) in before.enumerated() {
            for (new, contact) in contacts.enumerated() {
                let distance = earlier.point.distance(to: contact.point)
                if distance <= AnonymousContacts.farthestStep { pairs.append((distance, old, new)) }
            }
        }
        pairs.sort { ($0.distance, $0.old, $0.new) < ($1.distance, $1.old, $1.new) }
        var isTaken = Array(repeating: false, count: before.count)
        for pair in pairs where !isTaken[pair.old] && result[pair.new].id < 0 {
            isTaken[pair.old] = true
            result[pair.new].id = before[pair.old].id
        }
        for index in result.indices where result[index].id < 0 {
            nextID = nextID == .max ? 1 : nextID + 1
            result[index].id = nextID
        }
        return result
    }
}
