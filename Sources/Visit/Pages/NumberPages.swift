import Guide
import Intake

/// The visitor's number, its slip, and what became of it.
extension View {
    var code: Content {
        guard let ticket = session.ticket else { return notSaved }
        let isInSight = session.codeSince != nil
        let hint: [Item] = [
            .paragraph(.ui("code.lead")), .paragraph(.ui("code.remember")),
        ] + validity + [            .note(.list([
                .ui("code.not_complaint"),
                site.hours.isEmpty ? .ui("code.hours_ask") : .ui("code.hours", ["hours": hours(site.hours)]),
                .ui("code.delivered_here"),
            ])),
        ]
        let paper: [Item] = machine.canPrint ? [] : [.badge(.ui("paper.lead"))]
        return Content(
            "code", crumb: .ui("home.talk"), title: .ui("code.title"),
            items: isInSight
                ? [.code(groups: ticket.code.groups)] + paper + hint : [.lead(.ui("code.hidden"))],
            buttons: isInSight ? codeButtons : [Control("code.again", .mainButton, .ui("code.again"), icon: "number", .showAgain)],
            isPrivate: true)
    }

    /// As the slip says it; nothing where the day is not known.
    private var validity: [Item] {
        guard let today = machine.today else { return [] }
        let end = GuideDate(dayNumber: today.dayNumber + site.retentionDays)
        return [.note(.ui("slip.valid_until", ["date": .digits(end.yearAndMonth)]))]
    }

    private var codeButtons: [Control] {
        var buttons = [Control("code.no-print", .button, .ui("code.no_print"), icon: "no-print", .doNotPrint)]
        if machine.hasHeadset {
            buttons.append(Control("code.listen", .button, .ui("code.listen"), icon: "headset", .sayCode))
        }
        if machine.canPrint {
            buttons.append(Control("code.print", .mainButton, .ui("code.print"), icon: "print", .print))
        }
        return buttons
    }

    func printing(_ kind: SlipKind) -> Content {
        Content(
            "printing", crumb: slipCrumb(kind), title: .ui("slip.printing"), items: [.picture("slip"), .lead(.ui("slip.wait"))])
    }

    func didItComeOut(_ kind: SlipKind) -> Content {
        Content(
            "slip", crumb: slipCrumb(kind), title: .ui("slip.came_out_title"), items: [.picture("slip")],
            buttons: [
                Control("slip.did-not", .button, .ui("slip.did_not"), icon: "close", .didNotComeOut),
                Control("slip.came-out", .mainButton, .ui("slip.came_out"), icon: "check", .cameOut),
            ])
    }

    func slipFailed(_ kind: SlipKind) -> Content {
        switch kind {
        case .number:
            Content(
                "slip-failed", crumb: slipCrumb(kind), title: .ui("slip.printing"), items: [.warning(.ui("slip.failed"))],
                buttons: [
                    Control("slip.new-number", .mainButton, .ui("slip.new_number"), icon: "number", .newNumber)
                ])
        case .handout:
            Content(
                "slip-failed", crumb: slipCrumb(kind), title: .ui("slip.printing"), items: [.warning(.ui("check.failed"))],
                buttons: [
                    Control("slip.print-again", .mainButton, .ui("slip.try_again"), icon: "print", .printHandout)
                ])
        case .numbers, .test, .report:
            Content(
                "slip-failed", crumb: slipCrumb(kind), title: .ui("slip.printing"),
                items: [.warning(.ui("slip.failed_numbers"))] + cards(site.keyContacts),
                buttons: [
                    Control("slip.try-again", .mainButton, .ui("slip.try_again"), icon: "print", .printNumbers)
                ])
        }
    }

    private func slipCrumb(_ kind: SlipKind) -> Words {
        switch kind {
        case .number: .ui("code.title")
        case .handout: .ui("check.title")
        case .numbers, .test, .report: .ui("numbers.title")
        }
    }

    func noPaper(_ kind: SlipKind) -> Content {
        Content(
            "no-paper", crumb: kind.isHandout ? slipCrumb(kind) : .ui("home.fast_slip"), title: .ui("paper.title"),
            items: [.lead(.ui(kind.isHandout ? "check.no_paper" : "paper.lead")), .note(.ui("paper.staff"))],
            buttons: [
                Control(
                    "paper.go-on", .mainButton, .ui("paper.go_on"), icon: "next",
                    kind == .number ? .showAgain : .back)
            ])
    }

    var status: Content {
        let entry = session.entry
        let keys = (Array(1...9) + [0]).map { digit in
            Item.control(Control("status.digit.\(digit)", .key, .digits(String(digit)), .digit(digit)))
        }
        return Content(
            "status", crumb: .ui("status.title"), title: .ui("status.lead"),
            items: [.entry(entry.digits)] + outcome(of: entry) + keys,
            buttons: [
                Control("status.erase", .button, .ui("status.erase"), icon: "back", .erase),
                Control("status.look", .mainButton, .ui("status.look"), icon: "search", .look),
            ], isPrivate: true)
    }

    private func outcome(of entry: Session.Entry) -> [Item] {
        var items: [Item] =
            switch entry.outcome {
            case .found(let state): [.heading(.ui("status.\(state.rawValue)"), icon: state.icon)]
            case .unknown: [.heading(.ui("status.unknown"), icon: TokenState.unknown.icon)]
            case .wrongDigits: [.badge(.ui("status.wrong_digits"))]
            case .looking, nil: []
            }
        if entry.waitUntil != nil { items.append(.badge(.ui("status.slow_down", ["seconds": .count(entry.secondsLeft)]))) }
        return items
    }
}

extension SlipKind {
    fileprivate var isHandout: Bool { if case .handout = self { true } else { false } }
}

extension TokenState {
    fileprivate var icon: String {
        switch self {
        case .waiting: "clock"
        case .opened: "show"
        case .referred: "counsellor"
        case .closed: "check"
        case .void: "no-print"
        case .unknown: "help"
        }
    }
}
