import Devices
import Synchronization

/// All devices of a kiosk in memory, and everything that can go wrong with them.
public final class SimulatedBoard: Sendable {
    /// The screen's pixels and size.
    public let panel: Panel
    /// The clock that all devices go by.
    public let clock: SimulatedClock
    /// The glass.
    public let display: SimulatedDisplay
    /// Where it is touched.
    public let touch: SimulatedTouchPanel
    /// The keys.
    public let buttons: SimulatedButtons
    /// The lights.
    public let lamps: SimulatedLamps
    /// The slips.
    public let printer: SimulatedPrinter
    /// The voice.
    public let speaker: SimulatedSpeaker
    /// The way out.
    public let network: SimulatedNetwork

    private let active = Mutex<[FaultyDevice: [Fault]]>([:])
    private let cuts = Outlet<MonotonicTime>()

    /// Makes a board on which everything is well.
    ///
    /// The default screen is the ten-inch one, the default clock is turned by hand, and the default head has 576 dots.
    public init(
        panel: Panel = .tenInch, clock: SimulatedClock = SimulatedClock(), headWidth: Dots = 576,
        encoder: EscPos = .standard
    ) {
        self.panel = panel
        self.clock = clock
        display = SimulatedDisplay(panel: panel)
        touch = SimulatedTouchPanel()
        buttons = SimulatedButtons(clock: clock)
        lamps = SimulatedLamps()
        printer = SimulatedPrinter(clock: clock, headWidth: headWidth, encoder: encoder)
        speaker = SimulatedSpeaker()
        network = SimulatedNetwork()
    }

    /// The names of the devices that can have faults, and the faults that each can have.
    public static var allowedFaults: [(device: String, faults: [String])] {
        FaultyDevice.allCases.map { ($0.rawValue, $0.allowed.map(\.kind)) }
    }

    /// The faults that last now, by device.
    public var faults: [String: [String]] {
        let now = active.withLock { $0 }
        return Dictionary(uniqueKeysWithValues: now.map { ($0.key.rawValue, $0.value.map(\.name)) })
    }

    /// The moment of each power cut; for one listener, who lets the kiosk's program die and start anew.
    public var powerCuts: AsyncStream<MonotonicTime> { cuts.open() }

    /// Makes a device have a fault; it has the fault until it is cleared.
    ///
    /// - Throws: `FaultError`, which lists what is allowed.
    public func apply(device name: String, fault faultName: String) throws(FaultError) {
        let device = try FaultyDevice.named(name)
        let fault = try device.fault(named: faultName)
        if fault == .powerCut {
            cutPower()
            return
        }
        change(device) { faults in
            faults.removeAll { $0.kind == fault.kind }
            faults.append(fault)
        }
    }

    /// Takes one fault from a device, or all that it has.
    ///
    /// - Throws: `FaultError`, which lists what is allowed.
    public func clear(device name: String, fault faultName: String? = nil) throws(FaultError) {
        let device = try FaultyDevice.named(name)
        guard let faultName else {
            change(device) { $0 = [] }
            return
        }
        let fault = try device.fault(named: faultName)
        change(device) { faults in faults.removeAll { $0.kind == fault.kind } }
    }

    /// Takes every fault from every device.
    public func clear() {
        for device in FaultyDevice.allCases { change(device) { $0 = [] } }
    }

    private func change(_ device: FaultyDevice, _ edit: (inout [Fault]) -> Void) {
        let (before, after) = active.withLock { active in
            let before = active[device] ?? []
            var faults = before
            edit(&faults)
            active[device] = faults.isEmpty ? nil : faults
            return (before, faults)
        }
        if before != after { impose(after, on: device) }
    }

    private func impose(_ faults: [Fault], on device: FaultyDevice) {
        switch device {
        case .display: display.isPlugged = !faults.contains(.unplugged)
        case .touch: touch.trouble = faults.last.flatMap(SimulatedTouchPanel.Trouble.init) ?? .none
        case .buttons:
            buttons.chatters = faults.contains(.chatter)
            buttons.isStuck = faults.contains(.stuck)
        case .printer: printer.troubles = PrinterTroubles(faults)
        case .network: network.isConnected = !faults.contains(.down)
        case .clock: clock.impose(faults)
        case .power: break
        }
    }

    private func cutPower() {
        display.losePower()
        lamps.losePower()
        speaker.losePower()
        printer.losePower()
        cuts.send(clock.now)
    }
}

extension SimulatedTouchPanel.Trouble {
    fileprivate init?(_ fault: Fault) {
        switch fault {
        case .unplugged: self = .unplugged
        case .stuck: self = .stuck
        case .ghosts: self = .ghosts
        case .dropsEvents: self = .dropsEvents
        default: return nil
        }
    }
}

extension PrinterTroubles {
    fileprivate init(_ faults: [Fault]) {
        self.init()
        for fault in faults { add(fault) }
    }

    private mutating func add(_ fault: Fault) {
        switch fault {
        case .paperOut: sensed.insert(.paperOut)
        case .paperNearEnd: sensed.insert(.paperNearEnd)
        case .coverOpen: sensed.insert(.coverOpen)
        case .cutterFault: sensed.insert(.cutterFault)
        case .overheated: sensed.insert(.overheated)
        case .mute: isMute = true
        case .rubbish: answersRubbish = true
        case .unplugged: isUnplugged = true
        case .slow: isSlow = true
        case .jamAfterRows(let rows): jamsAfterRows = rows
        default: break
        }
    }
}

extension SimulatedClock {
    /// Twenty years, which is about what a board without a battery loses.
    private static let farBehind: Duration = .seconds(-631_152_000)

    fileprivate func impose(_ faults: [Fault]) {
        let error = faults.contains(.wrong) ? SimulatedClock.farBehind : .zero
        setWallError(error, trust: faults.isEmpty ? .hub : .none)
    }
}
