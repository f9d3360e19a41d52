import Devices
import LinuxDevices
import Testing

extension KernelInputTests {
    /// The panel on the kernel's own input devices, moved by the test.
    @Suite(.onVirtualBoard, .timeLimit(.minutes(1)))
    struct TouchPanelTests {
        private let loop: EventLoop

        init() throws {
            loop = try EventLoop(name: "touch")
        }

        private func panel(
            _ options: TouchOptions = TouchOptions(), budget: EventBudget = LinuxTouchPanel.mostEvents
        ) async -> LinuxTouchPanel {
            let panel = LinuxTouchPanel(
                loop: loop, glass: SoldPanel.glass, options: options, feed: UeventFeed(loop: loop), budget: budget)
            await panel.start()
            return panel
        }

        /// Ends a test; whatever it made stays there until then.
        private func end(_ panel: LinuxTouchPanel, _ made: Any...) async {
            await panel.stop()
            loop.stop()
        }

        private static func isEmpty(_ signal: TouchSignal) -> Bool { signal == .contacts([]) }

        @Test func `two fingers in slots: the first one acts and the second does not`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel()
            var listener = TouchListener(panel)
            await listener.listen { Self.isEmpty($0) }
            listener.forget()
            hand.send(InputEvent.finger(0, id: 1, 50, 50) + [.key(InputCode.touch, true), .report])
            hand.send(InputEvent.finger(1, id: 2, 120, 80) + [.report])
            await listener.listen { if case .contacts(let all) = $0 { all.count == 2 } else { false } }
            hand.send(InputEvent.lift(0) + [.report])
            hand.send(InputEvent.lift(1) + [.key(InputCode.touch, false), .report])
            await listener.listen { Self.isEmpty($0) }
            #expect(listener.gestures == [.began(at: Point(x: 50, y: 50)), .ended(at: Point(x: 50, y: 50))])
            #expect(panel.diagnosis.device?.node == hand.node && panel.diagnosis.device?.isGrabbed == true)
            await end(panel, hand)
        }

        @Test func `contacts without numbers: a tap beside a resting finger`() async throws {
            let hand = try InputHand(SoldPanel.anonymous)
            let panel = await panel()
            var listener = TouchListener(panel)
            await listener.listen { Self.isEmpty($0) }
            func send(_ places: [(Double, Double)]) {
                let contacts = places.flatMap { place -> [InputEvent] in
                    InputEvent.loose(place.0, place.1)
                }
                let all = contacts.isEmpty ? [.contactReport] : contacts
                hand.send(all + [.key(InputCode.touch, !contacts.isEmpty), .report])
            }
            send([(50, 50)])
            send([(120, 80), (52, 50)])
            send([(120, 80)])
            send([])
            await listener.listen(untilEnded: 1)
            #expect(listener.actions == [Point(x: 50, y: 50)])
            #expect(panel.diagnosis.device?.reporting == .anonymous)
            await end(panel, hand)
        }

        @Test func `a panel for one finger`() async throws {
            let hand = try InputHand(SoldPanel.single)
            let panel = await panel()
            var listener = TouchListener(panel)
            hand.send([.axis(InputCode.x, 300), .axis(InputCode.y, 400), .key(InputCode.touch, true), .report])
            hand.send([.key(InputCode.touch, false), .report])
            await listener.listen(untilEnded: 1)
            #expect(listener.actions == [Point(x: 30, y: 40)])
            #expect(panel.diagnosis.device?.reporting == .single)
            await end(panel, hand)
        }

