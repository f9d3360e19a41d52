import Appliance
import Foundation
import GuidePack
import Scene
import Visit

/// What the figures are taken on: the signed guide of a site, and the look.
struct Workplace {
    let root: URL
    let pack: URL
    let key: URL
    /// Seconds of rest over which the processor's use is taken. Default: 60.
    var rest = 60

    init(arguments: [String]) throws {
        guard arguments.count >= 3 else { throw BenchError("usage: kiosk-bench ROOT PACK KEY [--rest SECONDS]") }
        root = URL(fileURLWithPath: arguments[0], isDirectory: true)
        pack = URL(fileURLWithPath: arguments[1], isDirectory: true)
        key = URL(fileURLWithPath: arguments[2])
        if arguments.count == 5, arguments[3] == "--rest", let seconds = Int(arguments[4]) { rest = seconds }
    }

    /// Runs this program's other form `form` on the same guide, in a process of its own.
    /// - Returns: the numbers in the last line that it printed, and the milliseconds from its start to its first letter.
    func alone(_ form: String, numbers count: Int) throws -> (numbers: [Double], firstLetter: Double) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = [form, root.path, pack.path, key.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        let start = ContinuousClock.now
        try process.run()
        let first = pipe.fileHandleForReading.readData(ofLength: 1)
        let time = (ContinuousClock.now - start).milliseconds
        let text = String(decoding: first + (try pipe.fileHandleForReading.readToEnd() ?? Data()), as: UTF8.self)
        process.waitUntilExit()
        let numbers = text.split(separator: "\n").last?.split(separator: " ").compactMap { Double($0) } ?? []
        guard process.terminationStatus == 0, !first.isEmpty, numbers.count == count else {
            throw BenchError("\(form) in a process of its own ended with \(process.terminationStatus) and said \"\(text)\"")
        }
        return (numbers, time)
    }

    func handbook() throws -> Handbook {
        let opened = try Pack.open(pack, trust: TrustedKey(contentsOf: key), kiosk: .thisKiosk)
        return Handbook(guide: opened.guide, form: opened.form)
    }

    func look() throws -> Look { try LookReader.read(root.appending(path: "Theme")) }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Times of one thing, sorted.
struct Sample {
    private let sorted: [Double]

    /// Runs `work` so often and takes the milliseconds of each.
    init(_ count: Int, _ work: () throws -> Void) rethrows {
        var times: [Double] = []
        for _ in 0..<count {
            let start = ContinuousClock.now
            try work()
            times.append((ContinuousClock.now - start).milliseconds)
        }
        sorted = times.sorted()
    }

    init(milliseconds: [Double]) { sorted = milliseconds.sorted() }

    var median: Double { sorted.isEmpty ? 0 : sorted[sorted.count / 2] }
    var p99: Double { sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 99 / 100)] }
    var most: Double { sorted.last ?? 0 }
}

extension Duration {
    var milliseconds: Double { Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15 }
}
