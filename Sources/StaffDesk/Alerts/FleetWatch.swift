import Hub

/// Something at a kiosk that somebody should look at. It says nothing of any person.
struct FleetFinding: Codable, Hashable, Sendable {
    var kiosk: String
    var site: String
    /// A fixed word: `paper-out`, or the code of `kioskctl doctor`.
    var finding: String
    /// `warn` or `bad`.
    var tone: String
    var what: String
    var whatToDo: String

    enum CodingKeys: String, CodingKey {
        case kiosk, site, finding, tone, what
        case whatToDo = "what_to_do"
    }

    /// What makes it the same one tomorrow: its words may count days.
    struct Name: Hashable, Comparable {
        var kiosk: String, finding: String
        static func < (a: Name, b: Name) -> Bool { (a.kiosk, a.finding) < (b.kiosk, b.finding) }
    }

    var name: Name { Name(kiosk: kiosk, finding: finding) }
}

/// One post to the webhook.
struct Alert: Codable, Hashable, Sendable {
    enum Event: String, Codable, Sendable {
        case begins, ends
    }

    var event: Event
    var finding: FleetFinding
    /// The day at the centre.
    var day: String
    /// One sentence, which chat programs show as it is.
    var text: String

    init(_ event: Event, _ finding: FleetFinding, day: String) {
        (self.event, self.finding, self.day) = (event, finding, day)
        let place = "\(finding.kiosk) (\(finding.site))"
        text = event == .begins ? "\(place): \(finding.what) \(finding.whatToDo)" : "\(place): it is over: \(finding.what)"
    }
}

/// Which findings were told: each once when it begins, and once when it ends.
struct FleetWatch: Equatable, Sendable {
    private(set) var told: [FleetFinding.Name: FleetFinding]

    init(told: [FleetFinding] = []) { self.told = told.reduce(into: [:]) { $0[$1.name] = $1 } }

    /// What is to be told now, ends first. Nothing counts as told before ``note(_:)``.
    func due(_ now: [FleetFinding], day: String) -> [Alert] {
        let standing = now.reduce(into: [FleetFinding.Name: FleetFinding]()) { $0[$1.name] = $1 }
        let ended = told.keys.filter { standing[$0] == nil }.sorted().compactMap { told[$0] }
        let begun = standing.keys.filter { told[$0] == nil }.sorted().compactMap { standing[$0] }
        return ended.map { Alert(.ends, $0, day: day) } + begun.map { Alert(.begins, $0, day: day) }
    }

    /// It was told.
    mutating func note(_ alert: Alert) {
        switch alert.event {
        case .begins: told[alert.finding.name] = alert.finding
        case .ends: told[alert.finding.name] = nil
        }
    }

    /// What stands, to be kept over a restart.
    var kept: [FleetFinding] { told.values.sorted { $0.name < $1.name } }
}
