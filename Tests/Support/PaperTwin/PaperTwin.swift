import Devices
import Glibc
import SimulatedDevices

/// A printer at the far end of a real cable: a USB gadget, a pseudo terminal, a network connection.
///
///     paper-twin WHERE --out DIR [options]
///
/// Commands come on the standard input, one a line; what happens goes to `DIR/log`, and each piece of paper to a PBM file.
@main struct PaperTwin {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
            var desk = try Desk(arguments)
            desk.run()
            exit(arguments.isStrict && desk.strayBytes > 0 ? 1 : 0)
        } catch {
            let words = Array("paper-twin: \(error)\n".utf8)
            _ = write(STDERR_FILENO, words, words.count)
            exit(2)
        }
    }
}

/// What was wrong with the command line or with a command.
struct Misuse: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The command line.
struct Arguments {
    var place: Cable.Place?
    var gadget: String?
    var folder = ""
    var habits = PrinterTwin.Habits()
    /// Rows of paper in a second; 0: at once.
    var rowsPerSecond = 0
    var commands: [Command] = []
    var isStrict = false
    /// Whether it ends with its input, as the process that started it does.
    var endsWithInput = false

    init(_ words: [String]) throws(Misuse) {
        var words = words[...]
        var isOpen = false
        while let option = words.popFirst() {
            switch option {
            case "--device": place = .device(try Arguments.value(option, &words))
            case "--pty": place = .terminal(link: try Arguments.value(option, &words))
            case "--unix": place = .unix(path: try Arguments.value(option, &words))
            case "--listen": place = .network(port: UInt16(try Arguments.number(option, &words, 1...65_535)), isOpen: false)
            case "--any": isOpen = true
            case "--gadget": gadget = try Arguments.value(option, &words)
            case "--out": folder = try Arguments.value(option, &words)
            case "--dots": habits.headWidth = Dots(try Arguments.number(option, &words, 8...1_344))
            case "--buffer": habits.buffer = try Arguments.number(option, &words, 64...16_777_216)
            case "--speed": rowsPerSecond = try Arguments.number(option, &words, 0...100_000)
            case "--quirk": try habits.take(quirk: try Arguments.value(option, &words))
            case "--do": commands.append(try Command(try Arguments.value(option, &words)))
            case "--strict": isStrict = true
            case "--until-eof": endsWithInput = true
            default: throw Misuse("\(option) is unknown; see Tests/Support/PaperTwin/README.md")
            }
        }
        if isOpen, case .network(let port, _)? = place { place = .network(port: port, isOpen: true) }
        guard place != nil else { throw Misuse("one of --device, --pty, --listen, --unix is needed") }
        guard !folder.isEmpty else { throw Misuse("--out is needed") }
    }

    private static func value(_ option: String, _ words: inout ArraySlice<String>) throws(Misuse) -> String {
        guard let value = words.popFirst() else { throw Misuse("\(option) needs a value") }
        return value
    }

    private static func number(
        _ option: String, _ words: inout ArraySlice<String>, _ range: ClosedRange<Int>
    ) throws(Misuse) -> Int {
        let text = try value(option, &words)
        guard let number = Int(text), range.contains(number) else {
            throw Misuse("\(option) is \(text); allowed is \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

extension PrinterTwin.Habits {
    fileprivate mutating func take(quirk: String) throws(Misuse) {
        switch quirk {
        case "online-only": isSilentOffline = true
        case "deaf": isDeaf = true
        case "no-in-order": answersInOrder = false
        case "no-automatic": tellsByItself = false
        default: throw Misuse("the quirk \(quirk) is unknown; allowed are online-only, deaf, no-in-order, no-automatic")
        }
    }
}
