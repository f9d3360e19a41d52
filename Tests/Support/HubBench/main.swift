import Foundation
import Hub
import HubPostgreSQL
import HubSQLite
import RealPostgreSQL

// Prints what the hub's stores bear, beside what the bare databases do in the same run. `Tests/bench` builds it in release.
//
//   kiosk-hub-bench [--seconds N] [--backlog N] [--without sqlite|postgresql|takes|door|sums]...
//
//   --seconds   how long each figure is taken; the default is 5
//   --backlog   how many records each of the hundred kiosks brings; the default is 1000
//   --without   leaves out a store, its takes without the door, the whole hub with kiosks over TLS, or the sums over five
//               million lines, which take minutes to be made
let arguments = zip(CommandLine.arguments.dropFirst(), CommandLine.arguments.dropFirst(2))
let seconds = arguments.first { $0.0 == "--seconds" }.flatMap { Int($0.1) } ?? 5
let backlog = arguments.first { $0.0 == "--backlog" }.flatMap { Int($0.1) } ?? 1_000
let left = Set(arguments.filter { $0.0 == "--without" }.map(\.1))

let folder = FileManager.default.temporaryDirectory.appending(path: "hub-bench-\(UUID().uuidString)").path
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
// Leftovers in the temporary folder are the system's to clear: `try?`.
defer { try? FileManager.default.removeItem(atPath: folder) }

var table = HubTable()

/// The store alone, the whole hub, the sums.
@MainActor func take(
    _ name: String, beside commits: Commits, bar: Double, reference: HubTable.Reference, postgreSQL: String?,
    _ store: any HubStore, fill: () throws -> Void
) async throws {
    if !left.contains("takes") {
        let figures = try await TakeFigures.measure(store, seconds: seconds)
        table.takes(name, figures, beside: commits, bar: bar, reference: reference)
    }
    if left.contains("door") {
        table.say("\(name): the door was left out")
    } else if HubProcess.isBuilt {
        let place = URL(filePath: folder).appending(path: name)
        let figures = try await DoorFigures.measure(in: place, postgreSQL: postgreSQL, backlog: backlog, seconds: seconds)
        table.door(name, figures, beside: commits, bar: bar, reference: reference)
    } else {
        table.say("\(name): kiosk-hub is not built beside this program: no figures of the door")
    }
    if !left.contains("sums") {
        try fill()
        table.sums(name, try await CounterRows.measure(store))
    }
    await store.close()
}

if !left.contains("sqlite") {
    let bare = try BareSQLite(in: folder)
    let commits = try Commits(single: bare.rows(atOnce: 1, for: seconds), fifties: bare.rows(atOnce: 50, for: seconds))
    try await take(
        "SQLite", beside: commits, bar: 5_000, reference: .fifties, postgreSQL: nil, try SQLiteHubStore(at: .folder(folder))
    ) { try CounterRows.fill(folder + "/" + SQLiteHubStore.fileName) }
    table.opening(try await OpeningFigures.measure(in: folder + "/opening"))
}

if left.contains("postgresql") {
    table.say("PostgreSQL was left out")
} else if PostgreSQLServer.isInstalled {
    let server = try PostgreSQLServer.shared.get()
    let bare = try BarePostgreSQL(server)
    let commits = try Commits(single: bare.rows(atOnce: 1, for: seconds), fifties: bare.rows(atOnce: 50, for: seconds))
    let (url, other) = try (server.newDatabase(), server.newDatabase())
    try await take(
        "PostgreSQL", beside: commits, bar: 4_000, reference: .single, postgreSQL: other,
        try await PostgreSQLHubStore(url: url, connections: 8)
    ) { try server.run(CounterRows.postgreSQL, at: url) }
} else {
    table.say("PostgreSQL is not installed here: no figures of it")
}
table.say("\(table.missed) bars missed")
