/// A device of the simulated board that can have faults.
enum FaultyDevice: String, CaseIterable, Sendable {
    case display, touch, buttons, printer, network, clock, power

    /// The faults that it can have.
    var allowed: [Fault] {
        switch self {
        case .display: [.unplugged]
        case .touch: [.unplugged, .stuck, .ghosts, .dropsEvents]
        case .buttons: [.stuck, .chatter]
        case .printer:
            [
                .paperOut, .paperNearEnd, .coverOpen, .cutterFault, .overheated, .mute, .rubbish, .unplugged,
                .jamAfterRows(40), .slow,
            ]
        case .network: [.down]
        case .clock: [.wrong, .untrusted]
        case .power: [.powerCut]
        }
    }

    static func named(_ name: String) throws(FaultError) -> FaultyDevice {
        guard let device = FaultyDevice(rawValue: name) else {
            throw .unknownDevice(name, allowed: allCases.map(\.rawValue))
        }
        return device
    }

    func fault(named name: String) throws(FaultError) -> Fault {
        guard let fault = Fault(name: name), allowed.contains(where: { $0.kind == fault.kind }) else {
            throw .unknownFault(name, device: rawValue, allowed: allowed.map(\.kind))
        }
        return fault
    }
}
