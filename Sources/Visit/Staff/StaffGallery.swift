extension Gallery {
    /// The pages of the staff, each in the states that look different.
    func staffPages(_ base: Model) -> [Exhibit] {
        pages.map { name, page, change in
            var model = base
            model.session.page = .staff(page)
            model.session.staff = StaffSession()
            model.machine.report = Gallery.sampleReport(.healthy)
            change(&model)
            return Exhibit(name: name, model: model)
        }
    }

    private typealias Sample = (name: String, page: StaffPage, change: (inout Model) -> Void)

    private var pages: [Sample] {
        let screens = ScreenPattern.allCases.map { pattern -> Sample in
            ("staff.screen.\(pattern.rawValue)", .screen(pattern), { _ in })
        }
        let some = Set(Gallery.sampleStaff.buttons.prefix(2))
        return [
            ("staff.report", .report, { _ in }),
            ("staff.report.degraded", .report, { $0.machine.report = Gallery.sampleReport(.degraded) }),
            ("staff.report.out-of-order", .report, { $0.machine.report = Gallery.sampleReport(.outOfOrder) }),
            ("staff.languages", .languages, { _ in }),
            ("staff.changes", .changes, { _ in }),
            ("staff.pin", .pin, { $0.session.staff?.pin = PIN("4711") ?? PIN() }),
            ("staff.pin.wrong", .pin, { $0.session.staff?.outcome = .wrong }),
            (
                "staff.pin.wait", .pin,
                { model in
                    model.session.staff?.outcome = .wrong
                    model.machine.staffLock.waitUntil = .seconds(30)
                    model.machine.staffLock.secondsLeft = 30
                }
            ),
            ("staff.tests", .tests, { $0.machine.tests = [.touch: true, .print: false] }),
            ("staff.touch", .touch(hit: [], felt: nil), { _ in }),
            ("staff.touch.some", .touch(hit: [0, 3, 4], felt: Spot(x: 0.97, y: 0.52)), { _ in }),
            ("staff.calibration", .calibration([]), { _ in }),
            ("staff.calibration.last", .calibration(Array(Spot.corners.prefix(3))), { _ in }),
            ("staff.fitting", .fitting, { _ in }),
            ("staff.calibrated", .calibrated(true), { _ in }),
            ("staff.calibration-failed", .calibrated(false), { _ in }),
            ("staff.sound", .sound, { _ in }),
            ("staff.printing", .printing(.test), { _ in }),
            ("staff.asked.screen", .asked(.screen), { _ in }),
            ("staff.asked.print", .asked(.print), { _ in }),
            ("staff.buttons", .buttons([]), { _ in }),
            ("staff.buttons.some", .buttons(some), { _ in }),
        ] + screens
    }

    /// What staff may do in pictures and checks.
    public static let sampleStaff = StaffAccess(
        hasPIN: true,
        buttons: ["leave", "help", "fastSlip", "staff", "up", "down", "left", "right", "select", "back", "volumeUp",
            "volumeDown",
        ])

    /// For pictures only.
    static func sampleReport(_ condition: StaffReport.Condition) -> StaffReport {
        let paper = StaffReport.Finding(
            code: "P2", what: "There is no paper.", whatToDo: "Put in a new roll.", condition: .degraded)
        let network = StaffReport.Finding(
            code: "N1", what: "There is no network.", whatToDo: "Everything works without; check the cable when records wait.",
            condition: .healthy)
        let screen = StaffReport.Finding(
            code: "T1", what: "The touch panel is not there.", whatToDo: "Check the panel's USB cable.", condition: .outOfOrder)
        let findings: [StaffReport.Finding] =
            switch condition {
            case .healthy: [network]
            case .degraded: [paper, network]
            case .outOfOrder: [screen, paper, network]
            }
        return StaffReport(
            kiosk: "kiosk-1", condition: condition, findings: findings,
            lines: [
                StaffReport.Line("Display", "working (HDMI-A-1, 1280 x 800)"),
                StaffReport.Line("Touch", "working (ILITEK Touch)"),
                StaffReport.Line("Printer", "working (epson-tm-t20, ready)"), StaffReport.Line("Paper", "fine"),
                StaffReport.Line("Ledger", "open, 4 records kept"), StaffReport.Line("Guide", "2026.11.1, signature good"),
                StaffReport.Line("Clock", "2026-11-22, set by the network"), StaffReport.Line("Program", "0.1.0, up 3 d"),
            ])
    }
}
