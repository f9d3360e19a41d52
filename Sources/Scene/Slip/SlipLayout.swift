import Guide
import QR
import Visit

/// What a slip says. It never says why: no topic, no organisation unless the site wants it, no time of day.
public enum SlipText: Hashable, Sendable {
    /// A visitor's number with the QR symbol that carries the sealed record.
    case number(groups: [String], qr: String, validUntil: GuideDate?)
    /// The useful numbers of the site.
    case numbers
    /// What was not ticked, or empty lines: nothing of a visit but that.
    case handout(Handout)
    /// What the printer can do: for staff.
    case test
    /// How the kiosk is: for staff.
    case report(SlipReport)
}

/// A kiosk's report on paper: short lines in English, and the signed QR symbol of the whole.
public struct SlipReport: Hashable, Sendable {
    /// One line; the ones that matter are bold.
    public struct Line: Hashable, Sendable {
        public var text: String
        public var isBold: Bool

        public init(_ text: String, isBold: Bool = false) {
            self.text = text
            self.isBold = isBold
        }
    }

    public var title: String
    public var lines: [Line]
    /// What the QR symbol says; empty: there is none.
    public var qr: String

    public init(title: String, lines: [Line], qr: String) {
        self.title = title
        self.lines = lines
        self.qr = qr
    }
}

/// Lays slips out with the same engine as the glass: 8 dots a millimetre, black on white.
public struct SlipLayout {
    let guide: Guide
    let look: Look
    /// Remembers the words of slips, until told to forget them.
    public let typesetter: Typesetter
    /// Printable width in dots: 576 on paper of 80 mm, 384 on 58 mm.
    public let widthDots: Int

    /// Source: 203 dpi, the usual head of slip printers.
    static let dotsPerMillimetre = 8.0

    public init(guide: Guide, look: Look, typesetter: Typesetter, paperWidth millimetres: Int) {
        self.guide = guide
        self.look = look
        self.typesetter = typesetter
        widthDots = SlipLayout.widthDots(onPaperOf: millimetres)
    }

    /// What a head must be able to print on paper of so many millimetres.
    public static func widthDots(onPaperOf millimetres: Int) -> Int { millimetres >= 80 ? 576 : 384 }

    /// A slip as a bitmap: one bit a dot, rows of whole bytes, first dot in the highest bit, 1 is black.
    public struct Image: Hashable, Sendable {
        public var width: Int
        public var height: Int
        public var rows: [UInt8]
        public var faults: [LayoutFault]

        public var bytesPerRow: Int { (width + 7) / 8 }
    }

    /// Draws the slip in `language`, `today` being the day that decides about numbers past their check.
    public func image(of text: SlipText, in language: Language, today: GuideDate) -> Image {
        var sheet = SlipSheet(layout: self, language: language)
        switch text {
        case .number(let groups, let qr, let validUntil): sheet.number(groups, qr, validUntil)
        case .numbers: sheet.numbers(today)
        case .handout(let handout): sheet.handout(handout)
        case .test: sheet.test()
        case .report(let report): sheet.report(report)
        }
        let height = Int((sheet.y * SlipLayout.dotsPerMillimetre).rounded(.up))
        let canvas = Canvas(widthPixels: widthDots, heightPixels: max(8, height))
        let whole = PixelArea(x: 0, y: 0, width: canvas.widthPixels, height: canvas.heightPixels)
        Painter(look: look, typesetter: typesetter)
            .draw(sheet.elements, .paper, scale: SlipLayout.dotsPerMillimetre, clip: whole, on: canvas)
        return Image(
            width: widthDots, height: canvas.heightPixels, rows: canvas.bits(), faults: sheet.faults + sheet.wording.faults)
    }
}

extension Canvas {
    /// Darker than this is black. Source: measured on grey text of 26 px, crisp without dithering.
    private static let threshold = 150

    /// One bit a pixel, 1 where it is dark.
    func bits() -> [UInt8] {
        let bytesPerRow = (widthPixels + 7) / 8
        var rows = [UInt8](repeating: 0, count: bytesPerRow * heightPixels)
        withPixels { pixels in
            for y in 0..<heightPixels {
                for x in 0..<widthPixels {
                    let pixel = pixels[y * stridePixels + x]
                    // Rec. 601 luma in integers.
                    let red = Int(pixel >> 16 & 0xFF), green = Int(pixel >> 8 & 0xFF), blue = Int(pixel & 0xFF)
                    let luma = (299 * red + 587 * green + 114 * blue) / 1000
                    if luma < Canvas.threshold { rows[y * bytesPerRow + x / 8] |= 0x80 >> UInt8(x % 8) }
                }
            }
        }
        return rows
    }
}

/// A slip in the making, from the top down.
struct SlipSheet {
    let layout: SlipLayout
    let language: Language
    var wording: Wording
    var elements: [Element] = []
    var faults: [LayoutFault] = []
    /// In millimetres.
    var y = 2.0

    init(layout: SlipLayout, language: Language) {
        self.layout = layout
        self.language = language
        wording = Wording(guide: layout.guide, language: language)
    }

    var width: Double { Double(layout.widthDots) / SlipLayout.dotsPerMillimetre }
    static let margin = 1.5

