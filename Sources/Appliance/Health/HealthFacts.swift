import Devices
import Visit

/// What the parts of a kiosk say of themselves at one moment; nothing of any visit.
///
/// Written to JSON with snake-case keys: `uptime_seconds`. A key that is missing is not known, which is no trouble.
public struct HealthFacts: Codable, Equatable, Sendable {
    /// The kiosk's own name.
    public var kiosk: String
    /// The site's id.
    public var site: String
    /// The program's version.
    public var program: String
    /// The guide that is shown; `nil`: there is none.
    public var guide: Guide?
    /// One entry a device, each kind once.
    public var devices: [Device]
    public var board: Board
    public var clock: Clock
    /// The paper as the pages know it: `fine`, `near-end`, `out`, `unknown`.
    public var paper: String
    public var ledger: Ledger
    /// The latest faults, the last one first.
    public var faults: [Fault]
    /// What staff said of the tests since the start, by the test's name.
    public var tests: [String: Bool]
    /// The program's process.
    public var pid: Int32
    /// When this was written, since the board started (`CLOCK_BOOTTIME`).
    public var writtenSeconds: Int64
    /// How long the program has run.
    public var uptimeSeconds: Int64
    /// How often the service manager started it anew without being told to.
    public var restarts: Int?
    /// Since when the watchdog was not fed.
    public var watchdogAgeSeconds: Int64?
    /// The day on which somebody touched it last, `2026-11-22`; `nil`: nobody since the start, or the day is not known.
    public var lastTouched: String?

    /// The guide that is shown.
    public struct Guide: Codable, Equatable, Sendable {
        public var version: String
        /// A day, `2026-11-22`.
        public var builtOn: String
        /// Whether the signature was the trusted key's.
        public var isSigned: Bool

        public init(version: String, builtOn: String, isSigned: Bool) {
            self.version = version
            self.builtOn = builtOn
            self.isSigned = isSigned
        }
    }

    /// A device, as its driver knows it.
    public struct Device: Codable, Equatable, Sendable {
        /// What a device is there for.
        public enum Kind: String, Codable, CaseIterable, Sendable {
            case display, touch, buttons, lamps, printer, speaker, network
        }

        /// Whether it does its work; ``unknown`` never counts as working.
        public enum Condition: String, Codable, Sendable { case working, missing, faulty, unknown }

        public var kind: Kind
        /// The maker's or the profile's name; empty: it has none.
        public var name: String
        public var condition: Condition
        /// What it says of itself, in words.
        public var detail: String

        public init(_ kind: Kind, _ condition: Condition, name: String = "", detail: String = "") {
            self.kind = kind
            self.condition = condition
            self.name = name
            self.detail = detail
        }
    }

    /// The computer itself.
    public struct Board: Codable, Equatable, Sendable {
        /// `good`, `wasLow`, `isLow`; `nil`: this board cannot tell.
        public var supply: String?
        public var celsius: Double?
        public var freeMemoryBytes: Int64?
        public var isStorageWritable: Bool?
        public var freeStorageBytes: Int64?
        public var storageBytes: Int64?
        /// Percent of the card's life that is used up.
        public var storageWearPercent: Int?
        public var hasBatteryClock: Bool?
        /// What somebody should do something about, the worst first.
        public var troubles: [Trouble] = []

        public init() {}
    }

    /// What the board itself finds wrong.
    public struct Trouble: Codable, Equatable, Sendable {
        public var code: String
        public var what: String
        public var whatToDo: String

        public init(code: String, what: String, whatToDo: String) {
            self.code = code
            self.what = what
            self.whatToDo = whatToDo
        }
    }

    /// The wall clock.
    public struct Clock: Codable, Equatable, Sendable {
        /// `none`, `low`, `network`, `hub`.
        public var trust: String
        /// Seconds since 1 January 1970, UTC.
        public var wallSeconds: Int64

        public init(_ wall: WallTime) {
            trust = wall.trust.name
            wallSeconds = wall.secondsSince1970
        }
    }

    /// What must not be lost. Counts only.
    public struct Ledger: Codable, Equatable, Sendable {
        public var isOpen: Bool
        /// Sealed records that are kept here.
        public var kept: Int
        /// Of them, those that the centre has not got yet.
        public var waiting: Int
        /// Since when the centre got none; `nil`: never, or there is no connection to it.
        public var syncAgeSeconds: Int64?
        /// How many weeks ago the oldest of those that wait was written down; `nil`: none waits, or the week is not known.
        public var waitingWeeks: Int?
        /// Sealed to another key than the centre's, and so never sent.
        public var foreign: Int?
        /// Of those that wait, what the centre refused.
        public var refused: Int?
        /// There is a centre in the settings, but this kiosk was never made known there.
        public var isUnknownToCentre: Bool?
        /// The centre does not know this kiosk, or not any more.
        public var isStranger: Bool?

        public init(isOpen: Bool, kept: Int = 0, waiting: Int = 0, syncAgeSeconds: Int64? = nil) {
            self.isOpen = isOpen
            self.kept = kept
            self.waiting = waiting
            self.syncAgeSeconds = syncAgeSeconds
        }

        /// What waits for the centre.
        struct Waiting: Hashable, Sendable {
            var records: Int
            var foreign: Int
            var weeks: Int?
        }

        mutating func note(_ told: Waiting) { (waiting, foreign, waitingWeeks) = (told.records, told.foreign, told.weeks) }
    }

    /// A kiosk of which nothing else is known yet.
    public init(kiosk: String, site: String, program: String, wall: WallTime) {
        self.kiosk = kiosk
        self.site = site
        self.program = program
        devices = []
        board = Board()
        clock = Clock(wall)
        paper = "unknown"
        ledger = Ledger(isOpen: false)
        faults = []
        tests = [:]
        pid = 0
        writtenSeconds = 0
        uptimeSeconds = 0
    }

    /// The device of a kind; `nil`: this kiosk has none of them.
    public subscript(kind: Device.Kind) -> Device? { devices.first { $0.kind == kind } }
}

extension ClockTrust {
    /// The name in reports.
    var name: String {
        switch self {
        case .none: "none"
        case .low: "low"
        case .network: "network"
        case .hub: "hub"
        }
    }
}
