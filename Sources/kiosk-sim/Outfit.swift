import Appliance
import ArgumentParser
import Foundation
import Guide
import GuidePack
import GuidePress
import HubConnection
import Ledger
import Link
import Logging
import Scene
import Sealing
import Visit

/// What a simulated kiosk is fitted with before it is switched on.
struct Outfit: Sendable {
    var handbook: Handbook
    var look: Look
    var mrcKey: MRCPublicKey
    /// The settings of the kiosk: its idle times, touch and printer.
    var configuration: Configuration
    /// The ledger's file.
    var ledger: String
    /// The folder of everything that is written.
    var state: URL
    /// The hub that it works with; `nil`: it stands alone.
    var hub: HubSettings?
}

/// Where the outfit comes from.
struct OutfitArguments: ParsableArguments {
    @Option(help: "Folder with Guide, Strings, Sites, Forms and Theme in it.")
    var root = "Kiosk"

    @Option(help: "The site, by the name of its file in Sites. Not with --pack: a pack is of one site.")
    var site: String?

    @Option(help: "A signed guide, as `kioskctl guide build` makes it. Default: the sources under --root.")
    var pack: String?

    @Option(help: "The public key that the pack must be signed with, guide.pub of `kioskctl guide keygen`.")
    var key: String?

    @Option(help: "Folder of the fonts to use, and no others: as Kiosk/Fonts/gather fills it. Default: this machine's.")
    var fonts: String?

    @Option(help: "The settings of the kiosk. Default: kiosk.toml under --root.")
    var config: String?

    @Option(help: "The centre's public key, to which records are sealed. Default: a pair made for this --state.")
    var mrcKey: String?

    @Option(help: "The hub to work with, such as https://127.0.0.1:8443. Default: that of the settings, or none.")
    var hub: String?

    @Option(help: "The one-time code to enrol with at --hub, unless this --state is enrolled already.")
    var enrolmentCode: String?

    @Option(help: "The languages that have a voice, with commas between. Its words come as captions. Default: all of the site.")
    var voices: String?

    /// The site that is shown where none is named.
    static let usualSite = "amman-airport"

    func validate() throws {
        if pack != nil, site != nil { throw ValidationError("--site is of no use with --pack: a pack is of one site.") }
        if pack != nil, key == nil { throw ValidationError("--pack needs --key: the public key of its signature.") }
        if enrolmentCode != nil, hub == nil { throw ValidationError("--enrolment-code is of no use without --hub.") }
        if pack == nil, key != nil { throw ValidationError("--key is of no use without --pack.") }
    }

    /// Gathers everything, and makes the state's folder.
    ///
    /// - Throws: an error whose description names the file and what to do.
    func gather(state: URL) throws -> Outfit {
        try StateFolder.make(state)
        try FontChoice.settle(fonts, state: state)
        let configuration = try Configuration.read(
            config.map { URL(fileURLWithPath: $0) } ?? folder(root).appending(path: "kiosk.toml"))
        let told = try handbook()
        return Outfit(
            handbook: Handbook(
                guide: told.guide, form: told.form, inactivity: configuration.idle, voices: try spokenLanguages(of: told.guide)),
            look: try LookReader.read(folder(root).appending(path: "Theme")),
            mrcKey: try StateFolder.mrcKey(mrcKey, state: state), configuration: configuration,
            ledger: state.appending(path: "ledger.sqlite").path, state: state, hub: try hubSettings() ?? configuration.hub)
    }

    private func spokenLanguages(of guide: Guide) throws -> Set<Language> {
        let all = Set(guide.site.languages + [.english])
        guard let voices else { return all }
        let wanted = Set(voices.split(separator: ",").map { Language(String($0)) })
        guard wanted.isSubset(of: all) else {
            throw StartError("--voices is \"\(voices)\"; allowed are \(all.sorted().map(\.tag).joined(separator: ",")).")
        }
        return wanted
    }

    private func hubSettings() throws -> HubSettings? {
        guard let hub else { return nil }
        guard let location = HubLocation(hub) else { throw StartError("--hub is \"\(hub)\"; allowed is \(HubLocation.allowed).") }
        return HubSettings(location: location, code: try enrolmentCode.map { try EnrolmentCode($0) })
    }

    private func handbook() throws -> Handbook {
        guard let pack, let key else { return try handbookFromSources() }
        let trust = try TrustedKey(contentsOf: URL(fileURLWithPath: key))
        let opened = try Pack.open(folder(pack), trust: trust, kiosk: .thisKiosk)
        return Handbook(guide: opened.guide, form: opened.form)
    }

    private func handbookFromSources() throws -> Handbook {
        guard FileManager.default.fileExists(atPath: root) else {
            throw StartError("There is no folder \(root). Name the one with Guide in it by --root.")
        }
        let (manuscript, problems) = Manuscript.read(folder(root))
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw StartError(errors.map { "\(root)/\($0)" }.joined(separator: "\n")) }
        let today = GuideDate(dayNumber: Int(Date().timeIntervalSince1970 / 86_400))
        let edition = try Edition(of: manuscript, site: site ?? OutfitArguments.usualSite, builtOn: today)
        return Handbook(guide: edition.guide, form: edition.form)
    }

    private func folder(_ path: String) -> URL { URL(fileURLWithPath: path, isDirectory: true) }
}

/// Why the simulator cannot start: a sentence that says what to do.
struct StartError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
