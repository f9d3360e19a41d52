import Appliance
import Devices
import Foundation
import Guide
import GuidePack
import HubConnection
import Ledger
import LinuxDevices
import Scene
import Sealing
import Visit

/// What the kiosk reads before it serves: guide, look, keys and ledger.
struct Stock: Sendable {
    let handbook: Handbook
    let look: Look
    let mrcKey: MRCPublicKey
    /// `nil`: there is none, or none that can be trusted. No language can be heard then, and the pages say so.
    let sounds: SoundPack?
    /// The guide that is shown, its site, and the key that the next one has to be signed with.
    let guide: (shown: Version, site: String, trust: TrustedKey)
    /// `nil`: it cannot be opened. The guide works all the same; numbers cannot be given.
    let ledger: Ledger?

    /// - Throws: ``Ending`` that says which file is missing or wrong, and what to do.
    init(_ settings: Configuration) throws(Ending) {
        let key = try Ending.wrapping(.keyMissing) { try TrustedKey(contentsOf: settings.keys.guide) }
        // A kiosk without a voice serves all the same.
        let sounds = try? SoundPack.open(settings.folders.sounds, trust: key)
        self.sounds = sounds
        (handbook, guide) = try Stock.handbook(settings, key, sounds)
        look = try Ending.wrapping(.installationDamaged) { try LookReader.read(settings.folders.theme) }
        mrcKey = try Stock.mrcKey(settings)
        ledger = try? Ledger(at: .file(settings.folders.state.appending(path: "ledger.sqlite").path))
    }

    /// Whether the machine stopped while a slip was on its way: what is left of it may still hang in the printer.
    var mayHoldTorso: Bool {
        if case .continued(let uncertain) = ledger?.opening { uncertain > 0 } else { false }
    }

    /// The version of this program.
    static var version: Version { .thisKiosk }

    /// The key that came with the enrolment goes before that of the settings: what is sealed to another one, this hub cannot open.
    private static func mrcKey(_ settings: Configuration) throws(Ending) -> MRCPublicKey {
        if let papers = try Ending.wrapping(.keyMissing, { try HubPapers(in: settings.folders.state) }) {
            return try Ending.wrapping(.keyMissing) { try papers.mrcKey }
        }
        return try Ending.wrapping(.keyMissing) { try MRCPublicKey(text: String(contentsOf: settings.keys.mrc, encoding: .utf8)) }
    }

    private typealias Shown = (shown: Version, site: String, trust: TrustedKey)

    private static func handbook(_ settings: Configuration, _ key: TrustedKey, _ sounds: SoundPack?) throws(Ending) -> (Handbook, Shown) {
        let pack = try pack(settings, key)
        guard let version = Version(pack.guide.version) else {
            throw Ending(.guideRefused, "The guide has no version but \(pack.guide.version).")
        }
        return (try handbook(of: pack, sounds, settings), (version, pack.guide.site.id, key))
    }

    /// What is to be shown when the hub has sent a guide.
    ///
    /// - Throws: ``Ending``; the guide that is shown stays.
    func newestHandbook(_ settings: Configuration) throws(Ending) -> Handbook { try Stock.handbook(settings, guide.trust, sounds).0 }

    /// The guide that the hub sent, if it is whole and newer, or else the one that was installed.
    private static func pack(_ settings: Configuration, _ key: TrustedKey) throws(Ending) -> Pack {
        guard FileManager.default.fileExists(atPath: settings.folders.guide.path) else {
            throw Ending(.guideMissing, "There is no guide in \(settings.folders.guide.path).")
        }
        let sent = StagedGuide(in: settings.folders.state).folder
        return try Ending.wrapping(.guideRefused) {
            try Pack.newer(sent, than: settings.folders.guide, trust: key, kiosk: .thisKiosk)
        }
    }

    private static func handbook(of pack: Pack, _ sounds: SoundPack?, _ settings: Configuration) throws(Ending) -> Handbook {
        if let site = settings.site, pack.guide.site.id != site {
            throw Ending(.guideRefused, "The guide is that of \(pack.guide.site.id), but site in the settings is \(site).")
        }
        try checkSlips(of: pack.guide.site, fit: settings.printer)
        let buttons = settings.buttons?.wires.keys.map(\.rawValue).sorted() ?? []
        let hasPIN = FileManager.default.fileExists(atPath: ServiceFolders.own.credentials.map { "\($0)/secret_\(Infirmary.pinFile)" } ?? "")
        return Handbook(
            guide: pack.guide, form: pack.form, inactivity: settings.idle,
            staff: StaffAccess(hasPIN: hasPIN || settings.staffPIN != nil, buttons: buttons),
            voices: Set(sounds.map { Array($0.voices.keys) } ?? []))
    }

    /// What is wider than the printer's head would be lost, and with it half of the code for the counsellor.
    private static func checkSlips(of site: Site, fit printer: PrinterProfile) throws(Ending) {
        let width = SlipLayout.widthDots(onPaperOf: site.slipWidth)
        guard width > printer.head.value else { return }
        throw Ending(
            .settingsWrong,
            """
            The slips of the site \(site.id) are \(width) dots wide, but the printer \(printer.id) prints \(printer.head.value). \
            Set slip_width_mm of the site to 58, or profile in [printer] to that of a wider printer.
            """)
    }
}
