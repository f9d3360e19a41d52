import Guide
import Intake

/// Where a visitor is.
public enum Page: Hashable, Sendable {
    case dark, welcome, languages, home
    case stage(Stage), topic(Topic.ID), article(Article.ID)
    case numbers, rights, unions, union(String), places, service(Service.ID), about, settings
    /// The ticks live here and nowhere else: leaving the page forgets them.
    case signs(Set<String>)
    case help(HelpStep)
    case underAge
    case neutral
    case closed, notice
    /// A screen of the form, by its index.
    case question(Int)
    case planOffer
    case planQuestion(Int)
    case saving, notSaved
    case code, noPaper(SlipKind)
    case printing(SlipKind), didItComeOut(SlipKind), slipFailed(SlipKind)
    case status
    case farewell, goodbye
    case staff(StaffPage)

    /// Whether somebody's visit is going on: before and after it nothing may be remembered.
    var isOfAVisit: Bool {
        switch self {
        case .dark, .welcome, .neutral, .goodbye, .staff: false
        default: true
        }
    }

    public enum HelpStep: String, Hashable, Sendable, CaseIterable { case safe, contacts, safer, choose, talk, print }
}

/// What a slip is for.
public enum SlipKind: Hashable, Sendable {
    /// The visitor's number.
    case number
    /// The useful numbers of the site: nothing about a visit.
    case numbers
    /// For staff: what the printer can do, and how the kiosk is.
    case test, report
}
