import Devices
import LinuxDevices
import SimulatedDevices
import Testing

/// What the keys of every case do, whatever they are made of. A hand holds the key for help of the case that it belongs to.
protocol ButtonHand {
    var buttons: any Buttons { get }
    func hold() throws
    func release() throws
    func end() async
}

private struct SimulatedButtonHand: ButtonHand {
    let simulated = SimulatedButtons(clock: SimulatedClock.running())
    var buttons: any Buttons { simulated }

    func hold() { simulated.hold(.help) }
    func release() { simulated.release(.help) }
    func end() async {}
}

private struct KernelButtonHand: ButtonHand {
    let sim: GpioSim
    let loop: EventLoop
    let linux: LinuxButtons
    var buttons: any Buttons { linux }

    init() async throws {
        sim = try GpioSim("contract", lines: [0: "HELP"])
        loop = try EventLoop(name: "contract")
        linux = try LinuxButtons(loop: loop, wiring: ButtonWiring(wires: [.help: .line(.named("HELP"))]))
        await linux.start()
    }

    func hold() throws { try sim.put(0, false) }
    func release() throws { try sim.put(0, true) }

    func end() async {
        await linux.stop()
        loop.stop()
    }
}

extension KernelInputTests {
    @Suite(.timeLimit(.minutes(1))) struct ButtonsContractTests {
        @Test func `the simulated keys keep the contract`() async throws { try await keep(SimulatedButtonHand()) }

        @Test(.onVirtualBoard) func `the kernel's keys keep the contract`() async throws {
            try await keep(try await KernelButtonHand())
        }

        private func keep(_ hand: some ButtonHand) async throws {
            var listener = ButtonListener(hand.buttons)
            #expect(!hand.buttons.isDown(.help) && !hand.buttons.isDown(.leave))
            try hand.hold()
            await listener.listen(until: .help, isDown: true)
            #expect(hand.buttons.isDown(.help) && !hand.buttons.isDown(.leave))
            try hand.release()
            await listener.listen(until: .help, isDown: false)
            #expect(!hand.buttons.isDown(.help))
            #expect(listener.signals.map(\.isDown) == [true, false])
            #expect(zip(listener.signals, listener.signals.dropFirst()).allSatisfy { $0.at <= $1.at })
            listener.settle()
            #expect(listener.actions[.help] == [.pressed, .released])

            // Whoever asks again gets what comes from now on.
            var second = ButtonListener(hand.buttons)
            try hand.hold()
            await second.listen(until: .help, isDown: true)
            #expect(second.signals.count == 1)
            await hand.end()
        }
    }
}
