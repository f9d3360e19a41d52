import Appliance
import Devices
import Foundation
import Visit

/// From the start of a process to its first frame, as the kiosk does it: guide verified and loaded, look read, page drawn.
enum FirstFrame {
    static func draw(_ workplace: Workplace) throws {
        let desk = Desk(handbook: try workplace.handbook(), look: try workplace.look(), panel: .tenInch)
        _ = desk.draw()
        FileHandle.standardOutput.write(Data([0x2E]))
    }

    /// Milliseconds from the start of a process of its own to its first frame.
    static func measure(_ workplace: Workplace) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["--first-frame", workplace.root.path, workplace.pack.path, workplace.key.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        let start = ContinuousClock.now
        try process.run()
        let byte = pipe.fileHandleForReading.readData(ofLength: 1)
        let time = (ContinuousClock.now - start).milliseconds
        process.waitUntilExit()
        guard byte.count == 1 else { throw BenchError("the first frame was not drawn") }
        return time
    }
}
