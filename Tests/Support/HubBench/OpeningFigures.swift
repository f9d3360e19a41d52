import Hub
import HubSQLite
import Intake
import Link
import Sealing

/// How long a counsellor waits who typed a number: scrypt is in it, the record's two locks, and the store.
struct OpeningFigures {
    private static let tries = 9
    private static let form = Form(
        version: 1,
        questions: [
            Question(
                id: "needs", number: 3, kind: .many(upTo: 3), destination: .both,
                options: [Question.Option(id: "pay", number: 1, codes: [.wagesUnpaid])])
        ])

    /// Milliseconds.
    let median: Double
    let slowest: Double

    struct NotOpened: Error {}

    static func measure(in folder: String) async throws -> OpeningFigures {
        let store = try SQLiteHubStore(at: .folder(folder))
        let key = MRCPrivateKey()
        let opening = try Opening(store: store, key: key, work: SlowWork())
        let now = HubTime(seconds: 1_795_348_800)
        guard let kiosk = try await TakeFigures.enrol(store, now).first else { throw NotOpened() }
        var times: [Double] = []
        var random = SystemRandomNumberGenerator()
        for _ in 0..<tries {
            let code = Code(random: &random)
            let sealed = try SealedRecord.seal(
                Payload(week: nil, language: "my", answers: Answers()), form: form, code: code, to: key.publicKey)
            let delivery = IntakeDelivery(record: sealed.record, week: nil)
            _ = try await store.take(delivery, lookup: sealed.lookup, from: kiosk, at: now)
            let start = ContinuousClock.now
            guard case .opened = try await opening.open(.digits(code), forms: [1: form], at: now) else { throw NotOpened() }
            times.append((ContinuousClock.now - start).milliseconds)
        }
        await store.close()
        times.sort()
        return OpeningFigures(median: times[times.count / 2], slowest: times.last ?? .infinity)
    }
}
