import Hub

/// How often somebody may fail, or may ask for something dear, before they have to wait.
struct Tries {
    /// So many within ``span``. Range: from 1.
    let most: Int
    /// After that much time a try is forgotten.
    let span: Duration
    /// So many names are remembered; then those whose last try is longest ago are forgotten first.
    let mostNames: Int

    private var times: [String: [HubTime]] = [:]

    init(most: Int, in span: Duration, names mostNames: Int = 4_096) {
        (self.most, self.span, self.mostNames) = (most, span, mostNames)
    }

    /// How long this one has to wait now; `nil`: not at all.
    mutating func wait(of name: String, at now: HubTime) -> Duration? {
        let recent = (times[name] ?? []).filter { now < $0 + span && $0 <= now }
        times[name] = recent.isEmpty ? nil : recent
        guard recent.count >= most, let first = recent.first else { return nil }
        return .seconds((first + span).seconds - now.seconds)
    }

    mutating func note(_ name: String, at now: HubTime) {
        if times[name] == nil, times.count >= mostNames,
            let oldest = times.min(by: { ($0.value.last ?? now) < ($1.value.last ?? now) })?.key
        {
            times[oldest] = nil
        }
        times[name, default: []].append(now)
        if let count = times[name]?.count, count > most { times[name]?.removeFirst(count - most) }
    }
}
