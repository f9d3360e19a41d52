import Devices
import Visit

/// What comes in from the devices.
extension Kiosk {
    func watchTouch() async {
        for await signal in ports.touch.events {
            if signal == .unplugged { log.note(.touchLost) }
            hasTouch = signal != .unplugged
            await perform(desk.feel(signal, at: ports.clock.now))
            signals += 1
        }
    }

    func watchButtons() async {
        for button in HardwareButton.allCases where ports.buttons.isDown(button) {
            // A key that hangs since before the start does nothing, and is told in time.
            debouncers[button, default: keyAtRest].found(isDown: true, at: ports.clock.now)
        }
        setTimer()
        for await signal in ports.buttons.events {
            // An edge from before the last reading says nothing any more: the level does.
            let isStale = buttonReadAt[signal.button].map { signal.at < $0 } ?? false
            await take(isStale ? ports.buttons.isDown(signal.button) : signal.isDown, of: signal.button, at: signal.at)
            signals += 1
        }
    }

    /// Edges get lost: the level of a key that is held, or that may still chatter, is read again.
    func readHeldButtons(at now: MonotonicTime) async {
        for (button, debouncer) in debouncers {
            guard let reading = debouncer.nextReading, reading <= now else { continue }
            buttonReadAt[button] = now
            await take(ports.buttons.isDown(button), of: button, at: now)
        }
    }

    private func take(_ isDown: Bool, of button: HardwareButton, at time: MonotonicTime) async {
        chord.receive(button, isDown: isDown, at: time)
        let actions = debouncers[button, default: keyAtRest].receive(isDown: isDown, at: time)
        for action in actions {
            if action == .stuck { stuckButtons.insert(button) }
            if action == .freed { stuckButtons.remove(button) }
            if action == .stuck { log.note(.buttonStuck, ["button": "\(button.rawValue)"]) }
            if action == .pressed { await perform(desk.push(button, at: ports.clock.now)) }
        }
        setTimer()
    }

    func watchPrinter() async {
        for await status in ports.printer.statusChanges { await learn(status) }
    }

    func learn(_ status: PrinterStatus) async {
        if status != printer { log.note(.printerBecame, ["printer.status": "\(status)"]) }
        printer = status
        await happen(.became(.paper(status.paper, canPrint: status.canPrint)))
    }

    func watchHeadset() async {
        for await isIn in ports.speaker.headset { await happen(.became(.headset(isIn))) }
    }

    func watchNetwork() async {
        for await isUp in ports.network.isUp {
            await happen(.became(.network(isUp)))
            await hub.network(isUp)
        }
    }

    /// A panel that comes back shows nothing of before: the whole picture is due at once.
    func watchDisplay() async {
        for await isConnected in ports.display.connection {
            if isConnected {
                if !hasDisplay { await present() }
            } else {
                lose(.unplugged)
            }
        }
    }

    func happen(_ event: Event) async {
        await perform(desk.receive(event, at: ports.clock.now))
    }
}

extension PrinterStatus {
    /// What the pages need to know of the paper.
    var paper: Machine.Paper {
        if contains(.paperOut) { return .out }
        if contains(.unknown) { return .unknown }
        return contains(.paperNearEnd) ? .nearEnd : .fine
    }
}
