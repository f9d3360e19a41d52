import SimulatedDevices

/// The faults of the board as switches that are on or off, with the mains as one more device.
enum FaultSwitches {
    /// The device whose faults the mains have.
    static let power = "power"

    /// What can be done to the mains.
    enum Mains: String, CaseIterable {
        /// Off until it is restored.
        case cut
        /// On again.
        case restored
        /// Off, and on again at once.
        case both = "power-cut"
    }

    /// Every switch of every device, in the board's order.
    static func devices(of board: SimulatedBoard, isPowered: Bool) -> [BoardAnswer.Device] {
        let now = board.faults
        return SimulatedBoard.allowedFaults.map { device, faults in
            if device == power {
                return BoardAnswer.Device(device: device, faults: [.init(fault: Mains.cut.rawValue, on: !isPowered)])
            }
            let active = Set((now[device] ?? []).map(kind))
            return BoardAnswer.Device(
                device: device, faults: faults.map { .init(fault: $0, on: active.contains($0)) })
        }
    }

    /// The faults that a device can have; empty for a device that there is not.
    static func faults(of device: String) -> [String] {
        SimulatedBoard.allowedFaults.first { $0.device == device }?.faults ?? []
    }

    /// A fault's name without its number: `jam-after-rows:40` is `jam-after-rows`.
    static func kind(_ name: String) -> String {
        name.split(separator: ":").first.map(String.init) ?? name
    }
}

extension Refusal {
    /// A fault that the board cannot have.
    init(_ error: FaultError) {
        switch error {
        case .unknownDevice(let name, let allowed):
            self.init(error: "there is no device \"\(name)\"", place: "device", allowed: allowed)
        case .unknownFault(let name, let device, let allowed):
            self.init(error: "\(device) cannot have the fault \"\(name)\"", place: "fault", allowed: allowed)
        }
    }
}
