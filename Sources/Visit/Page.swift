import Guide
import Intake

/// Where a visitor is.
public enum Page: Hashable, Sendable {
    case dark, welcome, languages, home
    case stage(Stage), topic(Topic.ID), article(Article.ID)
    case numbers, rights, unions, union(String), places, placesOf(ServiceGroup), service(Service.ID), about, settings
    /// The ticks live here and nowhere else: leaving the page forgets them.
    case signs(Set<String>)
    /// Everything to tick, to compare and to fill in.
    case checks
    /// An article with lines to tick. As with the signs, the ticks live here and nowhere else.
    case checklist(Article.ID, Set<String>)
    /// What came of the ticks.
    case result(Article.ID, Set<String>)
    /// What is true about one saying of a result, by its block's id; the ticks come along.
    case answer(Article.ID, Set<String>, saying: String)
    /// What to do after a list, whatever was ticked.
    case afterwards(Article.ID)
    /// The choice of two countries: first of home, `nil` until it is chosen, then of work. An empty code is another one.
    case fees(home: String?)
    /// The answers to one question on fees for two countries.
    case feeAnswer(home: String, work: String, FeeStatement.Question)
    /// Whether it is safe to print.
    case handout(Handout)
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
    /// A practice in touching, by its step.
    case practice(Int)
    /// Where the pace of the frame is found, from presses that the session counts.
    case pace
    /// For many people at once, by its step.
    case group(Int)
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
    case handout(Handout)
}

/// A paper to write on or to ask with: no number, no name, and nothing that tells why.
///
/// Its description tells nothing: what is not ticked says as much as what is.
public enum Handout: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The lines of an article that were not ticked, by their blocks' ids.
    case left(Article.ID, [String])
    /// Empty lines for hours and pay.
    case hours

    public var description: String { "Handout(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
