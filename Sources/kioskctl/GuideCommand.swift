import ArgumentParser
import Foundation
import Guide
import GuidePack
import GuidePress

/// `kioskctl guide …`: what editors, translators and publishers do with the guide.
struct GuideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "Check, translate, build and verify the guide.",
        subcommands: [
            GuideCheck.self, GuideExtract.self, GuideMerge.self, GuideBuild.self, GuideVerify.self, GuideKeygen.self,
            GuideDue.self, GuideDiff.self, GuideReview.self, GuideReviewed.self,
        ])
}

/// The folder that the guide is made from.
struct GuideRoot: ParsableArguments {
    @Option(help: "Folder with Guide, Strings, Sites, Forms and Theme in it.")
    var root = "Kiosk"

    /// Reads the manuscript; what is wrong with it comes along.
    func read() throws -> (manuscript: Manuscript, problems: [Problem]) {
        guard FileManager.default.fileExists(atPath: root) else {
            throw ValidationError("There is no folder \(root). Name the one with Guide in it by --root.")
        }
        return Manuscript.read(URL(fileURLWithPath: root, isDirectory: true))
    }

    /// Prints problems to standard error, `file:line: what. remedy`; then fails if one of them is an error.
    func report(_ problems: [Problem]) throws {
        var lines = problems.map { "\(root)/\($0)" }
        let errors = problems.count { $0.severity == .error }
        if !problems.isEmpty { lines.append("\(errors) errors, \(problems.count - errors) warnings") }
        FileHandle.standardError.write(Data(lines.map { "\($0)\n" }.joined().utf8))
        if errors > 0 { throw ExitCode.failure }
    }
}

/// Says on standard error why a command failed, and leaves with status 1.
func failing<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as ExitCode {
        throw error
    } catch let error as ValidationError {
        throw error
    } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        throw ExitCode.failure
    }
}

/// A day given on the command line, `2026-11-22`.
struct DayArgument: ExpressibleByArgument {
    var day: GuideDate

    init?(argument: String) {
        guard let day = GuideDate(argument), argument.split(separator: "-").count == 3 else { return nil }
        self.day = day
    }

    /// Today by the clock of this machine, in universal time.
    static var today: GuideDate { GuideDate(dayNumber: Int(Date().timeIntervalSince1970 / 86_400)) }
}
