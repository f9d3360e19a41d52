import Devices
import SimulatedDevices

/// One thing that the twin is told to do, now or when the paper has moved on.
struct Command {
    enum Kind {
        case fault(String)
        case clear(String?)
        case pause, go, powerCut, tear, unplug, plug, quit
        case say([UInt8])
    }

    let kind: Kind
    /// How many more rows have to come out first.
    let after: Int

    /// Reads a line such as `fault paper-out after 150`.
    init(_ line: String) throws(Misuse) {
        var words = line.split(separator: " ").map(String.init)
        var after = 0
        if words.count >= 3, words[words.count - 2] == "after" {
            guard let rows = Int(words[words.count - 1]), rows >= 0 else { throw Misuse("\"\(line)\" has no number of rows") }
            after = rows
            words.removeLast(2)
        }
        self.after = after
        kind = try Command.kind(words, line)
    }

    private static func kind(_ words: [String], _ line: String) throws(Misuse) -> Kind {
        switch (words.first ?? "", words.dropFirst().first) {
        case ("fault", let name?) where Command.knows(name): .fault(name)
        case ("clear", nil): .clear(nil)
        case ("clear", let name?) where Command.knows(name): .clear(name)
        case ("pause", nil): .pause
        case ("go", nil): .go
        case ("power-cut", nil): .powerCut
        case ("tear", nil): .tear
        case ("unplug", nil): .unplug
        case ("plug", nil): .plug
        case ("quit", nil): .quit
        case ("say", let hex?): .say(try Command.bytes(hex))
        default: throw Misuse("\"\(line)\" is no command")
        }
    }

    private static func bytes(_ hex: String) throws(Misuse) -> [UInt8] {
        let digits = Array(hex.utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
        }
        guard digits.count % 2 == 0, bytes.count == digits.count / 2 else { throw Misuse("\(hex) is not hexadecimal") }
        return bytes
    }

    private static let sensed: [(name: String, status: PrinterStatus)] = [
        ("paper-out", .paperOut), ("paper-near-end", .paperNearEnd), ("cover-open", .coverOpen),
        ("cutter-fault", .cutterFault), ("overheated", .overheated), ("broken", .fault),
    ]

    private static func knows(_ name: String) -> Bool {
        name == "mute" || name == "rubbish" || sensed.contains { $0.name == name }
    }

    /// Changes what is wrong with the printer.
    static func set(_ name: String, _ isOn: Bool, in troubles: inout PrinterTroubles) {
        switch name {
        case "mute": troubles.isMute = isOn
        case "rubbish": troubles.answersRubbish = isOn
        default:
            guard let status = sensed.first(where: { $0.name == name })?.status else { return }
            if isOn { troubles.sensed.insert(status) } else { troubles.sensed.remove(status) }
        }
    }
}
