import Appliance
import Devices
import Foundation
import Heap
import Visit

/// What a kiosk holds that has shown everything: every page in every language, on one desk, in a process of its own.
struct EveryPage {
    /// Proportional set size, in MB: all of it, and what of it is no file.
    var whole: Double
    var own: Double

    /// Shows all pages and prints what it holds; the argument of its own process.
    static func show(_ workplace: Workplace) throws {
        let handbook = try workplace.handbook()
        let desk = Desk(handbook: handbook, look: try workplace.look(), panel: .tenInch)
        for language in handbook.guide.site.languages {
            for exhibit in Gallery(handbook).exhibits(in: language) {
                desk.show(exhibit.model)
                desk.redrawAll()
            }
            let line = [Proc.pss(), Proc.pss(of: "Pss_Anon:")].map { String(format: "%.1f", $0) }
            print(line.joined(separator: " "), language, Heap.use.used / 1_048_576, Heap.use.unused / 1_048_576)
        }
    }

    static func measure(_ workplace: Workplace) throws -> EveryPage {
        let (numbers, _) = try workplace.alone("--every-page", numbers: 2)
        return EveryPage(whole: numbers[0], own: numbers[1])
    }
}
