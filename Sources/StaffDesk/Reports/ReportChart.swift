import Reports

/// A table drawn as bars, one for each row, from nothing but the figures that the table shows.
///
/// The parts of a bar differ by pattern and are named beside it, so that it can be read without colour and on paper.
struct ReportChart {
    struct Part: Equatable {
        /// The number of a pattern; `nil`: hidden.
        var pattern: Int?
        var count: Int
    }

    struct Bar: Equatable {
        var label: String
        var value: Int
        var parts: [Part]
    }

    let bars: [Bar]
    /// What each pattern stands for.
    let legend: [String]
    private let longest: Int

    /// More bars than these are not looked at one by one.
    static let mostBars = 24
    /// As many patterns as the page has.
    static let patterns = 8

    /// `nil` where there is nothing to compare.
    init?(_ table: Table) {
        let hasTotal = table.columns.last == "Total"
        let named = hasTotal && table.columns.count <= ReportChart.patterns + 1 ? Array(table.columns.dropLast()) : []
        let rows = table.rows.filter { !$0.isTotal }
        bars = rows.prefix(ReportChart.mostBars).compactMap { ReportChart.bar($0, hasTotal: hasTotal, parts: named.count) }
        longest = bars.map(\.value).max() ?? 0
        legend = named.count > 1 ? named : []
        guard bars.count > 1, longest > 0 else { return nil }
    }

    private static func bar(_ row: Table.Row, hasTotal: Bool, parts: Int) -> Bar? {
        let whole = hasTotal ? row.figures.last : row.figures.first
        guard case .count(let value) = whole, value > 0 else { return nil }
        guard parts > 1 else { return Bar(label: row.label, value: value, parts: [Part(pattern: 0, count: value)]) }
        var shown: [Part] = [], left = value
        for (pattern, figure) in row.figures.prefix(parts).enumerated() {
            guard case .count(let count) = figure, count > 0 else { continue }
            shown.append(Part(pattern: pattern, count: min(count, left)))
            left -= min(count, left)
        }
        if left > 0, row.figures.contains(.hidden) { shown.append(Part(pattern: nil, count: left)) }
        return Bar(label: row.label, value: value, parts: shown)
    }

    /// The drawing is for the eye: its figures stand beside it and in the table.
    var view: View {
        [
            "bars": bars.map { ["label": $0.label, "value": $0.value, "svg": svg($0)] as View },
            "legend": legend.enumerated().map { ["name": $1, "pattern": $0] as View },
            "hasHidden": bars.contains { $0.parts.contains { $0.pattern == nil } },
        ]
    }

    private func svg(_ bar: Bar) -> String {
        var at = 0
        let rects = bar.parts.map { part in
            defer { at += part.count }
            let fill = part.pattern.map { "url(#pattern-\($0))" } ?? "url(#pattern-hidden)"
            return "<rect x=\"\(share(at))\" y=\"1\" width=\"\(share(part.count))\" height=\"18\" fill=\"\(fill)\" stroke=\"#1b2430\"/>"
        }
        return "<svg class=\"bar\" width=\"100%\" height=\"20\" aria-hidden=\"true\" focusable=\"false\">\(rects.joined())</svg>"
    }

    /// In tenths of a per cent of the longest bar.
    private func share(_ count: Int) -> String {
        let thousandths = (count * 1000 + longest / 2) / longest
        return "\(thousandths / 10).\(thousandths % 10)%"
    }
}
