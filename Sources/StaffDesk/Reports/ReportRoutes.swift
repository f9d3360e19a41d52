import Guide
import Hub
import Hummingbird
import Reports

extension StaffDesk {
    /// The pages of the reports: for coordinators.
    func addReports(to group: RouterGroup<DeskContext>) {
        group.get("reports") { request, context in try await reportsPage(request, context) }
        group.get("reports.css") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/css; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.reports_css)))
        }
        group.get("reports/:kind") { request, context in try await reportPage(request, context) }
        group.post("reports/:kind/release") { request, context in
            try await form(request, context) { fields, me in try await release(fields, me, context) }
        }
        group.post("reports/activities") { request, context in
            try await form(request, context) { fields, me in try await addActivity(fields, me) }
        }
    }

    private var source: ReportSource { ReportSource(store: store, shelf: shelf, now: clock(), today: settings.day(at: clock())) }

    /// Decides what may be looked at.
    var releaseDesk: ReleaseDesk { ReleaseDesk(source: source, today: settings.dayNumber(at: clock())) }

    private func reportsPage(_ request: Request, _ context: DeskContext) async throws -> Response {
        try context.me.must(.seeReports)
        let today = settings.dayNumber(at: clock())
        let sites = try await source.sites()
        let quarter = Period.past(.quarter, before: today, count: 1).first
        var view = choices(today: today, sites: sites, period: quarter, readers: .own, site: "")
        view["kinds"] = ReportKind.allCases.map { kind in
            ["kind": kind.rawValue, "title": kind.title, "summary": ReportWords.summary(kind)] as View
        }
        view["releases"] = try await store.releases().reversed().map { ReleaseView.view($0, settings) }
        view["activityKinds"] = Dimension.activity.values.map { ["value": $0.id, "label": $0.label] as View }
        view["activitySites"] = sites.map { ["value": $0] as View }
        view["today"] = GuideDate(dayNumber: today).description
        if request.uri.queryParameters["done"] != nil { view["done"] = "It is noted." }
        return page("reports", title: "Reports", view, context)
    }

    private func reportPage(_ request: Request, _ context: DeskContext) async throws -> Response {
        try context.me.must(.seeReports)
        let sites = try await source.sites()
        let choice = try ReportChoice(kind: context.parameters.get("kind"), sites: sites) { name in
            request.uri.queryParameters[Substring(name)].map { String($0) } ?? ""
        }
        let (period, tier) = (choice.request.period, choice.request.tier)
        var view = choices(
            today: settings.dayNumber(at: clock()), sites: sites, period: period, readers: tier, site: choice.request.scope.site)
        for (name, value) in choice.view { view[name] = value }
        view["periodText"] = ReportWords.period(period)
        view["scopeText"] = ReportWords.scope(choice.request.scope)
        view["readersText"] = tier.name
        do {
            let report = try await releaseDesk.report(choice)
            for (name, value) in ReportView.view(report) { view[name] = value }
            view["patterns"] = (0..<ReportChart.patterns).map { ["pattern": $0] as View }
        } catch let refusal as ReleaseRefusal {
            view["refusal"] = refusal.description
        }
        return page("report", title: "\(choice.kind.rawValue) \(choice.kind.title)", view, context)
    }

    private func release(_ fields: FormFields, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try me.must(.seeReports)
        let choice = try ReportChoice(kind: context.parameters.get("kind"), sites: try await source.sites()) { fields[$0] }
        do {
            let (file, isNew) = try await releaseDesk.release(choice, by: me.member.id)
            let name = "\(choice.kind.rawValue) \(choice.request.period)"
            try await audit(isNew ? "report.released" : "report.given-again", by: me.member.id, of: name)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/csv; charset=utf-8",
                    .contentDisposition: "attachment; filename=\"\(choice.kind.rawValue)-\(choice.request.period).csv\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(string: file)))
        } catch let refusal as ReleaseRefusal {
            throw DeskProblem(.conflict, "This file does not leave the hub", refusal.description)
        }
    }

    private func addActivity(_ fields: FormFields, _ me: SignedIn) async throws -> Response {
        try me.must(.seeReports)
        let sites = try await source.sites()
        let today = settings.dayNumber(at: clock())
        guard let people = Int(fields["people"]), (0...100_000).contains(people), let day = GuideDate(fields["day"]),
            day.dayNumber <= today, sites.contains(fields["site"])
        else {
            throw DeskProblem(
                .unprocessableContent, "This was not noted",
                "Give a day up to today, a site from the list, and people from 0 to 100000.")
        }
        try await store.add(
            Activity(kind: try fields.choice("activity"), site: fields["site"], on: day, people: people, enteredBy: me.member.id))
        return goOn(to: "/reports?done=1")
    }

    private func choices(today: Int, sites: [String], period: Period?, readers: Tier, site: String) -> View {
        [
            "lengths": ReportChoice.periods(before: today, chosen: period),
            "tiers": Tier.allCases.map { ["value": $0.rawValue, "label": $0.name, "on": $0 == readers] as View },
            "sites": sites.map { ["value": $0, "on": $0 == site] as View },
        ]
    }
}

/// A release in the list of those that left.
enum ReleaseView {
    static func view(_ record: ReleaseRecord, _ settings: DeskSettings) -> View {
        [
            "table": record.table, "period": String(record.period.prefix { $0 != "#" }), "readers": Tier(rawValue: record.tier)?.name ?? "\(record.tier)",
            "threshold": record.threshold, "suppressed": record.suppressed, "by": record.approvedBy,
            "on": settings.day(at: record.releasedAt).description, "digest": String(record.digest.prefix(12)),
        ]
    }
}
