import Devices
import Guide
import Scene

/// Draws a report without any guide: the doctor works where nothing else does.
enum ReportSlip {
    static func bitmap(of report: SlipReport) throws -> SlipBitmap {
        let site = Site(
            id: "", profile: .lobby, country: "", name: "", neutralName: "", languages: [.english], origins: [], stages: [],
            keyContacts: [], helpContacts: [], childContacts: [], rights: [], hours: [], signOff: "", slipWidth: 80)
        let day = GuideDate(dayNumber: 0)
        let layout = SlipLayout(
            guide: Guide(version: "", builtOn: day, site: site), look: Look(palettes: [:], icons: [:], weave: nil),
            typesetter: Typesetter(), paperWidth: site.slipWidth)
        let image = layout.image(of: .report(report), in: .english, today: day)
        return try SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows)
    }
}
