import Devices
import Glibc
import SimulatedDevices

/// The twin at its cable: bytes, commands and paper.
struct Desk {
    private var twin: PrinterTwin
    private var cable: Cable
    private var tray: Tray
    private let rowsPerSecond: Int
    private var later: [(row: Int, command: Command.Kind)] = []
    private var typed: [UInt8] = []
    private var answers: [UInt8] = []
    private var isListening = true
    private var isPaused = false
    private let endsWithInput: Bool
    private var isOver = false
    private var heldTold = 0
    private var straysTold = 0
    /// Thousandths of rows that may still come out.
    private var allowance = 0

    /// A printer that can be told from afar keeps a little room for that. Chosen: two requests.
    private static let roomForRequests = 20
    /// How often the paper moves on. Milliseconds.
    private static let beat: Int32 = 20
    /// How often a cable is looked for that is not there. Milliseconds.
    private static let search: Int32 = 50

    init(_ arguments: Arguments) throws(Misuse) {
        twin = PrinterTwin(habits: arguments.habits)
        guard let place = arguments.place else { throw Misuse("there is no cable") }
        cable = Cable(place, gadget: arguments.gadget)
        tray = try Tray(arguments.folder)
        rowsPerSecond = arguments.rowsPerSecond
        endsWithInput = arguments.endsWithInput
        for command in arguments.commands { take(command) }
    }

    var strayBytes: Int { twin.strayBytes }

    mutating func run() {
        if cable.open() { tray.note("opened") }
        tray.note("ready \(cable.place.name)")
        while !isOver {
            wait()
            move()
            tell()
            if cable.open() { tray.note("opened") }
        }
    }

    // MARK: Waiting

    private mutating func wait() {
        var ends = [pollfd(fd: isListening ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0)]
        let wanted = Int16(takesBytes ? POLLIN : 0) | Int16(answers.isEmpty ? 0 : POLLOUT)
        ends.append(pollfd(fd: cable.descriptor ?? -1, events: wanted, revents: 0))
        ends.append(pollfd(fd: cable.descriptor == nil ? cable.listener ?? -1 : -1, events: Int16(POLLIN), revents: 0))
        poll(&ends, 3, timeout)
        if ends[0].revents != 0 { readCommands() }
        guard ends[1].revents != 0, cable.descriptor != nil else { return }
        if ends[1].revents & Int16(POLLIN) != 0 { readBytes() }
        if ends[1].revents & Int16(POLLOUT) != 0 { writeAnswers() }
        if ends[1].revents & Int16(POLLHUP | POLLERR) != 0, ends[1].revents & Int16(POLLIN) == 0 { lose() }
    }

    private var timeout: Int32 {
        if !isPaused, rowsPerSecond > 0, twin.heldBytes > 0, !isStopped { return Desk.beat }
        return cable.descriptor == nil || !takesBytes ? Desk.search : 1_000
    }

    private var isStopped: Bool { !twin.troubles.sensed.isDisjoint(with: .blocking) }

    /// When it is full it only takes what may be a request, as a printer does that has said "wait".
    private var takesBytes: Bool {
        if isPaused { return false }
        if twin.room > 0 { return true }
        return cable.waiting.map { (1...Desk.roomForRequests).contains($0) } ?? false
    }

    private mutating func readBytes() {
        guard let descriptor = cable.descriptor else { return }
        var bytes = [UInt8](repeating: 0, count: max(twin.room, Desk.roomForRequests))
        let count = read(descriptor, &bytes, bytes.count)
        if count > 0 {
            twin.receive(bytes.prefix(count))
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            if count == 0, case .device = cable.place { return }
            lose()
        }
    }

    private mutating func writeAnswers() {
        guard let descriptor = cable.descriptor else { return }
        let count = write(descriptor, answers, answers.count)
        if count > 0 { answers.removeFirst(count) }
    }

    private mutating func lose() {
        cable.hangUp()
        answers = []
        tray.note("gone")
    }

    // MARK: Paper

    private mutating func move() {
        guard !isPaused else { return }
        allowance = rowsPerSecond == 0 ? .max : min(allowance + rowsPerSecond * Int(Desk.beat), rowsPerSecond * 100)
        var isGoing = true
        while isGoing, !isPaused {
            let next = later.map(\.row).min() ?? .max
            let before = twin.rowsMoved
            let room = rowsPerSecond == 0 ? Int.max : allowance / 1_000
            isGoing = twin.work(rows: min(room, next == .max ? .max : max(0, next - before)))
            if rowsPerSecond > 0 {
                allowance -= (twin.rowsMoved - before) * 1_000
                isGoing = isGoing && allowance >= 1_000
            }
            perform(due: twin.rowsMoved)
        }
    }

    private mutating func perform(due row: Int) {
        let due = later.filter { $0.row <= row }
        later.removeAll { $0.row <= row }
        for item in due { perform(item.command) }
    }

    private mutating func tell() {
        for happening in twin.takeHappenings() {
            switch happening {
            case .slip(let bytes, let paper): tray.keep(paper, bytes)
            case .cleared(let count): tray.note("cleared \(count)")
            }
        }
        if isStopped, twin.heldBytes > 0, twin.heldBytes != heldTold {
            tray.note("held \(twin.heldBytes)")
        }
        heldTold = twin.heldBytes
        if twin.strayBytes != straysTold { tray.note("stray \(twin.strayBytes)") }
        straysTold = twin.strayBytes
        let said = twin.takeAnswers()
        guard cable.descriptor != nil else { return }
        answers += said
        if !answers.isEmpty { writeAnswers() }
    }

    // MARK: Commands

    private mutating func readCommands() {
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        guard count > 0 else {
            isListening = false
            isOver = endsWithInput
            return
        }
        typed += bytes.prefix(count)
        while let end = typed.firstIndex(of: 0x0a) {
            let line = String(decoding: typed[..<end], as: UTF8.self)
            typed.removeSubrange(...end)
            if line.isEmpty { continue }
            do { take(try Command(line)) } catch { tray.note("\(error)") }
        }
    }

    private mutating func take(_ command: Command) {
        if command.after == 0 { return perform(command.kind) }
        later.append((twin.rowsMoved + command.after, command.kind))
        tray.note("later")
    }

    private mutating func perform(_ command: Command.Kind) {
        switch command {
        case .fault(let name):
            Command.set(name, true, in: &twin.troubles)
            showStatus()
            tray.note("fault \(name)")
        case .clear(let name): clear(name)
        case .pause:
            isPaused = true
            tray.note("paused")
        case .go:
            isPaused = false
            tray.note("going")
        case .powerCut:
            twin.losePower()
            tray.note("power-cut")
        case .tear: twin.tear()
        case .unplug:
            cable.unplug()
            answers = []
            tray.note("unplugged")
        case .plug:
            cable.plug()
            tray.note("plugged")
        case .say(let bytes): answers += bytes
        case .quit: isOver = true
        }
    }

    /// Bit 3: no error; bit 4: selected; bit 5: no paper.
    private func showStatus() {
        cable.show(status: twin.troubles.sensed.contains(.paperOut) ? 0x30 : isStopped ? 0x10 : 0x18)
    }

    private mutating func clear(_ name: String?) {
        if let name { Command.set(name, false, in: &twin.troubles) } else { twin.troubles = PrinterTroubles() }
        showStatus()
        tray.note(name.map { "clear \($0)" } ?? "clear")
    }
}
