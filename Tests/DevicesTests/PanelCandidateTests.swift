import Devices
import Testing

@Suite struct PanelCandidateTests {
    private func refusal(_ device: InputDevice, _ options: TouchOptions = TouchOptions()) -> PanelRefusal? {
        do {
            _ = try PanelCandidate(device, options: options)
            return nil
        } catch { return error }
    }

    // MARK: Panels that people have

    @Test func `the official seven-inch panel of the Raspberry Pi, as its firmware reads it`() throws {
        // Linux drivers/input/touchscreen/raspberrypi-ts.c.
        let device = InputDevice(
            name: "raspberrypi-ts", busNumber: 0x19, isDirect: true, keys: [InputCode.touch],
            axes: [
                0: 0...800, 1: 0...480, InputCode.slot: 0...9, InputCode.contactX: 0...800, InputCode.contactY: 0...480,
                InputCode.trackingID: 0...65_535,
            ])
        let panel = try PanelCandidate(device, options: TouchOptions())
        #expect(panel.reporting == .slots && panel.x == 0...800 && panel.y == 0...480)
    }

    @Test func `the same panel with the driver of before, which says nothing of its bus`() throws {
        let device = InputDevice(
            name: "FT5406 memory based driver", busNumber: 0, isDirect: true, keys: [InputCode.touch],
            axes: [InputCode.slot: 0...9, InputCode.contactX: 0...800, InputCode.contactY: 0...480])
        #expect(try PanelCandidate(device, options: TouchOptions()).reporting == .slots)
    }

    @Test func `a Goodix panel, which has menu keys`() throws {
        let device = InputListing.device(
            """
            I: Bus=0018 Vendor=0416 Product=2437 Version=1070
            N: Name="Goodix Capacitive TouchScreen"
            P: Phys=input/ts
            B: PROP=2
            B: EV=b
            B: KEY=400 0 0 0 2000000000000001 f800000000000000
            B: ABS=265800000000003
            """)
        #expect(device.keys.contains(125) && device.keys.contains(InputCode.touch))
        #expect(try PanelCandidate(device, options: TouchOptions()).reporting == .slots)
    }

    @Test func `an ILITEK panel, and not the mouse that it claims to be as well`() throws {
        let panel = InputListing.device(
            """
            I: Bus=0003 Vendor=222a Product=0001 Version=0110
            N: Name="ILITEK ILITEK-TP"
            P: Phys=usb-0000:00:14.0-7.4/input0
            B: PROP=2
            B: EV=1b
            B: KEY=400 0 0 0 0 0
            B: ABS=260800000000003
            B: MSC=20
            """, axes: 0...16_384)
        #expect(try PanelCandidate(panel, options: TouchOptions()).x == 0...16_384)
        let mouse = InputListing.device(
            """
            I: Bus=0003 Vendor=222a Product=0001 Version=0110
            N: Name="ILITEK ILITEK-TP Mouse"
            P: Phys=usb-0000:00:14.0-7.4/input1
            B: PROP=0
            B: EV=1b
            B: KEY=1f0000 0 0 0 0
            B: ABS=3
            B: MSC=10
            """)
        #expect(refusal(mouse) == .pointer)
    }

    @Test func `an eGalax panel for one finger, whose driver does not say that it is direct`() throws {
        let device = InputListing.device(
            """
            I: Bus=0003 Vendor=0eef Product=0001 Version=0100
            N: Name="eGalax Inc. USB TouchController"
            P: Phys=usb-ehci-omap.0-1.1/input0
            B: EV=b
            B: KEY=400 0 0 0 0 0 0 0 0 0 0
            B: ABS=1000003
            """, word: 32)
        let panel = try PanelCandidate(device, options: TouchOptions())
        #expect(panel.reporting == .single && panel.contactSwitch == InputCode.touch)
    }

    @Test func `an eGalax panel that looks like a drawing tablet counts when the technician names it`() throws {
        let device = InputListing.device(
            """
            I: Bus=0003 Vendor=0eef Product=7253 Version=0210
            N: Name="eGalax Inc. USB TouchController"
            P: Phys=usb-0000:00:1a.0-1.3/input0
            B: PROP=0
            B: EV=1b
            B: KEY=421 30001 0 0 0 0
            B: ABS=1000000003f
            B: MSC=10
            """)
        #expect(refusal(device) == .notDirect)
        #expect(refusal(device, TouchOptions(names: [try NamePattern("eGalax*")])) == nil)
    }

