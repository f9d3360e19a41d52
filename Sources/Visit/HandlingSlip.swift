import Guide
import Intake

/// The number on the glass, and its slip: valid when it came out, void and issued anew when it did not.
extension Turn {
    mutating func handleSlip(_ action: Action) {
        switch action {
        case .print: printNumber()
        case .printNumbers: printUsefulNumbers()
        case .doNotPrint: if session.ticket != nil { go(to: .farewell, remember: session.page == .code) }
        case .showAgain: showAgain()
        case .sayCode:
            guard model.machine.hasHeadset, session.page == .code, let ticket = session.ticket else { return }
            effects += [.silence, .sayCode(ticket.code, language)]
        case .cameOut: cameOut()
        case .didNotComeOut: didNotComeOut()
        case .handout: askForHandout()
        case .printHandout: printHandout()
        case .newNumber: if case .slipFailed(.number) = session.page { save() }
        default: break
        }
    }

    private mutating func printNumber() {
        guard let ticket = session.ticket, session.page == .code else { return }
        guard model.machine.canPrint else { return go(to: .noPaper(.number)) }
        go(to: .printing(.number), remember: false)
        effects.append(.print(model.visit, .number(ticket), language))
    }

    private mutating func printUsefulNumbers() {
        guard model.machine.canPrint else { return go(to: .noPaper(.numbers)) }
        go(to: .printing(.numbers), remember: session.page != .slipFailed(.numbers))
        effects.append(.print(model.visit, .numbers, language))
    }

    private mutating func askForHandout() {
        switch session.page {
        case .result(let id, let ticks):
            guard let article = guide.articles[id], article.printout == .left else { return }
            let left = article.left(after: ticks)
            if !left.isEmpty { go(to: .handout(.left(id, left.map(\.id)))) }
        case .article(let id) where guide.articles[id]?.printout == .hours: go(to: .handout(.hours))
        default: break
        }
    }

    private mutating func printHandout() {
        switch session.page {
        case .handout(let handout), .slipFailed(.handout(let handout)):
            guard model.machine.canPrint else { return go(to: .noPaper(.handout(handout)), remember: false) }
            go(to: .printing(.handout(handout)), remember: false)
            effects.append(.print(model.visit, .handout(handout), language))
        default: break
        }
    }

    private mutating func showAgain() {
        guard session.ticket != nil else { return goHome() }
        session.codeSince = now
        if session.page != .code { go(to: .code, remember: false) }
    }

    private mutating func cameOut() {
        guard case .didItComeOut(let kind) = session.page else { return }
        kind == .number ? go(to: .farewell, remember: false) : back(to: kind)
    }

    private mutating func didNotComeOut() {
        guard case .didItComeOut(let kind) = session.page else { return }
        slipIsLost(kind)
    }

    mutating func couldNotPrint(_ kind: SlipKind) {
        count(.slipFailed)
        if session.page == .printing(kind) { slipIsLost(kind) }
    }

    private mutating func slipIsLost(_ kind: SlipKind) {
        if kind == .number, let ticket = session.ticket {
            effects.append(.void(ticket.lookup))
            session.ticket = nil
        }
        go(to: .slipFailed(kind), remember: false)
    }

    /// After a slip that bears no number the visitor is where it was asked for.
    private mutating func back(to kind: SlipKind) {
        guard let step = session.trail.popLast() else { return goHome() }
        go(to: step.page, remember: false)
        session.place = step.place
    }
}
