import Crypto
import Foundation
import Guide
import GuidePack
import Hub
import Hummingbird
import Link
import Reports

extension StaffDesk {
    func addGuides(to group: RouterGroup<DeskContext>) {
        group.get("guides") { request, context in try await guidesPage(context, said: request.uri.queryParameters["done"] != nil) }
        group.post("guides") { request, context in try await upload(request, context) }
        group.post("guides/move") { request, context in
            try await form(request, context) { fields, me in try await moveGuide(fields, me) }
        }
    }

    private func guidesPage(
        _ context: DeskContext, said: Bool = false, error: String? = nil
    ) async throws -> Response {
        try context.me.must(.keepGuides)
        // Reads what is new on the channels.
        _ = try await shelf.forms(store, now: clock())
        var guides: [View] = []
        for guide in try await store.guides().sorted(by: { ($0.site, $0.channel.rawValue) < ($1.site, $1.channel.rawValue) }) {
            guides.append(GuideView.view(guide, await shelf.book(guide), today: settings.day(at: clock()), settings))
        }
        var view: View = ["guides": guides, "isEmpty": guides.isEmpty]
        view["useful"] = try await useful()
        view["error"] = error
        if said { view["done"] = "The guide is on its channel. Kiosks fetch it when they next call." }
        return page("guides", title: "Guides", view, context, status: error == nil ? .ok : .unprocessableContent)
    }

    /// What visitors said of the texts in the last quarter, topic by topic: the very figures of report R9 that all who lead a
    /// centre may see, hidden and put together alike, so that the two laid side by side tell no more than one.
    ///
    /// - Returns: `nil` while there is no such report, or too few have answered.
    private func useful() async throws -> View? {
        guard let quarter = Period.past(.quarter, before: settings.dayNumber(at: clock()), count: 1).first else { return nil }
        let choice = ReportChoice(kind: .kioskReach, request: ReportRequest(period: quarter, tier: .own, scope: .all))
        let report: Report
        do { report = try await releaseDesk.report(choice) } catch is ReleaseRefusal { return nil }
        guard let table = report.tables.first(where: { $0.id == "R9e" }), !table.isEmpty else { return nil }
        var view = ReportView.table(table)
        (view["period"], view["path"]) = (ReportWords.period(quarter), choice.path)
        return view
    }

    private func upload(_ request: Request, _ context: DeskContext) async throws -> Response {
        let me = try context.me
        try me.must(.keepGuides)
        try FormMark.checkOrigin(request)
        let sent = try await UploadedFiles(of: request)
        try FormMark.check(sent.fields[FormMark.field] ?? "", for: me.session.digest, key: key)
        let parts: [String: Data]
        do throws(PackUploadError) { parts = try PackUpload.parts(sent.files) } catch {
            return try await refuse(error.description, me, context)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("guide-\(DeskCookies.newToken())")
        // What is left in the folder for temporary files, the system clears.
        defer { try? FileManager.default.removeItem(at: folder) }
        do { try PackFolder.write(parts, to: folder) } catch {
            throw DeskProblem(.serviceUnavailable, "The hub has no room for it", "Tell a technician. Nothing was changed.")
        }
        let book: SiteBook
        do { book = try await shelf.read(folder, floor: nil) } catch {
            return try await refuse("The pack was not taken. \(error.description)", me, context)
        }
        guard let guide = PackUpload.guide(parts, book, by: me.member.id, at: clock()) else {
            return try await refuse("The pack's manifest cannot be read.", me, context)
        }
        if let older = try await store.objection(to: book.version, for: guide.site, on: .test) {
            return try await refuse(older, me, context)
        }
        try await store.publish(guide, parts: PackUpload.contents(guide, parts))
        await shelf.lookAgain()
        try await audit("guide.published", by: me.member.id, of: "\(guide.site) \(guide.version) test")
        return goOn(to: "/guides?done=yes")
    }

    /// What was sent is no pack for this hub. That somebody tried stands in the log; what they sent does not.
    private func refuse(_ why: String, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try await audit("guide.refused", by: me.member.id)
        return try await guidesPage(context, error: why)
    }

    private func moveGuide(_ fields: FormFields, _ me: SignedIn) async throws -> Response {
        try me.must(.keepGuides)
        let from: GuideChannel = try fields.choice("from")
        guard let to = GuideChannel.allCases.drop(while: { $0 != from }).dropFirst().first,
            var guide = try await store.guides().first(where: { $0.channel == from && $0.site == fields["site"] }),
            guide.version == fields["version"]
        else { throw DeskProblem(.conflict, "The channel has another guide now", "Load the page again. Nothing was changed.") }
        if let version = Version(guide.version), let text = try await store.objection(to: version, for: guide.site, on: to) {
            throw DeskProblem(.conflict, "A newer guide is there", text)
        }
        (guide.channel, guide.publishedBy, guide.publishedAt) = (to, me.member.id, clock())
        // The store has the parts already.
        try await store.publish(guide, parts: [:])
        await shelf.lookAgain()
        try await audit("guide.published", by: me.member.id, of: "\(guide.site) \(guide.version) \(to.rawValue)")
        return goOn(to: "/guides?done=yes")
    }
}

/// A pack as it was sent.
enum PackUpload {
    /// The pack's files by name, out of a tar where one file was sent.
    ///
    /// - Throws: ``PackUploadError``
    static func parts(_ sent: [(name: String, bytes: Data)]) throws(PackUploadError) -> [String: Data] {
        var files = sent
        if sent.count == 1, let only = sent.first {
            do throws(PackTarError) { files = try PackTar(only.bytes).files } catch { throw .tar(error) }
        }
        var parts: [String: Data] = [:]
        for file in files where PackFolder.isName(file.name) { parts[file.name] = file.bytes }
        guard parts[PartName.manifest] != nil, parts[PartName.signature] != nil, parts.count >= 3 else { throw .noPack }
        return parts
    }

