import Guide

/// Statements must say where they come from, how far they are believed, and until when.
struct ClaimCheck {
    let manuscript: Manuscript
    let today: GuideDate?
    let report: Report

    func run() {
        for claim in manuscript.claims { check(claim) }
        for sheet in manuscript.services { check(sheet) }
        for card in manuscript.unions { check(card) }
        guard let today else { return }
        for notice in manuscript.notices where notice.end < today {
            report.warning(
                notice.place, "the notice `\(notice.id)` ended on \(notice.end)",
                remedy: "Remove it, or correct its days")
        }
    }

    private func check(_ claim: Placed<Claim>) {
        if claim.confidence == .contested, claim.contestedNote.isEmpty {
            report.error(
                claim.place, "the claim `\(claim.id)` is contested, but nobody says how",
                remedy: "Add contested_note = \"…\"")
        }
        if !claim.verifiedBy.isEmpty, claim.verifiedOn == nil {
            report.error(
                claim.place, "the claim `\(claim.id)` was verified, but nobody says when",
                remedy: "Add verified_on = \"…\"")
        }
        if claim.verifiedBy.isEmpty, claim.verifiedOn != nil {
            report.error(
                claim.place, "the claim `\(claim.id)` was verified, but nobody says by whom",
                remedy: "Add verified_by = \"…\"")
        }
        if !claim.verifiedBy.isEmpty, claim.verifiedBy.essence == claim.secondVerifier.essence {
            report.error(
                claim.place, "the claim `\(claim.id)` was verified twice by the same person",
                remedy: "A second verifier is somebody else; leave `second_verifier` empty until there is one")
        }
        if let verified = claim.verifiedOn, let days = manuscript.daysUntilReview(claim.kind, claim.risk),
            claim.reviewDue.dayNumber > verified.dayNumber + days
        {
            let latest = GuideDate(dayNumber: verified.dayNumber + days)
            report.error(
                claim.place, "the review of `\(claim.id)` is due later than \(days) days after its check",
                remedy: "Write review_due = \"\(latest)\" or earlier")
        }
        checkDates(claim)
    }

    private func checkDates(_ claim: Placed<Claim>) {
        guard let today else { return }
        if let asOf = GuideDate(claim.asOf), asOf > today {
            report.error(claim.place, "`as_of` of `\(claim.id)` lies ahead", remedy: "Write the date of the source")
        }
        if let verified = claim.verifiedOn, verified > today {
            report.error(claim.place, "`verified_on` of `\(claim.id)` lies ahead", remedy: "Write the day of the check")
        }
        if claim.reviewDue < today {
            let effect = claim.onExpiry == .hide ? "it is not shown any more" : "its page says so"
            report.warning(
                claim.place, "the review of `\(claim.id)` was due on \(claim.reviewDue); \(effect)",
                remedy: "Check it again, then write verified_by, verified_on and review_due")
        }
    }

    private func check(_ sheet: Placed<ServiceSheet>) {
        let service = sheet.service
        if service.sourceID.isEmpty, ![.desk, .other].contains(service.kind) {
            report.add(
                Problem(
                    sheet.place, service.phones.isEmpty ? .warning : .error,
                    "the service `\(service.id)` has no source",
                    remedy: "Add mrc:source to attributes.csv"))
        }
        for (phone, place) in zip(service.phones, sheet.phonePlaces) {
            if phone.secondSource.isEmpty {
                report.warning(
                    place, "the number of `\(service.id)` has no second source; it stays hidden",
                    remedy: "Find a second, independent one and add mrc:second_source to attributes.csv")
            } else if phone.secondSource == service.sourceID {
                report.error(
                    place, "the second source of `\(service.id)` is the first one again",
                    remedy: "Name an independent one, or leave mrc:second_source empty")
            } else if phone.assuredOn == nil {
                report.warning(
                    place, "nobody says when the number of `\(service.id)` was checked; it stays hidden",
                    remedy: "Add the day to `assured_date` of services.csv")
            } else if let today, let due = phone.assuranceDue, due < today {
                report.warning(
                    place, "the number of `\(service.id)` should have been checked by \(due)",
                    remedy: "Call it, then write the day")
            }
        }
    }

    private func check(_ card: Placed<UnionCard>) {
        for question in UnionCard.Question.allCases {
            let cell = card.value[question]
            if cell.answer == .contested, !cell.hasNote {
                report.error(
                    card.place, "`\(question.rawValue)` of \(card.country) is contested, but nobody says how",
                    remedy: "Add \(question.rawValue)_note = \"…\"")
            }
            if [.yes, .no].contains(cell.answer), cell.article.isEmpty {
                report.warning(
                    card.place, "`\(question.rawValue)` of \(card.country) names no article of the law",
                    remedy: "Add \(question.rawValue)_article = \"…\"")
            }
        }
        if card.claimID == nil {
            report.error(card.place, "the card of \(card.country) has no claim", remedy: "Add claim = \"F001\"")
        }
    }
}
