import Guide
import Intake
import Sealing

/// Makes cases of numbers: finds the record, opens it with the slip's digits and the MRC's key, and keeps what it says.
public struct Opening: Sendable {
    private let store: any IntakeStore & CaseStore
    private let current: KeyRing
    private var old: [KeyRing] = []
    private let rules: RetentionRules
    private let work: SlowWork

    /// One of the MRC's keys, with what is made from it.
    private struct KeyRing: Sendable {
        let key: MRCPrivateKey
        let id: [UInt8]
        let answers: AnswerKey

        init(_ key: MRCPrivateKey) throws(MRCKeyProblem) {
            (self.key, id, answers) = (key, try key.publicKey.id, AnswerKey(key))
        }
    }

    /// - Parameters:
    ///   - key: the MRC's key, to which kiosks seal.
    ///   - oldKeys: keys to which kiosks sealed before: what is under them opens as before, and nothing new is put under them.
    /// - Throws: ``MRCKeyProblem`` where a key is no key.
    public init(
        store: any IntakeStore & CaseStore, key: MRCPrivateKey, oldKeys: [MRCPrivateKey] = [], rules: RetentionRules = RetentionRules(),
        work: SlowWork
    ) throws(MRCKeyProblem) {
        (self.store, self.rules, self.work) = (store, rules, work)
        current = try KeyRing(key)
        for old in oldKeys {
            let ring = try KeyRing(old)
            if ring.id != current.id, !self.old.contains(where: { $0.id == ring.id }) { self.old.append(ring) }
        }
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
        switch number {
        case .slip(let code, let record):
            guard let ring = rings.first(where: { $0.id == record.keyID }) else { return .unreadable(.otherKey) }
            return try await open(try await keys(of: code, ring), ring, brought: record, forms, at: now)
        case .digits(let code):
            // Digits do not say to which key their record was sealed: the newest first.
            for ring in rings {
                let answer = try await open(try await keys(of: code, ring), ring, brought: nil, forms, at: now)
                if answer != .notHere { return answer }
            }
            return .notHere
        }
    }

    private func open(
        _ keys: CodeKeys, _ ring: KeyRing, brought: SealedRecord?, _ forms: [Int: Form], at now: HubTime
    ) async throws(OpeningError) -> Answer {
        do {
            if let known = try await store.case(of: keys.lookup) { return .openedBefore(known) }
            let waiting = brought == nil ? try await store.waitingIntake(keys.lookup, at: now)?.record : nil
            guard let record = brought ?? waiting else {
                return try await store.states(of: [keys.lookup]) == [.void] ? .void : .notHere
            }
            switch read(record, keys, ring, forms, at: now) {
            case .failure(let obstacle): return .unreadable(obstacle)
            case .success(let opened):
                if let made = try await store.open(opened, at: now) { return .opened(made) }
                return try await store.states(of: [keys.lookup]) == [.void] ? .void : .notHere
            }
        } catch { throw .store(error) }
    }

    /// A case without a record: somebody came, and what they touched is not here, or they touched nothing.
    ///
    /// - Parameter number: what they have, if they have one: its state then tells the visitor that it was opened. A record that
    ///   waits under it stays, to be opened when it can be read; so does a number whose time is over.
    /// - Returns: `nil` where the number is void.
    /// - Throws: ``OpeningError``
    public func startFresh(
        _ number: GivenNumber?, urgency: NeedCode.Urgency, language: String, wantsWoman: Bool, at now: HubTime,
        random: inout some RandomNumberGenerator & Sendable
    ) async throws(OpeningError) -> Case? {
        let bytes = (0..<Lookup.size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        guard let ownLookup = Lookup(bytes: bytes) else { throw .busy }
        func fresh(_ lookup: Lookup) -> OpenedIntake {
            OpenedIntake(
                lookup: lookup, urgency: urgency, language: language, wantsWoman: wantsWoman, issuedWeek: nil, sealedAnswers: [],
                eraseOn: now.day)
        }
        guard let number else { return try await keep(fresh(ownLookup), at: now) }
        let lookup = try await keys(of: number.code, ring(of: number)).lookup
        do {
            if try await store.waitingIntake(lookup, at: now) == nil {
                if let made = try await store.open(fresh(lookup), at: now) { return made }
                if try await store.states(of: [lookup]) == [.void] { return nil }
            }
        } catch { throw .store(error) }
        return try await keep(fresh(ownLookup), at: now)
    }

    private func keep(_ opened: OpenedIntake, at now: HubTime) async throws(OpeningError) -> Case? {
        do { return try await store.open(opened, at: now) } catch { throw .store(error) }
    }

    private func ring(of number: GivenNumber) -> KeyRing {
        guard case .slip(_, let record) = number else { return current }
        return rings.first { $0.id == record.keyID } ?? current
    }

    private var rings: [KeyRing] { [current] + old }

    /// What the visitor touched, and the form that they touched it on; `nil` where nothing is kept, or not to be read.
    public func answers(of opened: Case, forms: [Int: Form]) -> (payload: Payload, form: Form)? {
        // Under which key they are is not written on them: the wrong ones do not open.
        guard let sealed = opened.sealedAnswers, let bytes = rings.lazy.compactMap({ $0.answers.open(sealed) }).first else { return nil }
        // Bytes that cannot be read say nothing to a counsellor, whatever is wrong with them.
        guard let version = try? Payload.formVersion(of: bytes), let form = forms[version],
            let payload = try? Payload.decode(bytes, form: form)
        else { return nil }
        return (payload, form)
    }

    private func keys(of code: Code, _ ring: KeyRing) async throws(OpeningError) -> CodeKeys {
        let keyID = ring.id
        // Derivation fails only without memory; the answer is the same as with too many waiting.
        guard let keys = await work.run({ try? CodeKeys(code: code, mrcKeyID: keyID) }), let keys else { throw .busy }
        return keys
    }

    private func read(
        _ record: SealedRecord, _ keys: CodeKeys, _ ring: KeyRing, _ forms: [Int: Form], at now: HubTime
    ) -> Result<OpenedIntake, Obstacle> {
        let bytes: [UInt8]
        do { bytes = try record.open(keys, with: ring.key) } catch {
            if case .otherKey = error { return .failure(.otherKey) }
            return .failure(.doesNotOpen)
        }
        // Without a version there is no form to read the rest with.
        guard let version = try? Payload.formVersion(of: bytes) else { return .failure(.unknownAnswers) }
        guard let form = forms[version] else { return .failure(.formMissing(version: version)) }
        guard let payload = try? Payload.decode(bytes, form: form), let sealed = current.answers.seal(bytes) else {
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
