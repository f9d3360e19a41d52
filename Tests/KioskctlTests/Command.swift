import Foundation
import Proofs

/// Runs the `kioskctl` that was built with the tests, as a person at a shell does.
struct Command {
    var status: Int32
    var output: String
    var errors: String

    /// Beside the program that runs the tests.
    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "kioskctl")

    /// - Parameter folder: the working folder; the repository's root unless told otherwise.
    /// - Parameter input: what is typed; nothing unless told otherwise.
    init(_ arguments: [String], in folder: URL = HandbookFixture.root, input: String? = nil) throws {
        let process = Process()
        process.executableURL = Command.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let (out, err) = (Pipe(), FileManager.default.temporaryDirectory.appending(path: "kioskctl-\(UUID())"))
        FileManager.default.createFile(atPath: err.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: err) }
        let errFile = try FileHandle(forWritingTo: err)
        process.standardOutput = out
        process.standardError = errFile
        let typed = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : typed
        try process.run()
        if let input {
            try typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try typed.fileHandleForWriting.close()
        }
        let told = try out.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try errFile.close()
        status = process.terminationStatus
        output = String(decoding: told, as: UTF8.self)
        errors = try String(contentsOf: err, encoding: .utf8)
    }
}

/// A folder for one test, gone afterwards.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kioskctl-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
