import Devices
import LinuxDevices

/// Listens to a panel as the kiosk does, and writes down what it would do.
struct TouchListener {
    private var stream: AsyncStream<TouchSignal>.AsyncIterator
    private var tracker = TouchTracker(panel: SoldPanel.glass)
    private(set) var signals: [TouchSignal] = []
    private(set) var gestures: [TouchGesture] = []

    init(_ panel: any TouchPanel) {
        stream = panel.events.makeAsyncIterator()
    }

    /// Takes signals until one is as wanted; the suite's time limit ends a wait for what never comes.
    mutating func listen(until isWanted: (TouchSignal) -> Bool) async {
        while let signal = await stream.next() {
            signals.append(signal)
            gestures += tracker.receive(signal, at: .present)
            if isWanted(signal) { return }
        }
    }

    /// Takes signals until so many gestures ended, well or not.
    mutating func listen(untilEnded count: Int) async {
        while endings < count, let signal = await stream.next() {
            signals.append(signal)
            gestures += tracker.receive(signal, at: .present)
        }
    }

    /// How many touches acted.
    var actions: [Point] { gestures.compactMap { if case .ended(let point) = $0 { point } else { nil } } }

    private var endings: Int {
        gestures.count {
            switch $0 {
            case .ended, .cancelled: true
            case .began, .moved: false
            }
        }
    }

    mutating func forget() {
        signals = []
        gestures = []
    }
}

/// Runs something on a loop's own thread, which does nothing else meanwhile.
actor LoopHolder {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ loop: EventLoop) { self.loop = loop }

    func hold(_ body: @Sendable () throws -> Void) rethrows { try body() }

    /// Lets the loop read what was sent until now.
    nonisolated func settle() async {
        // What waits is read between the two.
        for _ in 0..<2 { await hold {} }
    }

    /// Lets the loop go round until something is so; the suite's time limit ends a wait for what never comes.
    nonisolated func wait(until isSo: () throws -> Bool) async rethrows {
        while try !isSo(), !Task.isCancelled { await hold {} }
    }
}
