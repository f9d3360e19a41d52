import Devices
import SimulatedDevices

/// What `GET /board.json` answers: everything about the kiosk's body.
struct BoardAnswer: Encodable {
    /// How many captions are told.
    static let mostCaptions = 40

    struct Panel: Encodable {
        var name: String
        var widthPx, heightPx: Int
        var widthMm, heightMm: Double
    }

    struct Printer: Encodable {
        var status: [String]
        var canPrint: Bool
        /// Whether paper hangs out that was not cut off.
        var hasUnfinished: Bool
    }

    struct Slip: Encodable {
        var number: Int
        var widthDots, heightDots: Int
        /// Whether it came out as a whole.
        var delivered: Bool
        var bytes: Int

        init(_ slip: SimulatedSlip) {
            number = slip.number
            widthDots = slip.bitmap.width.value
            heightDots = slip.bitmap.height.value
            delivered = slip.isDelivered
            bytes = slip.bytes.count
        }
    }

    struct Caption: Encodable {
        var text, language, way: String
        var `private`: Bool
        var volume: Int

        init(_ caption: SimulatedSpeaker.Caption) {
            text = caption.words.text
            language = caption.words.language
            way = caption.way.rawValue
            `private` = caption.words.isPrivate
            volume = caption.words.volume.step
        }
    }

    struct Device: Encodable {
        var device: String
        var faults: [Switch]
    }

    struct Switch: Encodable {
        var fault: String
        var on: Bool
    }

    var panel: Panel
    var powered, lit: Bool
    var frame: Int
    var scene: Int?
    var headset: Bool
    var lamps: [String: String]
    var printer: Printer
    var slip: Slip?
    var captions: [Caption]
    var devices: [Device]
    var buttons: [String]

    init(_ board: SimulatedBoard, display: WatchedDisplay, scene: Int?) {
        panel = Panel(board.panel)
        powered = display.isPowered
        lit = board.display.light != .off
        frame = display.frame
        self.scene = scene
        headset = board.speaker.hasHeadset
        lamps = Dictionary(
            uniqueKeysWithValues: Lamp.allCases.map { ($0.rawValue, board.lamps.pattern(of: $0).rawValue) })
        printer = Printer(board.printer)
        slip = board.printer.slips.last.map(Slip.init)
        captions = board.speaker.captions.suffix(BoardAnswer.mostCaptions).map(Caption.init)
        devices = FaultSwitches.devices(of: board, isPowered: display.isPowered)
        buttons = ButtonNames.all.map(\.name)
    }
}

extension BoardAnswer.Panel {
    init(_ panel: Devices.Panel) {
        name = panel.name
        widthPx = panel.widthPixels
        heightPx = panel.heightPixels
        widthMm = panel.width.value
        heightMm = panel.height.value
    }
}

extension BoardAnswer.Printer {
    init(_ printer: SimulatedPrinter) {
        status = printer.troubles.status.names
        canPrint = printer.troubles.status.canPrint
        hasUnfinished = printer.unfinished != nil
    }
}
