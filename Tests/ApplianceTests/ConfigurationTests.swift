import Appliance
import Devices
import Foundation
import Testing
import Visit

struct ConfigurationTests {
    @Test func `an empty file gives the defaults`() throws {
        #expect(try read("") == Configuration())
    }

    @Test func `the file that comes with the kiosk changes nothing`() throws {
        #expect(try Configuration.read(shipped) == Configuration())
    }

    @Test func `every default that the shipped file tells is the true one`() throws {
        let told = try String(contentsOf: shipped, encoding: .utf8).split(separator: "\n").map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? String(line.dropFirst()) : String(line)
        }
        // Of these the file gives examples, for they have no default.
        let examples = ["card", "connector", "names", "place", "phone", "on_from", "on_until", "profile", "model", "device", "address", "enrolment_code", "pin"]
        let defaults = told.filter { line in
            let key = line.prefix { $0 != " " }
            return !examples.contains(String(key)) && !line.contains("GPIO") && !line.contains("KEY_") && !line.contains("keypads")
        }
        var expected = Configuration()
        expected.site = "amman-airport"
        #expect(try read(defaults.joined(separator: "\n")) == expected)
    }

    @Test func `every key is taken over`() throws {
        let file = """
            site = "kuala-lumpur-lobby"
            panel = "seven-inch-portrait"
            log_level = "debug"
            [folders]
            guide = "packs/lobby"
            state = "/srv/state"
            theme = "../Theme"
            [keys]
            guide = "guide.pub"
            mrc = "mrc.pub"
            [idle]
            ask_after_s = 90
            end_after_s = 60
            dark_after_s = 1200
            [touch]
            guard_ms = 400
            slack_mm = 8.5
            buses = ["usb"]
            names = ["ILITEK*"]
            place = "usb-1"
            calibration = [1, 0, 0.1, 0, 1, 0]
            grab = false
            tablets = true
            [screen]
            card = "/dev/dri/card1"
            connector = "DSI-1"
            turn = "90"
            full_percent = 80
            dim_percent = 5
            drawing = "legacy"
            on_from = "07:30"
            on_until = "22:00"
            [buttons]
            leave = "gpiochip0:5"
            fast_slip = "KEY_F1"
            pull = "none"
            active_low = false
            debounce_ms = 5
            keypads = ["13ba:0001"]
            [lamps]
            tower = "GPIO25"
            active_low = true
            [printer]
            cable = "serial"
            device = "/dev/ttyS1"
            baud = 9600
            flow = "xonxoff"
            parity = "even"
            band_rows = 64
            feed_mm = 20
            cut = "full"
            [staff]
            phone = "+962 000"
            pin = "471100"
            """
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).standardizedFileURL
        let found = try read(file, in: folder)
        #expect(found.site == "kuala-lumpur-lobby")
        #expect(found.panel == Panel.sevenInch.portrait)
        #expect(found.logLevel == .debug)
        #expect(found.folders.guide.path == folder.path + "/packs/lobby")
        #expect(found.folders.state.path == "/srv/state")
        #expect(found.folders.theme.path == folder.deletingLastPathComponent().path + "/Theme")
        #expect(found.keys.guide.path == folder.path + "/guide.pub")
        #expect(found.keys.mrc.path == folder.path + "/mrc.pub")
        #expect(found.idle.untilAlert == .seconds(90))
        #expect(found.idle.untilEnd == .seconds(60))
        #expect(found.idle.untilDark == .seconds(1200))
        #expect(try found.touch == TouchTolerance(slack: 8.5, retouchGuard: .milliseconds(400)))
        #expect(try found.printer.encoder == EscPos(bandRows: 64, feedToCutter: 20, cut: .full))
        #expect(found.printerCable == .serial(try SerialLine(device: "/dev/ttyS1", baud: 9_600, flow: .xonxoff, parity: .even)))
        #expect(found.screen == (try DisplayOptions(
            card: "/dev/dri/card1", connector: "DSI-1", turn: .quarter, fullPercent: 80, dimPercent: 5, drawing: .legacy)))
        #expect(found.screenHours == OpeningHours(from: 450, until: 1_320))
        #expect(found.panelDevice == TouchOptions(
            buses: [.usb], names: [try NamePattern("ILITEK*")], place: "usb-1", turn: .quarter,
            calibration: try CalibrationMatrix(numbers: [1, 0, 0.1, 0, 1, 0]), grabs: false, takesTablets: true))
        #expect(found.buttons == (try ButtonWiring(
            wires: [
                .leave: .line(.numbered(5, chip: "gpiochip0"), isActiveLow: false, bias: .none), .fastSlip: .key("KEY_F1"),
            ], keypads: [try KeypadPattern(maker: .init(vendor: 0x13BA, product: 1))], debounce: .milliseconds(5))))
        #expect(found.lamps == LampWiring(lamps: [.tower: LampWire(line: .named("GPIO25"), isActiveLow: true)]))
        #expect(found.staffPhone == "+962 000")
        #expect(found.staffPIN == PIN("471100"))
    }

    @Test(arguments: [
        ("sight = \"x\"", "sight", "site, panel"),
        ("site = \"\"", "site", "not empty"),
        ("site = 4", "site", "text in double quotes"),
        ("panel = \"twelve-inch\"", "panel", "\"ten-inch\""),
        ("log_level = \"loud\"", "log_level", "\"notice\""),
        ("idle = 60", "idle", "[idle]"),
        ("[folders]\nguides = \"x\"", "folders.guides", "folders.guide"),
        ("[keys]\nmrc = true", "keys.mrc", "text in double quotes"),
        ("[idle]\nask_after_s = 19", "idle.ask_after_s", "seconds from 20 to 300"),
        ("[idle]\nend_after_s = 301", "idle.end_after_s", "seconds from 20 to 300"),
        ("[idle]\ndark_after_s = 59", "idle.dark_after_s", "seconds from 60 to 86400"),
        ("[idle]\nask_after_s = 60.5", "idle.ask_after_s", "a whole number"),
        ("[touch]\nguard_ms = 501", "touch.guard_ms", "milliseconds from 0 to 500"),
        ("[touch]\nbuses = [\"isa\"]", "touch.buses", "\"i2c\""),
        ("[touch]\nbuses = []", "touch.buses", "not empty"),
        ("[touch]\nnames = [4]", "touch.names", "texts in double quotes"),
        ("[touch]\nnames = [\"*\"]", "touch", "letters, and * for any others"),
        ("[touch]\ncalibration = [1, 0]", "touch", "6 numbers"),
        ("[touch]\ngrab = 1", "touch.grab", "true or false"),
        ("[screen]\nturn = \"45\"", "screen.turn", "\"90\""),
        ("[screen]\ndim_percent = 0", "screen.dim_percent", "percent from 1 to 100"),
        ("[screen]\non_from = \"7:00\"", "screen.on_from", "from \"00:00\" to \"23:59\""),
        ("[screen]\non_until = \"24:00\"", "screen.on_until", "from \"00:00\" to \"23:59\""),
        ("[buttons]\nleave = \"a:b:c\"", "buttons", "gpiochip0:17"),
        ("[buttons]\nhorn = \"GPIO1\"", "buttons.horn", "buttons.leave"),
        ("[buttons]\nleave = \"GPIO1\"\nhelp = \"GPIO1\"", "buttons", "no other button"),
        ("[buttons]\nguard_ms = 501", "buttons.guard_ms", "milliseconds from 0 to 500"),
        ("[buttons]\ndebounce_ms = 21", "buttons.debounce_ms", "milliseconds from 0 to 20"),
        ("[lamps]\nroof = \"GPIO1\"", "lamps.roof", "lamps.tower"),
        ("[printer]\ncable = \"air\"", "printer.cable", "\"network\""),
        ("[printer]\nprofile = \"../x\"", "printer.profile", "without .toml"),
        ("[printer]\nmodel = \"epson\"", "printer.model", "04b8:0202"),
        ("[printer]\ncable = \"serial\"", "printer.device", "/dev/ttyUSB0"),
        ("[printer]\ncable = \"serial\"\ndevice = \"/dev/ttyS0\"\nbaud = 9601", "printer", "9600"),
        ("[printer]\ncable = \"network\"", "printer.address", "address in numbers"),
        ("[printer]\ncable = \"network\"\naddress = \"printer.local\"", "printer.address", "address in numbers"),
        ("[staff]\nphone = \"ask Anna\"", "staff.phone", "3 to 15 digits"),
        ("[staff]\npin = 4711", "staff.pin", "text in double quotes"),
        ("[staff]\npin = \"471\"", "staff.pin", "4 to 8 digits"),
        ("[staff]\npin = \"471100000\"", "staff.pin", "4 to 8 digits"),
        ("[staff]\npin = \"47a1\"", "staff.pin", "4 to 8 digits"),
        ("[staff]\npins = \"4711\"", "staff.pins", "staff.pin"),
        ("[touch]\nslack_mm = -0.1", "touch.slack_mm", "millimetres from 0.0 to 12.7"),
        ("[touch]\nslack_mm = nan", "touch.slack_mm", "millimetres from 0.0 to 12.7"),
        ("[hub]\naddress = \"http://192.0.2.7\"", "hub.address", "https://192.0.2.7:8443"),
        ("[hub]\naddress = \"https://192.0.2.7/desk\"", "hub.address", "https://192.0.2.7:8443"),
        ("[hub]\nport = 8443", "hub.port", "hub.address"),
        ("[hub]\nenrolment_code = \"ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z\"", "hub.address", "of no use without it"),
        ("[printer]\nband_rows = 0", "printer.band_rows", "rows from 1 to 128"),
        ("[printer]\nfeed_mm = 41", "printer.feed_mm", "millimetres from 0.0 to 40.0"),
        ("[printer]\ncut = \"half\"", "printer.cut", "\"partial\", \"full\", \"none\""),
    ])
    func `a wrong value stops the start and says what is allowed`(_ text: String, key: String, remedy: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try read(text) }
        #expect(error.key == key)
        #expect(error.file == "kiosk.toml")
        #expect(error.problem.contains(remedy))
        // The wrong key stands last; of one that is missing its table is named, and where several disagree that is all.
        let last = text.split(separator: "\n").count
        let line = try #require(error.line)
        #expect(key.contains(".") && !error.problem.contains("missing") ? line == last : (1...last).contains(line))
        #expect("\(error)".hasPrefix("kiosk.toml:\(line): \(key) is "))
    }

    @Test func `a PIN that is none is never repeated, and neither is one in the description of the settings`() throws {
        let error = try #require(throws: ConfigurationError.self) { try read("[staff]\npin = \"4711-x\"") }
        #expect(!"\(error) \(error.sentence)".contains("4711"))
        #expect(!"\(try read("[staff]\npin = \"4711\""))".contains("4711"))
    }

    @Test(arguments: [
        ("# one\n\n[idle] # two\n# three\n  ask_after_s   =  5\n", 5), ("idle.ask_after_s = 5", 1), ("\n[\"idle\"]\n'ask_after_s' = 5", 3),
        ("\nidle = { ask_after_s = 5 }", 2), ("site = \"\"\"\n\n\"\"\"\n[idle]\nask_after_s = 5", 5), ("[idle]\r\nask_after_s = 5\r\n", 2),
    ])
    func `a wrong value is told with its line, however it is written`(_ text: String, line: Int) throws {
        let error = try #require(throws: ConfigurationError.self) { try read(text) }
        #expect(error.key == "idle.ask_after_s" && error.line == line)
        #expect(error.sentence == "kiosk.toml, line \(line): idle.ask_after_s is 5; allowed is a whole number of seconds from 20 to 300.")
    }

    @Test func `of wrong settings what can be read is of use for the page about them`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // What is left of it is the system's to clear away.
        let file = folder.appending(path: "kiosk.toml")
        try Data("panel = \"seven-inch\"\n[idle]\nask_after_s = 1\n[screen]\nturn = \"wrong\"\n[staff]\nphone = \"000 000\"".utf8).write(to: file)
        let found = Configuration.salvaged(from: file)
        #expect(found.panel == .sevenInch && found.staffPhone == "000 000" && found.screen == .standard)
        try Data("panel = [".utf8).write(to: file)
        #expect(Configuration.salvaged(from: file) == Configuration())
    }

    @Test func `what goes on the glass is short, on one line, and keeps its beginning and its end`() {
        let long = SettingsNote.plain("kiosk.toml, line 3: panel is \"" + String(repeating: "\u{202E}x\n", count: 5_000) + "\"; allowed is a wall.")
        #expect(long.count <= SettingsNote.longest && long.hasPrefix("kiosk.toml, line 3: ") && long.hasSuffix("allowed is a wall."))
        #expect(long.allSatisfy { $0.isASCII && !$0.isNewline })
    }

    @Test func `a hub is taken over with its code, and a code that is none is never repeated`() throws {
        let hub = try read("[hub]\naddress = \"https://192.0.2.7\"\nenrolment_code = \"abcde-fghij-klmno-pqrst-uvwxy-z\"").hub
        #expect(hub?.location.text == "https://192.0.2.7:8443" && hub?.code?.secret == "ABCDEFGHIJ")
        #expect(try read("[hub]\n").hub == nil)
        let error = try #require(throws: ConfigurationError.self) {
            try read("[hub]\naddress = \"192.0.2.7\"\nenrolment_code = \"SECRETSECRET\"")
        }
        #expect(error.key == "hub.enrolment_code" && error.problem.contains("26 letters and digits, not 12"))
        #expect(!"\(error)".contains("SECRET"))
    }

    @Test func `broken TOML is told with its line`() throws {
        let error = try #require(throws: ConfigurationError.self) { try read("site = \"x\"\npanel = \"ten") }
        #expect(error.line == 2)
    }

    @Test func `a file that is not there is told by its name`() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.read(URL(fileURLWithPath: "/nowhere/kiosk.toml"))
        }
        #expect("\(error)" == "kiosk.toml cannot be read")
    }

    @Test func `the guard of the keys is set up to half a second`() throws {
        let wiring = try #require(try read("[buttons]\nselect = \"GPIO1\"\nguard_ms = 500").buttons)
        var key = Debouncer(of: wiring)
        func actions(at milliseconds: Int, _ isDown: Bool) -> Int {
            key.receive(isDown: isDown, at: MonotonicTime(sinceBoot: .milliseconds(milliseconds))).filter { $0 == .pressed }.count
        }
        #expect(actions(at: 1_000, true) == 1 && actions(at: 1_100, false) == 0)
        #expect(actions(at: 1_590, true) == 0 && actions(at: 1_650, false) == 0)
        #expect(actions(at: 2_200, true) == 1)
        #expect(Debouncer(of: try #require(try read("[buttons]\nselect = \"GPIO1\"").buttons)).repeatGuard == .milliseconds(100))
    }

    private var shipped: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Kiosk/kiosk.toml")
            .standardizedFileURL
    }

    /// Reads a file of this text that lies in a folder of its own.
    private func read(
        _ text: String, in folder: URL = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    ) throws -> Configuration {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left over lies in the system's temporary folder and hurts nobody.
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "kiosk.toml")
        try Data(text.utf8).write(to: file)
        return try Configuration.read(file)
    }
}
