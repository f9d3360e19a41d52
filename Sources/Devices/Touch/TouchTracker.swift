/// Follows the one contact that acts, and keeps everything else that touches the glass from acting.
///
/// The first contact acts. A second finger, a resting palm, a place off the glass, an echo of the touch before and
/// whatever was on the glass when messages were lost are ignored until they are lifted. One touch never acts twice.
public struct TouchTracker: Sendable {
    private struct Acting {
        let id: Int32
        let start: Point
        var point: Point
        var hasMoved = false
        var restPoint: Point
        var restsSince: MonotonicTime
    }

    private struct Lift {
        let point: Point
        let at: MonotonicTime
    }

    private let panel: Panel
    private let tolerance: TouchTolerance
    private var acting: Acting?
    private var ignored: [Int32: Point] = [:]
    private var isResynchronising = false
    private var lastEnd: Lift?
    private var lastLift: Lift?
    private var latest = MonotonicTime.boot

    /// Makes a tracker for one glass.
    public init(panel: Panel, tolerance: TouchTolerance = .standard) {
        self.panel = panel
        self.tolerance = tolerance
    }

    /// Whether a finger is acting now.
    public var isTouching: Bool { acting != nil }

    /// When ``tick(at:)`` is due if nothing else happens; nil when nobody touches.
    public var deadline: MonotonicTime? {
        acting.map { $0.restsSince + tolerance.stuckAfter }
    }

    /// Takes the next message of the panel; a time before the last one counts as the last one.
    public mutating func receive(_ signal: TouchSignal, at time: MonotonicTime) -> [TouchGesture] {
        let gestures = tick(at: time)
        switch signal {
        case .contacts(let contacts):
            return gestures + follow(contacts, at: latest)
        case .interrupted:
            return gestures + lose(.interrupted)
        case .unplugged, .plugged:
            return gestures + lose(.unplugged)
        }
    }

    /// Lets time pass while the panel says nothing: cancels a contact that has rested too long.
    public mutating func tick(at time: MonotonicTime) -> [TouchGesture] {
        latest = max(latest, time)
        guard let deadline, latest > deadline else { return [] }
        return cancel(.stuck)
    }

    private mutating func follow(_ contacts: [Contact], at time: MonotonicTime) -> [TouchGesture] {
        if isResynchronising {
            isResynchronising = false
            for contact in contacts { ignored[contact.id] = contact.point }
            return []
        }
        followIgnored(contacts, at: time)
        var gestures = followActing(contacts, at: time)
        for contact in contacts where contact.id != acting?.id && ignored[contact.id] == nil {
            if acting == nil, mayAct(contact, at: time) {
                gestures += begin(contact, at: time)
            } else {
                ignored[contact.id] = contact.point
            }
        }
        return gestures
    }

    /// A finger that was ignored may bounce as well: where it was lifted, nothing may begin for a moment.
    private mutating func followIgnored(_ contacts: [Contact], at time: MonotonicTime) {
        guard !ignored.isEmpty else { return }
        var stillThere: [Int32: Point] = [:]
        for contact in contacts where ignored[contact.id] != nil {
            stillThere[contact.id] = contact.point
        }
        let lifted = ignored.filter { stillThere[$0.key] == nil }.min { $0.key < $1.key }
        if let lifted { lastLift = Lift(point: lifted.value, at: time) }
        ignored = stillThere
    }

    private mutating func followActing(_ contacts: [Contact], at time: MonotonicTime) -> [TouchGesture] {
        guard let id = acting?.id else { return [] }
        guard let contact = contacts.first(where: { $0.id == id }) else { return end(at: time) }
        if isPalm(contact) { return cancel(.palm) }
        guard isOnGlass(contact.point) else { return [] }
        return move(to: contact.point, at: time)
    }

    private mutating func begin(_ contact: Contact, at time: MonotonicTime) -> [TouchGesture] {
        let point = onGlass(contact.point)
        acting = Acting(id: contact.id, start: point, point: point, restPoint: point, restsSince: time)
        return [.began(at: point)]
    }

    private mutating func move(to reported: Point, at time: MonotonicTime) -> [TouchGesture] {
        guard var contact = acting else { return [] }
        let point = onGlass(reported)
        let isSamePlace = point == contact.point
        contact.point = point
        if point.distance(to: contact.restPoint) > tolerance.slack {
            contact.restPoint = point
            contact.restsSince = time
        }
        if point.distance(to: contact.start) > tolerance.slack { contact.hasMoved = true }
        acting = contact
        return contact.hasMoved && !isSamePlace ? [.moved(to: point)] : []
    }

    private mutating func end(at time: MonotonicTime) -> [TouchGesture] {
        guard let contact = acting else { return [] }
        acting = nil
        lastEnd = Lift(point: contact.point, at: time)
        lastLift = lastEnd
        return [.ended(at: contact.hasMoved ? contact.point : contact.start)]
    }

    private mutating func cancel(_ reason: TouchCancellation) -> [TouchGesture] {
        guard let contact = acting else { return [] }
        acting = nil
        ignored[contact.id] = contact.point
        return [.cancelled(reason)]
    }

    private mutating func lose(_ reason: TouchCancellation) -> [TouchGesture] {
        let gestures = cancel(reason)
        ignored = [:]
        isResynchronising = true
        return gestures
    }

    private func mayAct(_ contact: Contact, at time: MonotonicTime) -> Bool {
        isOnGlass(contact.point) && !isPalm(contact) && !isEcho(contact, at: time)
    }

    private func isEcho(_ contact: Contact, at time: MonotonicTime) -> Bool {
        isNear(lastLift, contact) && isWithin(TouchTolerance.bounce, of: lastLift, at: time)
            || isNear(lastEnd, contact) && isWithin(tolerance.retouchGuard, of: lastEnd, at: time)
    }

    private func isNear(_ lift: Lift?, _ contact: Contact) -> Bool {
        lift.map { $0.point.distance(to: contact.point) <= TouchTolerance.echoRadius } ?? false
    }

    private func isWithin(_ span: Duration, of lift: Lift?, at time: MonotonicTime) -> Bool {
        lift.map { time - $0.at <= span } ?? false
    }

    private func isPalm(_ contact: Contact) -> Bool {
        if contact.isPalm { return true }
        return contact.width.map { $0 > tolerance.widestFinger } ?? false
    }

    private func isOnGlass(_ point: Point) -> Bool {
        let edge = TouchTolerance.edge
        let isAcross = point.x >= .zero - edge && point.x <= panel.width + edge
        return isAcross && point.y >= .zero - edge && point.y <= panel.height + edge
    }

    private func onGlass(_ point: Point) -> Point {
        Point(x: min(max(point.x, .zero), panel.width), y: min(max(point.y, .zero), panel.height))
    }
}
