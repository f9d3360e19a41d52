import Devices
import LinuxDevices
import Testing

extension KernelInputTests {
    /// Keys on the kernel's own simulated lines, pulled by the test.
    @Suite(.onVirtualBoard, .timeLimit(.minutes(1)))
    struct LinuxButtonsTests {
        private let loop: EventLoop

        init() throws {
            loop = try EventLoop(name: "buttons")
        }

        private func buttons(
            _ wiring: ButtonWiring, budget: EventBudget = LinuxButtons.mostChanges
        ) async throws -> LinuxButtons {
            let buttons = try LinuxButtons(loop: loop, wiring: wiring, feed: UeventFeed(loop: loop), budget: budget)
            await buttons.start()
            return buttons
        }

        /// Ends a test; whatever it made stays there until then.
        private func end(_ buttons: LinuxButtons, _ made: Any...) async {
            await buttons.stop()
            loop.stop()
        }

        @Test func `the library is one that the shim knows`() {
            print("lines are read by \(LinuxButtons.library)")
            #expect(LinuxButtons.library.hasPrefix("libgpiod 1.6") || LinuxButtons.library.hasPrefix("libgpiod 2."))
        }

        @Test func `a button to ground whose contacts chatter is one press and one release`() async throws {
            let sim = try GpioSim("chatter", lines: [0: "HELP"])
            let buttons = try await buttons(ButtonWiring(wires: [.help: .line(.named("HELP"))]))
            #expect(buttons.diagnosis[.help]?.trouble == nil)
            #expect(!buttons.isDown(.help))
            var listener = ButtonListener(buttons)
            let before = MonotonicTime.present
            for _ in 0..<4 {
                try sim.put(0, false)
                try sim.put(0, true)
            }
            try sim.put(0, false)
            await listener.listen(until: .help, isDown: true)
            while !buttons.isDown(.help) { await listener.listen(until: .help, isDown: true) }
            for _ in 0..<4 {
                try sim.put(0, true)
                try sim.put(0, false)
            }
            try sim.put(0, true)
            await listener.listen(until: .help, isDown: false)
            while buttons.isDown(.help) { await listener.listen(until: .help, isDown: false) }
            listener.settle()
            // However much of the chatter was seen, nobody pressed twice.
            let actions = listener.actions[.help] ?? []
            #expect(actions.count { $0 == .pressed } == 1 && actions.count { $0 == .released } <= 1, "\(actions)")
            #expect(listener.signals.allSatisfy { $0.at >= before && $0.at <= .present })
            await end(buttons, sim)
        }

        @Test func `a line goes by its name, its number and the label of its chip`() async throws {
            let sim = try GpioSim("case", lines: [0: "A", 1: "B", 2: "C"])
            let other = try GpioSim("other", lines: [0: "A"])
            let wiring = try ButtonWiring(wires: [
                .up: .line(.named("A", chip: "case"), isActiveLow: false, bias: .pullDown),
                .down: .line(.numbered(1, chip: sim.chip), isActiveLow: false, bias: .pullDown),
                .left: .line(.named("C"), isActiveLow: false, bias: .pullDown),
                .right: .line(.named("A"), isActiveLow: false),
                .select: .line(.named("Z")), .back: .line(.numbered(99, chip: sim.chip)),
                .help: .line(.numbered(0, chip: "gpiochip77")),
            ])
            let buttons = try await buttons(wiring)
            var listener = ButtonListener(buttons)
            for (number, button) in [(0, HardwareButton.up), (1, .down), (2, .left)] {
                try sim.put(number, true)
                await listener.listen(until: button, isDown: true)
                #expect(buttons.isDown(button))
                try sim.put(number, false)
                await listener.listen(until: button, isDown: false)
                #expect(!buttons.isDown(button))
            }
            let told = buttons.diagnosis
            // Two chips have it: nobody knows which is meant.
            #expect(told[.right]?.trouble?.hasPrefix("find the line A: ") == true)
            #expect(told[.select]?.trouble?.hasPrefix("find the line Z: No such file") == true)
            #expect(told[.back]?.trouble?.hasPrefix("take the line \(sim.chip):99") == true, "\(told[.back]?.trouble ?? "")")
            #expect(told[.help]?.trouble?.hasPrefix("find the line gpiochip77:0") == true)
            #expect(told[.up]?.trouble == nil && told[.up]?.changes == 2)
            await end(buttons, sim, other)
        }

