import Appliance
import Devices
import Foundation
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

/// Every page × language × text size × panel.
///
/// The usual run looks at all pages in all languages at the usual size on three panels, and at chosen pages in all sizes on
/// all panels. With `KIOSK_FULL_MATRIX=1` it looks at everything, which takes five to ten minutes. With
/// `KIOSK_MATRIX_LANGUAGES="ur shn"` it looks at these languages only.
@Suite struct `Every page finds room` {
    struct Sheet: Sendable, CustomTestStringConvertible {
        var site: String
        var language: String
        var panel: Panel

        var testDescription: String { "\(site) \(language) \(panel.name)" }
    }

    static let isFull = ProcessInfo.processInfo.environment["KIOSK_FULL_MATRIX"] == "1"

    /// Empty: all.
    static let onlyLanguages = Set(
        (ProcessInfo.processInfo.environment["KIOSK_MATRIX_LANGUAGES"] ?? "").split(separator: " ").map(String.init))

    static func sheets(on panels: [Panel]) -> [Sheet] {
        HandbookFixture.siteNames.flatMap { site -> [Sheet] in
            // Where the guide cannot be read every test says so; here there is nothing to lay out.
            guard let guide = try? HandbookFixture.handbook(site).guide else { return [] }
            // The pages of a core language differ little from site to site: in the usual run, the first one that has it.
            let languages = guide.site.languages.filter { language in
                guard onlyLanguages.isEmpty || onlyLanguages.contains(language.tag) else { return false }
                return isFull || !guide.coreLanguages.contains(language) || site == firstSite(with: language)
            }
            return languages.flatMap { language in panels.map { Sheet(site: site, language: language.tag, panel: $0) } }
        }
    }

    private static func firstSite(with language: Language) -> String? {
        // A guide that cannot be read fails the tests below.
        HandbookFixture.siteNames.first { (try? HandbookFixture.handbook($0).guide.site.languages.contains(language)) ?? false }
    }

    /// Pages of every shape: tiles, cards, long texts, contacts, keys, options, digits, covers.
    static let chosen: Set<String> = [
        "welcome", "languages", "home", "home.notices", "numbers", "rights", "places", "places.centre", "places.labour", "settings", "signs.many", "notice", "question.1",
        "question.3", "question.5", "code", "code.headset", "slip", "slip-failed-numbers", "status.slow", "still-there", "neutral",
        "help.contacts", "help.safe", "under-18", "about", "farewell", "goodbye", "out-of-order", "out-of-order.staff", "safe-to-switch-off", "starting-again", "staff.report.out-of-order",
        "staff.pin.wait", "staff.tests", "staff.touch.some", "staff.calibrated", "staff.asked.print", "staff.buttons.some", "article.jo-payday", "article.my-housing",
        "article.injury-at-work", "place.jo-police", "union.JO", "union.MY", "stage.work", "closed", "plan-question.3",
        "checks", "ticked.contract-check", "result.contract-check", "result.true-offer", "result.true-offer.all", "answer.true-offer.later", "result.evidence-fees.all", "after.true-offer", "article.what-happens-next",
        "fees", "fees.work", "fees.SG.ceiling", "print", "slip-failed-handout", "practice.2", "practice.4", "pace", "pace.found", "group.1",
        "settings.switches",
    ]

    /// The sites that are only here for their countries: every language of theirs that no other site has, the first one of
    /// each, and with `KIOSK_FULL_MATRIX=1` all of them, on the smallest panel.
    static let elsewhere: [Sheet] = HandbookFixture.otherSiteNames.flatMap { site -> [Sheet] in
        let languages = (try? HandbookFixture.handbook(site).guide.site.languages.filter { $0 != .english }) ?? [.english]
        let usual = Set(sheets(on: [.sevenInch]).map(\.language))
        return languages.enumerated()
            .filter { onlyLanguages.isEmpty || onlyLanguages.contains($0.element.tag) }
            .filter { isFull || $0.offset == 0 || !usual.contains($0.element.tag) }
            .map { Sheet(site: site, language: $0.element.tag, panel: .sevenInch) }
    }

    @Test(arguments: elsewhere)
    func `in every language of the other sites`(sheet: Sheet) throws {
        try `in every language`(sheet: sheet)
    }

    /// The panels on which the usual run looks at every page, at the usual size.
    static let usualPanels: [Panel] = [.sevenInch, .tenInch, .fifteenInch.portrait]

    static func isLookedAtElsewhere(_ size: TextSize, _ panel: Panel) -> Bool { size == .normal && usualPanels.contains(panel) }

    @Test(arguments: sheets(on: isFull ? Panel.all : usualPanels))
    func `in every language`(sheet: Sheet) throws {
        let handbook = try HandbookFixture.handbook(sheet.site)
        let inspection = try Inspection(handbook, sheet.panel)
        for size in `Every page finds room`.isFull ? TextSize.allCases : [.normal] {
            for exhibit in Gallery(handbook).exhibits(in: Language(sheet.language), size: size) where Self.isShown(exhibit.name, in: size) {
                inspection.inspect(exhibit, "\(sheet.testDescription) \(size)")
            }
        }
        inspection.tell()
        #expect(inspection.scenes > (handbook.guide.coreLanguages.contains(Language(sheet.language)) ? 80 : 100))
    }

    /// Staff read in the usual size: only visitors choose one.
    static func isShown(_ name: String, in size: TextSize) -> Bool { size == .normal || !name.hasPrefix("staff.") }

    /// Every language on every panel, the sites in turn; none where the other test looks at everything.
    static let everyPanel = isFull ? [] : sheets(on: Panel.all).enumerated().filter { index, sheet in
        index / Panel.all.count % 2 == (sheet.site == HandbookFixture.siteNames[0] ? 0 : 1)
    }.map(\.element)

    @Test(arguments: everyPanel)
    func `at every text size on every panel`(sheet: Sheet) throws {
        let handbook = try HandbookFixture.handbook(sheet.site)
        let inspection = try Inspection(handbook, sheet.panel)
        for size in TextSize.allCases {
            for exhibit in Gallery(handbook).exhibits(in: Language(sheet.language), size: size)
            where Self.chosen.contains(exhibit.name) && Self.isShown(exhibit.name, in: size) && !Self.isLookedAtElsewhere(size, sheet.panel) {
                inspection.inspect(exhibit, "\(sheet.testDescription) \(size)")
            }
        }
        inspection.tell()
        #expect(inspection.scenes > (handbook.guide.coreLanguages.contains(Language(sheet.language)) ? 80 : 100))
    }
}
