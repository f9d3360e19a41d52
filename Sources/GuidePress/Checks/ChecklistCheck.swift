import Guide

/// Lists to tick must have something to say of every tick, and paper must not tell why somebody asked for it.
struct ChecklistCheck {
    let manuscript: Manuscript
    let report: Report

    /// Topics whose paper would tell an employer of a complaint or of danger: help, violence, ways to complain.
    private static let telling: Set<Topic.ID> = ["T01", "T12", "T13"]

    func run() {
        for sheet in manuscript.articles {
            checkAnswers(sheet.value)
            checkOutcomes(sheet)
            checkPrintout(sheet)
        }
    }

    private func error(_ block: Article.Block, in sheet: ArticleSheet, _ what: String, remedy: String) {
        guard let place = sheet.place(of: block) else { return }
        report.error(place, what, remedy: remedy)
    }

    private func checkAnswers(_ sheet: ArticleSheet) {
        let article = sheet.article
        var before: Article.Block.Kind?
        for block in article.blocks {
            if block.kind == .answer, before != .tick, before != .answer {
                error(
                    block, in: sheet, "the answer `\(block.id)` follows no line to tick",
                    remedy: "Put it under its line, `[ ] `")
            }
            before = block.kind
        }
        guard article.hasAnswers else { return }
        for tick in article.ticks where article.answers(to: tick).isEmpty {
            error(
                tick, in: sheet, "the line `\(tick.id)` has no answer, but others have",
                remedy: "Write one under it, `> `, or remove the others")
        }
    }

    private func checkOutcomes(_ sheet: Placed<ArticleSheet>) {
        let article = sheet.article
        var seen: Set<Article.Block.Outcome> = []
        for block in article.blocks {
            guard case .outcome(let outcome) = block.kind else { continue }
            if !article.isChecklist {
                error(
                    block, in: sheet.value, "`\(block.id)` is said with a result, but there is no line to tick",
                    remedy: "Remove when=\(outcome.rawValue), or write lines, `[ ] `")
            }
            if !seen.insert(outcome).inserted {
                error(
                    block, in: sheet.value, "two blocks say when=\(outcome.rawValue)", remedy: "Make one of them, or say another")
            }
        }
    }

    private func checkPrintout(_ sheet: Placed<ArticleSheet>) {
        let article = sheet.article
        guard let printout = article.printout else { return }
        if printout == .left, !article.isChecklist || article.hasAnswers {
            report.error(
                sheet.place, "there is no list to print in `\(article.id)`",
                remedy: "Remove print = \"left\"; only lines without answers are printed")
        }
        if printout == .hours, article.isChecklist {
            report.error(
                sheet.place, "the list `\(article.id)` asks for empty lines", remedy: "Write print = \"left\", or remove it")
        }
        if article.risk == .safety || Self.telling.contains(article.topicID) {
            report.error(
                sheet.place, "the paper of `\(article.id)` would tell an employer what it is about",
                remedy: "Remove `print`: what concerns safety or a complaint stays on the glass")
        }
    }
}
