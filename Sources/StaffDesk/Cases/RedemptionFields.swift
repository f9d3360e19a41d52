import Hub
import Intake

/// Between a redemption and the fields of its form.
enum RedemptionFields {
    static let mostNeeds = 3
    /// More services than anybody is given in one visit.
    private static let mostServices = 18
    /// How many rows for remedies the form has.
    static let remedyRows = 4
    private static let mostWorkers = 100_000

    static func fields(of redemption: Redemption) -> FormFields {
        var fields = FormFields([
            "channel": [redemption.channel.rawValue], "client-type": [redemption.clientType.rawValue], "sex": [redemption.sex.rawValue],
            "age": [redemption.age.rawValue], "origin": [redemption.origin], "destination": [redemption.destination],
            "sector": [redemption.sector], "stage": [redemption.stage ?? ""], "service": redemption.services.map(\.code), "need": redemption.needs,
            "outcome": [redemption.outcome.rawValue],
        ])
        tick(&fields, "needs-differ", redemption.needsDiffer)
        tick(&fields, "follow-up", redemption.followUpWanted)
        tick(&fields, "consent-service", redemption.consent.service)
        tick(&fields, "consent-report", redemption.consent.report)
        tick(&fields, "consent-share", redemption.consent.share)
        tick(&fields, "consent-call-back", redemption.consent.callBack)
        for (row, remedy) in redemption.remedies.enumerated() {
            fields["remedy-kind-\(row)"] = remedy.kind.rawValue
            fields["remedy-ordered-\(row)"] = Money.text(remedy.orderedMinor, in: remedy.currency)
            fields["remedy-received-\(row)"] = Money.text(remedy.receivedMinor, in: remedy.currency)
            fields["remedy-currency-\(row)"] = remedy.currency
            fields["remedy-workers-\(row)"] = String(remedy.workers)
        }
        return fields
    }

    /// What was filled in, or a sentence on what must be mended.
    ///
    /// - Throws: ``DeskProblem`` for values that the form does not have.
    static func redemption(_ fields: FormFields, before: Redemption?) throws(DeskProblem) -> Result<Redemption, Objection> {
        var redemption = Redemption()
        redemption.channel = try fields.choice("channel")
        redemption.clientType = try fields.choice("client-type")
        redemption.sex = try fields.choice("sex")
        redemption.age = try fields.choice("age")
        redemption.outcome = try fields.choice("outcome")
        redemption.sector = fields["sector"]
        guard redemption.sector.isEmpty || CaseWords.sectors.contains(where: { $0.value == redemption.sector }) else { throw .badForm }
        redemption.stage = fields["stage"].isEmpty ? nil : fields["stage"]
        guard redemption.stage.map({ CaseWords.stages.map(\.id).contains($0) }) ?? true else { throw .badForm }
        redemption.needs = unique(fields.all("need"))
        guard redemption.needs.allSatisfy({ NeedCode(rawValue: $0) != nil }) else { throw .badForm }
        let codes = unique(fields.all("service"))
        redemption.services = codes.compactMap { ServiceWords.given($0, before: before?.services ?? []) }
        guard redemption.services.count == codes.count, codes.count <= mostServices else { throw .badForm }
        (redemption.needsDiffer, redemption.followUpWanted) = (fields.isTicked("needs-differ"), fields.isTicked("follow-up"))
        redemption.consent.service = fields.isTicked("consent-service")
        redemption.consent.report = fields.isTicked("consent-report")
        redemption.consent.share = fields.isTicked("consent-share")
        redemption.consent.callBack = fields.isTicked("consent-call-back")
        do throws(Objection) {
            redemption.origin = try country(fields["origin"], "The country of origin")
            redemption.destination = try country(fields["destination"], "The country of work")
            guard redemption.needs.count <= mostNeeds else { throw Objection("Choose at most \(mostNeeds) needs.") }
            redemption.remedies = try remedies(fields)
        } catch { return .failure(error) }
        return .success(redemption)
    }

    /// A sentence on what must be mended in a form.
    struct Objection: Error, Hashable, Sendable {
        var text: String
        init(_ text: String) { self.text = text }
    }

    private static func country(_ text: String, _ name: String) throws(Objection) -> String {
        let code = text.uppercased()
        guard code.isEmpty || code.utf8.count == 2 && code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw Objection("\(name) is two letters, such as KH or JO; or leave it empty.")
        }
        return code
    }

    private static func remedies(_ fields: FormFields) throws(Objection) -> [Remedy] {
        var remedies: [Remedy] = []
        for row in 0..<remedyRows {
            let kindText = fields["remedy-kind-\(row)"]
            let amounts = fields["remedy-ordered-\(row)"] + fields["remedy-received-\(row)"]
            guard !kindText.isEmpty else {
                if amounts.isEmpty { continue }
                throw Objection("Remedy \(row + 1): choose what kind it is.")
            }
            guard let kind = Remedy.Kind(rawValue: kindText) else { throw Objection("Remedy \(row + 1): choose what kind it is.") }
            remedies.append(try remedy(kind, fields, row))
        }
        return remedies
    }

    private static func remedy(_ kind: Remedy.Kind, _ fields: FormFields, _ row: Int) throws(Objection) -> Remedy {
        let currency = fields["remedy-currency-\(row)"].uppercased()
        let (orderedText, receivedText) = (fields["remedy-ordered-\(row)"], fields["remedy-received-\(row)"])
        let isMoney = !orderedText.isEmpty || !receivedText.isEmpty
        let isCurrency = currency.utf8.count == 3 && currency.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        guard isCurrency || currency.isEmpty && !isMoney else {
            throw Objection("Remedy \(row + 1): a currency is three letters, such as JOD or MYR.")
        }
        guard let ordered = Money.minor(orderedText, in: currency), let received = Money.minor(receivedText, in: currency) else {
            throw Objection("Remedy \(row + 1): write amounts with digits and one point, such as 1250.50.")
        }
        let workersText = fields["remedy-workers-\(row)"]
        guard let workers = workersText.isEmpty ? 1 : Int(workersText), (1...mostWorkers).contains(workers) else {
            throw Objection("Remedy \(row + 1): for how many workers? Write a number from 1 to \(mostWorkers).")
        }
        return Remedy(kind: kind, orderedMinor: ordered, receivedMinor: received, currency: currency, workers: workers)
    }

    private static func tick(_ fields: inout FormFields, _ name: String, _ isOn: Bool) { if isOn { fields[name] = "yes" } }

    private static func unique(_ all: [String]) -> [String] {
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }
}
