import Devices
import Guide
import Intake
import Ledger
import Link
import Logging
import Scene
import Sealing
import Visit

/// Does what takes time: sealing, writing down, printing, looking up. One errand after another, never on the loop.
actor Errands {
    private var handbook: Handbook
    private let ledger: Ledger?
    private var key: MRCPublicKey
    private let printer: any SlipPrinter
    private let encoder: EscPos
    private let clock: any KioskClock
    private let look: Look
    private var slips: SlipLayout
    private let log: OperatorLog
    private let staff: StaffTools
    private let hub: HubTies
    /// The week in which the ledger was last cleared of what is too old, and on whose word.
    private var expired: (in: ISOWeek, on: Ledger.Word)?

    init(
        handbook: Handbook, look: Look, ledger: Ledger?, key: MRCPublicKey, printer: any SlipPrinter, encoder: EscPos,
        clock: any KioskClock, log: OperatorLog, staff: StaffTools = StaffTools(),
        hub: HubTies = .none
    ) {
        self.handbook = handbook
        self.ledger = ledger
        self.key = key
        self.printer = printer
        self.encoder = encoder
        self.clock = clock
        self.log = log
        self.staff = staff
        self.hub = hub
        self.look = look
        slips = Errands.slips(handbook, look)
    }

    /// From now on slips and numbers are of another guide.
    func adopt(_ handbook: Handbook) {
        self.handbook = handbook
        slips = Errands.slips(handbook, look)
    }

    /// Words that are remembered of slips.
    var words: Set<String> { slips.typesetter.words }

    private static func slips(_ handbook: Handbook, _ look: Look) -> SlipLayout {
        SlipLayout(guide: handbook.guide, look: look, typesetter: Typesetter(), paperWidth: handbook.guide.site.slipWidth)
    }

    /// Does one errand; the event that answers it, if one does.
    func run(_ effect: Effect) async -> Event? {
        switch effect {
        case .save(let visit, let answers, let language):
            return .answered(visit, await save(answers, language))
        case .print(let visit, let slip, let language):
            return await print(slip, language).map { .answered(visit, $0) }
        case .lookUp(let visit, let code):
            return .answered(visit, .lookedUp(await state(of: code)))
        case .void(let lookup): await keep(.tokenVoid) { ledger throws(LedgerError) in try await ledger.void(lookup) }
        case .shown(let lookup): await keep(.tokenShown) { ledger throws(LedgerError) in try await ledger.shown(lookup) }
        case .count(let counter):
            let week = week
            await keep(.counting) { ledger throws(LedgerError) in try await ledger.count(counter, in: week) }
        case .keepTries(let tries): await staff.keepTries(tries)
        case .checkPIN(let visit, let pin): return .answered(visit, .pin(staff.knows(pin)))
        case .calibrate(let visit, let marks): return .answered(visit, .calibrated(await staff.calibrate(marks)))
        case .keepCalibration: await staff.keepCalibration()
        case .dropCalibration: await staff.dropCalibration()
        case .tested(let test, let didWork): await staff.noteTest(test, didWork)
        case .cancelPrint, .silence, .sayCode, .readPage, .readControl, .tell, .holdSpeech, .resumeSpeech, .repeatSpeech, .alert,
            .moveFrame, .forget:
            break
        }
        return nil
    }

    private var site: Site { handbook.guide.site }
    private var week: ISOWeek? { clock.wall.day(site).flatMap { ISOWeek(dayNumber: $0.dayNumber) } }

    // MARK: A number

    /// Sealed and durable before anybody sees the number.
    private func save(_ answers: Answers, _ language: Language) async -> Event.Answer {
        guard let ledger else { return .couldNotSave }
        var random = SystemRandomNumberGenerator()
        let code = Code(random: &random)
        let form = handbook.form.filled(languages: site.languages.map(\.tag), countries: site.origins)
        do {
            let payload = Payload(week: week, visitLanguage: language.tag, answers: answers, form: form)
            let sealed = try SealedRecord.seal(payload, form: form, code: code, to: key)
            try await ledger.issue(
                record: sealed.record, lookup: sealed.lookup, week: week, isSure: clock.wall.trust == .network)
            return .saved(Ticket(code: code, lookup: sealed.lookup, qr: SlipQR.encode(code, sealed.record)))
        } catch {
            log.note(.couldNotSave, error)
            return .couldNotSave
        }
    }

    /// The hub is asked when there is one, and the ledger is when it does not answer: no kiosk has all numbers.
    private func state(of code: Code) async -> TokenState? {
        guard let keys = try? CodeKeys(code: code, mrcKeyID: key.id) else { return nil }
        // A ledger that cannot be read knows the number no more than one that lacks it: the page says "ask at the desk".
        let known = try? await ledger?.state(of: keys.lookup)
        guard known != .closed, known != .void, let told = await hub.state(keys.lookup), told != .unknown else { return known }
        guard let known, known != .unknown else { return told }
        guard known.mayBecome(told) else { return known }
        await keep(.learning) { ledger throws(LedgerError) in try await ledger.learned(keys.lookup, told) }
        return told
    }

    // MARK: A slip

    /// A job that was cancelled has no answer: its visitor left, or the kiosk stops. The number was on the glass and maybe on
    /// paper, so it stays good.
    private func print(_ slip: Effect.Slip, _ language: Language) async -> Event.Answer? {
        if case .number(let ticket) = slip {
            await keep(.tokenPrinting) { ledger throws(LedgerError) in try await ledger.beginPrinting(ticket.lookup) }
        }
        do {
            let job = try await encoder.slip(bitmap(of: slip, language))
            // The number stands in what was typeset.
            slips.typesetter.forget()
            try await deliver(job)
            if case .number(let ticket) = slip {
                await keep(.tokenPrinted) { ledger throws(LedgerError) in try await ledger.printed(ticket.lookup) }
            }
            return .printed(slip.kind)
        } catch {
            // What the printer still holds must not come out with the next paper.
            await printer.cancel()
            log.note(.slipDidNotComeOut, error)
            if case .number(let ticket) = slip, error == .cancelled {
                await keep(.tokenPrinting) { ledger throws(LedgerError) in try await ledger.interrupted(ticket.lookup) }
            }
            return error == .cancelled ? nil : .couldNotPrint(slip.kind)
        }
    }

    /// A slip takes a few seconds, on a line of 9,600 baud a minute and a half; a printer that swallows it for longer is
    /// given up.
    static let longestPrint = Duration.seconds(120)

    private func deliver(_ job: [UInt8]) async throws(PrinterError) {
        let (printer, clock) = (printer, clock)
        let limit = clock.now + Errands.longestPrint
        let result = await withTaskGroup(of: Result<Void, PrinterError>?.self) { group in
            group.addTask {
                do throws(PrinterError) { return .success(try await printer.print(job)) } catch { return .failure(error) }
            }
            group.addTask {
                do { try await clock.sleep(until: limit) } catch { return .failure(.cancelled) }
                return nil
            }
            let first = await group.next() ?? nil
            if first == nil { await printer.cancel() }
            group.cancelAll()
            return first ?? .failure(.stopped(.unknown))
        }
        try result.get()
    }

    private func bitmap(of slip: Effect.Slip, _ language: Language) async throws(PrinterError) -> SlipBitmap {
        let today = clock.wall.day(site)
        let text: SlipText =
            switch slip {
            case .number(let ticket):
                .number(
                    groups: ticket.code.groups, qr: ticket.qr,
                    validUntil: today.map { GuideDate(dayNumber: $0.dayNumber + site.retentionDays) })
            case .numbers: .numbers
            case .handout(let handout): .handout(handout)
            case .test: .test
            case .report: .report(await staff.slip())
            }
        let image = slips.image(of: text, in: language, today: today ?? handbook.guide.builtOn)
        do {
            return try SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows)
        } catch {
            log.note(.slipDidNotComeOut, error)
            throw .refused(doing: "draw the slip", number: 0)
        }
    }

    /// A change of the ledger that nobody waits for; a failure is told to the technician.
    private func keep(_ step: OperatorEvent.LedgerStep, _ change: (Ledger) async throws(LedgerError) -> Void) async {
        guard let ledger else { return }
        do throws(LedgerError) { try await change(ledger) } catch { log.note(.ledgerFailed(step), error) }
    }

    // MARK: Keeping

    /// Erases what has been kept long enough, once a week while the clock can be trusted: with a clock that may be wrong
    /// nothing is erased, and on the hub's word alone nothing that the hub has not got.
    func expire() async {
        let word: Ledger.Word = clock.wall.trust == .network ? .network : .hub
        guard clock.wall.trust >= .network, let week, expired?.in != week || expired?.on != word else { return }
        guard let limit = week.advanced(by: -(site.retentionDays / 7 + 1)) else { return }
        await keep(.expiring) { ledger throws(LedgerError) in
            try await ledger.clockBecameTrusted(in: week, on: word)
            try await ledger.expire(before: limit, on: word)
        }
        expired = (week, word)
    }

    /// From now on numbers are sealed to this key. What was sealed to another one stays as it is: the ledger tells them apart.
    func seal(to key: MRCPublicKey) { self.key = key }

    /// What waits for the centre, as the report of the kiosk's health has it.
    func waiting() async -> HealthFacts.Ledger.Waiting? {
        // A ledger that cannot be read is told of elsewhere.
        guard let ledger, let waiting = try? await ledger.waiting(for: key.id) else { return nil }
        return HealthFacts.Ledger.Waiting(
            records: waiting.records, foreign: waiting.foreign,
            weeks: week.flatMap { now in waiting.oldest.map { max(0, (now.monday - $0.monday) / 7) } })
    }

    /// What staff have put up. A card that dies lets whoever reads wait: that must not be felt on the glass.
    func notices() throws(ConfigurationError) -> [Notice] { try staff.notices(handbook.guide.sentences) }

    /// What "About this machine" tells.
    func kept() async -> Machine.Kept? {
        guard let ledger, let summary = try? await ledger.summary() else { return nil }
        return Machine.Kept(
            sealedRecords: summary.kept, delivered: summary.delivered, counted: summary.counters,
            since: summary.since.map(\.description) ?? "")
    }
}

extension WallTime {
    /// The day at the site, if the clock can be trusted.
    func day(_ site: Site) -> GuideDate? {
        guard trust != .none else { return nil }
        let local = secondsSince1970 + Int64(site.minutesAheadOfUTC) * 60
        return GuideDate(dayNumber: Int((local >= 0 ? local : local - 86_399) / 86_400))
    }
}
