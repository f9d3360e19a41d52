import Appliance
import Devices
import Ledger
import Link
import Logging
import Scene
import Sealing
import SimulatedDevices
import Visit

/// A whole kiosk on simulated devices with a clock that is turned by hand, driven as a visitor would.
///
/// Every step returns when the kiosk has dealt with it.
public actor Rehearsal {
    public nonisolated let board: SimulatedBoard
    public nonisolated let kiosk: Kiosk
    private var running: Task<Void, any Error>?

    /// - Parameter board: one with a clock that stands still but for ``wait(_:)``.
    public init(
        handbook: Handbook, look: Look, board: SimulatedBoard, ledger: Ledger?, mrcKey: MRCPublicKey, logger: Logger,
        staff: StaffTools = StaffTools(), hub: HubTies = .none
    ) {
        self.board = board
        kiosk = Kiosk(
            handbook: handbook, look: look, ports: Ports(board), ledger: ledger, mrcKey: mrcKey, logger: logger, staff: staff,
            hub: hub)
    }

    /// Starts the kiosk and waits for its first frame.
    public func start() async {
        let kiosk = kiosk
        running = Task { try await kiosk.run() }
        while board.display.shows == 0 { await pause() }
        await settle()
    }

    /// Pulls the plug: nothing is finished.
    public func stop() async {
        running?.cancel()
        // A cancelled kiosk ends without an error; one that failed has told its log.
        _ = await running?.result
        running = nil
    }

    /// Touches a control in its middle and lets go.
    ///
    /// - Throws: ``StepError/noSuchControl(_:page:there:)``
    public func touch(_ id: ControlID) async throws(StepError) {
        let scene = await kiosk.scene
        guard let control = scene.control(id) else {
            throw .noSuchControl(id.name, page: scene.page, there: scene.controls.map(\.id.name))
        }
        let area = board.panel.millimetres(control.area)
        await tap(x: Millimetres(area.x + area.width / 2), y: Millimetres(area.y + area.height / 2))
    }

    /// Turns pages until the control is in sight, then touches it.
    ///
    /// - Throws: ``StepError/noSuchControl(_:page:there:)``
    public func find(_ id: ControlID) async throws(StepError) {
        for _ in 0..<40 {
            let scene = await kiosk.scene
            guard scene.control(id) == nil, scene.part < scene.parts else { break }
            try await touch("nav.next-page")
        }
        try await touch(id)
    }

    public func tap(x: Millimetres, y: Millimetres) async {
        // Slower than the guard against one touch being felt as two.
        await board.clock.advance(by: .milliseconds(400))
        let before = await kiosk.signals
        board.touch.tap(x: x, y: y)
        await taken(before + 2)
    }

    public func press(_ button: HardwareButton) async {
        await board.clock.advance(by: .milliseconds(400))
        let before = await kiosk.signals
        board.buttons.press(button)
        await taken(before + 1)
    }

    /// Plugs the headset in or out; returns when the kiosk has noticed.
    public func plug(_ isIn: Bool) async {
        board.speaker.hasHeadset = isIn
        while await kiosk.hasHeadset != isIn { await pause() }
        await settle()
    }

    /// Lets time go by.
    public func wait(_ span: Duration) async {
        await board.clock.advance(by: span)
        await settle()
    }

    /// Waits until nothing is being drawn and no errand is left.
    public func settle() async {
        repeat { await pause() } while await !kiosk.isQuiet
        await pause()
    }

    private func taken(_ count: Int) async {
        while await kiosk.signals < count { await pause() }
        await settle()
    }

    /// Real time in which the kiosk's own tasks come to their turn.
    private func pause() async {
        for _ in 0..<8 { await Task.yield() }
    }
}

/// Why a step of a rehearsal could not be taken.
public enum StepError: Error, Equatable, CustomStringConvertible {
    case noSuchControl(String, page: String, there: [String])

    public var description: String {
        switch self {
        case .noSuchControl(let id, let page, let there):
            "there is no \(id) on the page \(page); there are \(there.joined(separator: ", "))"
        }
    }
}

extension Ports {
    /// The devices of a simulated board.
    public init(_ board: SimulatedBoard) {
        self.init(
            display: board.display, touch: board.touch, buttons: board.buttons, lamps: board.lamps, printer: board.printer,
            speaker: board.speaker, clock: board.clock, network: board.network)
    }
}
