import Appliance
import Devices
import Foundation
import HubConnection
import Link
import LinuxDevices
import Logging
import Scene
import Sealing
import Synchronization
import Visit

/// Where the kiosk's health comes together: what its parts say goes into the report, and what staff try on the glass
/// reaches the parts.
final class Infirmary: Sendable {
    private let settings: Configuration
    private let devices: Fittings
    private let identity: KioskIdentity?
    private let logger: Logger
    private let joined = Mutex<Joined?>(nil)

    /// What exists only once the kiosk does.
    private struct Joined {
        let kiosk: Kiosk
        let writer: HealthWriter
        let supervision: Supervision
        let link: HubLink?
    }

    init(_ settings: Configuration, devices: Fittings, logger: Logger) {
        self.settings = settings
        self.devices = devices
        self.logger = logger
        do { identity = try KioskIdentity(in: settings.folders.state) } catch {
            logger.error("the kiosk has no key to sign its reports with", metadata: ["error": "\(error)"])
            identity = nil
        }
    }

    /// Brings the kiosk in; from now on there is a report.
    func admit(_ kiosk: Kiosk, watchedBy supervision: Supervision, _ link: HubLink?) -> HealthWriter {
        let writer = HealthWriter(
            folder: ServiceFolders.own.runtime.map { URL(fileURLWithPath: $0, isDirectory: true) }, identity: identity,
            clock: devices.clock, logger: logger, gather: { [self] in await facts(of: kiosk, supervision) },
            tell: { await kiosk.learn($0) })
        joined.withLock { $0 = Joined(kiosk: kiosk, writer: writer, supervision: supervision, link: link) }
        return writer
    }

    /// What the hub gets to know; `nil`: there is no kiosk yet.
    var note: HealthNote? { get async { await writer?.report?.note } }

    /// `nil`: there is none yet.
    var kiosk: Kiosk? { joined.withLock { $0?.kiosk } }

    private var writer: HealthWriter? { joined.withLock { $0?.writer } }

    // MARK: Staff

    /// - Throws: ``Ending`` when the file of the PIN holds none.
    func tools() throws(Ending) -> StaffTools {
        let setting = touchSetting()
        var tools = StaffTools(pin: try pin())
        let tries = settings.folders.state.appending(path: "staff-tries")
        tools.tries = Infirmary.tries(in: SmallFile.read(tries.path))
        tools.keepTries = { [logger] count in
            do { try DurableFile.write(Array("\(count)\n".utf8), to: tries) } catch {
                logger.error("the PINs that were tried cannot be counted", metadata: ["error": "\(error)"])
            }
        }
        tools.notices = { [folder = settings.folders.state] sentences throws(ConfigurationError) in
            try NoticeFile(in: folder, sentences: sentences).read()
        }
        tools.calibrate = { await setting.put($0) }
        tools.keepCalibration = { await setting.keep() }
        tools.dropCalibration = { await setting.drop() }
        tools.noteTest = { [self] test, didWork in await writer?.note(test, didWork) }
        tools.slip = { [self] in
            guard let writer else { return SlipReport(title: "No report yet", lines: [], qr: "") }
            return await writer.slip()
        }
        return tools
    }

    /// A file that somebody spoilt opens no way around the wait.
    private static func tries(in text: String?) -> Int {
        guard let text else { return 0 }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? StaffLock.freeTries
    }

    private func pin() throws(Ending) -> StaffPIN? {
        if let pin = settings.staffPIN {
            guard let kept = StaffPIN(hashing: pin.digits) else {
                throw Ending(.systemRefused, "There is no memory to hash the PIN with.")
            }
            return kept
        }
        let secrets = Secrets(folder: ServiceFolders.own.credentials)
        guard let bytes = try Ending.wrapping(.settingsWrong, { try secrets.read(Infirmary.pinFile) }) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let pin = StaffPIN(text: text) else {
            throw Ending(.settingsWrong, "The secret \(Infirmary.pinFile) holds no PIN; make it by kioskctl pin.")
        }
        return pin
    }

    /// The file of `/etc/mrc-kiosk/secrets`.
    static let pinFile = "staff.pin"

    private func touchSetting() -> TouchSetting {
        let (touch, file, logger) = (devices.touch, Fittings.calibrationFile(settings), logger)
        return TouchSetting(
            panel: settings.panel, turn: settings.screen.turn, kept: devices.calibration,
            apply: { matrix in
                // Whoever made the matrix has seen to it that it fits the glass.
                try? await touch.use(matrix)
            },
            save: { matrix in
                do { try DurableFile.write(Array(matrix.text.utf8), to: file) } catch {
                    logger.error("the setting of the touch panel cannot be kept", metadata: ["error": "\(error)"])
                }
            })
    }

    // MARK: Facts

    private func facts(of kiosk: Kiosk, _ supervision: Supervision) async -> HealthFacts {
        var facts = await kiosk.facts(kiosk: OwnProcess.hostName, program: Infirmary.program)
        facts.devices.removeAll { $0.kind == .display }
        facts.devices += [
            HealthFacts.Device(display: devices.display.status), HealthFacts.Device(touch: devices.touch.diagnosis),
            HealthFacts.Device(printer: await kiosk.printer, profile: settings.printer.id),
        ]
        let buttons = devices.buttons.diagnosis
        if !buttons.isEmpty {
            facts.devices.append(HealthFacts.Device(buttons: buttons, stuck: await kiosk.stuck, library: LinuxButtons.library))
        }
        if let lamps { facts.devices.append(lamps) }
        if let trouble = devices.speaker.trouble { facts.devices.append(HealthFacts.Device(.speaker, .faulty, detail: trouble)) }
        facts.board = HealthFacts.Board(await devices.board.health())
        facts.pid = getpid()
        facts.writtenSeconds = devices.clock.now.sinceBoot.components.seconds
        facts.uptimeSeconds = OwnProcess.start.map { (devices.clock.now - $0).components.seconds } ?? 0
        facts.watchdogAgeSeconds = supervision.unfedFor?.components.seconds
        if let state = joined.withLock({ $0?.link })?.state {
            facts.ledger.syncAgeSeconds = state.heardAt.map { (devices.clock.now - $0).components.seconds }
            (facts.ledger.refused, facts.ledger.isStranger) = (state.refused, state.isStranger)
            facts.ledger.isUnknownToCentre = state.hasNoPapers
        }
        return facts
    }

    /// `nil`: none is wired.
    private var lamps: HealthFacts.Device? {
        guard !settings.lamps.lamps.isEmpty else { return nil }
        let troubles = devices.lamps.troubles.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue): \($0.value)" }
        return HealthFacts.Device(.lamps, isThere: troubles.isEmpty, detail: troubles.joined(separator: "; "))
    }

    private static var program: String { "\(Stock.version)" }
}
