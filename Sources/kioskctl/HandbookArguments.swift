import Appliance
import ArgumentParser
import Devices
import Foundation
import Guide
import GuidePress
import Scene
import Visit

/// Which guide the pictures are made from, straight from its sources.
struct HandbookArguments: ParsableArguments {
    @Option(help: "Folder with Guide, Strings, Sites, Forms and Theme in it.")
    var root = "Kiosk"

    @Option(help: "The site, by the name of its file in Sites.")
    var site = "amman-airport"

    @Option(help: "The day that the guide is built on, 2026-11-22. Default: today.")
    var builtOn: DayArgument?

    @Option(help: "An older copy of that folder: the guide then carries what changes, as staff see it.")
    var since: String?

    func handbook() throws -> Handbook {
        let (manuscript, problems) = try GuideRoot.at(root).read()
        try GuideRoot.at(root).report(problems.filter { $0.severity == .error })
        let day = builtOn?.day ?? DayArgument.today
        var edition = try Edition(of: manuscript, site: site, builtOn: day)
        if let since {
            edition = edition.noting(changesSince: try Edition(of: GuideRoot.at(since).read().manuscript, site: site, builtOn: day).guide)
        }
        return Handbook(guide: edition.guide, form: edition.form, staff: Gallery.sampleStaff,
            voices: Set(edition.guide.site.languages + [.english]))
    }

    func look() throws -> Look {
        try LookReader.read(URL(fileURLWithPath: root, isDirectory: true).appending(path: "Theme"))
    }
}

extension GuideRoot {
    static func at(_ root: String) throws -> GuideRoot { try GuideRoot.parse(["--root", root]) }
}

extension Panel: ExpressibleByArgument {
    public init?(argument: String) {
        guard let panel = Panel.named(argument) else { return nil }
        self = panel
    }

    public static var allValueStrings: [String] { all.map(\.name) }
}

extension Theme: ExpressibleByArgument {}
extension TextSize: ExpressibleByArgument {}

/// A language tag that the guide has.
struct LanguageArgument: ExpressibleByArgument {
    var language: Language

    init?(argument: String) {
        guard Language(argument).profile != nil else { return nil }
        language = Language(argument)
    }

    static var allValueStrings: [String] { LanguageProfile.all.keys.sorted().map(\.tag) }
}

/// Writes a file, or says which could not be written.
func write(_ bytes: [UInt8], to path: String) throws {
    do { try Data(bytes).write(to: URL(fileURLWithPath: path)) } catch {
        throw ValidationError("\(path) cannot be written.")
    }
}
