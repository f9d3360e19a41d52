import Foundation
import Heap

// Prints how fast and how small the kiosk is, as a table. `Tests/bench` builds it in release and runs it.
//
//   kiosk-bench ROOT PACK KEY [--rest SECONDS]     the table
//   kiosk-bench --one-page ROOT PACK KEY           draws one page over and over: for profilers
//   kiosk-bench --soak VISITS ROOT PACK KEY        a day of visitors; memory and descriptors
//   kiosk-bench --first-frame ROOT PACK KEY        draws one frame, writes a byte, ends: timed by the first form
//   kiosk-bench --guide ROOT PACK KEY              only what the guide costs: loading, memory, search
//   kiosk-bench --sound                            only what the voice costs
//   kiosk-bench --load ROOT PACK KEY               loads the pack, says milliseconds and megabytes: for the first form
//   kiosk-bench --every-page ROOT PACK KEY         shows every page and prints what it holds: for the first form
//   kiosk-bench --reports                          only what the hub's reports cost
// As kioskd does.
Heap.keepSmall()
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--first-frame" {
    try FirstFrame.draw(Workplace(arguments: Array(arguments.dropFirst())))
} else if arguments.first == "--reports" {
    try await ReportFigures().run()
} else if arguments.first == "--every-page" {
    try EveryPage.show(Workplace(arguments: Array(arguments.dropFirst())))
} else if arguments.first == "--load" {
    try PackFigures.load(Workplace(arguments: Array(arguments.dropFirst())))
} else if arguments.first == "--guide" {
    var table = Table()
    try PackFigures(Workplace(arguments: Array(arguments.dropFirst()))).tell(&table)
    print(table.text)
} else if arguments.first == "--sound" {
    var table = Table()
    try await SoundFigures().tell(&table)
    print(table.text)
} else if arguments.first == "--one-page" {
    try OnePage.draw(Workplace(arguments: Array(arguments.dropFirst())))
} else if arguments.first == "--soak", arguments.count > 2, let visits = Int(arguments[1]), visits > 0 {
    try await Soak(Workplace(arguments: Array(arguments.dropFirst(2))), visits: visits).run()
} else {
    try await Bench(Workplace(arguments: arguments)).run()
}
