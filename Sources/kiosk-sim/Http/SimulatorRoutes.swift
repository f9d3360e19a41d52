import Devices
import Hummingbird
import ServiceLifecycle
import SimulatedDevices

/// Everything that is served, for the page and for programs alike.
struct SimulatorRoutes {
    let desk: SimulatorDesk
    let mains: Mains
    let darkroom = Darkroom()

    /// What is served, for answers that say what would have been.
    static let addresses = [
        "GET /", "GET /frame.png", "GET /scene.json", "GET /board.json", "GET /slips/latest.png",
        "GET /slips/latest.bin", "GET /slips/NUMBER.png", "GET /slips/NUMBER.bin", "GET /events", "POST /touch",
        "POST /press", "POST /fault", "POST /headset", "POST /clock",
    ]

    /// The router with all of it behind the guard.
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: HostGuard())
        addPage(to: router)
        addPictures(to: router)
        addQuestions(to: router)
        addHands(to: router)
        return router
    }

    private func addPage(to router: Router<BasicRequestContext>) {
        for file in PageFile.all {
            router.get("\(file.path)") { _, _ in Response.bytes(file.bytes, type: file.type) }
        }
    }

    private func addPictures(to router: Router<BasicRequestContext>) {
        router.get("frame.png") { _, _ in
            let (number, png) = await darkroom.picture(of: desk.display)
            var response = Response.bytes(png, type: "image/png")
            response.headers[.eTag] = "\"\(number)\""
            return response
        }
        router.get("slips/:file") { _, context in
            let name = try context.parameters.require("file")
            let (slip, kind) = try SlipName.find(name, among: desk.board.printer.slips)
            return switch kind {
            case .png: Response.bytes(Darkroom.picture(of: slip.bitmap), type: "image/png")
            case .bin: Response.bytes(slip.bytes, type: "application/octet-stream")
            }
        }
    }

    private func addQuestions(to router: Router<BasicRequestContext>) {
        router.get("scene.json") { request, _ in
            guard let shown = try await scene(for: request) else { throw Refusal.noPower("/scene.json") }
            return try JSONAnswer.response(SceneAnswer(shown, on: desk.board.panel))
        }
        router.get("board.json") { _, _ in try JSONAnswer.response(await desk.answer) }
        router.get("events") { request, _ in try await EventStream.response(to: request, desk: desk) }
    }

    private func scene(for request: Request) async throws -> ShownScene? {
        guard let text = request.uri.queryParameters["after"] else { return await desk.scene }
        guard let number = Int(text), number >= 0 else {
            throw Refusal(error: "\"\(text)\" is no scene's number", place: "after", allowed: ["0 or more"])
        }
        return try await desk.scene(after: number)
    }
}
