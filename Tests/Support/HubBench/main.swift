import Foundation
import HubPostgreSQL
import HubSQLite
import RealPostgreSQL

// Prints what the hub's stores bear, beside what the bare databases do in the same run. `Tests/bench` builds it in release.
//
//   kiosk-hub-bench [--seconds N]      how long each figure is taken; the default is 5
let arguments = CommandLine.arguments
let seconds = arguments.count == 3 && arguments[1] == "--seconds" ? Int(arguments[2]) ?? 5 : 5

let folder = FileManager.default.temporaryDirectory.appending(path: "hub-bench-\(UUID().uuidString)").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
// Leftovers in the temporary folder are the system's to clear: `try?`.
defer { try? FileManager.default.removeItem(atPath: folder) }

var table = HubTable()

let bareSQLite = try BareSQLite(in: folder)
let sqliteCommits = try Commits(
    single: bareSQLite.rows(atOnce: 1, for: seconds), fifties: bareSQLite.rows(atOnce: 50, for: seconds))
let sqlite = try SQLiteHubStore(at: .folder(folder))
table.takes("SQLite", try await TakeFigures.measure(sqlite, seconds: seconds), beside: sqliteCommits, bar: 5_000)
table.idle()
try CounterRows.fill(folder + "/" + SQLiteHubStore.fileName)
table.sums("SQLite", try await CounterRows.measure(sqlite))
await sqlite.close()

if PostgreSQLServer.isInstalled {
    let server = try PostgreSQLServer.shared.get()
    let bare = try BarePostgreSQL(server)
    let commits = try Commits(single: bare.rows(atOnce: 1, for: seconds), fifties: bare.rows(atOnce: 50, for: seconds))
    let url = try server.newDatabase()
    let store = try await PostgreSQLHubStore(url: url, connections: 8)
    table.takes("PostgreSQL", try await TakeFigures.measure(store, seconds: seconds), beside: commits, bar: 4_000)
    try server.run(CounterRows.postgreSQL, at: url)
    table.sums("PostgreSQL", try await CounterRows.measure(store))
    await store.close()
} else {
    table.say("PostgreSQL is not installed here: no figures of it")
}
table.say("\(table.missed) bars missed")
