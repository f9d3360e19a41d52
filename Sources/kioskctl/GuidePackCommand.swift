import ArgumentParser
import Foundation
import Guide
import GuidePack
import GuidePress

/// `kioskctl guide build`
struct GuideBuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Make the signed packs of sites.",
        discussion: "The guide is read and checked once, however many sites are named.")

    @OptionGroup var root: GuideRoot

    @Option(help: "The site, by its id. May be given more than once with --into.")
    var site: [String]

    @Option(help: "The signing key, guide.key of `kioskctl guide keygen`.")
    var key: String

    @Option(help: "The folder to write the pack of the one site into.")
    var out: String?

    @Option(help: "A folder; the pack of each site is written into the folder in it that has the site's id.")
    var into: String?

    @Option(help: "The day that the pack carries; the default is today. The same day gives the same bytes.")
    var builtOn: DayArgument?

    @Option(help: "The folder of the pack that kiosks show now, signed by the same key: the new one then carries what changes, for staff.")
    var since: String?

    @Flag(help: "Refuse what may only be shown as a sample: unsigned sites, unreviewed safety texts.")
    var release = false

    func validate() throws {
        guard (out == nil) != (into == nil) else { throw ValidationError("Give --out or --into, and not both.") }
        if site.count > 1, out != nil { throw ValidationError("--out: takes one site; allowed for several is --into.") }
        if site.count > 1, since != nil { throw ValidationError("--since: is the pack of one site; allowed is one --site.") }
    }

    func run() throws {
        let (manuscript, reading) = try root.read()
        let day = builtOn?.day ?? DayArgument.today
        let review = Review(manuscript, today: day, fitting: FontFitting())
        var problems = reading + review.problems()
        if release { problems += review.obstaclesToRelease(of: Set(site)) }
        try root.report(problems.filter { $0.severity == .error })
        try failing {
            let signingKey = try SigningKey(contentsOf: URL(fileURLWithPath: key))
            for id in site {
                var edition = try Edition(of: manuscript, site: id, builtOn: day)
                if let since { edition = try noting(edition, since, signingKey) }
                try edition.write(to: folder(of: id), signedWith: signingKey)
                print(line(edition.guide))
            }
        }
    }

    private func folder(of id: Site.ID) -> URL {
        let folder = URL(fileURLWithPath: out ?? into ?? "", isDirectory: true)
        return out == nil ? folder.appending(path: id, directoryHint: .isDirectory) : folder
    }

    private func noting(_ edition: Edition, _ since: String, _ key: SigningKey) throws -> Edition {
        let old = try Pack.open(URL(fileURLWithPath: since, isDirectory: true), trust: key.trusted, kiosk: .thisKiosk).guide
        let id = edition.guide.site.id
        guard old.site.id == id else {
            throw ValidationError("--since: the pack in \(since) is that of \(old.site.id); allowed is one of \(id).")
        }
        return edition.noting(changesSince: old)
    }

    private func line(_ guide: Guide) -> String {
        "\(guide.version) for \(guide.site.id): \(guide.articles.count) articles, "
            + "\(guide.services.count) services, \(guide.catalogs.count) languages" + (guide.site.isSample ? ", a sample" : "")
            + (guide.changes.map { ", \($0.lines.count) changes since \($0.since)" } ?? "")
    }
}

/// `kioskctl guide verify`
struct GuideVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Say whether a kiosk would take a pack, and if not, why.")

    @Argument(help: "The folder of the pack.")
    var pack: String

    @Option(help: "The public key that the kiosk trusts, guide.pub.")
    var key: String

    @Option(help: "The newest version that the kiosk has shown; an older one is refused.")
    var floor: VersionArgument?

    @Option(help: "The version of the kiosk's program; the default is this program's.")
    var kiosk: VersionArgument?

    func run() throws {
        try failing {
            let trust = try TrustedKey(contentsOf: URL(fileURLWithPath: key))
            let opened = try Pack.open(
                URL(fileURLWithPath: pack, isDirectory: true), trust: trust, floor: floor?.version,
                kiosk: kiosk?.version ?? .thisKiosk)
            print("good: \(opened.guide.version) for \(opened.guide.site.id), built on \(opened.guide.builtOn)")
        }
    }
}

/// `kioskctl guide keygen`
struct GuideKeygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Make a key to sign guides with: guide.key for you alone, guide.pub for kiosks.")

    @Argument(help: "The folder to write both into.")
    var folder: String

    func run() throws {
        try failing {
            let key = SigningKey.generate()
            try key.write(to: URL(fileURLWithPath: folder, isDirectory: true))
            print(key.trusted.fingerprint)
        }
    }
}

/// A version given on the command line, `2026.11.1`.
struct VersionArgument: ExpressibleByArgument {
    var version: Version

    init?(argument: String) {
        guard let version = Version(argument) else { return nil }
        self.version = version
    }
}
