import Devices
import Testing

@Suite struct ButtonWiringTests {
    @Test(arguments: [
        ("HELP", LinePlace.named("HELP")), ("gpiochip0:17", .numbered(17, chip: "gpiochip0")),
        ("pinctrl-rp1:GPIO17", .named("GPIO17", chip: "pinctrl-rp1")),
    ])
    func `a line is written by its name or by its chip and number`(text: String, place: LinePlace) throws {
        #expect(try LinePlace(text) == place)
        #expect(place.description == text)
    }

    @Test(arguments: ["", ":", "gpiochip0:", ":17", "a:b:c"])
    func `a line that nobody can find is refused`(text: String) {
        #expect(throws: OutOfRange.self) { try LinePlace(text) }
    }

    @Test func `two buttons on one wire are refused with both names`() {
        do {
            _ = try ButtonWiring(wires: [.help: .line(.named("A")), .leave: .line(.named("A"), isActiveLow: false)])
            Issue.record("it was accepted")
        } catch {
            #expect(error.description == "the wire of the button leave is A, as help; allowed is a wire that no other button has")
        }
        #expect(throws: OutOfRange.self) { try ButtonWiring(wires: [.help: .key("KEY_A"), .up: .key("KEY_A")]) }
        #expect(throws: OutOfRange.self) { try ButtonWiring(debounce: .milliseconds(21)) }
    }

    @Test func `a keypad is known by its name and its maker's numbers, and every other keyboard is left alone`() throws {
        let keypad = InputListing.device(
            """
            I: Bus=0003 Vendor=13ba Product=0001 Version=0110
            N: Name="HID 13ba:0001"
            P: Phys=usb-0000:01:00.0-1.4/input0
            B: KEY=1000000000007 ff800000000007ff febeffdff3cfffff fffffffffffffffe
            """)
        var keyboard = keypad
        (keyboard.name, keyboard.vendor) = ("SIGMACHIP USB Keyboard", 0x1c4f)
        let keys: Set<UInt16> = [59, 60]
        func takes(_ device: InputDevice, _ patterns: [KeypadPattern]) throws -> Bool {
            try ButtonWiring(keypads: patterns).takes(device, keys: keys)
        }
        let byMaker = try KeypadPattern(maker: .init("13ba:0001"))
        #expect(try takes(keypad, [byMaker]) && !takes(keyboard, [byMaker]) && !takes(keypad, []))
        #expect(try takes(keypad, [KeypadPattern(name: NamePattern("HID 13ba*"), maker: .init("13ba:0001"))]))
        #expect(try takes(keypad, [KeypadPattern(maker: .init("13ba:0001"), place: "usb-0000:01:00.0-1.4/")]))
        #expect(try !takes(keypad, [KeypadPattern(maker: .init("13ba:0001"), place: "usb-0000:01:00.0-1.3/")]))
        // It has none of the keys that are wired: a wheel, a remote control.
        var wheel = keypad
        wheel.keys = [0x72]
        #expect(try !takes(wheel, [byMaker]))
    }

    @Test(arguments: ["13ba", "13ba:1", "13bg:0001", "13ba:0001:2", "+3ba:0001"])
    func `numbers that lsusb does not show are refused`(text: String) {
        #expect(throws: OutOfRange.self) { try KeypadPattern.Maker(text) }
    }

    @Test func `a keypad that would be every keyboard is refused`() {
        #expect(throws: OutOfRange.self) { try KeypadPattern() }
        #expect(throws: OutOfRange.self) { try KeypadPattern(place: "usb") }
    }

    // MARK: Lamps

    @Test(arguments: LampPattern.allCases)
    func `a lamp changes exactly when it says, and never between`(pattern: LampPattern) {
        var span = Duration.milliseconds(3_600_000 * 5 + 77)
        guard pattern.nextChange(after: span) != nil else {
            #expect((0..<4_000).allSatisfy { pattern.isLit(after: .milliseconds($0)) == pattern.isLit(after: .zero) })
            return
        }
        for _ in 0..<20 {
            guard let next = pattern.nextChange(after: span) else { break }
            #expect(next > span)
            let isLit = pattern.isLit(after: span)
            #expect(pattern.isLit(after: next - .milliseconds(1)) == isLit)
            #expect(pattern.isLit(after: next) == !isLit)
            span = next
        }
    }

    @Test func `a lamp's next change is exact although it is asked between two milliseconds`() {
        #expect(LampPattern.slowBlink.nextChange(after: .microseconds(1_500)) == .milliseconds(1_000))
        #expect(LampPattern.doubleBlink.nextChange(after: .seconds(7_200)) == .milliseconds(7_200_250))
        #expect(LampPattern.slowBlink.nextChange(after: Duration(secondsComponent: .max, attosecondsComponent: 0)) != nil)
    }
}