        @Test func `the pointer of a pretended board is a panel where somebody wants it`() async throws {
            let hand = try InputHand(
                InputDevice(
                    name: "test tablet", busNumber: InputBus.virtual.number, keys: [InputCode.leftButton],
                    axes: [InputCode.x: 0...32_767, InputCode.y: 0...32_767]))
            let panel = await panel(
                TouchOptions(
                    buses: TouchOptions.builtIn + [.virtual], names: [try NamePattern("test tablet")], takesTablets: true))
            var listener = TouchListener(panel)
            hand.send([.axis(InputCode.x, 16_384), .axis(InputCode.y, 8_192), .report])
            hand.send([.key(InputCode.leftButton, true), .report, .key(InputCode.leftButton, false), .report])
            await listener.listen(untilEnded: 1)
            #expect(listener.actions.count == 1)
            #expect(listener.actions.allSatisfy { $0.distance(to: Point(x: 100, y: 25)).value < 0.1 })
            await end(panel, hand)
        }

        @Test(arguments: [TouchAxes.Turn.none, .quarter, .half, .threeQuarters])
        func `the touch turns with the picture`(turn: TouchAxes.Turn) async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel(TouchOptions(turn: turn))
            var listener = TouchListener(panel)
            hand.send(InputEvent.finger(0, id: 1, 50, 75) + [.report] + InputEvent.lift(0) + [.report])
            await listener.listen(untilEnded: 1)
            let expected: Point =
                switch turn {
                case .none: Point(x: 50, y: 75)
                case .quarter: Point(x: 50, y: 25)
                case .half: Point(x: 150, y: 25)
                case .threeQuarters: Point(x: 150, y: 75)
                }
            #expect(listener.actions.count == 1 && listener.actions.allSatisfy { $0.distance(to: expected).value < 0.1 })
            await end(panel, hand)
        }

        @Test func `a trembling finger with ghosts around it is one touch where it came down`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel()
            var listener = TouchListener(panel)
            hand.send(InputEvent.finger(0, id: 1, 50, 50) + [.report])
            for step in 0..<120 {
                let swing = step % 2 == 0 ? 2.0 : -2.0
                var events = InputEvent.finger(0, 50 + swing, 50 - swing)
                // A ghost comes and goes far off, and one at the very edge.
                if step % 10 == 3 { events += InputEvent.finger(1, id: Int32(100 + step), 190, 5) }
                if step % 10 == 6 { events += InputEvent.lift(1) }
                hand.send(events + [.report])
                await LoopHolder(loop).settle()
            }
            hand.send(InputEvent.lift(0) + [.report])
            await listener.listen(untilEnded: 1)
            #expect(panel.diagnosis.drops == 0)
            #expect(listener.actions == [Point(x: 50, y: 50)])
            #expect(!listener.gestures.contains { if case .moved = $0 { true } else { false } })
            await end(panel, hand)
        }

        @Test func `a touch during which the kernel's queue ran over is cancelled, and the next one acts`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel()
            var listener = TouchListener(panel)
            hand.send(InputEvent.finger(0, id: 1, 50, 50) + [.report])
            await listener.listen { if case .contacts(let all) = $0 { !all.isEmpty } else { false } }
            let sender = HandHolder(hand)
            await LoopHolder(loop).hold {
                // Nobody reads meanwhile, and the kernel keeps some dozen reports.
                for step in 0..<600 {
                    sender.send(InputEvent.finger(0, 50 + Double(step % 40), 50) + [.report])
                }
                // The finger is lifted and another one is on the glass when reading goes on.
                sender.send(InputEvent.lift(0) + [.report] + InputEvent.finger(1, id: 9, 120, 80) + [.report])
            }
            await listener.listen { if case .contacts(let all) = $0 { all.map(\.id) == [9] } else { false } }
            #expect(panel.diagnosis.drops >= 1)
            #expect(listener.signals.contains(.interrupted))
            #expect(listener.actions == [])
            #expect(listener.gestures.last == .cancelled(.interrupted))
            // What was there when reading went on does not act; what comes after does.
            hand.send(InputEvent.lift(1) + [.report])
            await listener.listen { Self.isEmpty($0) }
            hand.send(InputEvent.finger(0, id: 10, 90, 20) + [.report] + InputEvent.lift(0) + [.report])
            await listener.listen { Self.isEmpty($0) }
            #expect(listener.actions == [Point(x: 90, y: 20)])
            await end(panel, hand)
        }

        @Test func `contacts without numbers: a touch during which events were lost is cancelled`() async throws {
            let hand = try InputHand(SoldPanel.anonymous)
            let panel = await panel()
            var listener = TouchListener(panel)
            await listener.listen { Self.isEmpty($0) }
            hand.send(InputEvent.loose(50, 50) + [.key(InputCode.touch, true), .report])
            await listener.listen { if case .contacts(let all) = $0 { !all.isEmpty } else { false } }
            let sender = HandHolder(hand)
            await LoopHolder(loop).hold {
                for step in 0..<600 { sender.send(InputEvent.loose(50 + Double(step % 40), 50) + [.report]) }
            }
            await listener.listen { $0 == .interrupted }
            // The same finger still lies there, and is lifted.
            hand.send(InputEvent.loose(60, 50) + [.report])
            hand.send([.contactReport, .key(InputCode.touch, false), .report])
            await listener.listen { Self.isEmpty($0) }
            #expect(listener.gestures == [.began(at: Point(x: 50, y: 50)), .cancelled(.interrupted)])
            hand.send(InputEvent.loose(150, 20) + [.key(InputCode.touch, true), .report])
            hand.send([.contactReport, .key(InputCode.touch, false), .report])
            await listener.listen { Self.isEmpty($0) }
            #expect(listener.actions == [Point(x: 150, y: 20)])
            await end(panel, hand)
        }

        @Test func `a panel that is unplugged in mid-touch cancels it, and acts when it is plugged in again`() async throws {
            var hand: InputHand? = try InputHand(SoldPanel.slots())
            let panel = await panel()
            var listener = TouchListener(panel)
            for round: Int32 in 1...5 {
                hand?.send(InputEvent.finger(0, id: round, 50, 50) + [.report])
                await listener.listen { if case .contacts(let all) = $0 { !all.isEmpty } else { false } }
                hand = nil
                await listener.listen { $0 == .unplugged }
                #expect(listener.gestures.last == .cancelled(.unplugged))
                hand = try InputHand(SoldPanel.slots())
                await listener.listen { $0 == .plugged }
                await listener.listen { Self.isEmpty($0) }
                // Elsewhere each time, so that nobody takes it for the echo of the one before.
                hand?.send(InputEvent.finger(0, id: 77, Double(round) * 30, 20) + [.report] + InputEvent.lift(0) + [.report])
                await listener.listen { Self.isEmpty($0) }
                #expect(listener.actions.count == Int(round))
            }
            #expect(panel.diagnosis.arrivals == 6)
            await end(panel, hand as Any)
        }

        @Test func `a finger that was on the glass before the kiosk does not act`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            hand.send(InputEvent.finger(0, id: 5, 50, 50) + [.report])
            let panel = await panel()
            var listener = TouchListener(panel)
            await listener.listen { if case .contacts(let all) = $0 { all.map(\.id) == [5] } else { false } }
            hand.send(InputEvent.lift(0) + [.report])
            await listener.listen { Self.isEmpty($0) }
            #expect(listener.gestures == [])
            await end(panel, hand)
        }

        @Test func `of mice, keyboards and two panels the one inside the case is read, and the others are told`() async throws {
            let mouse = try InputHand(
                InputDevice(name: "a mouse", busNumber: 3, keys: [InputCode.leftButton], relativeAxes: [0, 1]))
            var liar = SoldPanel.slots("a keyboard that lies")
            liar.keys.formUnion(1...57)
            let keyboard = try InputHand(liar)
            let outside = try InputHand(SoldPanel.slots("outside"))
            let panel = await panel()
            #expect(panel.diagnosis.device?.name == "outside")
            // A better one that comes later takes over.
            var listener = TouchListener(panel)
            let inside = try InputHand(SoldPanel.slots("inside", bus: .i2c))
            await listener.listen { $0 == .unplugged }
            await listener.listen { $0 == .plugged }
            let told = panel.diagnosis
            #expect(told.device?.name == "inside" && told.device?.bus == .i2c)
            #expect(told.others[mouse.node] == "a mouse: it moves a pointer")
            #expect(told.others[keyboard.node] == "a keyboard that lies: it has the keys of a keyboard")
            outside.send(InputEvent.finger(0, id: 1, 10, 10) + [.report] + InputEvent.lift(0) + [.report])
            inside.send(InputEvent.finger(0, id: 2, 90, 90) + [.report] + InputEvent.lift(0) + [.report])
            await listener.listen(untilEnded: 1)
            #expect(listener.actions == [Point(x: 90, y: 90)])
            await end(panel, mouse, keyboard, outside, inside)
        }

        @Test func `nobody else can read a panel that the kiosk reads`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel()
            let second = LinuxTouchPanel(loop: loop, glass: SoldPanel.glass)
            await second.start()
            #expect(second.diagnosis.device == nil)
            #expect(second.diagnosis.others[hand.node]?.contains("keep \(hand.node) to ourselves") == true)
            await panel.stop()
            // It finds the panel by itself as soon as it is free.
            var listener = TouchListener(second)
            await listener.listen { $0 == .plugged }
            #expect(second.diagnosis.device?.node == hand.node)
            await end(second, hand)
        }

        @Test func `a device that sends more than any panel does has to wait, and the loop goes on`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            // A pretended board is far too slow to send what a board may take.
            let panel = await panel(budget: EventBudget(most: 100, window: .milliseconds(500)))
            var listener = TouchListener(panel)
            await listener.listen { Self.isEmpty($0) }
            let sender = HandHolder(hand)
            // Whatever the flood does, somebody else's work on the loop is done.
            await sender.flood { await LoopHolder(loop).wait { panel.diagnosis.floods >= 3 } }
            let told = panel.diagnosis
            #expect(told.lastFlood != nil)
            // Everything that waited is taken; then the panel serves as before.
            await listener.listen { Self.isEmpty($0) && panel.diagnosis.device != nil }
            hand.send(InputEvent.finger(3, id: 60_001, 77, 33) + [.report])
            await listener.listen { if case .contacts(let all) = $0 { all.contains { $0.id == 60_001 } } else { false } }
            hand.send(InputEvent.lift(3) + [.report])
            await listener.listen { if case .contacts(let all) = $0 { !all.contains { $0.id == 60_001 } } else { false } }
            await end(panel, hand)
        }

        @Test func `a new matrix counts from the next touch on`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel()
            var listener = TouchListener(panel)
            await listener.listen { Self.isEmpty($0) }
            try await panel.use(try CalibrationMatrix(numbers: [1, 0, 0.1, 0, 1, 0]))
            hand.send(InputEvent.finger(0, id: 1, 50, 50) + [.report] + InputEvent.lift(0) + [.report])
            await listener.listen(untilEnded: 1)
            #expect(listener.actions.count == 1)
            #expect(listener.actions.allSatisfy { $0.distance(to: Point(x: 70, y: 50)).value < 0.01 })
            await end(panel, hand)
        }

        @Test func `the moment of an event is on the clock of all limits`() async throws {
            let hand = try InputHand(SoldPanel.slots())
            let panel = await panel()
            var listener = TouchListener(panel)
            await listener.listen { Self.isEmpty($0) }
            let before = MonotonicTime.present
            hand.send(InputEvent.finger(0, id: 1, 50, 50) + [.report])
            await listener.listen { if case .contacts(let all) = $0 { !all.isEmpty } else { false } }
            let told = panel.diagnosis
            guard let sent = told.lastEventAt, let read = panel.lastEventRead else {
                Issue.record("no moment")
                return
            }
            #expect(before - .milliseconds(1) <= sent && sent <= read && read <= .present)
            await end(panel, hand)
        }
    }
}
