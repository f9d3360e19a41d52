import Guide

/// The referral directory: who can help, and what to know before calling.
extension View {
    var numbers: Content {
        Content(
            "numbers", crumb: .name(site.name), title: .ui("numbers.title"),
            items: [.note(.ui("numbers.lead"))] + cards(site.keyContacts),
            buttons: [
                Control("numbers.print", .button, .ui("home.fast_slip"), icon: "print", .printNumbers),
                Control("nav.next", .mainButton, .ui("home.rights"), icon: "passport", .rights),
            ])
    }

    func cards(_ ids: [Service.ID]) -> [Item] {
        ids.compactMap { guide.services[$0] }.map { .contact(shortCard($0)) }
    }

    /// Name and number: what one copies by hand.
    func shortCard(_ service: Service) -> ContactCard {
        if service.kind == .desk {
            return ContactCard(icon: service.icon, name: .text(service.nameID), number: nil, numberNote: nil, lines: [])
        }
        let (number, note) = shown(service.phones.first, of: service)
        return ContactCard(icon: service.icon, name: .text(service.nameID), number: number, numberNote: note, lines: [])
    }

    /// A number that is assured; or the number with a warning; or the desk.
    private func shown(_ phone: Service.Phone?, of service: Service) -> (String?, Words) {
        guard let phone else { return (nil, .ui("places.no_number")) }
        switch phone.showing(on: today, risk: service.risk) {
        case .askAtDesk: return (nil, .ui("places.no_number"))
        case .assured(let day): return (phone.number, .ui("places.assured", ["date": .digits(day.description)]))
        case .notCheckedSince(let day):
            return (phone.number, .ui("places.not_checked_since", ["date": .digits(day.yearAndMonth)]))
        }
    }

    /// All that the visitor's language tells: a list where it is short, else the kinds of help.
    var places: Content {
        let all = guide.directory(toldIn: language)
        let items = all.count > View.mostPlaces
            ? all.filter { $0.kind.group == nil }.map { place($0, .tile) } + ServiceGroup.allCases.compactMap(tile)
            : all.map { place($0, .card, detail: .text($0.kind.titleID)) }
        return Content("places", crumb: .name(site.name), title: .ui("places.title"), items: items.map(Item.control))
    }

    /// The longest list in one piece. Chosen: a 7-inch glass shows three entries at a time, and nobody minds three parts.
    private static let mostPlaces = 9

    private func tile(_ group: ServiceGroup) -> Control? {
        let count = guide.directory(of: group, toldIn: language).count
        guard count > 0 else { return nil }
        return Control(
            "places.\(group.rawValue)", .tile, .text(group.titleID), detail: .labelled(.ui("places.entries"), .count(count)),
            icon: group.icon, .placesOf(group))
    }

    func places(of group: ServiceGroup) -> Content {
        let entries = guide.directory(of: group, toldIn: language)
        guard !entries.isEmpty || !isCore else { return notTold() }
        return Content(
            "places-of", crumb: .ui("places.title"), title: .text(group.titleID),
            items: entries.map { service in
                let isMixed = service.kind.titleID != group.titleID
                return .control(place(service, .card, detail: isMixed ? .text(service.kind.titleID) : nil))
            })
    }

    private func place(_ service: Service, _ role: Control.Role, detail: Words? = nil) -> Control {
        Control("place.\(service.id)", role, .text(service.nameID), detail: detail, icon: service.icon, .service(service.id))
    }

    func service(_ id: Service.ID) -> Content {
        guard let service = guide.services[id] else { return nothingHere }
        let cards = service.phones.isEmpty
            ? [Item.contact(shortCard(service))]
            : service.phones.map { phone in
                let (number, note) = shown(phone, of: service)
                return .contact(
                    ContactCard(
                        icon: service.icon, name: .text(service.nameID), number: number, numberNote: note,
                        lines: lines(of: phone, number: number)))
            }
        return Content(
            "place", crumb: .text(service.kind.titleID), title: .text(service.nameID),
            items: cards + facts(of: service).map(Item.paragraph) + origin(of: service))
    }

    private func lines(of phone: Service.Phone, number: String?) -> [Words] {
        guard number != nil else { return [] }
        var lines: [Words] = []
        if !phone.fromAbroad.isEmpty {
            lines.append(.ui("places.call_from_abroad", ["number": .digits(phone.fromAbroad)]))
        }
        if phone.isFree { lines.append(.ui("places.free_call")) }
        return lines
    }

    private func facts(of service: Service) -> [Words] {
        var facts: [Words] = []
        if exists(service.descriptionID) { facts.append(.labelled(.ui("places.what_for"), .text(service.descriptionID))) }
        if service.hasEligibility { facts.append(.labelled(.ui("places.who"), .text(service.eligibilityID))) }
        facts.append(.labelled(.ui("places.hours"), hours(service.hours)))
        if service.hasFees { facts.append(.labelled(.ui("places.cost"), .text(service.feesID))) }
        let languages: Words =
            service.languages.isEmpty
            ? .ui("places.languages_ask")
            : .list(service.languages.filter { $0.profile != nil }.map { .autonym($0) })
        facts.append(.labelled(.ui("places.languages"), languages))
        facts.append(.labelled(.ui("places.police"), telling(service.tellsPolice)))
        facts.append(.labelled(.ui("places.employer"), telling(service.tellsEmployer)))
        return facts
    }

    func telling(_ telling: Service.Telling) -> Words {
        switch telling {
        case .yes: .ui("places.says_yes")
        case .no: .ui("places.says_no")
        case .caseByCase: .ui("places.says_case")
        case .unknown: .ui("places.says_unknown")
        }
    }

    private func origin(of service: Service) -> [Item] {
        guard let source = guide.sources[service.sourceID] else { return [] }
        return [.note(origin(source, asOf: service.asOf))]
    }

    /// Opening hours in words, or the advice to ask.
    func hours(_ hours: [Service.Hours]) -> Words {
        guard !hours.isEmpty else { return .ui("places.hours_ask") }
        return .list(
            hours.map { line in
                .ui(
                    "places.hours_line",
                    [
                        "days": .list(line.weekdays.map { .ui("day.\($0)") }), "opens": .digits(line.opens),
                        "closes": .digits(line.closes),
                    ])
            })
    }
}

extension GuideDate {
    /// `2026-11`.
    public var yearAndMonth: String { String(description.prefix(7)) }
}
