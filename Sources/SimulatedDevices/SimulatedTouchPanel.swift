import Devices
import Synchronization

/// A touch panel without a finger: a program says where it is touched.
public final class SimulatedTouchPanel: TouchPanel {
    /// What the panel does wrong.
    public enum Trouble: Hashable, Sendable {
        /// Nothing.
        case none
        /// No panel is connected; touches are lost.
        case unplugged
        /// A finger that is lifted stays on the glass, as with water or a broken driver.
        case stuck
        /// Every touch comes with another one far off the glass, as with interference.
        case ghosts
        /// The kernel's queue is full: each touch is interrupted before it ends.
        case dropsEvents
    }

    private struct State {
        var trouble = Trouble.none
        var contacts: [Int: Contact] = [:]
        var nextID: Int32 = 0
    }

    private static let ghost = Contact(id: .max, point: Point(x: -40, y: 4_000))

    private let state = Mutex(State())
    private let outlet = Outlet<TouchSignal>()

    /// Makes a panel that nobody touches.
    public init() {}

    public var events: AsyncStream<TouchSignal> { outlet.open() }

    /// Puts a finger on the glass, or moves one that is there.
    public func touch(x: Millimetres, y: Millimetres, finger: Int = 0) {
        let report = state.withLock { state in
            if state.contacts[finger] == nil { state.nextID &+= 1 }
            let id = state.contacts[finger]?.id ?? state.nextID
            state.contacts[finger] = Contact(id: id, point: Point(x: x, y: y))
            return SimulatedTouchPanel.report(state)
        }
        send(report)
    }

    /// Lifts a finger.
    public func lift(finger: Int = 0) {
        let report: [TouchSignal] = state.withLock { state in
            guard state.contacts[finger] != nil else { return [] }
            var before: [TouchSignal] = []
            if state.trouble == .dropsEvents {
                before = [.interrupted] + SimulatedTouchPanel.report(state)
            }
            if state.trouble != .stuck { state.contacts[finger] = nil }
            return before + SimulatedTouchPanel.report(state)
        }
        send(report)
    }

    /// Touches and lifts at once.
    public func tap(x: Millimetres, y: Millimetres) {
        touch(x: x, y: y)
        lift()
    }

    /// Sends signals as they are, for recorded traces.
    public func play(_ signals: [TouchSignal]) {
        send(signals)
    }

    /// What the panel does wrong; when it gets well every finger is lifted.
    public var trouble: Trouble {
        get { state.withLock { $0.trouble } }
        set {
            let signals = state.withLock { state in
                let old = state.trouble
                state.trouble = newValue
                return SimulatedTouchPanel.change(&state, from: old)
            }
            for signal in signals { outlet.send(signal) }
        }
    }

    private func send(_ signals: [TouchSignal]) {
        guard trouble != .unplugged else { return }
        for signal in signals { outlet.send(signal) }
    }

    private static func report(_ state: borrowing State) -> [TouchSignal] {
        var contacts = state.contacts.sorted { $0.key < $1.key }.map(\.value)
        if state.trouble == .ghosts, !contacts.isEmpty { contacts.insert(ghost, at: 0) }
        return [.contacts(contacts)]
    }

    private static func change(_ state: inout State, from old: Trouble) -> [TouchSignal] {
        guard state.trouble != old else { return [] }
        let isBack: [TouchSignal] = old == .unplugged ? [.plugged] : []
        switch state.trouble {
        case .unplugged:
            state.contacts = [:]
            return [.unplugged]
        case .none:
            state.contacts = [:]
            return isBack + [.contacts([])]
        case .stuck, .ghosts, .dropsEvents:
            return isBack + (isBack.isEmpty ? [] : [.contacts([])])
        }
    }
}
