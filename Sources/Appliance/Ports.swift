import Devices

/// The devices of one kiosk.
public struct Ports: Sendable {
    public var display: any Display
    public var touch: any TouchPanel
    public var buttons: any Buttons
    public var lamps: any Lamps
    public var printer: any SlipPrinter
    public var speaker: any Speaker
    public var clock: any KioskClock
    public var network: any Network

    public init(
        display: any Display, touch: any TouchPanel, buttons: any Buttons, lamps: any Lamps, printer: any SlipPrinter,
        speaker: any Speaker, clock: any KioskClock, network: any Network
    ) {
        self.display = display
        self.touch = touch
        self.buttons = buttons
        self.lamps = lamps
        self.printer = printer
        self.speaker = speaker
        self.clock = clock
        self.network = network
    }
}