    @Test func `a resistive panel on the serial bus inside the case`() throws {
        let device = InputListing.device(
            """
            I: Bus=0000 Vendor=0000 Product=0000 Version=0000
            N: Name="ADS7846 Touchscreen"
            P: Phys=spi1.0/input0
            B: EV=b
            B: KEY=400 0 0 0 0 0 0 0 0 0 0
            B: ABS=1000003
            """, word: 32)
        #expect(try PanelCandidate(device, options: TouchOptions()).reporting == .single)
    }

    @Test func `a panel that reports contacts without numbers`() throws {
        let device = InputDevice(
            name: "old", busNumber: InputBus.i2c.number, isDirect: true, keys: [InputCode.touch],
            axes: [InputCode.contactX: 0...100, InputCode.contactY: 0...100])
        #expect(try PanelCandidate(device, options: TouchOptions()).reporting == .anonymous)
    }

    // MARK: What is none

    @Test(arguments: ["001e", "0000"])
    func `the remote control behind the picture's cable is no panel, whatever bus it says`(bus: String) {
        // Its property is that of a pointing stick, and it has relative axes: desktops show a pointer because of it.
        let device = InputListing.device(
            """
            I: Bus=\(bus) Vendor=0000 Product=0000 Version=0001
            N: Name="vc4-hdmi-0"
            P: Phys=vc4-hdmi-0/input0
            B: PROP=20
            B: EV=100017
            B: KEY=ffffc000000000 3ff 0 400000320fc200 40830c900000000 0 210300 49d2c040ec00 1e378000000000 8010000010000000
            B: REL=3
            B: MSC=10
            """)
        #expect(refusal(device) == (bus == "001e" ? .bus("cec") : .keyboard))
        var stripped = device
        (stripped.busNumber, stripped.keys) = (0, [InputCode.touch])
        #expect(refusal(stripped) == .pointer)
    }

    @Test func `the mouse of a pretended board is no panel, unless somebody wants it`() throws {
        let device = InputListing.device(
            """
            I: Bus=0003 Vendor=0627 Product=0001 Version=0001
            N: Name="QEMU QEMU USB Tablet"
            P: Phys=usb-0000:00:03.0-1/input0
            B: PROP=0
            B: EV=1f
            B: KEY=70000 0 0 0 0
            B: REL=900
            B: ABS=3
            B: MSC=10
            """, axes: 0...32_767)
        #expect(refusal(device) == .pointer)
        let panel = try PanelCandidate(device, options: TouchOptions(takesTablets: true))
        #expect(panel.reporting == .single && panel.contactSwitch == InputCode.leftButton)
    }

    @Test func `a keyboard that claims to be a panel is none`() {
        let device = InputDevice(
            name: "Goodix Capacitive TouchScreen", busNumber: InputBus.usb.number, isDirect: true,
            keys: Set(1...120).union([InputCode.touch]),
            axes: [InputCode.slot: 0...9, InputCode.contactX: 0...100, InputCode.contactY: 0...100])
        #expect(refusal(device) == .keyboard)
    }

    @Test func `a keyboard with a volume wheel is none`() {
        // ABS_VOLUME, as many keyboards have.
        let device = InputDevice(name: "k", busNumber: InputBus.usb.number, keys: [0x71, 0x72, 0x73], axes: [0x20: 0...255])
        #expect(refusal(device) == .noPlaces)
    }

    @Test func `a touchpad is none`() {
        let device = InputListing.device(
            """
            I: Bus=0018 Vendor=093a Product=3011 Version=0100
            N: Name="ASUP1208:00 093A:3011 Touchpad"
            B: PROP=5
            B: KEY=e520 10000 0 0 0 0
            B: ABS=2e0800000000003
            """)
        #expect(refusal(device) == .notDirect)
    }

