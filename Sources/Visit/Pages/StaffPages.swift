import Guide

/// What staff see of the machine: how it is, the PIN, and what can be tried.
extension View {
    func staff(_ page: StaffPage) -> Content {
        switch page {
        case .report: staffReport
        case .languages: staffLanguages
        case .changes: staffChanges
        case .pin: staffPIN
        case .tests: staffTests
        case .touch(let hit, let felt): touchTest(hit, felt)
        case .calibration(let felt): calibration(after: felt.count)
        case .fitting: fitting
        case .calibrated(let fits): fits ? calibrated : calibrationFailed
        case .screen(let pattern): screenTest(pattern)
        case .sound: soundTest
        case .printing(let kind): staffPrinting(kind)
        case .asked(let test): asked(test)
        case .buttons(let pressed): buttonTest(pressed)
        }
    }

    private var staffReport: Content {
        let report = machine.report
        let close = Control("staff.finish", .button, .ui("staff.finish"), icon: "close", .staff(.finish))
        let tongue = Control("staff.languages", .button, .ui("nav.language"), icon: "language", .staff(.languages))
        let tests = Control("staff.ask-pin", .mainButton, .ui("staff.tests"), icon: "key", .staff(.askPIN))
        var items: [Item] = (report?.findings ?? []).map(finding)
        items += (report?.lines ?? []).map { .fact(.labelled(.name($0.label), .name($0.value))) }
        items += machine.notices.map { .fact(.labelled(.name("Notice"), .name("\($0.id), \($0.days)"))) }
        if guide.changes != nil {
            items.append(.control(Control("staff.changes", .card, .ui("staff.changes"), icon: "info", .staff(.changes))))
        }
        items.append(.control(Control("staff.group", .card, .ui("staff.group"), icon: "people-crowd", .staff(.group))))
        if !handbook.staff.hasPIN { items.append(.note(.ui("staff.no_pin"))) }
        return Content(
            "staff", crumb: .name(report?.kiosk ?? site.name), title: title(report?.condition), items: items,
            buttons: handbook.staff.hasPIN ? [close, tongue, tests] : [close, tongue])
    }

    private func title(_ condition: StaffReport.Condition?) -> Words {
        switch condition {
        case .healthy: .ui("staff.healthy")
        case .degraded: .ui("staff.degraded")
        case .outOfOrder: .ui("staff.out_of_order")
        case nil: .ui("staff.title")
        }
    }

    private func finding(_ finding: StaffReport.Finding) -> Item {
        let words = Words.list([.name("\(finding.code) \(finding.what)"), .name(finding.whatToDo)])
        return finding.condition == .outOfOrder ? .warning(words) : .badge(words)
    }

    /// In English: the sentences are for whoever answers for the guide.
    private var staffChanges: Content {
        Content(
            "staff-changes", crumb: .name([guide.changes?.since, guide.version].compactMap(\.self).joined(separator: " → ")),
            title: .ui("staff.changes"), items: (guide.changes?.lines ?? []).map { .note(.name($0)) }, buttons: [backToReport])
    }

    private var staffLanguages: Content {
        Content(
            "staff-languages", crumb: .ui("staff.title"), title: .ui("language.title"),
            items: guide.staffLanguages.map { tongue in
                .control(
                    Control("lang.\(tongue.tag)", .tile, .autonym(tongue), isSelected: session.language == tongue, .speak(tongue)))
            },
            buttons: [backToReport])
    }

    private var backToReport: Control {
        Control("staff.report", .button, .ui("nav.back"), icon: "back", .staff(.report))
    }

    private var staffPIN: Content {
        let entry = session.staff ?? StaffSession()
        let keys = (Array(1...9) + [0]).map { digit in
            Item.control(Control("staff.digit.\(digit)", .key, .digits(String(digit)), .staff(.digit(digit))))
        }
        return Content(
            "staff-pin", crumb: pinCrumb(entry), title: .ui("staff.pin"), items: [.secret(entry.pin.digits.count)] + keys,
            buttons: [
                backToReport,
                Control("staff.erase", .button, .ui("status.erase"), icon: "close", .staff(.erase)),
                Control("staff.enter", .mainButton, .ui("nav.next"), icon: "check", .staff(.enter)),
            ], isPrivate: true)
    }

    /// What is wrong stands in the crumb's line, so that the keys never move.
    private func pinCrumb(_ entry: StaffSession) -> Words {
        let lock = machine.staffLock
        if lock.waitUntil != nil, entry.outcome != .checking { return .ui("status.slow_down", ["seconds": .count(lock.secondsLeft)]) }
        return entry.outcome == .wrong ? .ui("staff.pin_wrong") : .ui("staff.title")
    }

    private var staffTests: Content {
        let tests = StaffTest.allCases.map { test -> Item in
            let outcome = machine.tests[test]
            return .control(
                Control(
                    "staff.test.\(test.rawValue)", .tile,
                    .list([.ui("staff.\(test.rawValue)")] + (outcome.map { [.ui($0 ? "staff.works" : "staff.fails")] } ?? [])),
                    icon: outcome.map { $0 ? "check" : "warning" } ?? test.icon, .staff(.test(test))))
        }
        let slip = Control("staff.print-report", .tile, .ui("staff.print_report"), icon: "slip", .staff(.printReport))
        return Content(
            "staff-tests", crumb: .ui("staff.title"), title: .ui("staff.tests"), items: tests + [.control(slip)],
            buttons: [
                backToReport, Control("staff.finish", .button, .ui("staff.finish"), icon: "close", .staff(.finish)),
            ])
    }
}

extension StaffTest {
    fileprivate var icon: String {
        switch self {
        case .touch: "copy"
        case .calibration: "plus"
        case .screen: "sun"
        case .sound: "listen"
        case .print: "print"
        case .buttons: "keypad"
        }
    }
}
