import Appliance
import Devices
import Foundation
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
            print(line.joined(separator: " "), language)
        }
    }

    static func measure(_ workplace: Workplace) throws -> EveryPage {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["--every-page", workplace.root.path, workplace.pack.path, workplace.key.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let numbers = text.split(separator: "\n").last?.split(separator: " ").compactMap { Double($0) } ?? []
        guard numbers.count == 2 else { throw BenchError("the pages were not shown") }
        return EveryPage(whole: numbers[0], own: numbers[1])
    }
}
