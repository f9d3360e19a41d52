import Devices
import Glibc

extension LinuxDisplay {
    /// Looks for the panel from now on, whenever the system tells of a change and once in a while.
    ///
    /// The feed must tell on this display's loop. Without one, a panel is found some seconds later.
    public func start(following feed: UeventFeed? = nil) async {
        do {
            try await feed?.follow("drm") { [weak self] _ in self?.assumeIsolated { $0.look(probing: true) } }
        } catch {
            // Without news the slow look finds every change all the same.
        }
        // What the kernel or the boot splash asked the panel a moment ago need not be asked again.
        look(probing: false)
    }

    /// Looks for the panel; during a look it is done once more afterwards.
    ///
    /// Without `probing` the panel itself is asked only when the kernel knows of none.
    func look(probing isProbing: Bool) {
        guard !isFinished else { return }
        guard search == nil else {
            mustSearchAgain = true
            return
        }
        timer?.cancel()
        let question = CardSearch(panel: panel, options: options, known: card, isProbing: isProbing)
        search = Task { [weak self] in
            let outcome = await question.run()
            await self?.take(outcome, isProbed: isProbing)
        }
    }

    private func take(_ outcome: CardSearch.Outcome, isProbed: Bool) {
        search = nil
        guard !isFinished else { return }
        switch outcome {
        case .found(let socket): connect(socket)
        case .nothing(let status, let card) where !isProbed && !status.isInUse:
            if screen == nil { hold(card) }
            mustSearchAgain = true
        case .nothing(let status, let card):
            disconnect(status)
            hold(card)
            lookAgain(in: status.isInUse ? pace.inUse : pace.unplugged)
        }
        if mustSearchAgain {
            mustSearchAgain = false
            look(probing: true)
        }
    }

    private func connect(_ socket: PanelSocket) {
        lookAgain(in: pace.plugged)
        if let screen, screen.serves(socket) { return }
        disconnect(.unplugged)
        hold(socket.card)
        guard card != nil else { return }
        backlight = light.isLampUseless ? nil : Backlight.find(in: classes)
        do throws(SystemFailure) {
            let isDark = backlight == nil && light.wanted == .off
            let screen = try Screen(socket, panel: panel, options: options, isDark: isDark)
            self.screen = screen
            note(.connected(facts(of: screen)))
        } catch {
            _ = giveUp(after: error)
            return
        }
        count { $0.connections += 1 }
        tell(isPlugged: true)
        // A lamp that came with the panel does not know yet how bright it is to be.
        if backlight != nil { relight() }
    }

    /// Gives the screen up, but not the card.
    private func disconnect(_ status: DisplayStatus) {
        endFlip(.unplugged)
        screen = nil
        note(status)
        tell(isPlugged: false)
    }

    /// Gives everything up after the system refused something, and begins anew soon.
    func giveUp(after failure: SystemFailure) -> DisplayError {
        // EACCES: another program was made the card's master.
        let isInUse = failure.number == EACCES
        let status = card.map { DisplayStatus.inUse(card: $0.path) }.flatMap { isInUse ? $0 : nil }
        disconnect(status ?? .refused(doing: failure.doing, number: failure.number))
        hold(nil)
        // EBUSY: what another program handed over just before is still on its way.
        lookAgain(in: isInUse || failure.number == EBUSY ? pace.inUse : pace.refused)
        return .refused(doing: failure.doing, number: failure.number)
    }

    /// Keeps this card open and listens to it; another one that was open is closed.
    private func hold(_ card: Card?) {
        guard card !== self.card else { return }
        cardWatch?.cancel()
        cardWatch = nil
        self.card = card
        guard let card else { return }
        do throws(SystemFailure) {
            cardWatch = try loop.watch(card.number, for: .readable) { [weak self] ready in
                self?.assumeIsolated { $0.hear(ready) }
            }
        } catch {
            _ = giveUp(after: error)
        }
    }

    private func hear(_ ready: Readiness) {
        if ready.isDisjoint(with: [.failed, .hungUp]) { return read() }
        // The card was pulled.
        _ = giveUp(after: SystemFailure(doing: "listen to the card", number: ENODEV))
    }

    private func lookAgain(in delay: Duration) {
        timer?.cancel()
        timer = loop.after(delay) { [weak self] in
            self?.assumeIsolated { $0.look(probing: !$0.isWell) }
        }
    }

    /// Whether there is nothing more to wish for. A panel that was slow to say what it can show is asked again.
    private var isWell: Bool { screen?.socket.isExact ?? false }

    private func tell(isPlugged: Bool) {
        let isChange = notes.withLock { notes in
            defer { notes.isPlugged = isPlugged }
            return notes.isPlugged != isPlugged
        }
        if isChange { plugs.send(isPlugged) }
    }

    private func facts(of screen: Screen) -> DisplayFacts {
        let socket = screen.socket
        return DisplayFacts(
            card: socket.card.path, driver: socket.card.driver, connector: socket.connector.name, mode: socket.mode,
            isExact: socket.isExact, isAtomic: screen.isAtomic, hasBacklight: backlight != nil)
    }
}

extension DisplayStatus {
    fileprivate var isInUse: Bool {
        if case .inUse = self { true } else { false }
    }
}
