import Guide
import Intake

/// What a visitor meant by touching a control.
public enum Action: Hashable, Sendable {
    // Everywhere
    case wake, begin, back, home, leave, help, settings, languages, finish
    case speak(Language)
    case turn(Place)
    case moreTime
    case listen

    // Where to
    case stage(Stage), topic(Topic.ID), article(Article.ID)
    case numbers, rights, unions, union(String), signs, places, placesOf(ServiceGroup), service(Service.ID), status, about
    case checks, fees
    /// The next of the two countries of the fees; empty: another one.
    case country(String)

    // On a page
    case tick(String)
    case result
    /// What is true about one saying, by its block's id.
    case answer(String)
    /// To what comes after the result of a list, to the next saying, or to the next question on fees.
    case afterwards
    case useful(Bool)
    /// Whether the machine as a whole was useful; asked once, at the end.
    case machineUseful(Bool)
    case setSize(TextSize), setTheme(Theme), louder, quieter, faster, slower
    case setOneByOne(Bool), setLow(Bool)
    /// Blackens the glass while the voice goes on; and back.
    case hide, reveal
    case scan(ScanAction)
    /// To the practice in touching, and on in it.
    case practice, practised
    /// To a page for many people.
    case group(Int)

    // Help
    case helpGoOn, helpNext, helpTalk, helpNumber, helpPrint, under18

    // Talk to a counsellor
    case talk, talkThoughClosed, agree, decline
    case choose(Question.ID, Question.Option.ID)
    case next, skip
    case plan(Bool)

    // The number and its slip
    case print, doNotPrint, showAgain, sayCode, cameOut, didNotComeOut, newNumber
    case printNumbers
    /// Asks whether it is safe to print what the page offers, and then prints it.
    case handout, printHandout

    // What became of my number
    case digit(Int), erase, look

    // Behind the counter
    case staff(StaffAction)
}

/// A spot in a page's text: the first thing that is in sight.
///
/// Kept instead of a page number, so that another language or text size shows the same spot.
public struct Place: Hashable, Sendable, Comparable {
    /// Index of the item. Range: 0…
    public var item: Int
    /// Line within the item, for paragraphs that are longer than the glass. Range: 0…
    public var line: Int

    public init(item: Int, line: Int = 0) {
        self.item = item
        self.line = line
    }

    public static let top = Place(item: 0)

    public static func < (a: Place, b: Place) -> Bool { (a.item, a.line) < (b.item, b.line) }
}

/// How large the words are, by the height of a capital letter.
///
/// The default is `normal`. Source: VVSG 2.0, 7.1-E; 3.5–4.2, 4.8–5.6, 6.4–7.1 and 8.5–9.0 mm.
public enum TextSize: Int, CaseIterable, Hashable, Sendable {
    case small = 1, normal, large, veryLarge

    /// In millimetres.
    public var capHeight: Double {
        switch self {
        case .small: 3.6
        case .normal: 4.9
        case .large: 6.5
        case .veryLarge: 8.5
        }
    }
}

/// A set of colours.
public enum Theme: String, CaseIterable, Hashable, Sendable { case day, contrast, soft }
