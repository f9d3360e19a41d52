import ArgumentParser
import Foundation
import Guide
import GuidePress

/// `kioskctl guide check`
struct GuideCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for everything that is wrong with the guide and its translations.",
        discussion:
            "Problems go to standard error as file:line: what. remedy. The coverage table goes to standard output: of a full language "
            + "every text is wanted, of a core language only the core.")

    @OptionGroup var root: GuideRoot

    @Option(help: "Look at the release of this site only. May be given more than once.")
    var site: [String] = []

    @Flag(help: "Refuse what may only be shown as a sample: unsigned sites, unreviewed safety texts.")
    var release = false

    @Option(help: "The day on which dates are judged; the default is today.")
    var today: DayArgument?

    @Flag(help: "Say only what is an error.")
    var quiet = false

    func run() throws {
        let (manuscript, reading) = try root.read()
        for id in site where !manuscript.sites.contains(where: { $0.site.id == id }) {
            throw ValidationError("\(EditionError.noSuchSite(id, known: manuscript.sites.map(\.site.id)))")
        }
        let review = Review(manuscript, today: today?.day ?? DayArgument.today, fitting: FontFitting())
        var problems = reading + review.problems() + review.gaps()
        if release { problems += review.obstaclesToRelease(of: Set(site)) }
        if quiet { problems.removeAll { $0.severity == .warning } }
        print(Coverage.table(review.coverage))
        try root.report(problems.sorted { $0.place < $1.place })
    }

}