    mutating func number(_ groups: [String], _ qr: String, _ validUntil: GuideDate?) {
        header()
        put(.ui("slip.your_number"), TextStyle(2.8, .centre))
        y += 1
        let digits = groups.joined(separator: "\u{2002}")
        put(Phrase(Wording.isolate(digits), .english), fitting(Wording.isolate(digits), .english, TextStyle(7, bold: true, .centre)))
        if let native = language.profile?.native(digits) {
            put(Phrase(Wording.isolateNative(native), language), fitting(Wording.isolateNative(native), language, TextStyle(4.6, .centre)))
        }
        y += 2
        symbol(qr)
        y += 2
        put(.ui("slip.bring"), TextStyle(2.6, .centre))
        put(.ui("slip.throw_away"), TextStyle(2.6, .centre))
        if let validUntil {
            put(.ui("slip.valid_until", ["date": .digits(validUntil.yearAndMonth)]), TextStyle(2.3, .centre))
        }
        y += 2
    }

    mutating func numbers(_ today: GuideDate) {
        header()
        put(.ui("slip.numbers_title"), TextStyle(3.4, bold: true, .centre))
        y += 2
        for service in layout.guide.site.keyContacts.compactMap({ layout.guide.services[$0] }) { contact(service, today) }
        contentDate()
    }

    /// The day of the content, not of the visit.
    mutating func contentDate() {
        put(
            .ui("slip.content_date", ["date": .digits(layout.guide.builtOn.yearAndMonth)]), TextStyle(2.3, .centre))
        y += 2
    }

    /// The same picture as on the glass, and every script that the site prints.
    mutating func test() {
        put(.ui("staff.print"), TextStyle(3.4, bold: true, .centre))
        let own = width - 2 * SlipSheet.margin
        let height = own / TestPattern.width * TestPattern.height
        elements += TestPattern.elements(in: Area(x: SlipSheet.margin, y: y + 1, width: own, height: height))
        y += height + 3
        for tongue in layout.guide.site.languages { put(.autonym(tongue), TextStyle(2.6, .centre)) }
        y += 2
    }

    mutating func report(_ report: SlipReport) {
        put(.name(report.title), TextStyle(3.4, bold: true, .centre))
        y += 1
        for line in report.lines { put(.name(line.text), TextStyle(2.4, bold: line.isBold)) }
        guard !report.qr.isEmpty else { return }
        y += 2
        symbol(report.qr)
        y += 2
    }

    private mutating func contact(_ service: Service, _ today: GuideDate) {
        let hasNeutral = layout.guide.text(service.neutralID, in: language) != nil
        put(.text(hasNeutral ? service.neutralID : service.nameID), TextStyle(2.6, bold: true))
        let shown = service.phones.first.map { ($0, $0.showing(on: today, risk: service.risk)) }
        switch shown {
        case (let phone, .assured)?: put(Phrase(Wording.isolate(phone.number), .english, on: language), TextStyle(4.4, bold: true))
        case (let phone, .notCheckedSince(let day))?:
            put(Phrase(Wording.isolate(phone.number), .english, on: language), TextStyle(4.4, bold: true))
            put(.ui("places.not_checked_since", ["date": .digits(day.yearAndMonth)]), TextStyle(2.3))
        case (_, .askAtDesk)?, nil: put(.ui("places.no_number"), TextStyle(2.6))
        }
        y += 2.4
    }

    /// The site's neutral name, if it wants one on paper.
    mutating func header() {
        guard !layout.guide.site.neutralName.isEmpty else { return }
        put(.name(layout.guide.site.neutralName), TextStyle(2.6, .centre))
        y += 2
    }

    mutating func put(_ words: Words, _ style: TextStyle) { put(wording.phrase(words), style) }

    private mutating func put(_ phrase: Phrase, _ style: TextStyle) {
        let room = Area(x: SlipSheet.margin, y: y, width: width - 2 * SlipSheet.margin, height: 0)
        y += put(phrase, style, in: room) + 0.4
    }

    /// Puts a phrase at the top of `area` and gives back its height.
    mutating func put(_ phrase: Phrase, _ style: TextStyle, in area: Area) -> Double {
        let shaped = layout.typesetter.shape(phrase, style, width: area.width, scale: SlipLayout.dotsPerMillimetre)
        if shaped.missingGlyphs > 0 { faults.append(.missingGlyphs(text: phrase.string, count: shaped.missingGlyphs)) }
        if shaped.width > area.width + 0.2 { faults.append(.doesNotFit(text: phrase.string, where: "slip")) }
        var run = area
        run.height = shaped.height
        elements.append(
            .text(Element.TextRun(phrase: phrase, style: style, area: run, colour: .ink, lines: 0..<shaped.lineHeights.count)))
        return shaped.height
    }

    private func fitting(_ string: String, _ language: Language, _ style: TextStyle) -> TextStyle {
        let shaped = layout.typesetter.shape(Phrase(string, language), style, width: 400, scale: SlipLayout.dotsPerMillimetre)
        return style.scaled(min(1, (width - 2 * SlipSheet.margin - 0.5) / shaped.width))
    }

    /// As large as whole dots a module allow, at most 36 mm, with its quiet zone.
    private mutating func symbol(_ text: String) {
        guard let symbol = QRSymbol(text) else {
            faults.append(.doesNotFit(text: "QR symbol", where: "slip"))
            return
        }
        let modules = symbol.side + 2 * QRSymbol.quietZone
        let dots = min(Int(40 * SlipLayout.dotsPerMillimetre), layout.widthDots) / modules
        let side = Double(dots * symbol.side) / SlipLayout.dotsPerMillimetre
        let quiet = Double(dots * QRSymbol.quietZone) / SlipLayout.dotsPerMillimetre
        elements.append(.symbol(symbol, Area(x: (width - side) / 2, y: y + quiet, width: side, height: side)))
        y += side + 2 * quiet
    }
}
