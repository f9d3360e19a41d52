import Guide
import Intake

/// Everything that is named must exist.
struct ReferenceCheck {
    let manuscript: Manuscript
    let report: Report

    func run() {
        checkArticles()
        checkClaims()
        checkPages()
        for site in manuscript.sites { check(site) }
        checkForm()
    }

    private var claims: Set<String> { Set(manuscript.claims.map(\.id)) }
    private var services: Set<String> { Set(manuscript.services.map(\.service.id)) }
    private var topics: Set<String> { Set(manuscript.topics.map(\.id)) }
    private var articles: Set<String> { Set(manuscript.articles.map(\.article.id)) }

    private func require(_ id: String, in known: Set<String>, _ noun: String, _ file: String, at place: Place) {
        guard !known.contains(id) else { return }
        report.error(
            place, "there is no \(noun) `\(id)`", remedy: "\(nearest(id, known))Write it in \(file), or name another")
    }

    private func requireIcon(_ icon: String, at place: Place) {
        guard !manuscript.icons.contains(icon) else { return }
        report.error(
            place, "there is no picture `\(icon)`",
            remedy: "\(nearest(icon, manuscript.icons))Draw Theme/icons/\(icon).svg, or name another")
    }

    private func checkArticles() {
        let (claims, services, topics) = (claims, services, topics)
        for sheet in manuscript.articles {
            let article = sheet.article
            require(article.topicID, in: topics, "topic", "Guide/topics.toml", at: sheet.place)
            requireIcon(article.icon, at: sheet.place)
            if article.stages.isEmpty {
                report.error(sheet.place, "the article has no stage", remedy: "Add stages = [\"arr\"]")
            }
            for block in article.blocks {
                let place = sheet.value.place(of: block) ?? sheet.place
                if let claim = block.claimID {
                    require(claim, in: claims, "claim", "Guide/claims.toml", at: place)
                }
                if let icon = block.icon { requireIcon(icon, at: place) }
                if case .contact(let service) = block.kind {
                    require(service, in: services, "service", "Guide/directory/services.csv", at: place)
                }
            }
        }
        let used = Set(manuscript.articles.map(\.article.topicID))
        for topic in manuscript.topics {
            requireIcon(topic.icon, at: topic.place)
            if !used.contains(topic.id) {
                report.warning(
                    topic.place, "the topic `\(topic.id)` has no article", remedy: "Write one, or remove the topic")
            }
        }
    }

    private func checkClaims() {
        let sources = Set(manuscript.sources.map(\.id))
        for claim in manuscript.claims where !claim.sourceID.isEmpty {
            require(claim.sourceID, in: sources, "source", "Guide/sources.toml", at: claim.place)
        }
        for sheet in manuscript.services where !sheet.service.sourceID.isEmpty {
            require(sheet.service.sourceID, in: sources, "source", "Guide/sources.toml", at: sheet.place)
        }
    }

    private func checkPages() {
        let claims = claims
        for card in manuscript.unions {
            if let claim = card.claimID { require(claim, in: claims, "claim", "Guide/claims.toml", at: card.place) }
        }
        for fee in manuscript.fees {
            require(fee.claimID, in: claims, "claim", "Guide/claims.toml", at: fee.place)
            if let contact = fee.contact {
                require(contact, in: services, "service", "Guide/directory/services.csv", at: fee.place)
            }
        }
        for sheet in manuscript.signs {
            if let claim = sheet.value.claimID {
                require(claim, in: claims, "claim", "Guide/claims.toml", at: sheet.place)
            }
            for code in sheet.codes where NeedCode(rawValue: code) == nil {
                report.error(sheet.place, "there is no code `\(code)`", remedy: "Write C01 to C32, or C99")
            }
        }
    }

    private func check(_ sheet: Placed<SiteSheet>) {
        let site = sheet.site
        for contact in site.keyContacts + site.helpContacts + site.childContacts {
            require(contact, in: services, "service", "Guide/directory/services.csv", at: sheet.place)
        }
        for article in site.rights {
            require(article, in: articles, "article", "Guide/articles", at: sheet.place)
            let featured = manuscript.articles.first { $0.article.id == article }?.featured ?? []
            if articles.contains(article), !featured.contains("first-three-rights") {
                report.warning(
                    sheet.place, "`\(article)` is one of the three rights, but its file does not say so",
                    remedy: "Add featured = [\"first-three-rights\"] to it")
            }
        }
        for language in site.languages where !manuscript.languages.contains(language) {
            report.error(
                sheet.place, "`\(language)` is not among the languages of the guide",
                remedy: "Add it to Guide/guide.toml, or remove it")
        }
        if !isCountry(site.country) {
            report.error(sheet.place, "`country` is \"\(site.country)\"", remedy: "Write two capital letters, \"JO\"")
        }
        if let form = manuscript.form, form.retentionDays != site.retentionDays {
            report.error(
                sheet.place, "the site keeps answers \(site.retentionDays) days, the intake says \(form.retentionDays)",
                remedy: "Write the same number in \(sheet.place.file) and \(form.place.file)")
        }
    }

    private func checkForm() {
        guard let form = manuscript.form else { return }
        let origins = Set(manuscript.sites.flatMap(\.site.origins)).sorted()
        let known = Set(manuscript.texts.map(\.id.name))
        for question in form.value.filled(languages: [], countries: origins).questions {
            var texts = [question.text]
            if question.optionsFrom != .languages { texts += question.options.map(question.text(of:)) }
            for text in texts where !known.contains(text) {
                require(text, in: known, "string", "Strings/en.toml", at: form.place)
            }
            for icon in question.options.compactMap(\.icon) { requireIcon(icon, at: form.place) }
        }
    }

    /// The id that was probably meant, as a question; empty if none is near.
    private func nearest(_ id: String, _ known: Set<String>) -> String {
        let near = known.map { ($0.distance(to: id, most: 2), $0) }.filter { $0.0 <= 2 }.min { $0 < $1 }
        return near.map { "Is it `\($0.1)`? " } ?? ""
    }
}

extension String {
    /// How many letters must be changed, put in or taken out to get from one to the other; gives up beyond `most`.
    ///
    /// Source: V. Levenshtein, 1965.
    fileprivate func distance(to other: String, most: Int) -> Int {
        let (a, b) = (Array(utf8), Array(other.utf8))
        guard abs(a.count - b.count) <= most else { return most + 1 }
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, otherLetter) in b.enumerated() {
                let changed = diagonal + (letter == otherLetter ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(changed, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
