import Foundation
import Hub
import Hummingbird

extension StaffDesk {
    private static let linesOnPage = 100
    /// Of the file: more than a centre writes in years. Older lines come with `before`.
    private static let linesInFile = 100_000
    private static let linesAtOnce = 1_000

    func addAudit(to group: RouterGroup<DeskContext>) {
        group.get("audit") { request, context in try await auditPage(request, context) }
        group.get("audit.csv") { request, context in try await auditFile(request, context) }
    }

    private func auditPage(_ request: Request, _ context: DeskContext) async throws -> Response {
        try context.me.must(.readAudit)
        let lines = try await store.audit(limit: Self.linesOnPage, before: try before(request))
        var view: View = [
            "lines": lines.map { line -> View in
                ["line": line.number, "time": AuditFile.time(line.entry.time), "who": line.entry.who, "what": line.entry.what, "whom": line.entry.whom]
            },
            "isEmpty": lines.isEmpty,
        ]
        if lines.count == Self.linesOnPage { view["older"] = lines.last?.number }
        return page("audit", title: "Log", view, context)
    }

    private func before(_ request: Request) throws -> Int64? {
        guard let text = request.uri.queryParameters["before"] else { return nil }
        guard let number = Int64(text), number > 0 else { throw DeskProblem.notFound }
        return number
    }

    private func auditFile(_ request: Request, _ context: DeskContext) async throws -> Response {
        let me = try context.me
        try me.must(.readAudit)
        try await audit("audit.exported", by: me.member.id)
        var text = AuditFile.heading
        var (next, count) = (try before(request), 0)
        while count < Self.linesInFile {
            let lines = try await store.audit(limit: Self.linesAtOnce, before: next)
            for line in lines { text += AuditFile.row(line.number, line.entry) }
            count += lines.count
            guard lines.count == Self.linesAtOnce else { break }
            next = lines.last?.number
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"audit.csv\""],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// The log as a file that a spreadsheet opens. Source: RFC 4180.
enum AuditFile {
    static let heading = "line,time_utc,who,what,whom\r\n"

    static func row(_ number: Int64, _ entry: AuditEntry) -> String {
        [String(number), time(entry.time), entry.who, entry.what, entry.whom].map(cell).joined(separator: ",") + "\r\n"
    }

    /// A cell that no spreadsheet takes for a formula.
    static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } == true
        return "\"" + (isFormula ? "'" : "") + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// `2026-11-22 14:07:30`, UTC.
    static func time(_ time: HubTime) -> String {
        let second = ((time.seconds % 86_400) + 86_400) % 86_400
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(time.day) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }
}
