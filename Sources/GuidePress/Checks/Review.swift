import Guide

/// Looks at a manuscript as a careful editor would: does everything that it names exist, is everything said in plain
/// words, is every translation of today's English?
public struct Review {
    public let manuscript: Manuscript
    /// The day on which dates are judged; `nil`: they are not.
    public let today: GuideDate?
    /// Lays texts out with the kiosk's own fonts; `nil`: not looked at.
    public let fitting: (any TextFitting)?

    public init(_ manuscript: Manuscript, today: GuideDate? = nil, fitting: (any TextFitting)? = nil) {
        (self.manuscript, self.today, self.fitting) = (manuscript, today, fitting)
    }

    /// Everything that is wrong, in the order of files and lines. What the reading reported is not repeated.
    public func problems() -> [Problem] {
        let report = Report()
        ReferenceCheck(manuscript: manuscript, report: report).run()
        ChecklistCheck(manuscript: manuscript, report: report).run()
        FeeCheck(manuscript: manuscript, report: report).run()
        ClaimCheck(manuscript: manuscript, today: today, report: report).run()
        EnglishCheck(manuscript: manuscript, report: report).run()
        TranslationCheck(manuscript: manuscript, report: report).run()
        if let fitting { FittingCheck(manuscript: manuscript, fitting: fitting, report: report).run() }
        return sorted(report.problems)
    }

    /// What stands in the way of showing these sites to people who have not been told that it is a sample.
    ///
    /// - Parameter sites: ids; empty: all.
    public func obstaclesToRelease(of sites: Set<Site.ID> = []) -> [Problem] {
        let report = Report()
        for sheet in manuscript.sites where sites.isEmpty || sites.contains(sheet.site.id) {
            ReleaseCheck(manuscript: manuscript, sheet: sheet, report: report).run()
        }
        return sorted(Array(Set(report.problems)))
    }

    /// What each language still lacks of what is wanted of it, an error a language: all texts, or the core.
    ///
    /// A guide can be built all the same, where it cannot wait for translators: English stands in, marked.
    public func gaps() -> [Problem] {
        coverage.compactMap { row -> Problem? in
            guard let first = row.firstGap else { return nil }
            return Problem(
                Place(file: "Strings/\(row.language).po", line: 1), .error,
                "\(row.stale + row.missing) of \(row.texts) \(row.isCore ? "core texts" : "texts") are not in \(row.language), "
                    + "first `\(first)`",
                remedy: "Run `kioskctl guide merge \(row.language)`, then translate what is empty or behind")
        }
    }

    /// How far each language has come.
    public var coverage: [Coverage] {
        manuscript.languages.filter { $0 != .english }.map { Coverage(of: $0, in: manuscript) }
    }

    private func sorted(_ problems: [Problem]) -> [Problem] {
        problems.sorted { ($0.place, $0.what) < ($1.place, $1.what) }
    }
}
