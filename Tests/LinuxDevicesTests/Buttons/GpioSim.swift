import Foundation
import Glibc

/// A chip with lines that the kernel takes for a real one, and that the test pulls.
///
/// Source: Linux `Documentation/admin-guide/gpio/gpio-sim.rst`.
final class GpioSim {
    struct NotMade: Error, CustomStringConvertible {
        let description: String
    }

    static let root = "/sys/kernel/config/gpio-sim"

    /// For example `gpiochip0`.
    private(set) var chip = ""
    let label: String

    private let names: [Int: String]
    private let folder: String
    private var lines = ""

    /// Makes a chip whose lines have these names.
    init(_ label: String, lines names: [Int: String]) throws {
        self.label = label
        self.names = names
        folder = "\(GpioSim.root)/\(label)"
        try GpioSim.makeFolder(folder)
        try GpioSim.makeFolder("\(folder)/bank")
        try GpioSim.write("8", to: "\(folder)/bank/num_lines")
        try GpioSim.write(label, to: "\(folder)/bank/label")
        for (number, name) in names {
            try GpioSim.makeFolder("\(folder)/bank/line\(number)")
            try GpioSim.write(name, to: "\(folder)/bank/line\(number)/name")
        }
        try plug()
    }

    deinit {
        unplug()
        for number in names.keys { rmdir("\(folder)/bank/line\(number)") }
        rmdir("\(folder)/bank")
        rmdir(folder)
    }

    func plug() throws {
        try GpioSim.write("1", to: "\(folder)/live")
        chip = try GpioSim.read("\(folder)/bank/chip_name")
        lines = "/sys/devices/platform/\(try GpioSim.read("\(folder)/dev_name"))/\(chip)"
    }

    func unplug() {
        // One that is unplugged already stays so.
        try? GpioSim.write("0", to: "\(folder)/live")
    }

    /// Puts the wire of an input on a high level or on ground.
    func put(_ number: Int, _ isHigh: Bool) throws {
        try GpioSim.write(isHigh ? "pull-up" : "pull-down", to: "\(lines)/sim_gpio\(number)/pull")
    }

    /// Whether an output is high.
    func isHigh(_ number: Int) throws -> Bool { try GpioSim.read("\(lines)/sim_gpio\(number)/value") == "1" }

    private static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o755) == 0 else { throw NotMade(description: "make \(path): errno \(errno)") }
    }

    private static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw NotMade(description: "open \(path): errno \(errno)") }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count else {
            throw NotMade(description: "write \(text) to \(path): errno \(errno)")
        }
    }

    private static func read(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
