import Hub
import Link

/// A kiosk as its template wants it. Of time only days are told.
enum FleetView {
    static func view(_ kiosk: Kiosk, newest: String?, now: HubTime, _ settings: DeskSettings, keeps: Bool) -> View {
        let days = silentDays(kiosk, now, settings)
        let advice = advice(kiosk, newest: newest, now: now, settings)
        let worst = advice.first?.tone ?? .good
        var view: View = [
            "kiosk": kiosk.id.text, "siteOfKiosk": kiosk.site, "channel": kiosk.channel.rawValue, "isRevoked": kiosk.isRevoked,
            "lastContact": days.map { DayWords.ago($0) } ?? "never", "tone": kiosk.isRevoked ? "gone" : worst.rawValue,
            "toneWord": kiosk.isRevoked ? "Out of service for good" : word(worst), "keeps": keeps && !kiosk.isRevoked,
            "advice": advice.map { item -> View in ["what": item.what, "whatToDo": item.whatToDo, "adviceTone": item.tone.rawValue] },
            "channels": GuideChannel.allCases.map { channel -> View in
                ["value": channel.rawValue, "on": channel == kiosk.channel]
            },
        ]
        view["facts"] = kiosk.health.map(facts) ?? [View]()
        return view
    }

    /// What should be done about a kiosk, the worst first.
    static func advice(_ kiosk: Kiosk, newest: String?, now: HubTime, _ settings: DeskSettings) -> [FleetAdvice] {
        kiosk.isRevoked ? [] : FleetAdvice.all(for: kiosk, newest: newest, silentFor: silentDays(kiosk, now, settings))
    }

    private static func silentDays(_ kiosk: Kiosk, _ now: HubTime, _ settings: DeskSettings) -> Int? {
        kiosk.lastContact.map { settings.dayNumber(at: now) - settings.dayNumber(at: $0) }
    }

    private static func word(_ tone: FleetAdvice.Tone) -> String {
        switch tone {
        case .good: "Works"
        case .warn: "Look at it soon"
        case .bad: "Needs somebody now"
        }
    }

    private static func facts(_ health: HealthNote) -> [View] {
        var all: [(String, String)] = [
            ("Program", health.program), ("Guide", health.guide.isEmpty ? "unknown" : health.guide), ("Paper", health.paper),
            ("Printer", health.printer), ("Clock", health.clock == "none" ? "not trusted" : "trusted (\(health.clock))"),
        ]
        if let degrees = health.temperatureC { all.append(("Temperature", "\(Int(degrees)) °C")) }
        if let worn = health.storageWearPercent { all.append(("Card used up", "\(worn) %")) }
        all.append(("Waiting records", "\(health.waiting)"))
        all.append(("Last touched on", health.lastTouched.isEmpty ? "unknown" : health.lastTouched))
        return all.map { ["name": $0.0, "value": $0.1] }
    }
}
