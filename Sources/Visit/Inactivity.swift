/// When a visit ends because nobody is there: one policy for all pages.
///
/// Timers stand still while the machine works on something that the visitor waits for.
public struct Inactivity: Equatable, Sendable {
    /// Without a touch for this long, the kiosk asks. Range: 20–300 s.
    public var untilAlert: Duration = .seconds(60)
    /// Time to answer. Default: 45 s. Source: the 20 s of WCAG 2.2, 2.2.1 as the least, more for people who read slowly.
    public var untilEnd: Duration = .seconds(45)
    /// The goodbye and the neutral page give way to the welcome page.
    public var untilWelcome: Duration = .seconds(20)
    /// The welcome page goes dark. Range: 60 s and more.
    public var untilDark: Duration = .seconds(600)
    /// A code is in sight for this long unless asked for again.
    public var codeInSight: Duration = .seconds(60)
    /// As ``untilAlert``, while many people listen to somebody who explains.
    public var untilAlertOfGroup: Duration = .seconds(600)
    /// The greeting changes to the next language.
    public var greeting: Duration = .seconds(3)

    public static let standard = Inactivity()
}

extension Turn {
    private var policy: Inactivity { handbook.inactivity }

    mutating func timePassed() {
        guard !isBusy else {
            session.lastTouch = now
            return
        }
        switch session.page {
        case .dark: break
        case .welcome: welcomeWaited()
        case .staff: staffWaited()
        case .neutral, .goodbye:
            if now - session.lastTouch >= policy.untilWelcome { session.page = .welcome }
        default: visitorWaited()
        }
    }

    private mutating func welcomeWaited() {
        let waited = now - session.lastTouch
        if waited >= policy.untilDark {
            session.page = .dark
        } else {
            if model.machine.isServing { model.machine.greeting = Int(waited / policy.greeting) }
        }
    }

    private mutating func visitorWaited() {
        moveFrame()
        if let since = session.codeSince, now - since >= policy.codeInSight { session.codeSince = nil }
        countDown()
        if let since = session.alertSince {
            guard now - since >= policy.untilEnd else { return }
            count(.endedByItself)
            endVisit(showing: .goodbye)
        } else if now - session.lastTouch >= session.page.patience(policy) {
            session.alertSince = now
            effects += [.silence, .alert]
        }
    }

    /// After many wrong numbers the page says how many seconds are left.
    private mutating func countDown() {
        guard let until = session.entry.waitUntil else { return }
        let left = until - now
        session.entry.secondsLeft = left > .zero ? Int((left + .milliseconds(999)).components.seconds) : 0
        if left <= .zero { session.entry.waitUntil = nil }
    }
}

extension Model {
    /// The next moment at which time alone changes something; `nil`: none. Nothing is drawn before it without a cause.
    public func wakeAt(_ policy: Inactivity, _ staff: StaffAccess = .readOnly) -> Duration? {
        guard machine.halt == nil else { return nil }
        switch session.page {
        case .dark, .saving, .printing, .staff(.printing): return nil
        case .staff(let page): return wakeAt(staff, on: page)
        case .welcome:
            guard machine.isServing else { return session.lastTouch + policy.untilDark }
            let nextGreeting = session.lastTouch + policy.greeting * (machine.greeting + 1)
            return min(nextGreeting, session.lastTouch + policy.untilDark)
        case .neutral, .goodbye: return session.lastTouch + policy.untilWelcome
        default:
            let end = session.alertSince.map { $0 + policy.untilEnd } ?? session.lastTouch + session.page.patience(policy)
            let hides = session.codeSince.map { $0 + policy.codeInSight }
            let nextSecond = session.entry.waitUntil.map { $0 - .seconds(max(0, session.entry.secondsLeft - 1)) }
            return [end, hides, nextSecond, frameDue].compactMap { $0 }.min()
        }
    }

    private func wakeAt(_ staff: StaffAccess, on page: StaffPage) -> Duration {
        let end = session.lastTouch + staff.untilEnd
        switch page {
        case .pin:
            let lock = machine.staffLock
            return min(end, lock.waitUntil.map { $0 - .seconds(max(0, lock.secondsLeft - 1)) } ?? end)
        case .calibrated(true): return min(end, session.lastTouch + StaffAccess.untilDropped)
        default: return end
        }
    }
}

extension Page {
    /// How long the kiosk waits for a touch before it asks.
    fileprivate func patience(_ policy: Inactivity) -> Duration { isForAGroup ? policy.untilAlertOfGroup : policy.untilAlert }
}

/// How often `b` fits into `a`, to the millisecond.
private func / (a: Duration, b: Duration) -> Int64 {
    func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
    return milliseconds(b) == 0 ? 0 : milliseconds(a) / milliseconds(b)
}
