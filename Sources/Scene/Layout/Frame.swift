import Guide
import Visit

/// Where the parts of a page stand on the glass, and how large its words are.
struct Frame {
    let glass: Glass
    let measures: Look.Measures
    let size: TextSize
    let isCompact: Bool
    /// The column of title, items and buttons.
    let column: Area
    let rail: Area

    init(_ glass: Glass, _ measures: Look.Measures, _ size: TextSize) {
        self.glass = glass
        self.measures = measures
        self.size = size
        isCompact = min(glass.width, glass.height) < 100
        let band = isCompact ? 0 : Frame.bandHeight
        let margin = measures.margin
        if glass.isPortrait {
            let height = 2 * Frame.railButton(glass, measures) + measures.gap + 2 * margin
            rail = Area(x: 0, y: glass.height - height, width: glass.width, height: height)
            column = Area(
                x: margin, y: band + margin, width: glass.width - 2 * margin,
                height: glass.height - height - band - 2 * margin)
        } else {
            let width = min(60, max(34, glass.width * 0.2)) + 2 * margin
            rail = Area(x: glass.width - width, y: band, width: width, height: glass.height - band)
            column = Area(
                x: margin, y: band + margin, width: glass.width - width - 2 * margin,
                height: glass.height - band - 2 * margin)
        }
    }

    /// Height of the woven band along the top edge, in millimetres.
    static let bandHeight = 2.6

    static func railButton(_ glass: Glass, _ measures: Look.Measures) -> Double {
        max(measures.target + 0.3, min(18, glass.height * 0.075))
    }

    /// The body's words.
    var body: TextStyle { TextStyle(size.capHeight) }
    var lead: TextStyle { TextStyle(size.capHeight * 1.15, bold: true) }
    var heading: TextStyle { TextStyle(size.capHeight, bold: true) }
    /// Sources and dates: smaller than the body, and never below the smallest of the four sizes.
    var note: TextStyle { TextStyle(max(3.5, size.capHeight * 0.72)) }

    /// Title, buttons and rail grow with the visitor's size only as far as the glass leaves the body its room.
    private var chrome: Double { min(size.capHeight, max(3.6, min(glass.width, glass.height) * 0.036)) }
    var title: TextStyle { TextStyle(chrome * 1.25, bold: true) }
    var crumb: TextStyle { TextStyle(max(3.5, chrome * 0.72)) }
    var button: TextStyle { TextStyle(chrome, bold: true, .centre) }
    var railWords: TextStyle { TextStyle(min(chrome, isCompact ? 3.5 : 4.4)) }
}
