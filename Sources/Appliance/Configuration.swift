import Devices
import Foundation
import Guide
import Link
import Logging
import Settings
import TOMLKit
import Visit

/// What one kiosk can be told, each with a default that suits most; `Kiosk/kiosk.toml` lists every key with its unit.
public struct Configuration: Equatable, Sendable {
    /// The site whose guide this kiosk shows; a guide of another one is refused.
    ///
    /// The default is `nil`: whichever site the guide is for. Key: `site`.
    public var site: Site.ID?

    /// The screen that is built in.
    ///
    /// The default is `ten-inch`. Key: `panel`.
    public var panel: Panel = .tenInch

    /// The least urgent event that is written to the log.
    ///
    /// The default is `notice`. Key: `log_level`.
    public var logLevel: Logger.Level = .notice

    /// How the screen is found, turned and lit. Keys: `screen.*`.
    public var screen: DisplayOptions = .standard

    /// When the screen is lit although nobody is there.
    ///
    /// The default is always. Keys: `screen.on_from` and `screen.on_until`.
    public var screenHours: OpeningHours = .always

    /// Whom to call when the kiosk does not work; shown on the page that says so.
    ///
    /// The default is `nil`. Key: `staff.phone`.
    public var staffPhone: String?

    /// What opens the staff page's tests; shown nowhere.
    ///
    /// The default is `nil`: that of the secrets, if there is one. Key: `staff.pin`.
    public var staffPIN: PIN?

    /// The hub that the kiosk works with, and the code to enrol with; `nil`: it works without one. Keys: `hub.*`.
    public var hub: HubSettings?

    /// Where everything lies.
    public var folders = Folders()

    /// Whom this kiosk trusts.
    public var keys = Keys()

    /// When a visit ends because nobody is there.
    public var idle: Inactivity = .standard

    /// How much a finger may tremble and bounce.
    public var touch: TouchTolerance = .standard

    /// Which device the visitor touches. Keys: `touch.*`.
    public var panelDevice = TouchOptions()

    /// How the keys and the lamps of the case are wired; without them the kiosk has none. Keys: `buttons.*`, `lamps.*`.
    public var buttons: ButtonWiring?
    public var lamps = LampWiring()

    /// The model of the printer, and how slips go to it. Keys: `printer.*`; a key goes before the profile.
    public var printer: PrinterProfile = .standard

    /// The sound card, by its name in ALSA.
    ///
    /// The default is `default`. Key: `sound.card`.
    public var soundCard = "default"

    /// The printer's cable. Keys: `printer.cable` and those of its kind.
    public var printerCable: PrinterConnection = .standard

    public init() {}

    /// The folders of a kiosk. A path that does not begin with `/` counts from the folder of the configuration file.
    public struct Folders: Equatable, Sendable {
        /// The signed guide. Key: `folders.guide`.
        public var guide = URL(fileURLWithPath: "/var/lib/mrc-kiosk/guide", isDirectory: true)
        /// The ledger and whatever else must not be lost; the only folder that is written to. Key: `folders.state`.
        public var state = URL(fileURLWithPath: "/var/lib/mrc-kiosk/state", isDirectory: true)
        /// What models of printer can do. Key: `folders.printers`.
        public var printers = URL(fileURLWithPath: "/usr/share/mrc-kiosk/printers", isDirectory: true)
        /// What the kiosk speaks with, as `kioskctl sound pack` made it; it may be missing. Key: `folders.sounds`.
        public var sounds = URL(fileURLWithPath: "/var/lib/mrc-kiosk/sounds", isDirectory: true)
        /// Colours and icons. Key: `folders.theme`.
        public var theme = URL(fileURLWithPath: "/usr/share/mrc-kiosk/theme", isDirectory: true)
    }

    /// The public keys of a kiosk; it holds no other. Paths count as in ``Folders``.
    public struct Keys: Equatable, Sendable {
        /// Guides signed by this key are shown. Key: `keys.guide`.
        public var guide = URL(fileURLWithPath: "/etc/mrc-kiosk/guide.pub")
        /// Records are sealed to this key of the centre. Key: `keys.mrc`.
        public var mrc = URL(fileURLWithPath: "/etc/mrc-kiosk/mrc.pub")
    }

    /// What `idle.ask_after_s` may be.
    public static let askAfterRange: ClosedRange<Duration> = .seconds(20) ... .seconds(300)
    /// What `idle.end_after_s` may be. Source: WCAG 2.2, 2.2.1: 20 s are the least.
    public static let endAfterRange: ClosedRange<Duration> = .seconds(20) ... .seconds(300)
    /// What `idle.dark_after_s` may be.
    public static let darkAfterRange: ClosedRange<Duration> = .seconds(60) ... .seconds(86_400)
}

