import Guide

extension Manuscript {
    mutating func readTopics(_ tree: SourceTree, _ report: Report) {
        let list = Self.tables("topic", of: "Guide/topics.toml", tree, report).map { fields in
            fields.allow("id", "slug", "title", "icon", "stages", "order", "coverage")
            let topic = Topic(
                id: fields.string("id"), slug: fields.name("slug"), icon: fields.string("icon"),
                stages: fields.choices("stages"), order: fields.integer("order", in: 1...999))
            let title = SourceText(
                topic.titleID, fields.string("title"), note: "Name of a group of pages, on a button.", isButton: true,
                at: fields.place(of: "title"))
            if fields.belongsToCore() { coreTopics.insert(topic.id) }
            return (Placed(topic, at: fields.place), title)
        }
        topics = withoutDoubles(list.map(\.0), "topic", report) { $0.id }
        texts += list.map(\.1)
    }

    mutating func readArticles(_ tree: SourceTree, _ report: Report) {
        var sheets: [Placed<ArticleSheet>] = []
        for file in tree.files(in: "Guide/articles", suffix: ".md") {
            guard let text = tree.text(file, report) else { continue }
            let source = ArticleFile(text, file: file, report)
            guard let matter = source.matter else { continue }
            let (sheet, own) = Self.sheet(matter, source.blocks)
            if sheet.article.id != baseName(file) {
                report.error(
                    matter.place(of: "id"), "the article `\(sheet.article.id)` stands in the file \(baseName(file)).md",
                    remedy: "Give the file the name of the article")
            }
            sheets.append(Placed(sheet, at: matter.place(of: "id")))
            texts += own
        }
        articles = withoutDoubles(sheets, "article", report) { $0.article.id }
    }

    private static func sheet(_ matter: Fields, _ blocks: [ArticleFile.Block]) -> (ArticleSheet, [SourceText]) {
        matter.allow("id", "topic", "stages", "countries", "profiles", "icon", "risk", "order", "featured", "print")
        let risk: Claim.Risk = matter.choice("risk", default: .normal)
        var article = Article(
            id: matter.name("id"), topicID: matter.string("topic"), stages: matter.choices("stages"),
            countries: matter.countries("countries"), profiles: matter.choices("profiles"), icon: matter.string("icon"),
            risk: risk, order: matter.integer("order", in: 0...9999), printout: matter.optionalChoice("print"), blocks: [])
        var texts: [SourceText] = []
        var places: [String: Place] = [:]
        for block in unique(blocks, matter) {
            places[block.id] = block.place
            if block.kind == .title {
                texts.append(
                    SourceText(
                        article.titleID, block.text, note: "Title of a page.", isSafety: risk == .safety,
                        at: block.place))
            } else {
                let own = Article.Block(id: block.id, kind: kind(of: block), claimID: block.claimID, icon: block.icon)
                article.blocks.append(own)
                guard !block.text.isEmpty else { continue }
                texts.append(
                    SourceText(
                        article.textID(of: own), block.text, note: note(block), isSafety: risk == .safety,
                        at: block.place))
            }
        }
        let sheet = ArticleSheet(article: article, featured: matter.strings("featured"), blockPlaces: places)
        return (sheet, texts)
    }

    /// The blocks with a title first and every name once; the others are reported.
    private static func unique(_ blocks: [ArticleFile.Block], _ matter: Fields) -> [ArticleFile.Block] {
        var seen: Set<String> = []
        var step = 0
        let kept = blocks.enumerated().filter { index, block in
            if (block.kind == .title) != (block.id == "title") || (block.kind == .title && index != 0) {
                matter.report.error(
                    block.place, "the title must be the first block, and only it is named `title`",
                    remedy: "Begin the text with `# Title {#title}`")
                return false
            }
            if case .step(let number) = block.kind {
                if number != step + 1, number != 1 {
                    matter.report.error(
                        block.place, "step \(number) follows step \(step)",
                        remedy: "Count the steps from 1 without gaps")
                }
                step = number
            }
            if !seen.insert(block.id).inserted {
                matter.report.error(
                    block.place, "the block `\(block.id)` stands twice in this article", remedy: "Give it another name")
                return false
            }
            return true
        }
        if !seen.contains("title") {
            matter.report.error(
                matter.place, "the article has no title", remedy: "Begin the text with `# Title {#title}`")
        }
        return kept.map(\.element)
    }

    private static func kind(of block: ArticleFile.Block) -> Article.Block.Kind {
        switch block.kind {
        case .title, .paragraph: .paragraph
        case .step(let number): .step(number)
        case .warning: .warning
        case .contact(let service): .contact(service)
        case .tick: .tick
        case .answer: .answer
        case .outcome(let outcome): .outcome(outcome)
        }
    }

    private static func note(_ block: ArticleFile.Block) -> String {
        switch block.kind {
        case .step(let number): "Step \(number)."
        case .warning: "A warning."
        case .tick: "A line of a list that is ticked by touch. Keep it short."
        case .answer: "What is true about the line before it."
        case .outcome: "Above the result of a list."
        case .title, .paragraph, .contact: ""
        }
    }
}

extension Fields {
    /// An id that stands in control ids and file names.
    func name(_ key: String) -> String {
        let text = string(key)
        if !text.isEmpty, !isName(text) {
            report.error(
                place(of: key), "`\(key)` is \"\(text)\"", remedy: "Use lower-case letters, digits and hyphens")
        }
        return text
    }
}
