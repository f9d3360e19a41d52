import Devices
import Hummingbird
import SimulatedDevices

extension SimulatorRoutes {
    /// What every `POST` answers.
    private struct Done: Encodable {
        /// Whether the kiosk has power.
        var powered: Bool
        /// The number of the scene that is shown now, for `GET /scene.json?after=`; 0 when there is none.
        var scene: Int
        /// The page that is shown now; empty when there is none.
        var page: String
    }

    /// The farthest that time can be let pass at once: a day.
    private static let longestSpan = 86_400.0

    /// Adds what hands can do.
    func addHands(to router: Router<BasicRequestContext>) {
        router.post("touch") { request, _ in try await carryOut { try await touch(request) } }
        router.post("press") { request, _ in try await carryOut { try await press(request) } }
        router.post("fault") { request, _ in
            try await carryOut {
                try await fault(request)
                return 0
            }
        }
        router.post("headset") { request, _ in
            let fields = try await RequestFields(of: request, names: ["plugged"])
            let isPlugged = try fields.flag("plugged")
            return try await carryOut {
                await desk.plugHeadset(isPlugged)
                return 0
            }
        }
        router.post("clock") { request, _ in
            let fields = try await RequestFields(of: request, names: ["advance_s"])
            let seconds = try fields.number("advance_s", in: 0...Self.longestSpan, unit: "seconds")
            return try await carryOut {
                await desk.letPass(.seconds(seconds))
                return 0
            }
        }
    }

    /// Does it, and waits until the kiosk has dealt with so many signals of it and rests; nil waits for nothing.
    private func carryOut(_ hand: () async throws -> Int?) async throws -> Response {
        let before = await mains.kiosk?.signals ?? 0
        if let count = try await hand(), desk.isPowered {
            if await desk.scene == nil { _ = try await desk.scene(after: 0) }
            if let kiosk = await mains.kiosk { try await desk.settle(kiosk, signals: count == 0 ? 0 : before + count) }
        }
        let shown = await desk.scene
        return try JSONAnswer.response(
            Done(powered: desk.isPowered, scene: shown?.number ?? 0, page: shown?.scene.page ?? ""))
    }

    private static let touchPhases = SimulatorDesk.Phase.allCases.map { (name: $0.rawValue, value: $0) }
    private static let pressPhases = touchPhases.filter { $0.value != .move }

    /// Down and up.
    private static let signalsOfWhole = 2

    private func press(_ request: Request) async throws -> Int? {
        let fields = try await RequestFields(of: request, names: ["button", "phase"])
        let button = try fields.choice("button", of: ButtonNames.all)
        let phase = try fields.choice("phase", of: Self.pressPhases, default: .whole)
        try await desk.press(button, phase)
        return phase == .whole ? Self.signalsOfWhole : nil
    }

    private func touch(_ request: Request) async throws -> Int? {
        let fields = try await RequestFields(of: request, names: ["x", "y", "phase", "control"])
        let phase = try fields.choice("phase", of: Self.touchPhases, default: .whole)
        try await desk.touch(try await place(fields, phase), phase)
        return phase == .whole ? Self.signalsOfWhole : nil
    }

    private func place(_ fields: RequestFields, _ phase: SimulatorDesk.Phase) async throws -> Point {
        if phase == .up { return Point(x: 0, y: 0) }
        if fields.has("control") {
            guard !fields.has("x"), !fields.has("y") else {
                throw Refusal(error: "a place and a control at once", place: "control", allowed: ["x and y", "control"])
            }
            return try await desk.middle(of: fields.text("control", allowed: ["the id of a control on the glass"]))
        }
        let panel = desk.board.panel
        let x = try fields.number("x", in: 0...panel.width.value, unit: "mm")
        let y = try fields.number("y", in: 0...panel.height.value, unit: "mm")
        return Point(x: Millimetres(x), y: Millimetres(y))
    }

    private func fault(_ request: Request) async throws {
        let fields = try await RequestFields(of: request, names: ["device", "fault", "on"])
        let devices = SimulatedBoard.allowedFaults.map(\.device)
        let device = try fields.text("device", allowed: devices)
        let isOn = try fields.flag("on", default: true)
        if device == FaultSwitches.power { return try await mains(fields, isOn: isOn) }
        if !fields.has("fault"), !isOn { return try await desk.clear(device: device) }
        let fault = try fields.text("fault", allowed: FaultSwitches.faults(of: device))
        try await desk.set(fault: fault, of: device, isOn: isOn)
    }

    private func mains(_ fields: RequestFields, isOn: Bool) async throws {
        let choices = FaultSwitches.Mains.allCases.map { (name: $0.rawValue, value: $0) }
        switch (try fields.choice("fault", of: choices, default: isOn ? nil : .cut), isOn) {
        case (.cut, true), (.restored, false): await mains.cut()
        case (.cut, false), (.restored, true), (.both, false): await mains.restore()
        case (.both, true):
            await mains.cut()
            await mains.restore()
        }
    }
}
