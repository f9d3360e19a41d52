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
        try workplace.alone("--first-frame", numbers: 0).firstLetter
    }
}
