import Guide

/// The guided tests of the staff page.
extension View {
    private var backToTests: Control { Control("staff.tests", .button, .ui("nav.back"), icon: "back", .staff(.tests)) }

    private func yesAndNo(_ test: StaffTest) -> [Control] {
        [
            Control("staff.\(test.rawValue)-no", .button, .ui("article.no"), icon: "close", .staff(.worked(test, false))),
            Control("staff.\(test.rawValue)-yes", .mainButton, .ui("article.yes"), icon: "check", .staff(.worked(test, true))),
        ]
    }

    // MARK: Touch

    /// In every corner and at the middle of every edge.
    private static let edges = [
        Spot(x: 0, y: 0), Spot(x: 0.5, y: 0), Spot(x: 1, y: 0), Spot(x: 1, y: 0.5), Spot(x: 1, y: 1), Spot(x: 0.5, y: 1),
        Spot(x: 0, y: 1), Spot(x: 0, y: 0.5),
    ]

    func touchTest(_ hit: Set<Int>, _ felt: Spot?) -> Content {
        let targets = View.edges.enumerated().map { index, spot in
            let control = Control(
                "staff.hit.\(index + 1)", .target, .digits(String(index + 1)), isSelected: hit.contains(index), .staff(.hit(index)))
            return Item.spot(.target(control, spot))
        }
        let fails = Control("staff.touch-no", .button, .ui("staff.fails"), icon: "close", .staff(.worked(.touch, false)))
        return Content(
            "staff-touch", kind: .spots, title: .ui("staff.touch"),
            items: [.lead(.ui("staff.touch_lead"))] + targets + (felt.map { [.spot(.felt($0))] } ?? []), buttons: [fails])
    }

    func calibration(after count: Int) -> Content {
        let next = Spot.corners[min(count, Spot.corners.count - 1)]
        return Content(
            "staff-calibration", kind: .spots, title: .ui("staff.calibration"),
            items: [
                .lead(.ui("staff.calibration_lead")),
                .note(.ui("nav.page_of", ["page": .count(count + 1), "pages": .count(Spot.corners.count)])),
                .spot(.cross(next)),
            ])
    }

    var fitting: Content {
        Content("staff-fitting", kind: .spots, title: .ui("staff.calibration"), items: [])
    }

    var calibrated: Content {
        let keep = Control("staff.keep", .target, .ui("staff.keep"), icon: "check", .staff(.keep))
        return Content(
            "staff-calibrated", kind: .spots, title: .ui("staff.calibration"),
            items: [.lead(.ui("staff.keep_lead")), .spot(.target(keep, .keeping))])
    }

    var calibrationFailed: Content {
        Content(
            "staff-calibration-failed", crumb: .ui("staff.calibration"), title: .ui("staff.calibration_failed"), items: [.picture("warning")],
            buttons: [
                backToTests,
                Control("staff.again", .mainButton, .ui("slip.try_again"), icon: "again", .staff(.test(.calibration))),
            ])
    }

    // MARK: Screen, sound, printer, buttons

    func screenTest(_ pattern: ScreenPattern) -> Content {
        Content(
            "staff-screen-\(pattern.rawValue)", kind: .pattern(pattern), title: .ui("staff.screen"),
            items: [.control(Control("staff.next-pattern", .glass, .ui("nav.next"), .staff(.nextPattern)))])
    }

    var soundTest: Content {
        Content(
            "staff-sound", crumb: .ui("staff.sound"), title: .ui("staff.sound_ask"), items: [.picture("listen")],
            buttons: [Control("staff.listen", .button, .ui("nav.listen"), icon: "again", .staff(.listen))] + yesAndNo(.sound))
    }

    func staffPrinting(_ kind: SlipKind) -> Content {
        Content(
            "staff-printing", crumb: .ui("staff.title"), title: .ui("slip.printing"), items: [.picture("slip"), .lead(.ui("slip.wait"))])
    }

    func asked(_ test: StaffTest) -> Content {
        Content(
            "staff-asked-\(test.rawValue)", crumb: .ui("staff.\(test.rawValue)"), title: .ui("staff.\(test.rawValue)_ask"),
            items: test == .print ? [.sample] : [.picture("sun")], buttons: yesAndNo(test))
    }

    /// A list, not controls: what lights up is a button of the case.
    func buttonTest(_ pressed: Set<String>) -> Content {
        Content(
            "staff-buttons", crumb: .ui("staff.buttons"), title: .ui("staff.buttons_ask"),
            items: handbook.staff.buttons.map { .light(.name($0), isLit: pressed.contains($0)) },
            buttons: yesAndNo(.buttons))
    }
}

extension Spot {
    /// Where the cross stands that confirms a new setting: none of the corners, so that it proves something.
    fileprivate static let keeping = Spot(x: 0.5, y: 0.75)
}
