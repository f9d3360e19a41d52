import Guide
import Link

/// What the page of the fleet can show: everything else in a kiosk's note is refused.
enum HealthBounds {
    /// Of a word, in bytes of UTF-8.
    static let word = 64
    /// Of a sentence, in bytes of UTF-8. Chosen: twice the longest that `kioskctl doctor` says.
    static let sentence = 1_024
    /// Records that wait. Chosen: a thousand times what a card has room for.
    static let mostWaiting = 1_000_000_000
    /// Degrees Celsius that a thermometer of a board can mean.
    static let temperatures = -60.0...200.0

    /// What is wrong with a note; `nil`: nothing.
    static func problem(of note: HealthNote) -> String? {
        let words = [
            ("state", note.state), ("program", note.program), ("guide", note.guide), ("paper", note.paper),
            ("printer", note.printer), ("clock", note.clock),
        ]
        if let long = words.first(where: { $0.1.utf8.count > word }) { return "\(long.0): at most \(word) bytes" }
        guard note.findings.count <= HealthNote.mostFindings else {
            return "findings: at most \(HealthNote.mostFindings)"
        }
        guard note.findings.allSatisfy(isShort) else {
            return "findings: at most \(word) bytes for code and severity, \(sentence) for what and what_to_do"
        }
        if let temperature = note.temperatureC, !temperatures.contains(temperature) {
            return "temperature_c: allowed are \(Int(temperatures.lowerBound)) to \(Int(temperatures.upperBound)) degrees Celsius"
        }
        if let wear = note.storageWearPercent, !(0...1_000).contains(wear) { return "storage_wear_percent: allowed are 0 to 1000" }
        guard (0...mostWaiting).contains(note.waiting) else { return "waiting: allowed are 0 to \(mostWaiting)" }
        guard note.lastTouched.isEmpty || GuideDate(note.lastTouched)?.description == note.lastTouched else {
            return "last_touched: expected is a day like 2026-11-22, or nothing"
        }
        return nil
    }

    private static func isShort(_ finding: HealthNote.Finding) -> Bool {
        finding.code.utf8.count <= word && finding.severity.utf8.count <= word && finding.what.utf8.count <= sentence
            && finding.whatToDo.utf8.count <= sentence
    }
}