    /// What goes to the channel for tests. The pack was verified.
    static func guide(_ parts: [String: Data], _ book: SiteBook, by who: String, at now: HubTime) -> PublishedGuide? {
        guard let bytes = parts[PartName.manifest], let line = parts[PartName.signature],
            let listing = PackListing(manifest: bytes), listing.site == book.site.id
        else { return nil }
        return PublishedGuide(
            channel: .test, site: listing.site, version: listing.version, manifest: Array(bytes),
            signature: String(decoding: line, as: UTF8.self),
            parts: listing.parts.map { PublishedGuide.Part(name: $0.name, bytes: $0.bytes, digest: $0.sha256) }, publishedBy: who,
            publishedAt: now)
    }

    /// The bytes of the parts that the manifest names, and no others.
    static func contents(_ guide: PublishedGuide, _ parts: [String: Data]) -> [String: [UInt8]] {
        guide.parts.reduce(into: [:]) { all, part in all[part.name] = parts[part.name].map { Array($0) } }
    }
}

/// Why what was sent is no pack.
enum PackUploadError: Error, Hashable, CustomStringConvertible {
    case noPack
    case tar(PackTarError)

    var description: String {
        switch self {
        case .noPack: "Choose the three files of a pack (manifest.json, manifest.sig, guide.sqlite), or one tar of its folder."
        case .tar(let error): error.description
        }
    }
}

/// A guide on a channel, as its template wants it.
enum GuideView {
    private static let soonDays = 60
    private static let mostReviews = 12

    static func view(_ guide: PublishedGuide, _ book: SiteBook?, today: GuideDate, _ settings: DeskSettings) -> View {
        let next = GuideChannel.allCases.drop { $0 != guide.channel }.dropFirst().first
        var view: View = [
            "siteOfGuide": guide.site, "channel": guide.channel.rawValue, "version": guide.version, "by": guide.publishedBy,
            "on": "\(settings.day(at: guide.publishedAt))", "isRead": book != nil,
        ]
        view["next"] = next?.rawValue
        guard let book else { return view }
        view["name"] = book.site.name
        view["builtOn"] = "\(book.builtOn)"
        view["languages"] = book.coverage.map { line -> View in
            ["language": LanguageWords.name(line.language.tag), "texts": line.texts, "drafts": line.drafts, "missing": line.missing, "isCore": line.isCore]
        }
        let past = book.reviews.filter { $0.due < today }
        let soon = book.reviews.filter { $0.due >= today && $0.due.dayNumber < today.dayNumber + soonDays }
        view["past"] = past.count
        view["soon"] = soon.count
        view["hasReviews"] = !(past + soon).isEmpty
        view["reviews"] = (past + soon).prefix(mostReviews).map { review -> View in
            ["review": review.name, "due": "\(review.due)", "isPast": review.due < today]
        }
        return view
    }
}