    @Test func `a panel whose axes have one number is refused and not divided by zero`() {
        let device = InputDevice(
            name: "broken", busNumber: InputBus.usb.number, isDirect: true, keys: [InputCode.touch],
            axes: [0: 7...7, 1: 0...100])
        #expect(refusal(device) == .brokenAxes)
    }

    // MARK: The technician's choice

    @Test func `only what the technician chose counts`() throws {
        let device = InputDevice(
            name: "ILITEK ILITEK-TP", busNumber: InputBus.usb.number, place: "usb-0000:01:00.0-1.2/input0", isDirect: true,
            keys: [InputCode.touch], axes: [InputCode.slot: 0...9, InputCode.contactX: 0...9, InputCode.contactY: 0...9])
        #expect(refusal(device, TouchOptions(buses: [.i2c])) == .bus("usb"))
        #expect(refusal(device, TouchOptions(names: [try NamePattern("Goodix*")])) == .name)
        #expect(refusal(device, TouchOptions(names: [try NamePattern("ILI*TP")])) == nil)
        #expect(refusal(device, TouchOptions(place: "usb-0000:01:00.0-1.3")) == .place)
        #expect(refusal(device, TouchOptions(place: "usb-0000:01:00.0-1.2")) == nil)
    }

    @Test func `a panel inside the case counts for more than what somebody plugs in, and a finger for more than a pen`() throws {
        var device = InputDevice(
            name: "p", busNumber: InputBus.usb.number, isDirect: true, keys: [InputCode.touch],
            axes: [InputCode.slot: 0...9, InputCode.contactX: 0...9, InputCode.contactY: 0...9])
        let plugged = try PanelCandidate(device, options: TouchOptions())
        device.keys.insert(InputCode.pen)
        let pen = try PanelCandidate(device, options: TouchOptions())
        device.busNumber = InputBus.i2c.number
        let inside = try PanelCandidate(device, options: TouchOptions())
        #expect(inside.rank < plugged.rank && plugged.rank < pen.rank)
    }

    @Test func `no description of a device traps`() {
        for bus: UInt16 in [0, 3, 0x18, 0x1e, .max] {
            for keys in [Set<UInt16>(), [InputCode.touch], [InputCode.leftButton], [.max]] {
                for range: ClosedRange<Int32> in [.min ... .max, 0...0, .max ... .max, -1...1] {
                    for axes: [UInt16] in [[], [0, 1], [0x35, 0x36], [0x2f, 0x35, 0x36], [0x35]] {
                        let device = InputDevice(
                            name: "", busNumber: bus, isDirect: true, keys: keys,
                            axes: Dictionary(uniqueKeysWithValues: axes.map { ($0, range) }))
                        let panel = try? PanelCandidate(device, options: TouchOptions(takesTablets: true))
                        #expect(panel.map { $0.x.count > 1 && $0.y.count > 1 } ?? true)
                    }
                }
            }
        }
    }

    @Test func `a name that would disturb a log is made plain`() {
        #expect(InputDevice.plain("Goodix\u{1b}[2J\n\u{202e}TS\u{0}") == "Goodix[2JTS")
        #expect(InputDevice.plain(String(repeating: "x", count: 300)).count == 60)
        #expect(InputDevice.plain("QDTECH\u{310}MPI700 MPI7002") == "QDTECH\u{310}MPI700 MPI7002")
    }

    @Test(arguments: [
        ("abc", "abc", true), ("abc", "abcd", false), ("a*", "abc", true), ("*c", "abc", true), ("a*c", "ac", true),
        ("a*b*c", "a-b-b-c", true), ("a*b*c", "acb", false), ("ab*ba", "aba", false), ("*b*", "abc", true), ("A*", "abc", false),
        ("a**c", "abc", true), ("*b*b*", "ab", false),
    ])
    func `a pattern fits a name where a star stands for anything`(pattern: String, name: String, fits: Bool) throws {
        #expect(try NamePattern(pattern).fits(name) == fits)
    }

    @Test(arguments: ["", "*", "**"]) func `a pattern that fits nothing or everything is refused`(pattern: String) {
        #expect(throws: OutOfRange.self) { try NamePattern(pattern) }
    }
}
