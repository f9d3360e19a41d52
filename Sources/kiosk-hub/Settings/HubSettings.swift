import Foundation
import Hub
import KioskDoor
import Logging
import Settings
import StaffDesk

/// How a hub is set up. Every key stands in `Kiosk/hub.toml` with its default and its unit.
struct HubSettings: Sendable {
    /// The hub's authority and, with SQLite, its store. Default: `/var/lib/mrc-kiosk-hub`.
    var data = URL(fileURLWithPath: "/var/lib/mrc-kiosk-hub", isDirectory: true)
    /// A database of PostgreSQL instead of SQLite, as libpq takes it. Default: none.
    var postgreSQL: String?
    /// Default: `notice`.
    var logLevel = Logger.Level.notice
    var door = DoorAddress()
    var desk = DeskAddress()
    /// Where findings at kiosks are told. Default: nowhere.
    var alerts: AlertAddress?
    var keys = Keys()
    var retention = RetentionRules()

    /// Where kiosks find the hub.
    struct DoorAddress: Sendable {
        /// The network's number to listen at. Default: every one of this machine, `0.0.0.0`.
        var host = "0.0.0.0"
        /// Default: 8443. Range: 0–65535; 0 takes any that is free.
        var port = 8_443
        /// What kiosks call the hub by; they stand in its certificate. Default: only this machine's own.
        var names: [HubName] = []
        var bounds = DoorBounds()
    }

    /// Where staff find the desk.
    struct DeskAddress: Sendable {
        /// The network's number to listen at. Default: this machine alone, `127.0.0.1`.
        var host = "127.0.0.1"
        /// Default: 8080. Range: 0–65535; 0 takes any that is free.
        var port = 8_080
        /// Whether a TLS proxy stands before the desk: cookies then go over TLS only. Default: `false`.
        var isBehindTLS = false
        /// What the centre is called above every page. Default: `MRC desk`.
        var name = "MRC desk"
        /// Minutes that the centre's time is ahead of UTC. Default: 0. Range: -720 to 840.
        var minutesAheadOfUTC = 0
        /// When a session locks and when it ends. Default: after 30 minutes without an action, and after 12 hours.
        var signIn = SignInRules()

        /// What the desk is told of it.
        var settings: DeskSettings {
            var settings = DeskSettings()
            settings.isSecure = isBehindTLS
            settings.name = name
            settings.minutesAheadOfUTC = minutesAheadOfUTC
            settings.signIn = signIn
            return settings
        }
    }

    /// Files with keys.
    struct Keys: Sendable {
        /// The MRC's private key, mode 0600. Default: the credential `mrc-key`, if the service manager hands one over.
        var mrc: URL?
        /// Private keys of the MRC from before, mode 0600. Default: the credential `mrc-key-old`, if there is one.
        var mrcOld: [URL] = []
        /// The MRC's public key, for a hub that holds no private one. Default: none.
        var mrcPublic: URL?
        /// The public halves of the keys that guides are signed with.
        var guide: [URL] = []
    }
}

extension HubSettings {
    /// Reads the settings.
    ///
    /// - Throws: ``ConfigurationError``, which names the key, the value and what is allowed.
    static func read(_ file: URL) throws(ConfigurationError) -> HubSettings {
        let keys = try ConfigurationKeys(contentsOf: file)
        try keys.allow("data", "postgresql", "log_level", "door", "desk", "alerts", "keys", "retention")
        var settings = HubSettings()
        if let data = try keys.path("data", isDirectory: true) { settings.data = data }
        settings.postgreSQL = try keys.text("postgresql")
        if let level = try keys.choice("log_level", of: Logger.Level.allCases.map { ($0.rawValue, $0) }) { settings.logLevel = level }
        if let table = try keys.table("door") { try settings.door.read(table) }
        if let table = try keys.table("desk") { try settings.desk.read(table) }
        if let table = try keys.table("alerts") { settings.alerts = try alertAddress(table) }
        if let table = try keys.table("keys") { try settings.keys.read(table) }
        if let table = try keys.table("retention") { try settings.retention.read(table) }
        return settings
    }

