/// A kind of help, as a visitor looks for it: one tile of a long list of places.
public enum ServiceGroup: String, Sendable, CaseIterable {
    /// The most urgent first.
    case police, health, centre, women, child, labour, embassy, legal, groups, other

    public var titleID: TextID {
        switch self {
        case .police: "ui.places.kind_police"
        case .health: "ui.places.kind_hospital"
        case .centre: "ui.places.kind_mrc"
        case .women: "ui.places.kind_women"
        case .child: "ui.places.kind_child"
        case .labour: "ui.places.kind_labour"
        case .embassy: "ui.places.kind_embassy"
        case .legal: "ui.places.kind_legal"
        case .groups: "ui.places.groups"
        case .other: "ui.places.kind_other"
        }
    }

    /// A picture of the theme.
    public var icon: String {
        switch self {
        case .police: "police"
        case .health: "hospital"
        case .centre: "centre"
        case .women: "women"
        case .child: "child"
        case .labour: "need-contract"
        case .embassy: "embassy"
        case .legal: "rights"
        case .groups: "union"
        case .other: "counsellor"
        }
    }
}

extension Service.Kind {
    /// `nil`: the desk beside the machine, which stands for itself.
    public var group: ServiceGroup? {
        switch self {
        case .desk: nil
        case .mrc: .centre
        case .embassy: .embassy
        case .police: .police
        case .hospital: .health
        case .women, .shelter: .women
        case .child: .child
        case .labour, .social: .labour
        case .legal: .legal
        case .union, .association, .ngo: .groups
        case .hotline, .other: .other
        }
    }

    public var titleID: TextID {
        switch self {
        case .union: "ui.places.kind_union"
        case .association, .ngo: "ui.places.kind_ngo"
        default: (group ?? .centre).titleID
        }
    }
}