        @Test func `a line that somebody else has is told, and taken when it is free`() async throws {
            let sim = try GpioSim("shared", lines: [3: "KEY"])
            let wiring = try ButtonWiring(wires: [.help: .line(.named("KEY"))])
            let first = try await buttons(wiring)
            let second = try await buttons(wiring)
            #expect(second.diagnosis[.help]?.trouble?.contains("Device or resource busy") == true)
            await first.stop()
            await LoopHolder(loop).wait { second.diagnosis[.help]?.trouble == nil }
            var listener = ButtonListener(second)
            try sim.put(3, false)
            await listener.listen(until: .help, isDown: true)
            await end(second, sim)
        }

        // A simulated chip that is taken away while a line of it is watched brings Linux 6.1 down, so no test does that.
        @Test func `a chip that comes late is found, and its keys serve`() async throws {
            let buttons = try await buttons(ButtonWiring(wires: [.help: .line(.named("LATE"))]))
            #expect(!buttons.isDown(.help) && buttons.diagnosis[.help]?.trouble?.hasPrefix("find the line LATE") == true)
            var listener = ButtonListener(buttons)
            let sim = try GpioSim("late", lines: [5: "LATE"])
            await LoopHolder(loop).wait { buttons.diagnosis[.help]?.trouble == nil }
            try sim.put(5, false)
            await listener.listen(until: .help, isDown: true)
            #expect(buttons.isDown(.help))
            await end(buttons, sim)
        }

        @Test func `a key that is down when the kiosk starts sends nothing, and is known to be down`() async throws {
            let sim = try GpioSim("jammed", lines: [0: "HELP", 1: "LEAVE"])
            let wire = { (name: String) in ButtonWire.line(.named(name), isActiveLow: true, bias: .asItIs) }
            try sim.put(0, false)
            try sim.put(1, true)
            let buttons = try await buttons(ButtonWiring(wires: [.help: wire("HELP"), .leave: wire("LEAVE")]))
            #expect(buttons.isDown(.help) && !buttons.isDown(.leave))
            var listener = ButtonListener(buttons)
            try sim.put(1, false)
            await listener.listen(until: .leave, isDown: true)
            #expect(listener.signals.map(\.button) == [.leave])
            await end(buttons, sim)
        }

        @Test func `a line that storms does not silence the others`() async throws {
            let sim = try GpioSim("storm", lines: [0: "LOOSE", 1: "LEAVE"])
            let buttons = try await buttons(
                ButtonWiring(wires: [.help: .line(.named("LOOSE")), .leave: .line(.named("LEAVE"))], debounce: .zero),
                budget: EventBudget(most: 10, window: .seconds(1)))
            var listener = ButtonListener(buttons)
            while (buttons.diagnosis[.help]?.storms ?? 0) == 0, !Task.isCancelled {
                for _ in 0..<20 {
                    try sim.put(0, false)
                    try sim.put(0, true)
                }
            }
            try sim.put(1, false)
            await listener.listen(until: .leave, isDown: true)
            let told = buttons.diagnosis
            #expect((told[.help]?.storms ?? 0) >= 1)
            #expect(told[.leave]?.storms == 0)
            // After the storm the level counts: it is told, unless it is the one that was told last.
            try sim.put(0, false)
            if listener.signals.last(where: { $0.button == .help })?.isDown != true {
                await listener.listen(until: .help, isDown: true)
            }
            #expect(buttons.isDown(.help))
            await end(buttons, sim)
        }

        @Test func `a key that the kernel does not know stops the start with its name`() throws {
            let wiring = try ButtonWiring(wires: [.help: .key("KEY_NONSENSE")])
            do {
                _ = try LinuxButtons(loop: loop, wiring: wiring)
                Issue.record("it was accepted")
            } catch {
                #expect(
                    error.description
                        == "the wire of the button help is \"KEY_NONSENSE\"; allowed is a key by the kernel's name, "
                        + "such as \"KEY_F1\"")
            }
            loop.stop()
        }
    }
}
