import Devices
import Glibc

/// What the kernel tells of the board.
///
/// Source: Linux `Documentation/ABI/testing/sysfs-class-hwmon`, `sysfs-class-thermal`, `sysfs-class-rtc`,
/// `Documentation/driver-api/mmc/mmc-dev-attrs.rst`, and proc_meminfo(5).
struct BoardReadings: Sendable {
    private let system: SystemFolder
    private let processes: SystemFolder

    /// Reads below these folders; on a board they are `/sys` and `/proc`.
    init(system: String, processes: String) {
        self.system = SystemFolder(system)
        self.processes = SystemFolder(processes)
    }

    // MARK: Supply and sensors

    /// The files that say 1 while a voltage is too low, for example `in0_lcrit_alarm` of `rpi_volt`.
    ///
    /// The board's own driver calls it critical below 4.63 V.
    /// Source: Linux `drivers/hwmon/raspberrypi-hwmon.c`, `Documentation/hwmon/sysfs-interface.rst`.
    var lowVoltageAlarms: [(folder: SystemFolder, name: String)] {
        sensors.flatMap { sensor in
            sensor.names.filter { BoardReadings.isLowVoltage($0) }.map { (sensor, $0) }
        }
    }

    /// Whether a voltage is too low now; nil on a board that cannot tell.
    var isSupplyLow: Bool? {
        let values = lowVoltageAlarms.compactMap { $0.folder.number($0.name) }
        return values.isEmpty ? nil : values.contains(1)
    }

    /// The other alarms that are on, by the names of sensor and file.
    var alarms: [String] {
        sensors.flatMap { sensor in
            sensor.names
                .filter { $0.hasSuffix("_alarm") && !BoardReadings.isLowVoltage($0) && sensor.number($0) == 1 }
                .map { "\(sensor.text("name") ?? "sensor") \($0)" }
        }
    }

    /// The highest temperature of the processor, or of whatever has a sensor where nothing says that it is the
    /// processor. °C.
    var celsius: Double? {
        let zones = system.folders("class/thermal").filter { $0.number("temp") != nil }
        let processor = zones.filter { zone in
            let type = zone.text("type") ?? ""
            return BoardReadings.processorZones.contains { type.contains($0) }
        }
        let readings = (processor.isEmpty ? zones : processor).compactMap { $0.number("temp") }
        let others = sensors.flatMap { sensor in
            sensor.names.filter { $0.hasPrefix("temp") && $0.hasSuffix("_input") }.compactMap { sensor.number($0) }
        }
        return (readings.isEmpty ? others : readings).map { Double($0) / 1_000 }
            .filter { BoardReadings.believable.contains($0) }.max()
    }

    private static let processorZones = ["cpu", "soc", "x86_pkg"]
    /// What a sensor that works can say of electronics that still run. °C.
    private static let believable = -40.0...150.0

    private var sensors: [SystemFolder] { system.folders("class/hwmon") }

    private static func isLowVoltage(_ name: String) -> Bool {
        guard name.hasPrefix("in"), name.hasSuffix("_alarm") else { return false }
        let kind = name.drop { $0 != "_" }
        return kind == "_lcrit_alarm" || kind == "_min_alarm" || kind == "_alarm"
    }

    // MARK: Storage

    /// How much of its life the most worn card has behind it. Percent, in steps of ten; 110: more than it was made for.
    ///
    /// Source: JEDEC JESD84-B51, `DEVICE_LIFE_TIME_EST_TYP_A` and `_B`.
    var wearPercent: Int? {
        let steps = cards.compactMap { $0.text("life_time") }
            .flatMap { $0.split(separator: " ") }
            .compactMap { BoardReadings.hexadecimal($0) }
            .filter { (1...11).contains($0) }
        return steps.max().map { $0 * 10 }
    }

    /// What the card has left for worn cells.
    var reserve: BoardHealth.Storage.Reserve? {
        cards.compactMap { $0.text("pre_eol_info") }
            .compactMap { BoardReadings.hexadecimal(Substring($0)) }
            .compactMap { BoardHealth.Storage.Reserve(rawValue: $0) }
            .max { $0.rawValue < $1.rawValue }
    }

    private var cards: [SystemFolder] { system.folders("block").map { $0.folder("device") } }

    private static func hexadecimal(_ text: Substring) -> Int? {
        text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : nil
    }

    // MARK: Clock and memory

    /// Whether a clock with a battery is there and goes: one that shows a time before `earliest` lost it.
    ///
    /// A clock without a battery that was set since the start cannot be told from one with a battery.
    func hasBatteryClock(earliest: Int64) -> Bool {
        system.folders("class/rtc").contains { ($0.number("since_epoch") ?? 0) >= earliest }
    }

    /// Memory that programs can still get. Bytes.
    var freeMemoryBytes: Int64? {
        let line = processes.text("meminfo")?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        guard let fields = line?.split(separator: " "), fields.count >= 2 else { return nil }
        return Int64(fields[1]).map { $0 * 1_024 }
    }
}
