import Guide
import Intake

/// What became of my number: twelve digits, and one word for an answer.
extension Turn {
    /// Numbers tried wrongly before the machine slows down, visibly.
    static let freeTries = 5
    /// How long it then waits after each wrong one.
    static let pause = Duration.seconds(30)

    mutating func askStatus(_ action: Action) {
        switch action {
        case .status:
            session.entry = Session.Entry(keeping: session.entry)
            go(to: .status)
        case .digit(let digit): type(digit)
        case .erase: erase()
        case .look: look()
        default: break
        }
    }

    private mutating func type(_ digit: Int) {
        guard session.page == .status, (0...9).contains(digit) else { return }
        if session.entry.outcome != nil { session.entry = Session.Entry(keeping: session.entry) }
        guard session.entry.digits.count < Code.length else { return }
        session.entry.digits += String(digit)
    }

    private mutating func erase() {
        guard session.page == .status else { return }
        session.entry.outcome = nil
        if !session.entry.digits.isEmpty { session.entry.digits.removeLast() }
    }

    private mutating func look() {
        guard session.page == .status, session.entry.waitUntil == nil, session.entry.digits.count == Code.length
        else { return }
        switch Code.check(session.entry.digits) {
        case .success(let code):
            session.entry.outcome = .looking
            effects.append(.lookUp(model.visit, code))
        case .failure:
            session.entry.outcome = .wrongDigits
            wasWrong()
        }
    }

    mutating func tell(_ state: TokenState?) {
        guard let state, state != .unknown else {
            session.entry.outcome = .unknown
            return wasWrong()
        }
        session.entry.outcome = .found(state)
        session.entry.wrongTries = 0
    }

    private mutating func wasWrong() {
        session.entry.wrongTries += 1
        guard session.entry.wrongTries >= Turn.freeTries else { return }
        session.entry.waitUntil = now + Turn.pause
        session.entry.secondsLeft = Int(Turn.pause.components.seconds)
    }
}
