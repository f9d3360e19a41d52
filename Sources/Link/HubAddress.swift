import Intake

/// Where on the hub what is: the paths of the link, version 1. Kiosks make their requests with these; the hub's routes and its
/// description name the same paths, which the tests hold against each other.
public enum HubAddress {
    /// One record: `PUT` delivers, `DELETE` calls back.
    public static func intake(_ lookup: Lookup) -> String { "/v1/intakes/\(lookup.hex)" }

    /// One kiosk's counts of one week: `PUT` replaces them.
    public static func counters(of kiosk: KioskID, in week: ISOWeek?) -> String {
        "/v1/kiosks/\(kiosk)/counters/\(WeekText.text(of: week))"
    }

    /// How a kiosk is: `POST` replaces what it said before.
    public static func health(of kiosk: KioskID) -> String { "/v1/kiosks/\(kiosk)/health" }

    /// Another certificate for a kiosk whose own nears its end: `POST`.
    public static func certificate(of kiosk: KioskID) -> String { "/v1/kiosks/\(kiosk)/certificate" }

    /// The manifest of the guide that a channel has: `GET`.
    public static func guide(_ channel: GuideChannel) -> String { "/v1/guides/\(channel.rawValue)" }

    /// A part of that guide, by its file's name: `GET`, with ranges.
    public static func guidePart(_ channel: GuideChannel, _ name: String) -> String { guide(channel) + "/" + name }

    /// What became of numbers: `POST`.
    public static let tokenStates = "/v1/tokens/status"

    /// Where a new kiosk brings its one-time code: `POST`. This and ``description`` are open without a certificate.
    public static let enrolments = "/v1/enrolments"

    /// The description of all this: `GET`.
    public static let description = "/v1/openapi.json"
}

/// A week as it stands in addresses and bodies.
public enum WeekText {
    /// What was counted or issued while the clock was not to be trusted.
    public static let unknown = "unknown"

    /// `2026-W47`, or `unknown`.
    public static func text(of week: ISOWeek?) -> String { week?.description ?? unknown }

    /// The week that ``text(of:)`` gave; `nil` for anything else, and `.some(nil)` for `unknown`.
    public static func week(_ text: some StringProtocol) -> ISOWeek?? {
        if text == unknown { return .some(nil) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3, parts[1].first == "W",
            text.utf8.allSatisfy({ $0 < 128 }), let year = Int(parts[0]), let number = Int(parts[1].dropFirst()),
            let week = ISOWeek(year: year, week: number), week.description == text
        else { return nil }
        return .some(week)
    }
}
