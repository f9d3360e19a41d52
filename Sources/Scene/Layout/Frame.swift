import Guide
import Visit

/// Where the parts of a page stand on the glass, and how large its words are.
struct Frame {
    let glass: Glass
    let measures: Look.Measures
    let ratios: Look.Ratios
    let size: TextSize
    let isCompact: Bool
    /// The column of title, items and buttons.
    let column: Area
    let rail: Area

    /// Height kept free under the column for the mark of a draft.
    let draftStrip: Double

    /// - Parameter draft: the language whose drafts are marked; `nil`: nothing can be a draft.
    init(_ glass: Glass, _ look: Look, _ size: TextSize, hasRail: Bool, draft: Language?) {
        self.glass = glass
        measures = look.measures
        ratios = look.ratios
        self.size = size
        isCompact = min(glass.width, glass.height) < 100
        draftStrip = draft.map { 2 * ($0.profile?.lineHeight ?? 1) } ?? 0
        let margin = isCompact ? measures.margin : measures.margin + 1.5
        let band = isCompact ? 0 : Frame.bandHeight
        var inside = Area(x: 0, y: band, width: glass.width, height: glass.height - band)
        rail = hasRail ? Frame.rail(glass, measures, inside) : Area(x: glass.width, y: 0, width: 0, height: 0)
        if hasRail, glass.isPortrait { inside.height -= rail.height } else if hasRail { inside.width -= rail.width }
        column = Area(
            x: margin, y: inside.y + margin, width: inside.width - 2 * margin,
            height: inside.height - 2 * margin - draftStrip)
    }

    /// At the right edge, or along the lower one where the glass stands upright: the same for every page and language.
    private static func rail(_ glass: Glass, _ measures: Look.Measures, _ inside: Area) -> Area {
        if glass.isPortrait {
            let height = 2 * railButton(glass, measures) + measures.gap + 2 * measures.margin
            return Area(x: 0, y: glass.height - height, width: glass.width, height: height)
        }
        let width = min(60, max(34, glass.width * 0.19)) + 2 * measures.margin
        return Area(x: glass.width - width, y: inside.y, width: width, height: inside.height)
    }

    /// Height of the woven band along the top edge, in millimetres.
    static let bandHeight = 2.6

    static func railButton(_ glass: Glass, _ measures: Look.Measures) -> Double {
        min(glass.width, glass.height) < 100 ? 18 : max(measures.target + 0.3, min(18, glass.height * 0.075))
    }

    /// The body's words.
    var body: TextStyle { TextStyle(size.capHeight) }
    /// On a small glass the largest letters leave room for two words: there it is only bolder than a paragraph.
    var lead: TextStyle { TextStyle(size.capHeight * (isCompact && size == .veryLarge ? 1 : ratios.lead), bold: true) }
    var heading: TextStyle { TextStyle(size.capHeight, bold: true) }
    /// Somebody's name over a number.
    var cardName: TextStyle { TextStyle(max(3.5, size.capHeight * ratios.cardName), bold: true) }
    /// Sources and dates: smaller than the body, and never below the smallest of the four sizes.
    var note: TextStyle { TextStyle(max(3.5, size.capHeight * ratios.note)) }

    /// Title, buttons and rail grow with the visitor's size only as far as the glass leaves the body its room.
    private var chrome: Double { min(size.capHeight, max(3.6, min(glass.width, glass.height) * 0.036)) }
    var title: TextStyle { TextStyle(chrome * ratios.title, bold: true) }
    var crumb: TextStyle { TextStyle(max(3.5, chrome * ratios.crumb)) }
    var button: TextStyle { TextStyle(max(3.5, chrome * ratios.button), bold: true, .centre) }
    var railWords: TextStyle { TextStyle(min(chrome, isCompact ? 3.5 : 4.2), bold: true) }
}
