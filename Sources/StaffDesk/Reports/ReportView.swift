import Hub
import Reports

/// A report as a page shows it: each table in words and figures first, then drawn.
enum ReportView {
    static func view(_ report: Report) -> View {
        ["tables": report.tables.map(table), "rules": report.rules]
    }

    static func table(_ table: Table) -> View {
        // What nobody has is told in one sentence, so that the rest can be read.
        let isEmptyRow = { (row: Table.Row) in
            !row.isTotal && row.figures.allSatisfy { $0 == .count(0) || $0 == .percent(0) || $0 == .none }
        }
        let nobody = table.rows.count > 2 ? table.rows.filter(isEmptyRow).map(\.label) : []
        let rows = nobody.isEmpty ? table.rows : table.rows.filter { !isEmptyRow($0) }
        var view: View = [
            "id": table.id, "title": table.title, "unit": table.unit, "definition": table.definition, "notes": table.notes,
            "isEmpty": table.isEmpty, "rowName": table.rowName, "columns": table.columns,
            "rows": rows.map { row in
                ["label": row.label, "isTotal": row.isTotal, "figures": row.figures.map(figure)] as View
            },
        ]
        if !nobody.isEmpty { view["nobody"] = nobody.joined(separator: ", ") }
        if !table.columnName.isEmpty, table.columns.count > 1 { view["columnName"] = table.columnName }
        if let chart = ReportChart(table) { view["chart"] = chart.view }
        return view
    }

    private static func figure(_ figure: Table.Figure) -> View {
        ["text": figure.text, "isHidden": figure == .hidden]
    }
}
