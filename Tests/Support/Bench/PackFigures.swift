import Foundation
import Guide
import GuidePack
import Visit

/// What the guide costs: loading the pack of a site, the memory that it adds, and searching one ten times its size.
struct PackFigures {
    private let workplace: Workplace
    private static let times = 10
    /// Titles that are looked for in each language.
    private static let queries = 20

    init(_ workplace: Workplace) { self.workplace = workplace }

    func tell(_ table: inout Table) throws {
        let loads = try (0..<9).map { _ in try measuredLoad() }
        table.row("a pack verified and loaded, in a process of its own", Sample(milliseconds: loads.map(\.milliseconds)), bar: 50)
        table.figure("memory (PSS) that it adds", Sample(milliseconds: loads.map(\.megabytes)).median, "MB", bar: 12)
        try search(&table)
    }

    // MARK: Loading

    /// What a process of its own does: says how long the pack took and what it added.
    static func load(_ workplace: Workplace) throws {
        // What the program needs once, whatever it loads, is there before.
        _ = try TrustedKey(contentsOf: workplace.key)
        let before = Proc.pss()
        let start = ContinuousClock.now
        let pack = try Pack.open(workplace.pack, trust: TrustedKey(contentsOf: workplace.key), kiosk: .thisKiosk)
        let time = (ContinuousClock.now - start).milliseconds
        print(time, Proc.pss() - before)
        precondition(!pack.guide.articles.isEmpty)
    }

    private func measuredLoad() throws -> (milliseconds: Double, megabytes: Double) {
        let (numbers, _) = try workplace.alone("--load", numbers: 2)
        return (numbers[0], numbers[1])
    }

    // MARK: Search

    private func search(_ table: inout Table) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // what stays in the temporary folder harms nobody
        let small = try Pack.open(workplace.pack, trust: TrustedKey(contentsOf: workplace.key), kiosk: .thisKiosk)
        let key = SigningKey.generate()
        try PackWriter(guide: grown(small.guide), form: small.form, minimumKiosk: small.minimumKiosk).write(to: folder, signedWith: key)
        let pack = try Pack.open(folder, trust: key.trusted, kiosk: .thisKiosk)
        var times: [Double] = []
        for language in pack.guide.site.languages {
            let told = small.guide.articles.values.filter { small.guide.tells($0.titleID, in: language) }
            for article in told.sorted(by: { $0.id < $1.id }).prefix(PackFigures.queries) {
                let title = small.guide.text(article.titleID, in: language)?.string ?? ""
                times.append(Sample(1) { precondition(!pack.search(title, in: language).isEmpty) }.median)
            }
        }
        let sample = Sample(milliseconds: times)
        table.row("search by a title among \(pack.guide.articles.count) articles, \(pack.guide.site.languages.count) languages", sample, bar: 20)
        table.figure("  its p99", sample.p99, "ms", bar: 20)
        let short = Sample(milliseconds: pack.guide.site.languages.map { language in Sample(1) { _ = pack.search("to", in: language) }.median })
        table.row("search by two letters, which no index holds", short, bar: 20)
    }

    /// The same guide with every article and its words ten times over.
    private func grown(_ guide: Guide) -> Guide {
        var large = guide
        for copy in 1..<PackFigures.times {
            for article in guide.articles.values {
                var twin = article
                twin.id = "\(article.id)-\(copy)"
                large.articles[twin.id] = twin
                for language in guide.catalogs.keys {
                    large.catalogs[language]?[twin.titleID] = guide.catalogs[language]?[article.titleID]
                    for block in article.blocks { large.catalogs[language]?[twin.textID(of: block)] = guide.catalogs[language]?[article.textID(of: block)] }
                }
            }
        }
        return large
    }
}
