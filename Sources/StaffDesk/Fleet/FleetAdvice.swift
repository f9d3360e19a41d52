import Hub
import Link

/// What to do about a kiosk, in words.
struct FleetAdvice: Hashable, Sendable {
    enum Tone: String, Comparable, Sendable {
        case good, warn, bad
        static func < (a: Tone, b: Tone) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .good ? 0 : self == .warn ? 1 : 2 }
    }

    /// A fixed word that names it, however its sentence counts: `paper-out`.
    var finding: String
    var tone: Tone
    var what: String
    var whatToDo: String

    /// A kiosk calls several times a day; after so many days somebody should look.
    private static let silentDays = 2
    /// After so many days visitors' numbers have been waiting long.
    private static let longSilentDays = 7
    /// Above this the board slows itself down. Source: Raspberry Pi documentation, thermal limits: 80 °C, less a margin.
    private static let hotC = 75.0
    /// A card that has used up so much of its life is replaced before it fails.
    private static let wornPercent = 80
    /// Records that wait though the kiosk calls: its uploads fail.
    private static let manyWaiting = 200

    static func all(for kiosk: Kiosk, newest: String?, silentFor days: Int?) -> [FleetAdvice] {
        guard let health = kiosk.health else {
            return kiosk.lastContact == nil
                ? [FleetAdvice(finding: "never-called", tone: .warn, what: "It has never called.", whatToDo: "Enrol it on the spot: kioskctl enroll, with the code that kiosk-hub kiosk add printed.")]
                : silence(days)
        }
        return (silence(days) + device(health) + parts(health) + guide(health, newest)).sorted { $0.tone > $1.tone }
    }

    private static func silence(_ days: Int?) -> [FleetAdvice] {
        guard let days, days >= silentDays else { return [] }
        return [
            FleetAdvice(
                finding: days >= longSilentDays ? "long-silent" : "silent", tone: days >= longSilentDays ? .bad : .warn,
                what: "It has not called for \(days) days.",
                whatToDo: "See whether it has power and network. It works without a network meanwhile, and keeps its numbers.")
        ]
    }

    private static func device(_ health: HealthNote) -> [FleetAdvice] {
        health.findings.map { finding in
            let tone: Tone = finding.severity == "out-of-order" ? .bad : finding.severity == "degraded" ? .warn : .good
            return FleetAdvice(finding: finding.code, tone: tone, what: "\(finding.code): \(finding.what)", whatToDo: finding.whatToDo)
        }
    }

    private static func parts(_ health: HealthNote) -> [FleetAdvice] {
        var all: [FleetAdvice] = []
        func add(_ finding: String, _ tone: Tone, _ what: String, _ whatToDo: String) {
            all.append(FleetAdvice(finding: finding, tone: tone, what: what, whatToDo: whatToDo))
        }
        if health.paper == "out" { add("paper-out", .bad, "Its paper is out.", "Put a new roll in. Visitors can still note their number from the glass.") }
        if health.paper == "low" { add("paper-low", .warn, "Its paper is low.", "Bring a roll with the next visit.") }
        if health.printer == "missing" { add("printer-missing", .bad, "It finds no printer.", "See that the printer has power and its cable sits tight.") }
        if health.printer == "faulty" { add("printer-faulty", .bad, "Its printer reports a fault.", "Open the cover, look for jammed paper, close it.") }
        if health.clock == "none" { add("clock-unknown", .warn, "It does not know what time it is.", "Nothing is lost. Set the clock with its next network.") }
        if let degrees = health.temperatureC, degrees >= hotC {
            add("hot", .warn, "It is hot: \(Int(degrees)) °C.", "Clear its vents; move it out of the sun.")
        }
        if let worn = health.storageWearPercent, worn >= wornPercent {
            add("card-worn", .warn, "Its card has used \(worn) per cent of its life.", "Plan to replace the card.")
        }
        if health.waiting >= manyWaiting {
            add("many-waiting", .warn, "\(health.waiting) records wait to be delivered.", "If it stays so while the kiosk calls, tell whoever keeps the hub.")
        }
        return all
    }

    private static func guide(_ health: HealthNote, _ newest: String?) -> [FleetAdvice] {
        guard let newest, !health.guide.isEmpty, health.guide != newest else { return [] }
        return [
            FleetAdvice(
                finding: "old-guide", tone: .warn, what: "It shows guide \(health.guide); its channel has \(newest).",
                whatToDo: "It changes by itself when nobody uses it. Look again tomorrow.")
        ]
    }
}
