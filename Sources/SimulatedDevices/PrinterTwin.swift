import Devices

/// A slip printer as it is at the far end of a cable: bytes come in, answers go out, paper falls.
///
/// It heeds real-time commands when they arrive, prints the rest in its order, holds what it cannot print, and goes on with
/// that when it can. It knows no time: whoever owns it lets it ``work(rows:)``.
public struct PrinterTwin: Sendable {
    /// How this printer differs from others.
    public struct Habits: Hashable, Sendable {
        /// The dots of its head.
        public var headWidth: Dots = 576
        /// How many bytes it takes in before it prints them.
        public var buffer = 4_096
        /// Whether it answers nothing while it is offline.
        public var isSilentOffline = false
        /// Whether it heeds no request to forget.
        public var isDeaf = false
        /// Whether it knows `GS r`.
        public var answersInOrder = true
        /// Whether it knows `GS a`.
        public var tellsByItself = true

        /// An ordinary printer.
        public init() {}
    }

    /// Something that the owner may want to know.
    public enum Happening: Hashable, Sendable {
        /// Paper fell: the bytes that went into it, and what is on it.
        case slip([UInt8], SlipBitmap)
        /// The kiosk made it forget so many bytes.
        case cleared(Int)
    }

    /// How it differs from others.
    public let habits: Habits
    /// What is wrong with it; ``work(rows:)`` goes on with what it holds when that is put right.
    public var troubles = PrinterTroubles() {
        didSet { if troubles.status != oldValue.status { tell() } }
    }
    /// What it sends back, until somebody takes it.
    public private(set) var answers: [UInt8] = []
    /// What happened, until somebody takes it.
    public private(set) var happenings: [Happening] = []

    private var reader: EscPosReader
    private var held: [UInt8] = []
    /// The bytes since the last cut.
    private var bytes: [UInt8] = []
    /// The last bytes that came in, for real-time commands.
    private var recent: [UInt8] = []
    /// Whether it tells by itself.
    private var isTelling = false

    /// `DLE DC4` 8, the request to forget everything.
    private static let clearBuffers = PrinterProfile.Clearing.buffers.request
    /// `DLE ENQ` 2, the request to recover and forget; only heeded in an error.
    private static let recover = PrinterProfile.Clearing.recovery.request

    /// How many bytes are remembered: a few times the longest real-time command.
    private static let mostRecent = 64

    /// Makes a printer with paper in it.
    public init(habits: Habits = Habits()) {
        self.habits = habits
        reader = EscPosReader(headWidth: habits.headWidth)
    }

    /// How many more bytes it takes; those beyond are lost, except real-time commands.
    public var room: Int { max(0, habits.buffer - held.count) }

    /// How many bytes wait to be printed.
    public var heldBytes: Int { held.count }

    /// Rows that the paper moved since it was switched on.
    public var rowsMoved: Int { reader.rowsMoved }

    /// Bytes that are no command: a real printer would print them as letters.
    public var strayBytes: Int { reader.strayBytes }

    /// What hangs out and was not cut off; nil when nothing does.
    public var unfinished: SlipBitmap? { reader.paper.flatMap { $0.height > 0 ? $0 : nil } }

    /// Takes bytes from the cable.
    public mutating func receive(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            recent.append(byte)
            if recent.count > PrinterTwin.mostRecent { recent.removeFirst(PrinterTwin.mostRecent / 2) }
            if isForgotten(byte) { continue }
            answerRealTime()
            if held.count < habits.buffer { held.append(byte) }
        }
    }

    /// Prints what it holds, at most so many rows, until it is empty or something stops it.
    ///
    /// - Returns: whether there is more to print at once.
    @discardableResult public mutating func work(rows: Int = .max) -> Bool {
        let rowsBefore = reader.rowsMoved
        var count = 0
        for byte in held {
            if troubles.isStopped || reader.rowsMoved - rowsBefore >= rows { break }
            count += 1
            bytes.append(byte)
            let resets = reader.resets
            if let happening = reader.receive(byte) { heed(happening) }
            if reader.resets != resets { isTelling = false }
        }
        held.removeFirst(count)
        return !held.isEmpty && !troubles.isStopped
    }

    /// Somebody tears off what hangs out.
    public mutating func tear() {
        if let paper = reader.tearOff() { fall(paper) }
    }

    /// Forgets everything but the paper, as in a power cut; a torso falls out.
    public mutating func losePower() {
        tear()
        held = []
        recent = []
        answers = []
        isTelling = false
        reader = EscPosReader(headWidth: habits.headWidth)
    }

    /// Takes the answers away that are to be sent back.
    public mutating func takeAnswers() -> [UInt8] {
        defer { answers = [] }
        return answers
    }

    /// Takes the news away.
    public mutating func takeHappenings() -> [Happening] {
        defer { happenings = [] }
        return happenings
    }

    private mutating func heed(_ happening: EscPosReader.Happening) {
        switch happening {
        case .cut(let paper): fall(paper)
        case .askedInOrder: if habits.answersInOrder { say([troubles.paperReply]) }
        case .automaticStatus(let bits):
            isTelling = habits.tellsByItself && bits != 0
            tell()
        case .asked, .clearedBuffers: break  // Heeded when they came in.
        }
    }

    private mutating func fall(_ paper: SlipBitmap) {
        happenings.append(.slip(bytes, paper))
        bytes = []
    }

    private mutating func answerRealTime() {
        guard let request = recent.last.flatMap(StatusRequest.init(rawValue:)), recent.ends(with: request.bytes) else { return }
        if habits.isSilentOffline, troubles.isStopped { return }
        if let answer = troubles.answer(to: request) { answers.append(answer) }
    }

    /// Whether the bytes that came last made it forget what it holds.
    private mutating func isForgotten(_ byte: UInt8) -> Bool {
        guard !habits.isDeaf, byte == PrinterTwin.recover.last || byte == PrinterTwin.clearBuffers.last else { return false }
        let isRecovery = troubles.isInError && recent.ends(with: PrinterTwin.recover)
        guard isRecovery || recent.ends(with: PrinterTwin.clearBuffers) else { return false }
        happenings.append(.cleared(held.count))
        held = []
        recent = []
        reader.forgetCommand()
        return true
    }

    /// Tells by itself how it is, when it was asked to.
    private mutating func tell() {
        guard isTelling else { return }
        say(troubles.automaticMessage)
    }

    private mutating func say(_ bytes: [UInt8]) {
        if troubles.isMute || troubles.isUnplugged { return }
        answers += troubles.answersRubbish ? bytes.map { _ in 0xff } : bytes
    }
}

extension [UInt8] {
    fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}

extension PrinterTroubles {
    /// The answer to `GS r` 1, about paper.
    var paperReply: UInt8 { (sensed.contains(.paperNearEnd) ? 0x03 : 0) | (sensed.contains(.paperOut) ? 0x0c : 0) }

    /// The four bytes of a message that nobody asked for.
    ///
    /// Source: Epson ESC/POS reference, `GS a`.
    var automaticMessage: [UInt8] {
        func bit(_ status: PrinterStatus, _ mask: UInt8) -> UInt8 { sensed.isDisjoint(with: status) ? 0 : mask }
        return [
            0x10 | bit(.blocking, 0x08) | bit(.coverOpen, 0x20),
            bit(.fault, 0x04) | bit(.cutterFault, 0x08) | bit(.overheated, 0x40), paperReply, 0,
        ]
    }

    /// Whether it is in an error from which a request can make it recover; without paper it only waits.
    var isInError: Bool { !sensed.isDisjoint(with: [.cutterFault, .overheated, .fault]) }
}