    private static func alertAddress(_ keys: ConfigurationKeys) throws(ConfigurationError) -> AlertAddress? {
        try keys.allow("webhook")
        guard let text = try keys.text("webhook") else { return nil }
        guard let address = AlertAddress(text) else {
            throw keys.wrong("webhook", "is no address to tell findings to; allowed is https://…, or http:// on this machine's loopback")
        }
        return address
    }

    fileprivate static let ports = 0...65_535
    /// Who reads a case aloud to somebody needs some minutes; a desk that is left for an hour is left.
    fileprivate static let lockMinutes = 2...60
    /// Some 100 KB each, within the memory that the unit allows (`MemoryMax=`), with a fifth of it for all else.
    fileprivate static let connections = 16...8_000
}

extension HubSettings.DoorAddress {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("host", "port", "names", "connections", "idle_s", "greeting_s", "body_s")
        if let host = try keys.text("host") { self.host = host }
        if let port = try keys.whole("port", in: HubSettings.ports, unit: "ports") { self.port = port }
        if let texts = try keys.texts("names") {
            names = []
            for text in texts {
                guard let name = HubName(text) else {
                    throw keys.wrong("names", "has \"\(text)\" in it; allowed are names such as hub.example.org and numbers such as 192.0.2.7")
                }
                names.append(name)
            }
        }
        if let most = try keys.whole("connections", in: HubSettings.connections, unit: "connections") { bounds.connections = most }
        if let time = try keys.whole("idle_s", in: 5...3_600, unit: "seconds") { bounds.patience.idle = .seconds(Int64(time)) }
        if let time = try keys.whole("greeting_s", in: 1...300, unit: "seconds") { bounds.patience.greeting = .seconds(Int64(time)) }
        if let time = try keys.whole("body_s", in: 1...300, unit: "seconds") { bounds.patience.body = .seconds(Int64(time)) }
    }
}

extension HubSettings.DeskAddress {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("host", "port", "behind_tls", "name", "minutes_ahead_of_utc", "lock_minutes", "session_hours")
        if let host = try keys.text("host") { self.host = host }
        if let port = try keys.whole("port", in: HubSettings.ports, unit: "ports") { self.port = port }
        if let isBehindTLS = try keys.flag("behind_tls") { self.isBehindTLS = isBehindTLS }
        if let name = try keys.text("name") { self.name = name }
        if let minutes = try keys.whole("minutes_ahead_of_utc", in: -720...840, unit: "minutes") { minutesAheadOfUTC = minutes }
        if let minutes = try keys.whole("lock_minutes", in: HubSettings.lockMinutes, unit: "minutes") {
            signIn.idle = .seconds(Int64(minutes) * 60)
        }
        if let hours = try keys.whole("session_hours", in: 1...RetentionLimits.sessionHours, unit: "hours") {
            signIn.longest = .seconds(Int64(hours) * 3_600)
        }
    }
}

extension HubSettings.Keys {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("mrc", "mrc_old", "mrc_public", "guide")
        mrc = try keys.path("mrc", isDirectory: false)
        mrcPublic = try keys.path("mrc_public", isDirectory: false)
        mrcOld = try keys.paths("mrc_old") ?? []
        guide = try keys.paths("guide") ?? []
    }
}

extension RetentionRules {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("openable_weeks", "answer_days", "token_months")
        if let weeks = try keys.whole("openable_weeks", in: 4...26, unit: "weeks") { openableWeeks = weeks }
        if let days = try keys.whole("answer_days", in: 1...180, unit: "days") { answerDays = days }
        if let months = try keys.whole("token_months", in: 1...24, unit: "months") { tokenMonths = months }
    }
}
