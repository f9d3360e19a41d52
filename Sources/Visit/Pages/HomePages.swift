import Guide

/// The start page, and the ways from it.
extension View {
    /// What is first depends on the place: an airport opens with numbers and rights, a centre with the stages.
    var home: Content {
        let stages = toldStages.map(stageTile)
        let keep = [numbersTile, rightsTile]
        let tiles =
            switch site.profile {
            case .airport: keep + [fastSlipTile] + stages + otherTiles
            case .lobby, .outreach, .origin: stages + keep + otherTiles + [practiceTile]
            }
        return Content(
            "home", crumb: .name(site.name), title: .ui("home.title"),
            items: voiceless + strip + (tiles + moreTile).map(Item.control),
            buttons: [Control("home.talk", .mainButton, .ui("home.talk"), icon: "counsellor", .talk)])
    }

    /// Who listens is told openly when there is nothing to hear.
    private var voiceless: [Item] { machine.hasHeadset && !hasVoice ? [.badge(.ui("sound.no_voice"))] : [] }

    private var numbersTile: Control {
        Control("home.numbers", .tile, .ui("home.numbers"), icon: "phone", .numbers)
    }

    private var rightsTile: Control {
        Control("home.rights", .tile, .ui("home.rights"), icon: "passport", .rights)
    }

    private var fastSlipTile: Control {
        Control("home.fast-slip", .tile, .ui("home.fast_slip"), icon: "slip", .printNumbers)
    }

    private func stageTile(_ stage: Stage) -> Control {
        Control("home.\(stage.rawValue)", .tile, .text(stage.titleID), icon: stage.icon, .stage(stage))
    }

    private var otherTiles: [Control] {
        [
            Control("home.check", .tile, .ui("check.tile"), icon: "check", .checks),
            Control("home.places", .tile, .ui("home.places"), icon: "map", .places),
            Control("home.union", .tile, .ui("home.union"), icon: "union", .unions),
            Control("home.signs", .tile, .ui("home.signs"), icon: "sign", .signs),
            Control("home.status", .tile, .ui("home.status"), icon: "number", .status),
            Control("home.about", .tile, .ui("home.about"), icon: "info", .about),
        ]
    }

    /// Who has time is offered it on the start page, but not of an airport, where the
    /// page would have a part more for it. Everybody finds it in the settings.
    private var practiceTile: Control { Control("home.practice", .tile, .ui("settings.practice"), icon: "star", .practice) }

    /// Notices that hold today, those of staff first, then the most urgent; each with its days.
    ///
    /// A clock that nobody set shows the day on which the guide was built: what staff put up later does not hold then. A
    /// warning that could be years old is worse than none.
    private var strip: [Item] {
        (machine.notices + guide.notices).filter { $0.kind != .sample && $0.holds(on: today) }
            .sorted { ($1.priority, $0.id) < ($0.priority, $1.id) }.prefix(View.mostNotices)
            .map { .badge(.list([.text($0.textID), .digits($0.days)])) }
    }

    /// Notices on the start page. Chosen: more would push its first tiles off a small glass.
    private static let mostNotices = 2

    func topics(of stage: Stage) -> Content {
        let tiles = guide.topics(of: stage, toldIn: language).map { topic in
            Item.control(Control("topic.\(topic.slug)", .tile, .text(topic.titleID), icon: topic.icon, .topic(topic.id)))
        }
        guard !tiles.isEmpty || !isCore else { return notTold() }
        return Content(
            "stage", crumb: .text(stage.titleID), title: .ui("topic.title"),
            items: tiles.isEmpty ? [.paragraph(.ui("topic.empty"))] : tiles)
    }

    func articles(of id: Topic.ID) -> Content {
        guard let topic = guide.topics.first(where: { $0.id == id }) else { return nothingHere }
        let articles = guide.articles(of: id, in: session.stage, toldIn: language)
        guard !articles.isEmpty || !isCore else { return notTold() }
        return Content(
            "topic", crumb: .ui("topic.title"), title: .text(topic.titleID),
            items: (id == Topic.fees ? feesCard : []) + articles.map { .control(card(for: $0)) })
    }

    func card(for article: Article) -> Control {
        Control("article.\(article.id)", .card, .text(article.titleID), icon: article.icon, .article(article.id))
    }

    var nothingHere: Content {
        Content("empty", title: .ui("topic.title"), items: [.paragraph(.ui("topic.empty"))])
    }
}
