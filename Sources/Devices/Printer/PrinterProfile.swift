/// What one model of printer can do, and how it wants to be spoken to.
public struct PrinterProfile: Hashable, Sendable {
    /// The name of its file, for example `epson-tm-t20iii`.
    public var id: String
    /// The name on the case.
    public var name: String
    /// The paper that it takes.
    public var paperWidth: Millimetres
    /// The dots that its head can print, from left to right; what is wider is lost.
    public var head: Dots
    /// How slips are encoded for it: band height, feed, cut, dots per inch. The kiosk's own settings go before these.
    public var encoder: EscPos
    /// How it can be asked for its state.
    public var questions: Questions
    /// How it is made to forget what it holds.
    public var clearing: Clearing
    /// How long it may take to answer, once a question has reached it.
    ///
    /// The default is 1 s. Range: 0.1–10 s.
    public var patience: Duration
    /// How fast the paper moves while it prints; says how long a printer takes that cannot tell.
    ///
    /// The default is 50 mm a second: slower than any that is sold.
    public var speed: Millimetres
    /// Bytes that it takes in before it prints them.
    public var buffer: Int
    /// How it differs from what the command reference says.
    public var quirks: Quirks
    /// Where the figures come from: titles of manuals.
    public var source: String

    /// How a printer can be asked for its state.
    public struct Questions: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// `DLE EOT` 1–4: answered at once, whatever it holds.
        public static let realTime = Questions(rawValue: 1 << 0)
        /// `GS a`: it tells by itself.
        public static let automatic = Questions(rawValue: 1 << 1)
        /// `GS r`: answered when everything before it is done.
        public static let inOrder = Questions(rawValue: 1 << 2)

        /// The names in a profile.
        public static let names: [(String, Questions)] = [
            ("real-time", .realTime), ("automatic", .automatic), ("in-order", .inOrder),
        ]
    }

    /// How a printer is made to forget what it holds, at once.
    public enum Clearing: String, CaseIterable, Hashable, Sendable {
        /// `DLE ENQ` 2: recovers from an error and clears the buffers; heeded by most, in most states.
        case recovery
        /// `DLE DC4` 8: clears the buffers, whatever the state.
        ///
        /// Source: Epson ESC/POS reference, `DLE DC4` (fn = 8): d1–d7 are 1, 3, 20, 1, 6, 2, 8.
        case buffers
        /// Not at all: it prints what it has taken in.
        case none

        /// The bytes to send.
        public var request: [UInt8] {
            switch self {
            case .recovery: [Control.dle, Control.enq, 2]
            case .buffers: [Control.dle, Control.dc4, 8, 1, 3, 20, 1, 6, 2, 8]
            case .none: []
            }
        }
    }

    /// How a printer differs from what the command reference says.
    public struct Quirks: Hashable, Sendable {
        /// It answers nothing while it is offline, so its silence means that too.
        ///
        /// The default is false.
        public var isSilentOffline = false
        /// It wants a rest after each band.
        ///
        /// The default is none. Range: 0–2 s.
        public var pauseAfterBand: Duration = .zero
        /// A USB reset makes it forget what is stuck in the cable.
        ///
        /// The default is true.
        ///
        /// Source: USB Device Class Definition for Printing Devices 1.1, 4.2.3, `SOFT_RESET`.
        public var heedsUsbReset = true

        /// None.
        public init() {}
    }

    /// What ``patience`` may be.
    public static let patienceRange: ClosedRange<Duration> = .milliseconds(100) ... .seconds(10)
    /// What ``Quirks/pauseAfterBand`` may be.
    public static let pauseRange: ClosedRange<Duration> = .zero ... .seconds(2)
    /// What ``speed`` may be, in a second.
    public static let speedRange: ClosedRange<Millimetres> = 10...500
    /// What ``paperWidth`` may be.
    public static let paperWidthRange: ClosedRange<Millimetres> = 40...120
    /// What ``buffer`` may be, in bytes.
    public static let bufferRange = 256...16_777_216

    /// An 80 mm printer that knows the common commands, for kiosks that name no profile.
    public static let standard = PrinterProfile()

    /// The profile that a file's keys change.
    public init() {
        id = "generic-80"
        name = "80 mm ESC/POS printer"
        paperWidth = 80
        head = 576
        encoder = .standard
        questions = [.realTime, .automatic, .inOrder]
        clearing = .recovery
        patience = .seconds(1)
        speed = 50
        buffer = 4_096
        quirks = Quirks()
        source = "Epson ESC/POS reference"
    }

    /// The highest band that fits into the buffer, so that a question behind it is heard.
    public static func bandRows(head: Dots, buffer: Int) -> Int {
        let rows = buffer / max(1, (head.value + 7) / 8)
        return min(max(rows, EscPos.bandRowsRange.lowerBound), EscPos.bandRowsRange.upperBound)
    }
}
