import Guide

/// The staff page: what the machine says of itself, and, with a PIN, its tests. It never shows anything of a visit.
extension Turn {
    /// Opens the staff page, or closes it. A visit that goes on ends first, and its page is never seen again.
    mutating func callStaff() {
        guard !session.page.isStaff else { return endVisit(showing: .welcome) }
        guard model.machine.halt == nil else { return }
        effects.append(.cancelPrint)
        endVisit(showing: .staff(.report))
        session.language = .english
        session.staff = StaffSession()
    }

    /// What a control or key does while the staff page is open: nothing of the visitors' pages.
    mutating func attend(_ action: Action) {
        switch action {
        case .staff(let action): attend(action)
        case .turn(let place): session.place = place
        case .speak(let language):
            guard case .staff(.languages) = session.page, guide.staffLanguages.contains(language) else { return }
            session.language = language
            showStaff(.report)
        case .back: goBack()
        case .leave: leave()
        case .help:
            endVisit(showing: .welcome)
            if model.machine.isServing { openHelp() }
        default: break
        }
    }

    private mutating func goBack() {
        switch session.page {
        case .staff(.report): endVisit(showing: .welcome)
        case .staff(.languages), .staff(.changes), .staff(.pin), .staff(.tests): showStaff(.report)
        case .staff(.calibrated(true)):
            effects.append(.dropCalibration)
            showStaff(.tests)
        default: showStaff(.tests)
        }
    }

    private mutating func attend(_ action: StaffAction) {
        switch action {
        case .finish: endVisit(showing: .welcome)
        case .report: showStaff(.report)
        case .languages: showStaff(.languages)
        case .changes: showStaff(.changes)
        case .group: if model.machine.isServing { gather() }
        case .askPIN: askPIN()
        case .digit(let digit): editPIN { $0.type(digit) }
        case .erase: editPIN { $0.erase() }
        case .enter: enterPIN()
        case .tests, .test, .hit, .nextPattern, .listen, .printReport, .worked, .keep:
            if session.staff?.isTrusted == true { test(action) }
        }
    }

    /// Shows a staff page from its top. What is on trial and not confirmed is dropped.
    mutating func showStaff(_ page: StaffPage) {
        show(.staff(page))
    }

    // MARK: PIN

    private mutating func askPIN() {
        guard handbook.staff.hasPIN else { return }
        if session.staff?.isTrusted == true { return showStaff(.tests) }
        model.machine.staffLock.count(at: now)
        session.staff = StaffSession()
        showStaff(.pin)
    }

    private mutating func editPIN(_ change: (inout PIN) -> Void) {
        guard case .staff(.pin) = session.page, var staff = session.staff, staff.outcome != .checking else { return }
        staff.outcome = nil
        change(&staff.pin)
        session.staff = staff
    }

    private mutating func enterPIN() {
        guard case .staff(.pin) = session.page, var staff = session.staff, staff.outcome != .checking, staff.pin.isWhole
        else { return }
        model.machine.staffLock.count(at: now)
        guard model.machine.staffLock.waitUntil == nil else { return }
        model.machine.staffLock.noteTry(at: now)
        // What is written down comes first: who pulls the cable before the answer has tried all the same.
        effects += [.keepTries(model.machine.staffLock.tries), .checkPIN(model.visit, staff.pin)]
        staff.pin = PIN()
        staff.outcome = .checking
        session.staff = staff
    }

    /// What came back for the staff page that is open.
    mutating func attend(_ answer: Event.Answer) {
        switch answer {
        case .pin(let isRight): learnPIN(isRight)
        case .calibrated(let fits): if case .staff(.fitting) = session.page { showStaff(.calibrated(fits)) }
        case .printed(.test): if case .staff(.printing(.test)) = session.page { showStaff(.asked(.print)) }
        case .printed(.report): if case .staff(.printing(.report)) = session.page { showStaff(.tests) }
        case .couldNotPrint(let kind):
            guard case .staff(.printing(kind)) = session.page else { return }
            if kind == .test { note(.print, false) }
            showStaff(.tests)
        default: break
        }
    }

    private mutating func learnPIN(_ isRight: Bool) {
        guard session.staff?.outcome == .checking else { return }
        session.staff?.outcome = isRight ? nil : .wrong
        guard isRight else { return }
        session.staff?.isTrusted = true
        model.machine.staffLock = StaffLock()
        effects.append(.keepTries(0))
        if case .staff(.pin) = session.page { showStaff(.tests) }
    }

    // MARK: Time

    mutating func staffWaited() {
        let waited = now - session.lastTouch
        if case .staff(.calibrated(true)) = session.page, waited >= StaffAccess.untilDropped {
            effects.append(.dropCalibration)
            showStaff(.tests)
        }
        if case .staff(.pin) = session.page { model.machine.staffLock.count(at: now) }
        if waited >= handbook.staff.untilEnd { endVisit(showing: .welcome) }
    }
}

extension Page {
    /// Whether staff are at it, and no visitor.
    public var isStaff: Bool { if case .staff = self { true } else { false } }
}

extension Guide {
    /// The languages in which the staff page can be read: the site's full ones, and English.
    var staffLanguages: [Language] { site.languagesAndEnglish.filter { !coreLanguages.contains($0) } }
}

extension Site {
    /// The site's languages, with English first where it is none of them.
    var languagesAndEnglish: [Language] { languages.contains(.english) ? languages : [.english] + languages }
}
