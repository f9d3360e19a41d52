import Appliance
import Devices
import Foundation
import Guide
import GuidePack
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
    /// `nil`: it cannot be opened. The guide works all the same; numbers cannot be given.
    let ledger: Ledger?

    /// - Throws: ``Ending`` that says which file is missing or wrong, and what to do.
    init(_ settings: Configuration) throws(Ending) {
        handbook = try Stock.handbook(settings)
        look = try Ending.wrapping(.installationDamaged) { try LookReader.read(settings.folders.theme) }
        mrcKey = try Ending.wrapping(.keyMissing) { try MRCPublicKey(text: String(contentsOf: settings.keys.mrc, encoding: .utf8)) }
        ledger = try? Ledger(at: .file(settings.folders.state.appending(path: "ledger.sqlite").path))
    }

    /// Whether the machine stopped while a slip was on its way: what is left of it may still hang in the printer.
    var mayHoldTorso: Bool {
        if case .continued(let uncertain) = ledger?.opening { uncertain > 0 } else { false }
    }

    /// The version of this program.
    static var version: Version { .thisKiosk }

    private static func handbook(_ settings: Configuration) throws(Ending) -> Handbook {
        let key = try Ending.wrapping(.keyMissing) { try TrustedKey(contentsOf: settings.keys.guide) }
        guard FileManager.default.fileExists(atPath: settings.folders.guide.path) else {
            throw Ending(.guideMissing, "There is no guide in \(settings.folders.guide.path).")
        }
        let pack = try Ending.wrapping(.guideRefused) {
            try Pack.open(settings.folders.guide, trust: key, kiosk: .thisKiosk)
        }
        if let site = settings.site, pack.guide.site.id != site {
            throw Ending(.guideRefused, "The guide is that of \(pack.guide.site.id), but site in the settings is \(site).")
        }
        try checkSlips(of: pack.guide.site, fit: settings.printer)
        let buttons = settings.buttons?.wires.keys.map(\.rawValue).sorted() ?? []
        let hasPIN = FileManager.default.fileExists(atPath: ServiceFolders.own.credentials.map { "\($0)/secret_\(Infirmary.pinFile)" } ?? "")
        return Handbook(
            guide: pack.guide, form: pack.form, inactivity: settings.idle,
            staff: StaffAccess(hasPIN: hasPIN, buttons: buttons))
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
