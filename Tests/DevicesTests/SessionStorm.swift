import Devices
import SimulatedDevices

/// Random events for a session, and the rules that hold whatever they are.
struct SessionStorm {
    private var random: SeededRandom
    private var session: PrinterSession
    private let corpus: [[UInt8]]
    private var now = MonotonicTime.boot
    private var isOpen = false
    private var isPrinting = false
    private var status: PrinterStatus = [.unknown, .offline]
    private let job: [UInt8]
    private let longestOutput: Int

    /// How many events there were.
    private(set) var events = 0

    init(seed: UInt64, profile: PrinterProfile, corpus: [[UInt8]]) {
        random = SeededRandom(seed: seed)
        session = PrinterSession(profile: profile, encoder: profile.encoder, mayHoldTorso: seed % 7 == 0)
        self.corpus = corpus
        // A slip without a picture, one with bands, and rubbish.
        let slip = (try? PrinterSlips.drawn(rows: 150, width: 8, seed: 1)).map(EscPos.standard.slip) ?? []
        job = [slip, [0x1b, 0x40, 0x1b, 0x4a, 9], [1, 2, 3]][Int(seed % 3)]
        longestOutput = job.count + 400
    }

    /// Runs some hundred events.
    ///
    /// - Returns: the rule that was broken, if one was.
    mutating func run() -> String? {
        for _ in 0..<400 {
            events += 1
            now += .milliseconds(random.once(in: 20) ? 11_000 : Int.random(in: 0...300, using: &random))
            if let fault = check(happen()) { return fault }
        }
        return nil
    }

    private mutating func happen() -> [PrinterSession.Order] {
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
            isOpen.toggle()
            return isOpen ? session.opened(at: now) : session.closed(at: now)
        case 1: return session.cancel(at: now)
        case 2...3: return begin()
        case 4: return session.look(at: now)
        case 5...8: return session.tick(at: now)
        case 9...22:
            guard isOpen else { return [] }
            return session.sent(Int.random(in: 0...max(1, session.output.count), using: &random), at: now)
        case 23: return hear(corpus.randomElement(using: &random) ?? [])
        case 24:
            session.heard(portStatus: PortStatus.decode(UInt8.random(in: 0...255, using: &random)))
            return []
        case 25...32: return hear([0x12])
        default: return hear((0..<Int.random(in: 1...5, using: &random)).map { _ in SessionStorm.likely(&random) })
        }
    }

    private mutating func hear(_ bytes: [UInt8]) -> [PrinterSession.Order] {
        isOpen ? session.heard(bytes, at: now) : []
    }

    private mutating func begin() -> [PrinterSession.Order] {
        do throws(PrinterError) {
            let orders = try session.print(job, at: now)
            isPrinting = true
            return orders
        } catch {
            return []
        }
    }

    /// A byte that a printer might say.
    static func likely(_ random: inout SeededRandom) -> UInt8 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: UInt8.random(in: 0...255, using: &random)
        case 1: 0b0001_0010 | (UInt8.random(in: 0...255, using: &random) & 0b0110_1100)
        case 2: 0b0001_0000
        case 3: 0
        case 4: UInt8.random(in: 0...255, using: &random) & 0b0110_1111
        default: 0b0001_0010
        }
    }

    private mutating func check(_ orders: [PrinterSession.Order]) -> String? {
        for order in orders {
            switch order {
            case .finished(let error):
                if !isPrinting { return "a slip ended that was not on its way" }
                isPrinting = false
                if error == nil, !status.canPrint { return "a slip came out of a printer that is \(status)" }
                if error == .busy { return "busy is told at once" }
            case .became(let status):
                self.status = status
                if status.canPrint, !status.isDisjoint(with: .blocking) { return "\(status) is fine" }
                if !isOpen, status.canPrint { return "a printer that is not there is fine" }
            case .answered, .dropUnsent, .cleared: break
            }
        }
        if session.isBusy != isPrinting { return "the end of a slip was not told" }
        if session.output.count > longestOutput + 1_100 { return "\(session.output.count) bytes want to go out" }
        if session.isBusy, session.status.canPrint, session.output.isEmpty, session.wake == nil { return "a slip waits for nothing" }
        let waits = session.wake != nil || !session.output.isEmpty
        if isOpen, !waits { return "nothing would ever happen again" }
        return nil
    }
}
