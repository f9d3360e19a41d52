import Crypto
import Hub
import Hummingbird
import Link

/// The mark in every form: shows that the form came from a page that this desk gave to this browser.
enum FormMark {
    static let field = "mark"
    private static let use = "form"

    /// The mark for a session, or for a browser before anybody signs in.
    static func text(for subject: [UInt8], key: HubKey) -> String { Hex.text(key.mark(subject, for: use)) }

    /// - Throws: ``DeskProblem/staleForm`` for any other mark.
    static func check(_ given: String, for subject: [UInt8], key: HubKey) throws(DeskProblem) {
        guard let mark = Hex.bytes(given), key.isMark(mark, of: subject, for: use) else { throw .staleForm }
    }

    /// Refuses what another site's page sends, where the browser says so.
    ///
    /// - Throws: ``DeskProblem/staleForm``
    static func checkOrigin(_ request: Request) throws(DeskProblem) {
        if let name = HTTPFields.Element.Name("Sec-Fetch-Site"), let site = request.headers[name], site != "same-origin", site != "none" {
            throw .staleForm
        }
        guard let origin = request.headers[.origin], origin != "null" else { return }
        let host = request.head.authority ?? ""
        guard origin == "https://\(host)" || origin == "http://\(host)" else { throw .staleForm }
    }
}
