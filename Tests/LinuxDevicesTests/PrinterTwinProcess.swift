import Devices
import Foundation
import Synchronization

/// A `paper-twin` at the far end of a cable.
final class PrinterTwinProcess: Sendable {
    private struct State {
        var text: [UInt8] = []
        var lines: [String] = []
        var waiters: [(isMet: @Sendable ([String]) -> Bool, resume: CheckedContinuation<Void, Never>)] = []
    }

    /// Where the paper falls.
    let folder: URL
    private let process: Process
    private let input = Pipe()
    private let output = Pipe()
    private let state = Mutex(State())

    /// Starts it; ``wait(_:)`` for `ready`.
    init(_ arguments: [String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString)")
        process = Process()
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        process.executableURL = bundle.appending(path: "paper-twin")
        process.arguments = arguments + ["--until-eof", "--out", folder.path]
        process.standardInput = input
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in self?.take(handle.availableData) }
        try process.run()
    }

    deinit {
        output.fileHandleForReading.readabilityHandler = nil
        // Nothing of it may hold the device any longer that the next test opens.
        kill(process.processIdentifier, SIGKILL)
        // What is left over lies in the system's temporary folder and hurts nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Gives it a command.
    func tell(_ command: String) {
        input.fileHandleForWriting.write(Data("\(command)\n".utf8))
    }

    /// Gives it a command and waits until it says that line.
    func tell(_ command: String, until line: String) async {
        let before = lines.count { $0 == line }
        tell(command)
        await wait { $0.count { $0 == line } > before }
    }

    /// What it said so far.
    var lines: [String] { state.withLock { $0.lines } }

    /// Waits until what it said is so.
    func wait(_ isMet: @escaping @Sendable ([String]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if isMet(state.lines) { return true }
                state.waiters.append((isMet, continuation))
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    /// The paper that fell, the first piece first.
    var slips: [SlipBitmap] {
        // The log is written before the kiosk gets its answer; the lines may still be in the pipe.
        let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""  // Missed by the test.
        let count = log.split(separator: "\n").count { $0.hasPrefix("slip ") }
        return (0..<count).compactMap { slip($0 + 1) }
    }

    /// The bytes that went into a piece of paper; the first is 1.
    func bytes(of slip: Int) -> [UInt8] {
        (try? Data(contentsOf: folder.appending(path: "slip-\(slip).bin"))).map(Array.init) ?? []  // Missed by the test.
    }

    private func slip(_ number: Int) -> SlipBitmap? {
        // A file that is missing is a slip that is missing, which the test tells.
        guard let data = try? Data(contentsOf: folder.appending(path: "slip-\(number).pbm")) else { return nil }
        let head = data.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
        let size = String(decoding: head.dropFirst().first ?? Data(), as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        guard head.count == 3, size.count == 2 else { return nil }
        return try? SlipBitmap(width: Dots(size[0]), height: Dots(size[1]), rows: Array(head[2]))
    }

    private func take(_ data: Data) {
        let met = state.withLock { state in
            state.text += data
            while let end = state.text.firstIndex(of: 0x0a) {
                state.lines.append(String(decoding: state.text[..<end], as: UTF8.self))
                state.text.removeSubrange(...end)
            }
            let lines = state.lines
            let met = state.waiters.filter { $0.isMet(lines) }
            state.waiters.removeAll { $0.isMet(lines) }
            return met
        }
        for waiter in met { waiter.resume.resume() }
    }
}
