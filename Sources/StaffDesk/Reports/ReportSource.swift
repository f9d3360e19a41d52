import Guide
import Hub
import Intake
import Reports

/// Makes reports from what the hub keeps.
struct ReportSource: Sendable {
    let store: any HubStore
    let shelf: GuideShelf
    let now: HubTime
    /// The day at the centre.
    let today: GuideDate

    /// The sites that have kiosks, by name.
    func sites() async throws(HubStoreError) -> [String] {
        Set(try await store.kiosks().map(\.site)).sorted()
    }

    /// A report, whoever may see it.
    func report(_ kind: ReportKind, _ request: ReportRequest, sites: Int) async throws(HubStoreError) -> Report {
        switch kind.family {
        case .clients:
            let names = try await names().countries
            let reports = ClientReports(try await clients(request), request, sites: sites, countryNames: names)
            if let report = reports.report(kind) { return report }
        case .kiosks:
            let record = KioskRecord(counts: try await counts(request), numbers: try await numbers(request))
            let reports = KioskReports(
                record, request, sites: sites, names: try await names(), guardedNeeds: try await guardedNeeds())
            if let report = reports.report(kind) { return report }
        case .content: return OtherReports.content(try await guides(), request)
        case .activities: return OtherReports.activities(try await activities(request), request)
        }
        return Report(kind, request, [])
    }

    /// What topics, needs and countries are called in the guides that the hub has read.
    private func names() async throws(HubStoreError) -> KioskReports.Names {
        var names = KioskReports.Names()
        names.languages = ReportWords.languages
        for book in try await shelf.booksInUse(store, now: now) {
            names.topics.merge(book.topicNames) { $1 }
            names.needs.merge(book.needNames) { $1 }
            names.countries.merge(book.countryNames) { $1 }
        }
        return names
    }

    /// Answers that tell of births or permits, on every form that a kiosk may have had.
    private func guardedNeeds() async throws(HubStoreError) -> Set<String> {
        try await shelf.forms(store, now: now).values.reduce(into: KioskReports.guardedNeeds) { all, form in
            let needs = form.countedNeeds?.options ?? []
            all.formUnion(needs.filter { $0.codes.contains(where: Dimension.isGuarded) }.map(\.id.rawValue))
        }.subtracting(CounterDimension.sensitiveTopics)
    }

    /// Sessions at one site, which decide whether the period is long enough.
    func sessions(of site: String, in period: Period) async throws(HubStoreError) -> Int {
        try await store.sums(of: [.session], in: period.weeks).reduce(0) { $0 + ($1.site == site ? $1.count : 0) }
    }

    private func days(_ period: Period) -> ClosedRange<GuideDate> {
        GuideDate(dayNumber: period.days.lowerBound)...GuideDate(dayNumber: period.days.upperBound)
    }

    private func clients(_ request: ReportRequest) async throws(HubStoreError) -> [ClientRecord] {
        try await store.redeemed(in: days(request.period))
            .filter { request.scope.includes($0.site) && $0.redemption.consent.report }.map(ClientRecord.init)
    }

    private func counts(_ request: ReportRequest) async throws(HubStoreError) -> [CounterCount] {
        let sums = try await store.sums(of: Set(Metric.allCases), in: request.period.weeks)
        var counts: [Counter: Int] = [:]
        for sum in sums where request.scope.includes(sum.site) { counts[sum.counter, default: 0] += sum.count }
        return counts.map { CounterCount($0.key, $0.value) }
    }

    private func numbers(_ request: ReportRequest) async throws(HubStoreError) -> NumberCounts {
        try await store.tokenFlow(in: request.period.weeks).filter { request.scope.includes($0.site) }
            .reduce(into: NumberCounts()) { numbers, flow in
                numbers.arrived += flow.arrived
                numbers.opened += flow.opened
                numbers.expired += flow.expired
                numbers.void += flow.void
                numbers.weeksToOpening += flow.weeksToOpening
            }
    }

    private func activities(_ request: ReportRequest) async throws(HubStoreError) -> [ActivityRecord] {
        try await store.activities(in: days(request.period)).filter { request.scope.includes($0.site) }
            .map { ActivityRecord(kind: $0.kind.rawValue, people: $0.people) }
    }

    private func guides() async throws(HubStoreError) -> [ContentRecord] {
        // Reads what is new on the channels.
        _ = try await shelf.forms(store, now: now)
        var records: [ContentRecord] = []
        for guide in try await store.guides().sorted(by: { ($0.site, $0.channel.rawValue) < ($1.site, $1.channel.rawValue) }) {
            guard let book = await shelf.book(guide) else { continue }
            records.append(ContentRecord("\(guide.site), \(guide.channel.rawValue)", book, today: today))
        }
        return records
    }
}

extension Scope {
    fileprivate func includes(_ site: String) -> Bool {
        switch self {
        case .all: true
        case .site(let own): own == site
        }
    }
}

extension ContentRecord {
    fileprivate init(_ name: String, _ book: SiteBook, today: GuideDate) {
        let overdue = book.reviews.filter { $0.due < today }
        let facts = overdue.count { $0.name.hasPrefix("Statement ") }
        let coverage = book.coverage.map { language in
            let all = language.texts + language.missing
            return Coverage(
                language: LanguageWords.name(language.language.tag), percent: all == 0 ? 0 : language.texts * 100 / all)
        }
        self.init(guide: name, factsPastReview: facts, entriesPastAssurance: overdue.count - facts, coverage: coverage)
    }
}

extension ClientRecord {
    /// What reports need to know of a case, and nothing else of it.
    init(_ own: RedeemedCase) {
        self.init()
        let redemption = own.redemption
        (clientType, sex, age) = (redemption.clientType.rawValue, redemption.sex.rawValue, redemption.age.rawValue)
        (origin, destination, sector) = (redemption.origin, redemption.destination, redemption.sector)
        stage = redemption.stage ?? ""
        outcome = redemption.outcome.rawValue
        services = Set(redemption.services.map(\.category.rawValue))
        ways = Set(redemption.services.map(\.code)).intersection(Dimension.way.values.map(\.id))
        needs = Set(redemption.needs)
        daysToClosing = own.closedOn.map { max($0.dayNumber - own.openedOn.dayNumber, 0) }
        referrals = own.referrals.sorted { $0.number < $1.number }.map {
            Referral(provider: $0.reportedProvider, state: $0.reportedState)
        }
        remedies = redemption.remedies.map {
            Remedy(
                kind: $0.kind.rawValue, currency: $0.currency, orderedMinor: $0.orderedMinor, receivedMinor: $0.receivedMinor,
                workers: $0.workers)
        }
    }
}

extension Hub.Referral {
    /// Kinds that readers do not tell apart are reported as one.
    fileprivate var reportedProvider: String {
        switch providerKind {
        case "desk": "mrc"
        case "shelter": "women"
        case "association": "ngo"
        case "hotline": "other"
        default: providerKind
        }
    }

    fileprivate var reportedState: String {
        switch (result, state) {
        case (.declinedByClient, _): "declined"
        case (.unavailable, _): "unavailable"
        case (.provided, _), (.alreadyReceived, _): "provided"
        case (_, .pending): "waiting"
        case (_, .accepted): "accepted"
        case (_, .rejected), (_, .done): "other"
        }
    }
}
