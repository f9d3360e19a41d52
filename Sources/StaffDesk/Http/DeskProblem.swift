import Hummingbird

/// Why a page is not shown: a status, and words for the person at the desk. Never repeats what was sent.
struct DeskProblem: Error, Sendable {
    var status: HTTPResponse.Status
    var title: String
    var text: String

    init(_ status: HTTPResponse.Status, _ title: String, _ text: String) {
        (self.status, self.title, self.text) = (status, title, text)
    }

    static let notFound = DeskProblem(.notFound, "There is no such page", "Go back, or choose another page above.")
    static let notYours = DeskProblem(
        .forbidden, "This is not part of your work here", "Ask the coordinator if you think that it should be.")
    static let staleForm = DeskProblem(
        .forbidden, "This page is too old",
        "It was opened before you signed in, or by another page. Go back, load the page again and repeat it. Nothing was changed.")
    static let badForm = DeskProblem(
        .badRequest, "The form did not arrive whole", "Go back and send it again. Nothing was changed.")
    static let tooLarge = DeskProblem(.contentTooLarge, "That is too large", "Nothing was changed.")
    static let busy = DeskProblem(
        .serviceUnavailable, "The desk is busy", "Wait a few seconds and try again. Nothing was changed.")
}
