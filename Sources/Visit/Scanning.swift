import Guide

/// How somebody reaches everything with one or two switches: a frame goes from control to control, and a press chooses.
public struct Scan: Equatable, Sendable {
    /// Whether the frame moves by itself; else a switch moves it.
    ///
    /// The default is `false`.
    public var moves = false

    /// How long the frame stays on each control, in milliseconds.
    ///
    /// The default is 2,500. Range: 500–10,000.
    public private(set) var stays = 2_500

    /// When the frame came to where it is, since boot.
    var since: Duration = .zero
    /// How long the last press came after the frame.
    var waited: Duration = .zero
    /// How long those presses took from which the pace is found, in milliseconds.
    private(set) var presses: [Int] = []

    /// What ``stays`` may be, in milliseconds.
    static let range = 500...10_000
    /// Presses from which a pace is found. Chosen: one may be luck, and ten tire.
    static let neededPresses = 3
    /// How much longer the frame stays while its words are heard. Chosen: a button's words last about two seconds.
    static let whileHeard = 2

    /// The pace that was found; `nil`: there were too few presses.
    var hasFoundPace: Bool { presses.count >= Scan.neededPresses }

    /// The same after something happened at `now`: the frame stays anew from there.
    func renewed(at now: Duration) -> Scan {
        var scan = self
        (scan.waited, scan.since) = (now - since, now)
        return scan
    }

    mutating func stay(_ milliseconds: Int) {
        stays = min(max(milliseconds, Scan.range.lowerBound), Scan.range.upperBound)
    }

    /// Begins to look for the pace, at the slowest that is usual.
    mutating func beginFinding() {
        presses = []
        stay(4_000)
    }

    /// Counts a press in time. After the last the frame moves by itself, at the pace of these presses.
    ///
    /// Source: Simpson, Koester and LoPresti, "Selecting an appropriate scan rate: the .65 rule", Assistive Technology 19 (2007):
    /// whoever needs a time for a press needs it to be 65 % of the frame's stay.
    mutating func count(pressAfter time: Duration) {
        guard !hasFoundPace else { return }
        presses.append(time.milliseconds)
        guard hasFoundPace else { return }
        let mean = presses.reduce(0, +) / presses.count
        stay((mean * 100 / 65 + 99) / 100 * 100)
        moves = true
    }
}

/// What somebody meant who uses switches.
public enum ScanAction: Hashable, Sendable {
    /// The frame moves by itself, or waits for a switch.
    case moves(Bool)
    case shorter, longer
    /// To the page on which the pace is found.
    case find
    /// There, the star was pressed, or something beside it.
    case star, beside
}

extension Turn {
    /// A switch was pressed: from now on this visit has a frame. Before and after a visit nothing may be kept for the next one.
    mutating func takeUpSwitches() {
        guard session.scan == nil, session.page.isOfAVisit else { return }
        session.scan = Scan().renewed(at: now)
    }

    mutating func scan(_ action: ScanAction) {
        guard session.page.isOfAVisit else { return }
        var scan = session.scan ?? Scan()
        switch action {
        case .moves(let moves): scan.moves = moves
        case .shorter: scan.stay(scan.stays - 500)
        case .longer: scan.stay(scan.stays + 500)
        case .find: scan.beginFinding()
        case .star: scan.count(pressAfter: scan.waited)
        case .beside: scan.stay(scan.stays + 500)
        }
        session.scan = scan
        switch action {
        case .find: go(to: .pace)
        case .star: if session.page == .pace { show(.pace) }
        default: break
        }
    }

    /// Moves the frame on when it has stayed long enough. That is no sign of a visitor.
    mutating func moveFrame() {
        guard let due = model.frameDue, now >= due else { return }
        session.scan = session.scan?.renewed(at: now)
        effects.append(.moveFrame)
    }

    /// The frame stands on a control.
    mutating func frame(_ control: ControlID) {
        guard session.scan != nil, session.page.isOfAVisit else { return }
        session.focus = control
        if model.machine.hasHeadset { effects += [.silence, .readControl(control)] }
    }
}

extension Model {
    /// Whether the frame goes on by itself.
    public var frameMoves: Bool { frameDue != nil }

    /// When the frame moves on by itself, since boot; `nil`: it does not.
    var frameDue: Duration? {
        guard let scan = session.scan, session.page.isOfAVisit, scan.moves || session.isFindingPace else { return nil }
        return scan.since + .milliseconds(scan.stays * (machine.hasHeadset ? Scan.whileHeard : 1))
    }
}

extension Session {
    /// Whether the frame moves so that a pace can be found: then only over the things to press, and "leave now".
    public var isFindingPace: Bool { page == .pace && scan?.hasFoundPace == false }
}

extension View {
    /// What the settings say of switches, once one was pressed.
    var switches: [Item] {
        guard let scan = session.scan else { return [] }
        func option(_ name: String, _ action: ScanAction, icon: String? = nil, isSelected: Bool = false) -> Item {
            .control(Control("scan.\(name)", .option, .ui("scan.\(name)"), icon: icon, isSelected: isSelected, .scan(action)))
        }
        return [
            .heading(.ui("scan.title")), .note(.ui("scan.lead")),
            option("moves", .moves(true), isSelected: scan.moves), option("waits", .moves(false), isSelected: !scan.moves),
            stays(scan), option("shorter", .shorter, icon: "minus"), option("longer", .longer, icon: "plus"),
            option("find", .find, icon: "clock"),
        ]
    }

    /// A star among other things: whoever presses when the frame is on it shows how fast the frame may be.
    var pace: Content {
        let scan = session.scan ?? Scan()
        let buttons = [Control("nav.done", .mainButton, .ui("nav.done"), icon: "check", .back)]
        if scan.hasFoundPace {
            return Content("pace", crumb: .ui("scan.title"), title: .ui("scan.found"), items: [stays(scan)], buttons: buttons)
        }
        let beside = zip(["sun", "weather-cloud"], 1...2).map { icon, number in
            Item.control(Control("scan.beside-\(number)", .tile, .count(number), icon: icon, .scan(.beside)))
        }
        let star = Item.control(Control("scan.star", .tile, .ui("scan.star"), icon: "star", .scan(.star)))
        return Content(
            "pace", crumb: .ui("scan.title"), title: .ui("scan.press"),
            items: (scan.presses.isEmpty ? [] : [.lead(.ui("scan.again"))]) + [beside[0], star, beside[1]])
    }

    private func stays(_ scan: Scan) -> Item {
        let (whole, tenth) = (scan.stays / 1000, scan.stays % 1000 / 100)
        return .paragraph(.ui("scan.stays", ["seconds": .digits(tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")]))
    }
}

extension Duration {
    /// Whole milliseconds.
    fileprivate var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}
