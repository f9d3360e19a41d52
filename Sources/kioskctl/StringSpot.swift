import Appliance
import ArgumentParser
import Devices
import Foundation
import Guide
import GuidePress
import Scene
import Visit

/// Where one text of the guide stands on the glass, so that whoever translates it sees it in its place.
struct StringSpot {
    let handbook: Handbook
    let exhibit: Gallery.Exhibit

    /// The first page that shows a text: at the site that was asked for, or else at the first other one that has it.
    ///
    /// - Throws: a sentence that says what is wrong and where the text stands instead.
    static func find(
        _ id: TextID, _ source: HandbookArguments, in language: Language, size: TextSize, theme: Theme
    ) throws -> StringSpot {
        let (manuscript, problems) = try GuideRoot.at(source.root).read()
        try GuideRoot.at(source.root).report(problems.filter { $0.severity == .error })
        guard manuscript.texts.contains(where: { $0.id == id }) else {
            throw ValidationError("There is no text \(id). The ids are the msgctxt of \(source.root)/Strings/*.po.")
        }
        for site in [source.site] + manuscript.sites.map(\.site.id).filter({ $0 != source.site }) {
            let edition = try Edition(of: manuscript, site: site, builtOn: source.builtOn?.day ?? DayArgument.today)
            let handbook = Handbook(
                guide: edition.guide, form: edition.form, staff: Gallery.sampleStaff,
                voices: Set(edition.guide.site.languages + [.english]))
            guard let exhibit = Gallery(handbook).exhibits(in: language, size: size, theme: theme)
                .first(where: { content(of: $0.model, handbook).texts.contains(id) })
            else { continue }
            return StringSpot(handbook: handbook, exhibit: exhibit)
        }
        throw ValidationError(
            "\(id) stands on no page of any site. What begins with ui.slip stands on paper: see `kioskctl slip`; the rest is only spoken.")
    }

    /// Turns the pages of a desk until the text is in sight; its lines there, in millimetres. Empty: it is not drawn as such.
    func show(_ id: TextID, on desk: Desk) -> [Area] {
        let language = desk.model.session.language ?? .english
        let piece = (handbook.guide.text(id, in: language)?.string ?? "").longestPiece
        while true {
            while desk.layMore() {}
            let areas = desk.scene.elements.compactMap { element -> Area? in
                if case .text(let run) = element, !piece.isEmpty, run.phrase.string.contains(piece) { run.area } else { nil }
            }
            guard areas.isEmpty, let next = desk.scene.control("nav.next-page") else { return areas }
            _ = desk.receive(.touched(next.action), at: .boot)
        }
    }
}

extension String {
    /// The longest run of letters between `{placeholders}`.
    fileprivate var longestPiece: String {
        split(separator: "{").enumerated().map { index, part in
            index == 0 && !hasPrefix("{") ? String(part) : String(part.drop { $0 != "}" }.dropFirst())
        }.max { $0.count < $1.count } ?? ""
    }
}

extension Frame {
    /// Draws a frame of two strokes around an area, so that it stands out on light and on dark.
    mutating func mark(_ area: Area, pixelsPerMillimetre scale: Double) {
        for (stroke, colour) in [0xFF_FFFF as UInt32, 0xD0_0070, 0xD0_0070, 0xFF_FFFF].enumerated() {
            let reach = Double(stroke) + 2
            let left = Int(area.x * scale - reach), right = Int((area.x + area.width) * scale + reach)
            let top = Int(area.y * scale - reach), bottom = Int((area.y + area.height) * scale + reach)
            for x in left...max(left, right) {
                set(x, top, colour)
                set(x, bottom, colour)
            }
            for y in top...max(top, bottom) {
                set(left, y, colour)
                set(right, y, colour)
            }
        }
    }

    private mutating func set(_ x: Int, _ y: Int, _ colour: UInt32) {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return }
        let stride = stride
        draw { $0[y * stride + x] = colour }
    }
}
