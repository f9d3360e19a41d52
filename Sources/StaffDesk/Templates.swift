import Hub
import Hummingbird
import Mustache

/// What a template is filled with.
typealias View = [String: Any]

/// The pages' templates, which are part of the program.
struct Templates: Sendable {
    private let library: MustacheLibrary

    private static let sources: [(name: String, bytes: [UInt8])] = [
        ("page", PackageResources.page_mustache), ("signin", PackageResources.signin_mustache),
        ("code", PackageResources.code_mustache), ("setup", PackageResources.setup_mustache),
        ("locked", PackageResources.locked_mustache), ("message", PackageResources.message_mustache),
        ("now", PackageResources.now_mustache), ("open", PackageResources.open_mustache),
        ("case", PackageResources.case_mustache), ("redemption", PackageResources.redemption_mustache),
        ("referrals", PackageResources.referrals_mustache), ("mycases", PackageResources.mycases_mustache),
        ("staff", PackageResources.staff_mustache), ("member", PackageResources.member_mustache),
        ("audit", PackageResources.audit_mustache), ("fleet", PackageResources.fleet_mustache),
        ("guides", PackageResources.guides_mustache), ("reports", PackageResources.reports_mustache),
        ("report", PackageResources.report_mustache),
    ]

    /// - Throws: an error of the parser.
    init() throws {
        var library = MustacheLibrary()
        for source in Self.sources { try library.register(String(decoding: source.bytes, as: UTF8.self), named: source.name) }
        self.library = library
    }

    /// All text is escaped for HTML unless a template says otherwise, which only our own drawings do.
    func text(_ name: String, _ view: View) -> String { library.render(view, withTemplate: name) ?? "" }
}

extension StaffDesk {
    /// A page with its frame.
    func page(
        _ template: String, title: String, _ view: View = [:], _ context: DeskContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        var all = view
        all["title"] = title
        all["site"] = settings.name
        if let me = context.signedIn {
            all["me"] = me.member.name
            all["mark"] = FormMark.text(for: me.session.digest, key: key)
            all["nav"] = Navigation.items(for: me.member.role)
        }
        return answer(templates.text(template, all), status: status)
    }

    /// A page that only says why another is not shown.
    func problemPage(_ problem: DeskProblem, _ context: DeskContext) -> Response {
        page("message", title: problem.title, ["text": problem.text, "isProblem": true], context, status: problem.status)
    }

    func answer(_ html: String, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// Goes on to another page after something was done, so that loading it again does nothing twice.
    func goOn(to path: String) -> Response { .redirect(to: path, type: .normal) }

    func addFiles(to router: Router<DeskContext>) {
        router.get("desk.css") { _, _ in file(PackageResources.desk_css, "text/css; charset=utf-8") }
        router.get("scan.js") { _, _ in file(PackageResources.scan_js, "text/javascript; charset=utf-8") }
    }

    private func file(_ bytes: [UInt8], _ type: String) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The pages that a role has, in the frame of each page.
enum Navigation {
    static func items(for role: Role) -> [View] {
        let all: [(path: String, label: String, deed: Deed)] = [
            ("/", "Now", .openNumbers), ("/open", "Open a number", .openNumbers), ("/cases", "My cases", .openNumbers),
            ("/reports", "Reports", .seeReports), ("/fleet", "Kiosks", .seeFleet), ("/guides", "Guides", .keepGuides),
            ("/staff", "Staff", .keepStaff), ("/audit", "Log", .readAudit),
        ]
        return all.filter { role.may($0.deed) }.map { ["path": $0.path, "label": $0.label] }
    }
}
