import Foundation

// Prints how fast and how small the kiosk is, as a table. `Tests/bench` builds it in release and runs it.
//
//   kiosk-bench ROOT PACK KEY [--rest SECONDS]     the table
//   kiosk-bench --one-page ROOT PACK KEY           draws one page over and over: for profilers
//   kiosk-bench --first-frame ROOT PACK KEY        draws one frame, writes a byte, ends: timed by the first form
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--first-frame" {
    try FirstFrame.draw(Workplace(arguments: Array(arguments.dropFirst())))
} else if arguments.first == "--one-page" {
    try OnePage.draw(Workplace(arguments: Array(arguments.dropFirst())))
} else {
    try await Bench(Workplace(arguments: arguments)).run()
}
