import Devices
import Guide
import Sealing
import Visit

/// What whoever watches over the kiosk may know of it.
extension Kiosk {
    /// The pulse of the kiosk itself; what the loop and the ledger do is added by whoever owns them.
    func vitalSigns(inputPolls: UInt64, ledgerProbes: UInt64) -> VitalSigns {
        VitalSigns(
            pictures: pictures, pictureDueSince: pictureDueSince, inputPolls: inputPolls, ledgerProbes: ledgerProbes)
    }

    /// In words, for the service manager.
    var condition: String {
        var troubles: [String] = []
        if !hasDisplay { troubles.append("no screen") }
        if !hasTouch { troubles.append("no touch panel") }
        troubles += stuckButtons.map { "key \($0.rawValue) is stuck" }.sorted()
        if !desk.model.machine.canSave { troubles.append("no ledger, numbers cannot be given") }
        if !printer.canPrint { troubles.append("printer: \(printer)") }
        return troubles.isEmpty ? "Serving." : "Serving. Look at: \(troubles.joined(separator: "; "))."
    }

    /// What the kiosk knows of its parts without asking its devices; whoever owns the devices adds what they say.
    public func facts(kiosk name: String, program: String) async -> HealthFacts {
        let model = desk.model
        let guide = desk.handbook.guide
        var facts = HealthFacts(kiosk: name, site: guide.site.id, program: program, wall: ports.clock.wall)
        // A guide whose signature is not that of the trusted key is never shown.
        facts.guide = HealthFacts.Guide(version: guide.version, builtOn: "\(guide.builtOn)", isSigned: true)
        facts.paper = model.machine.paper.name
        facts.ledger = HealthFacts.Ledger(isOpen: model.machine.canSave, kept: model.machine.kept.sealedRecords)
        if let waiting = await errands.waiting() { facts.ledger.note(waiting) }
        facts.lastTouched = lastTouched
        facts.faults = log.faults
        facts.devices = [
            HealthFacts.Device(.display, isThere: hasDisplay, name: ports.display.panel.name),
            HealthFacts.Device(.network, isThere: model.machine.hasNetwork),
        ]
        return facts
    }

    /// The day of the last touch; `nil`: nobody touched it since the start, or the day is not known.
    private var lastTouched: String? {
        guard signals > 0 else { return nil }
        var wall = ports.clock.wall
        wall.secondsSince1970 -= (ports.clock.now.sinceBoot - desk.model.session.lastTouch).components.seconds
        return wall.day(desk.handbook.guide.site)?.description
    }

    /// The newest report, for the staff page.
    public func learn(_ report: StaffReport) async {
        await happen(.became(.report(report)))
    }

    /// From now on numbers are sealed to this key: that of the hub with which the kiosk has just been enrolled.
    public func seal(to key: MRCPublicKey) async { await errands.seal(to: key) }

    /// Buttons that hang.
    public var stuck: Set<HardwareButton> { stuckButtons }

    /// Prints the report of the kiosk's health, as staff ask for it from outside.
    public func printReport() async {
        if let refusal = send(.print(desk.model.visit, .report, .english)) { await happen(refusal) }
    }
}