extension Configuration {
    /// Reads a configuration file; a key that it does not have keeps its default.
    ///
    /// - Parameter printers: what models of printer there are, when the settings are looked at on another machine than their kiosk.
    /// - Throws: ``ConfigurationError`` that names the key, its value and what is allowed; of a secret never the value.
    public static func read(_ file: URL, printers: URL? = nil) throws(ConfigurationError) -> Configuration {
        let top = try ConfigurationKeys(contentsOf: file)
        try top.allow(
            "site", "panel", "log_level", "folders", "keys", "idle", "screen", "touch", "buttons", "lamps", "printer", "sound", "staff", "hub")

        var configuration = Configuration()
        configuration.site = try top.text("site") ?? configuration.site
        configuration.panel = try top.choice("panel", of: Panel.all.map { ($0.name, $0) }) ?? configuration.panel
        configuration.logLevel =
            try top.choice("log_level", of: Logger.Level.allCases.map { ($0.rawValue, $0) }) ?? configuration.logLevel
        if let keys = try top.table("folders") { try configuration.folders.read(keys) }
        if let keys = try top.table("keys") { try configuration.keys.read(keys) }
        if let keys = try top.table("idle") { try configuration.idle.read(keys) }
        if let keys = try top.table("screen") {
            configuration.screen = try DisplayOptions.read(keys)
            configuration.screenHours = try OpeningHours.read(keys)
        }
        if let keys = try top.table("hub") { configuration.hub = try HubSettings.read(keys) }
        if let keys = try top.table("staff") {
            try keys.allow("phone", "pin")
            configuration.staffPhone = try keys.staffPhone()
            configuration.staffPIN = try keys.staffPIN()
        }
        configuration.panelDevice.turn = configuration.screen.turn
        if let keys = try top.table("touch") {
            configuration.touch = try TouchTolerance.read(keys)
            configuration.panelDevice = try TouchOptions.read(keys, turn: configuration.screen.turn)
        }
        if let keys = try top.table("buttons") {
            let wiring = try ButtonWiring.read(keys)
            configuration.buttons = wiring.wires.isEmpty ? nil : wiring
        }
        if let keys = try top.table("lamps") { configuration.lamps = try LampWiring.read(keys) }
        if let keys = try top.table("sound") {
            try keys.allow("card")
            configuration.soundCard = try keys.text("card") ?? configuration.soundCard
        }
        let printer = try top.table("printer")
        configuration.printer = try PrinterProfile.read(printer, profiles: printers ?? configuration.folders.printers)
        configuration.printerCable = try PrinterConnection.read(printer)
        return configuration
    }
}

extension Configuration {
    /// What a page about wrong settings needs of them: each of its keys that can be read; all else keeps its default.
    public static func salvaged(from file: URL) -> Configuration {
        var configuration = Configuration()
        // Each `try?`: that something is wrong is told already; this asks only what is right.
        guard let top = try? ConfigurationKeys(contentsOf: file) else { return configuration }
        configuration.panel = (try? top.choice("panel", of: Panel.all.map { ($0.name, $0) })) ?? configuration.panel
        if let keys = try? top.table("screen"), let screen = try? DisplayOptions.read(keys) { configuration.screen = screen }
        if let keys = try? top.table("staff") { configuration.staffPhone = try? keys.staffPhone() }
        if let keys = try? top.table("folders") { try? configuration.folders.read(keys) }
        if let keys = try? top.table("keys") { try? configuration.keys.read(keys) }
        return configuration
    }
}

extension Configuration.Folders {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("guide", "state", "printers", "sounds", "theme")
        guide = try keys.path("guide", isDirectory: true) ?? guide
        state = try keys.path("state", isDirectory: true) ?? state
        printers = try keys.path("printers", isDirectory: true) ?? printers
        sounds = try keys.path("sounds", isDirectory: true) ?? sounds
        theme = try keys.path("theme", isDirectory: true) ?? theme
    }
}

extension Configuration.Keys {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("guide", "mrc")
        guide = try keys.path("guide", isDirectory: false) ?? guide
        mrc = try keys.path("mrc", isDirectory: false) ?? mrc
    }
}

extension Inactivity {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("ask_after_s", "end_after_s", "dark_after_s")
        untilAlert = try keys.seconds("ask_after_s", in: Configuration.askAfterRange) ?? untilAlert
        untilEnd = try keys.seconds("end_after_s", in: Configuration.endAfterRange) ?? untilEnd
        untilDark = try keys.seconds("dark_after_s", in: Configuration.darkAfterRange) ?? untilDark
    }
}

extension TouchTolerance {
    fileprivate static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> TouchTolerance {
        try keys.allow(["guard_ms", "slack_mm"] + TouchOptions.keys)
        let slack = try keys.millimetres("slack_mm", in: slackRange) ?? standard.slack
        let retouchGuard = try keys.milliseconds("guard_ms", in: retouchGuardRange) ?? standard.retouchGuard
        return try keys.checked { () throws(OutOfRange) in
            try TouchTolerance(slack: slack, retouchGuard: retouchGuard)
        }
    }
}
