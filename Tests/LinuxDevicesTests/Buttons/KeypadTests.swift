import CEvdev
import Devices
import LinuxDevices
import Testing

extension KernelInputTests {
    /// Keys of keypads, on the kernel's own input devices.
    @Suite(.onVirtualBoard, .timeLimit(.minutes(1)))
    struct KeypadTests {
        private let loop: EventLoop
        private let f1 = UInt16(KEY_F1), f2 = UInt16(KEY_F2)

        init() throws {
            loop = try EventLoop(name: "keypad")
        }

        private func keypad(vendor: UInt16 = 0x13ba, name: String = "HID 13ba:0001") throws -> InputHand {
            try InputHand(InputDevice(name: name, busNumber: 3, vendor: vendor, product: 1, keys: Set(1...88)))
        }

        private func buttons(budget: EventBudget = LinuxButtons.mostChanges) async throws -> LinuxButtons {
            let wiring = try ButtonWiring(
                wires: [.help: .key("KEY_F1"), .leave: .key("KEY_F2")],
                keypads: [KeypadPattern(name: NamePattern("HID*"), maker: .init("13ba:0001"))])
            let buttons = try LinuxButtons(loop: loop, wiring: wiring, feed: UeventFeed(loop: loop), budget: budget)
            await buttons.start()
            return buttons
        }

        /// Ends a test; whatever it made stays there until then.
        private func end(_ buttons: LinuxButtons, _ made: Any...) async {
            await buttons.stop()
            loop.stop()
        }

        @Test func `only the keypad of this kiosk presses its keys, and only with the keys that are wired`() async throws {
            let stranger = try keypad(vendor: 0x1c4f, name: "SIGMACHIP USB Keyboard")
            let hand = try keypad()
            let buttons = try await buttons()
            var listener = ButtonListener(buttons)
            stranger.send([.key(f1, true), .report, .key(f1, false), .report])
            hand.send([.key(30, true), .report, .key(30, false), .report])
            hand.send([.key(f2, true), .report])
            await listener.listen(until: .leave, isDown: true)
            #expect(buttons.isDown(.leave) && !buttons.isDown(.help))
            // The keyboard's own repetition, for which a value of 2 stands.
            for _ in 0..<5 { hand.send([InputEvent(type: InputCode.key, code: f2, value: 2), .report]) }
            hand.send([.key(f2, false), .report])
            await listener.listen(until: .leave, isDown: false)
            #expect(listener.signals.map(\.isDown) == [true, false])
            #expect(listener.signals.allSatisfy { $0.button == .leave && $0.at <= .present })
            await end(buttons, stranger, hand)
        }

        @Test func `a keypad that is unplugged lets its keys come up, and serves when it is back`() async throws {
            var hand: InputHand? = try keypad()
            let buttons = try await buttons()
            var listener = ButtonListener(buttons)
            for _ in 0..<3 {
                hand?.send([.key(f1, true), .report])
                await listener.listen(until: .help, isDown: true)
                hand = nil
                await listener.listen(until: .help, isDown: false)
                #expect(!buttons.isDown(.help))
                #expect(buttons.diagnosis[.help]?.trouble != nil)
                hand = try keypad()
                await LoopHolder(loop).wait { buttons.diagnosis[.help]?.trouble == nil }
            }
            hand?.send([.key(f2, true), .report])
            await listener.listen(until: .leave, isDown: true)
            await end(buttons, hand as Any)
        }

        @Test func `a key is held as long as one of two keypads holds it`() async throws {
            let one = try keypad(), two = try keypad()
            let buttons = try await buttons()
            var listener = ButtonListener(buttons)
            one.send([.key(f1, true), .report])
            await listener.listen(until: .help, isDown: true)
            two.send([.key(f1, true), .report, .key(f2, true), .report])
            await listener.listen(until: .leave, isDown: true)
            one.send([.key(f1, false), .report])
            two.send([.key(f2, false), .report])
            await listener.listen(until: .leave, isDown: false)
            #expect(buttons.isDown(.help))
            two.send([.key(f1, false), .report])
            await listener.listen(until: .help, isDown: false)
            #expect(listener.signals.count == 4)
            await end(buttons, one, two)
        }

        @Test func `a release that the kernel's queue lost is found`() async throws {
            let hand = try keypad()
            let buttons = try await buttons()
            var listener = ButtonListener(buttons)
            hand.send([.key(f1, true), .report])
            await listener.listen(until: .help, isDown: true)
            let sender = HandHolder(hand)
            let f1 = f1
            await LoopHolder(loop).hold {
                sender.send([.key(f1, false), .report])
                for step in 0..<400 { sender.send([.key(30, step % 2 == 0), .report]) }
            }
            await listener.listen(until: .help, isDown: false)
            #expect(!buttons.isDown(.help))
            await end(buttons, hand)
        }

        @Test func `a keypad that storms has to wait, and serves again`() async throws {
            let hand = try keypad()
            let buttons = try await buttons(budget: EventBudget(most: 20, window: .milliseconds(500)))
            var listener = ButtonListener(buttons)
            let sender = HandHolder(hand)
            let f2 = f2
            await sender.storm(f2) { await LoopHolder(loop).wait { (buttons.diagnosis[.leave]?.storms ?? 0) > 1 } }
            hand.send([.key(f1, true), .report])
            await listener.listen(until: .help, isDown: true)
            // The last word of the storm was "up".
            await LoopHolder(loop).wait { !buttons.isDown(.leave) }
            await end(buttons, hand)
        }
    }
}
