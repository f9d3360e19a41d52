import Devices
import Glibc
import SimulatedDevices
import Testing

@testable import LinuxDevices

/// A board that a test makes of folders and files.
struct PaperBoard: ~Copyable {
    let folder: String

    init() throws {
        var template = Array("/tmp/board-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        folder = String(cString: made)
        for name in ["sys", "proc", "state"] { mkdir("\(folder)/\(name)", 0o755) }
    }

    deinit {
        PaperBoard.remove(folder)
    }

    var system: String { "\(folder)/sys" }
    var processes: String { "\(folder)/proc" }
    var state: String { "\(folder)/state" }
    var readings: BoardReadings { BoardReadings(system: system, processes: processes) }

    /// Writes `text` to a file below the board's folder, and makes the folders on the way.
    func put(_ text: String, _ place: String) throws {
        var path = folder
        for part in place.split(separator: "/").dropLast() {
            path += "/\(part)"
            mkdir(path, 0o755)
        }
        let file = open("\(folder)/\(place)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        try #require(file >= 0)
        defer { close(file) }
        try #require(write(file, text, text.utf8.count) == text.utf8.count)
    }

    private static func remove(_ path: String) {
        let folder = SystemFolder(path)
        for name in folder.names { remove("\(path)/\(name)") }
        Glibc.remove(path)
    }
}

@Suite struct BoardTests {
    private static let today: Int64 = LinuxClock.written + 1_000

    private func board(
        _ paper: borrowing PaperBoard, answerLimit: Duration = .seconds(600), _ body: (LinuxBoard) async throws -> Void
    ) async throws {
        let loop = try EventLoop(name: "test")
        defer { loop.stop() }
        let clock = SimulatedClock(trust: .network)
        let board = try LinuxBoard(
            loop: loop, clock: clock, probe: StorageProbe(folder: paper.state), readings: paper.readings,
            earliest: LinuxClock.written, answerLimit: answerLimit)
        await board.start()
        try await body(board)
    }

    // MARK: What the kernel tells

    @Test func `a board without sensors tells nothing that it does not know`() throws {
        let paper = try PaperBoard()
        let readings = paper.readings
        #expect(readings.isSupplyLow == nil && readings.celsius == nil && readings.wearPercent == nil)
        #expect(readings.reserve == nil && readings.freeMemoryBytes == nil && readings.alarms == [])
        #expect(!readings.hasBatteryClock(earliest: 0))
    }

    @Test func `the supply's alarm is found among the sensors`() throws {
        let paper = try PaperBoard()
        try paper.put("cpu_thermal\n", "sys/class/hwmon/hwmon0/name")
        try paper.put("rpi_volt\n", "sys/class/hwmon/hwmon1/name")
        try paper.put("0\n", "sys/class/hwmon/hwmon1/in0_lcrit_alarm")
        #expect(paper.readings.isSupplyLow == false)
        try paper.put("1\n", "sys/class/hwmon/hwmon1/in0_lcrit_alarm")
        #expect(paper.readings.isSupplyLow == true)
        #expect(paper.readings.alarms == [])
    }

    @Test func `other alarms are told by the names of sensor and file`() throws {
        let paper = try PaperBoard()
        try paper.put("cpu_thermal\n", "sys/class/hwmon/hwmon0/name")
        try paper.put("1\n", "sys/class/hwmon/hwmon0/temp1_crit_alarm")
        try paper.put("0\n", "sys/class/hwmon/hwmon0/fan1_alarm")
        try paper.put("1\n", "sys/class/hwmon/hwmon0/in1_max_alarm")
        #expect(paper.readings.alarms == ["cpu_thermal in1_max_alarm", "cpu_thermal temp1_crit_alarm"])
        #expect(paper.readings.isSupplyLow == nil)
    }

    @Test func `the processor's temperature counts, and nonsense does not`() throws {
        let paper = try PaperBoard()
        try paper.put("48312\n", "sys/class/hwmon/hwmon0/temp1_input")
        #expect(paper.readings.celsius == 48.312)
        try paper.put("wifi\n", "sys/class/thermal/thermal_zone0/type")
        try paper.put("91000\n", "sys/class/thermal/thermal_zone0/temp")
        try paper.put("cpu-thermal\n", "sys/class/thermal/thermal_zone1/type")
        try paper.put("52500\n", "sys/class/thermal/thermal_zone1/temp")
        try paper.put("soc-thermal\n", "sys/class/thermal/thermal_zone2/type")
        try paper.put("-274000\n", "sys/class/thermal/thermal_zone2/temp")
        #expect(paper.readings.celsius == 52.5)
        try paper.put("hot!", "sys/class/thermal/thermal_zone1/temp")
        try paper.put("999999999999999999999", "sys/class/thermal/thermal_zone2/temp")
        #expect(paper.readings.celsius == 91)
    }

    @Test(arguments: [
        ("0x01 0x01", 10), ("0x02 0x0a", 100), ("0x0B 0x01", 110), ("0x00 0x00", nil), ("0xff", nil), ("worn", nil), ("", nil),
    ] as [(String, Int?)])
    func `a card tells its wear in steps of ten`(text: String, percent: Int?) throws {
        let paper = try PaperBoard()
        try paper.put(text + "\n", "sys/block/mmcblk0/device/life_time")
        try paper.put("loop", "sys/block/loop0/loop/name")
        #expect(paper.readings.wearPercent == percent)
    }

    @Test func `a card tells how much it has left for worn cells`() throws {
        let paper = try PaperBoard()
        for (text, reserve) in [("0x01", .normal), ("0x02", .warning), ("0x03", .urgent), ("0x00", nil)]
            as [(String, BoardHealth.Storage.Reserve?)]
        {
            try paper.put(text, "sys/block/mmcblk0/device/pre_eol_info")
            #expect(paper.readings.reserve == reserve)
        }
    }

    @Test func `a clock that shows 1970 has no battery`() throws {
        let paper = try PaperBoard()
        try paper.put("312\n", "sys/class/rtc/rtc0/since_epoch")
        #expect(!paper.readings.hasBatteryClock(earliest: LinuxClock.written))
        try paper.put("\(BoardTests.today)\n", "sys/class/rtc/rtc1/since_epoch")
        #expect(paper.readings.hasBatteryClock(earliest: LinuxClock.written))
    }

    @Test func `the memory that is left is read in bytes`() throws {
        let paper = try PaperBoard()
        try paper.put("MemTotal: 900000 kB\nMemFree: 1 kB\nMemAvailable:     2048 kB\n", "proc/meminfo")
        #expect(paper.readings.freeMemoryBytes == 2_097_152)
        try paper.put("MemAvailable:\n", "proc/meminfo")
        #expect(paper.readings.freeMemoryBytes == nil)
    }

    // MARK: The storage

    @Test func `a storage that keeps what is written is told from one that does not`() throws {
        let paper = try PaperBoard()
        let probe = StorageProbe(folder: paper.state)
        #expect(probe.isWritable() == true)
        #expect(probe.isWritable() == true)
        #expect(SystemFolder(paper.state).names == [StorageProbe.name])
        #expect(StorageProbe(folder: paper.folder + "/nowhere").isWritable() == false)
        // Somebody else's file is left alone.
        let hole = try PaperBoard()
        symlink("/dev/null", "\(hole.state)/\(StorageProbe.name)")
        #expect(StorageProbe(folder: hole.state).isWritable() == false)
        #expect(try #require(probe.space).free > 0)
    }

    // MARK: The port

    @Test func `the board's health is put together`() async throws {
        let paper = try PaperBoard()
        try paper.put("0\n", "sys/class/hwmon/hwmon0/in0_lcrit_alarm")
        try paper.put("\(BoardTests.today)\n", "sys/class/rtc/rtc0/since_epoch")
        try paper.put("MemAvailable: 500000 kB\n", "proc/meminfo")
        try await board(paper) { board in
            let health = await board.health()
            #expect(health.supply == .good && health.hasBatteryClock == true && health.clockTrust == .network)
            #expect(health.storage.isWritable == true && health.freeMemoryBytes == 512_000_000)
            #expect(health.storage.totalBytes ?? 0 >= health.storage.freeBytes ?? .max)
        }
    }

    @Test func `a supply that was low once is remembered`() async throws {
        let paper = try PaperBoard()
        let alarm = "sys/class/hwmon/hwmon0/in0_lcrit_alarm"
        try paper.put("1\n", alarm)
        try await board(paper) { board in
            #expect(await board.health().supply == .isLow)
            try paper.put("0\n", alarm)
            #expect(await board.health().supply == .wasLow)
        }
    }

    @Test func `a storage that does not answer counts as one that keeps nothing`() async throws {
        let paper = try PaperBoard()
        // Whoever opens a pipe that nobody writes to waits.
        let pipe = "\(paper.processes)/meminfo"
        try #require(mkfifo(pipe, 0o600) == 0)
        try await board(paper, answerLimit: .milliseconds(20)) { board in
            #expect(await board.health().storage.isWritable == false)
            #expect(await board.health().storage.isWritable == false)
            let writer = open(pipe, O_WRONLY | O_CLOEXEC)
            try #require(unlink(pipe) == 0)
            close(writer)
            var health = await board.health()
            // The thread that waited comes back when it likes.
            while health.storage.isWritable == false { health = await board.health() }
            #expect(health.storage.isWritable == true)
        }
    }

    @Test func `this machine's own board can be read`() async throws {
        let paper = try PaperBoard()
        let readings = BoardReadings(system: "/sys", processes: "/proc")
        let memory = try #require(readings.freeMemoryBytes)
        #expect(memory > 1_000_000)
        _ = (readings.celsius, readings.alarms, readings.isSupplyLow, readings.wearPercent)
        #expect(StorageProbe(folder: paper.state).isWritable() == true)
    }
}
