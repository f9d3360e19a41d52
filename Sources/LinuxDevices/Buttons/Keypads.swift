import Devices

/// One keypad whose keys are keys of the case.
struct Keypad {
    let device: EvdevDevice
    let watch: Watch
    /// Which of its keys are buttons, by the kernel's number.
    let keys: [UInt16: HardwareButton]
    var down: Set<HardwareButton> = []
    var budget: EventBudget
    var pause: Watch?

    /// How many keypads count. Chosen: one for each hand, and a keypad is often two devices.
    static let most = 4

    /// How many events one turn reads.
    static let eventsPerTurn = 64
}

/// Keypads: found among the input devices by the wiring's patterns, kept to ourselves.
extension LinuxButtons {
    /// Takes the keypads that are there and not yet taken.
    func takeKeypads() {
        guard !keys.isEmpty else { return }
        for found in search.look() where keypads[found.node] == nil && keypads.count < Keypad.most {
            guard wiring.takes(found.device, keys: Set(keys.keys)) else { continue }
            take(found)
        }
        let missing = keys.values.filter { diagnosis[$0]?.trouble == LinuxButtons.notYet }
        trouble("no keypad has it", of: missing)
    }

    private func take(_ found: InputSearch.Found) {
        let mine = keys.filter { found.device.keys.contains($0.key) }
        do throws(SystemFailure) {
            let device = try EvdevDevice(node: found.node)
            try device.grab()
            let node = found.node
            let watch = try loop.watch(device.descriptor, for: .readable) { [weak self] ready in
                self?.assumeIsolated { $0.read(node, ready) }
            }
            keypads[node] = Keypad(device: device, watch: watch, keys: mine, budget: budget)
            // A key that is down already was not pressed just now: its level is kept, and nothing is sent.
            for (key, button) in mine where device.isDown(key) { keypads[node]?.down.insert(button) }
            for button in mine.values { keep(button, isDown: isHeld(button)) }
            trouble(nil, of: mine.values)
        } catch {
            trouble("\(error)", of: mine.values)
        }
    }

    private func read(_ node: String, _ ready: Readiness) {
        guard ready.isDisjoint(with: [.failed, .hungUp]) else { return loseKeypad(node, "the keypad was unplugged") }
        keypads[node]?.pause?.cancel()
        keypads[node]?.pause = nil
        let now = loop.now
        for _ in 0..<Keypad.eventsPerTurn {
            guard keypads[node]?.budget.take(at: now) == true else { return wait(node) }
            switch keypads[node]?.device.next() {
            case .event(let event, let moment): receive(event, from: node, at: moment)
            case .lost:
                _ = keypads[node]?.budget.take(EventBudget.eventsOfLoss, at: now)
                resynchronise(node)
            case .nothing, nil: return
            case .gone(let failure): return loseKeypad(node, "\(failure)")
            }
        }
        readOn(node, at: now)
    }

    /// Goes on reading without being told that something waits: the library may have read it from the kernel already.
    private func readOn(_ node: String, at moment: MonotonicTime) {
        keypads[node]?.pause = loop.at(moment) { [weak self] in self?.assumeIsolated { $0.goOn(node) } }
    }

    private func receive(_ event: InputEvent, from node: String, at moment: MonotonicTime) {
        // A value of 2 is the keyboard's own repetition: nobody pressed again.
        guard event.type == InputCode.key, event.value != 2, let button = keys[event.code] else { return }
        change(button, to: event.value != 0, by: node, at: moment)
    }

    /// Takes the levels from the kernel after events were lost.
    private func resynchronise(_ node: String) {
        guard let keypad = keypads[node] else { return }
        keypad.device.resynchronise()
        for (key, button) in keypad.keys { change(button, to: keypad.device.isDown(key), by: node, at: loop.now) }
    }

    private func change(_ button: HardwareButton, to isDown: Bool, by node: String, at moment: MonotonicTime) {
        let before = isHeld(button)
        if isDown { keypads[node]?.down.insert(button) } else { keypads[node]?.down.remove(button) }
        let after = isHeld(button)
        guard before != after else { return }
        keep(button, isDown: after)
        send(button, after, at: moment)
    }

    private func isHeld(_ button: HardwareButton) -> Bool { keypads.values.contains { $0.down.contains(button) } }

    private func wait(_ node: String) {
        guard let keypad = keypads[node] else { return }
        do throws(SystemFailure) { try keypad.watch.change(to: []) } catch { return loseKeypad(node, "\(error)") }
        noteStorm(of: keypad.keys.values)
        readOn(node, at: keypad.budget.reopening ?? loop.now)
    }

    private func goOn(_ node: String) {
        do throws(SystemFailure) {
            try keypads[node]?.watch.change(to: .readable)
            read(node, [])
        } catch {
            loseKeypad(node, "\(error)")
        }
    }

    /// Lets go of a keypad; whatever it held down comes up.
    func loseKeypad(_ node: String, _ reason: String) {
        guard let keypad = keypads[node] else { return }
        keypad.pause?.cancel()
        keypad.watch.cancel()
        let others = keypads.filter { $0.key != node }.values
        let served = others.reduce(into: Set<HardwareButton>()) { $0.formUnion($1.keys.values) }
        trouble(reason, of: Set(keypad.keys.values).subtracting(served))
        for button in keypad.down { change(button, to: false, by: node, at: loop.now) }
        keypads[node] = nil
    }
}
