import Foundation
import HubPostgreSQL
import HubSQLite
import RealPostgreSQL

// Prints what the hub's stores bear, beside what the bare databases do in the same run. `Tests/bench` builds it in release.
//
//   kiosk-hub-bench [--seconds N] [--without sqlite|postgresql|sums]...
//
//   --seconds   how long each figure is taken; the default is 5
//   --without   leaves a store out, or the sums over five million lines, which take minutes to be made
let arguments = zip(CommandLine.arguments.dropFirst(), CommandLine.arguments.dropFirst(2))
let seconds = arguments.first { $0.0 == "--seconds" }.flatMap { Int($0.1) } ?? 5
let left = Set(arguments.filter { $0.0 == "--without" }.map(\.1))

let folder = FileManager.default.temporaryDirectory.appending(path: "hub-bench-\(UUID().uuidString)").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
// Leftovers in the temporary folder are the system's to clear: `try?`.
defer { try? FileManager.default.removeItem(atPath: folder) }

var table = HubTable()

if !left.contains("sqlite") {
    let bare = try BareSQLite(in: folder)
    let commits = try Commits(single: bare.rows(atOnce: 1, for: seconds), fifties: bare.rows(atOnce: 50, for: seconds))
    let store = try SQLiteHubStore(at: .folder(folder))
    table.takes(
        "SQLite", try await TakeFigures.measure(store, seconds: seconds), beside: commits, bar: 5_000, reference: .fifties)
    table.idle()
    if !left.contains("sums") {
        try CounterRows.fill(folder + "/" + SQLiteHubStore.fileName)
        table.sums("SQLite", try await CounterRows.measure(store))
    }
    await store.close()
}

if left.contains("postgresql") {
    table.say("PostgreSQL was left out")
} else if PostgreSQLServer.isInstalled {
    let server = try PostgreSQLServer.shared.get()
    let bare = try BarePostgreSQL(server)
    let commits = try Commits(single: bare.rows(atOnce: 1, for: seconds), fifties: bare.rows(atOnce: 50, for: seconds))
    let url = try server.newDatabase()
    let store = try await PostgreSQLHubStore(url: url, connections: 8)
    table.takes(
        "PostgreSQL", try await TakeFigures.measure(store, seconds: seconds), beside: commits, bar: 4_000, reference: .single)
    if !left.contains("sums") {
        try server.run(CounterRows.postgreSQL, at: url)
        table.sums("PostgreSQL", try await CounterRows.measure(store))
    }
    await store.close()
} else {
    table.say("PostgreSQL is not installed here: no figures of it")
}
table.say("\(table.missed) bars missed")
