import Devices
import Foundation
import Guide
import Logging
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

    /// Where everything lies.
    public var folders = Folders()

    /// Whom this kiosk trusts.
    public var keys = Keys()

    /// When a visit ends because nobody is there.
    public var idle: Inactivity = .standard

    /// How much a finger may tremble and bounce.
    public var touch: TouchTolerance = .standard

    /// How slips go to the printer.
    public var printer: EscPos = .standard

    public init() {}

    /// The folders of a kiosk. A path that does not begin with `/` counts from the folder of the configuration file.
    public struct Folders: Equatable, Sendable {
        /// The signed guide. Key: `folders.guide`.
        public var guide = URL(fileURLWithPath: "/var/lib/mrc-kiosk/guide", isDirectory: true)
        /// The ledger and whatever else must not be lost; the only folder that is written to. Key: `folders.state`.
        public var state = URL(fileURLWithPath: "/var/lib/mrc-kiosk/state", isDirectory: true)
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
    /// - Throws: ``ConfigurationError`` that names the key, its value and what is allowed.
    public static func read(_ file: URL) throws(ConfigurationError) -> Configuration {
        let top = ConfigurationKeys(try Toml.table(file), file: file)
        try top.allow("site", "panel", "log_level", "folders", "keys", "idle", "touch", "printer")

        var configuration = Configuration()
        configuration.site = try top.text("site") ?? configuration.site
        configuration.panel = try top.choice("panel", of: Panel.all.map { ($0.name, $0) }) ?? configuration.panel
        configuration.logLevel =
            try top.choice("log_level", of: Logger.Level.allCases.map { ($0.rawValue, $0) }) ?? configuration.logLevel
        if let keys = try top.table("folders") { try configuration.folders.read(keys) }
        if let keys = try top.table("keys") { try configuration.keys.read(keys) }
        if let keys = try top.table("idle") { try configuration.idle.read(keys) }
        if let keys = try top.table("touch") { configuration.touch = try TouchTolerance.read(keys) }
        if let keys = try top.table("printer") { configuration.printer = try EscPos.read(keys) }
        return configuration
    }
}

extension Configuration.Folders {
    fileprivate mutating func read(_ keys: ConfigurationKeys) throws(ConfigurationError) {
        try keys.allow("guide", "state", "theme")
        guide = try keys.path("guide", isDirectory: true) ?? guide
        state = try keys.path("state", isDirectory: true) ?? state
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
        try keys.allow("guard_ms", "slack_mm")
        let slack = try keys.millimetres("slack_mm", in: slackRange) ?? standard.slack
        let retouchGuard = try keys.milliseconds("guard_ms", in: retouchGuardRange) ?? standard.retouchGuard
        return try keys.checked { () throws(OutOfRange) in
            try TouchTolerance(slack: slack, retouchGuard: retouchGuard)
        }
    }
}

extension EscPos {
    fileprivate static func read(_ keys: ConfigurationKeys) throws(ConfigurationError) -> EscPos {
        try keys.allow("band_rows", "feed_mm", "cut")
        let rows = try keys.whole("band_rows", in: bandRowsRange, unit: "rows") ?? standard.bandRows
        let feed = try keys.millimetres("feed_mm", in: feedToCutterRange) ?? standard.feedToCutter
        let cut = try keys.choice("cut", of: Cut.allCases.map { ($0.rawValue, $0) }) ?? standard.cut
        return try keys.checked { () throws(OutOfRange) in
            try EscPos(bandRows: rows, feedToCutter: feed, cut: cut)
        }
    }
}
