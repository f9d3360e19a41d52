import Guide
import Intake
import Sealing

/// Makes cases of numbers: finds the record, opens it with the slip's digits and the MRC's key, and keeps what it says.
public struct Opening: Sendable {
    private let store: any IntakeStore & CaseStore
    private let key: MRCPrivateKey
    private let keyID: [UInt8]
    private let answerKey: AnswerKey
    private let rules: RetentionRules
    private let work: SlowWork

    /// - Throws: ``MRCKeyProblem`` where the key is no key.
    public init(
        store: any IntakeStore & CaseStore, key: MRCPrivateKey, rules: RetentionRules = RetentionRules(), work: SlowWork
    ) throws(MRCKeyProblem) {
        (self.store, self.key, self.rules, self.work) = (store, key, rules, work)
        keyID = try key.publicKey.id
        answerKey = AnswerKey(key)
    }

    /// What became of a try to open a number. Each is an answer that the desk can go on with.
    public enum Answer: Hashable, Sendable {
        case opened(Case)
        /// The same number was opened before; this is its case.
        case openedBefore(Case)
        /// The kiosk has not delivered it yet, or its time is over: start fresh.
        case notHere
        /// It was called back: its slip did not come out, and another number was given instead.
        case void
        /// The record is here and says nothing to us: start fresh.
        case unreadable(Obstacle)
    }

    /// Why a record cannot be read.
    public enum Obstacle: Error, Hashable, Sendable {
        /// It is for another centre's key.
        case otherKey
        /// Code, record and key do not belong together, or a byte has changed.
        case doesNotOpen
        /// It was filled in with a version of the form that the hub does not have.
        case formMissing(version: Int)
        /// It opens, and does not say what the form says it could.
        case unknownAnswers
    }

    /// Opens a number.
    ///
    /// - Parameter forms: the forms that the hub has, by version.
    /// - Throws: ``OpeningError``
    public func open(
        _ number: GivenNumber, forms: [Int: Form], at now: HubTime
    ) async throws(OpeningError) -> Answer {
        let keys = try await keys(of: number)
        do {
            if let known = try await store.case(of: keys.lookup) { return .openedBefore(known) }
            let waiting = try await store.waitingIntake(keys.lookup, at: now)
            let record: SealedRecord? = if case .slip(_, let own) = number { own } else { waiting?.record }
            guard let record else {
                return try await store.states(of: [keys.lookup]) == [.void] ? .void : .notHere
            }
            switch read(record, keys, forms, at: now) {
            case .failure(let obstacle): return .unreadable(obstacle)
            case .success(let opened):
                if let made = try await store.open(opened, at: now) { return .opened(made) }
                return try await store.states(of: [keys.lookup]) == [.void] ? .void : .notHere
            }
        } catch { throw .store(error) }
    }

    /// A case without a record: somebody came, and what they touched is not here, or they touched nothing.
    ///
    /// - Parameter number: what they have, if they have one: its state then tells the visitor that it was opened.
    /// - Returns: `nil` where the number is void.
    /// - Throws: ``OpeningError``
    public func startFresh(
        _ number: GivenNumber?, urgency: NeedCode.Urgency, language: String, wantsWoman: Bool, at now: HubTime,
        random: inout some RandomNumberGenerator & Sendable
    ) async throws(OpeningError) -> Case? {
        let lookup: Lookup
        if let number {
            lookup = try await keys(of: number).lookup
        } else {
            let bytes = (0..<Lookup.size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            guard let own = Lookup(bytes: bytes) else { throw .busy }
            lookup = own
        }
        do {
            return try await store.open(
                OpenedIntake(
                    lookup: lookup, urgency: urgency, language: language, wantsWoman: wantsWoman, issuedWeek: nil,
                    sealedAnswers: [], eraseOn: now.day),
                at: now)
        } catch { throw .store(error) }
    }

    /// What the visitor touched, and the form that they touched it on; `nil` where nothing is kept, or not to be read.
    public func answers(of opened: Case, forms: [Int: Form]) -> (payload: Payload, form: Form)? {
        guard let sealed = opened.sealedAnswers, let bytes = answerKey.open(sealed) else { return nil }
        // Bytes that cannot be read say nothing to a counsellor, whatever is wrong with them.
        guard let version = try? Payload.formVersion(of: bytes), let form = forms[version],
            let payload = try? Payload.decode(bytes, form: form)
        else { return nil }
        return (payload, form)
    }

    private func keys(of number: GivenNumber) async throws(OpeningError) -> CodeKeys {
        let keyID = keyID
        // Derivation fails only without memory; the answer is the same as with too many waiting.
        guard let keys = await work.run({ try? CodeKeys(code: number.code, mrcKeyID: keyID) }), let keys else { throw .busy }
        return keys
    }

    private func read(
        _ record: SealedRecord, _ keys: CodeKeys, _ forms: [Int: Form], at now: HubTime
    ) -> Result<OpenedIntake, Obstacle> {
        let bytes: [UInt8]
        do { bytes = try record.open(keys, with: key) } catch {
            if case .otherKey = error { return .failure(.otherKey) }
            return .failure(.doesNotOpen)
        }
        // Without a version there is no form to read the rest with.
        guard let version = try? Payload.formVersion(of: bytes) else { return .failure(.unknownAnswers) }
        guard let form = forms[version] else { return .failure(.formMissing(version: version)) }
        guard let payload = try? Payload.decode(bytes, form: form), let sealed = answerKey.seal(bytes) else {
            return .failure(.unknownAnswers)
        }
        let days = min(rules.answerDays, form.retentionDays)
        return .success(
            OpenedIntake(
                lookup: keys.lookup, urgency: form.urgency(of: payload.answers), language: payload.language,
                wantsWoman: form.wantsWoman(payload.answers), issuedWeek: payload.week, sealedAnswers: sealed,
                eraseOn: GuideDate(dayNumber: now.dayNumber + days)))
    }
}

/// Why a number could not be looked at now. It says nothing of the number.
public enum OpeningError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Too many numbers are being opened at once, or there is no memory.
    case busy
    case store(HubStoreError)

    public var description: String {
        switch self {
        case .busy: "too many numbers are being opened at once; try again in a few seconds"
        case .store(let error): error.description
        }
    }
}
