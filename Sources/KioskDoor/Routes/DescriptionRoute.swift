import Hummingbird
import Link

/// `GET /v1/openapi.json`: what this door takes and gives, for programs and for who writes them.
enum DescriptionRoute {
    /// The document, as it stands in Resources.
    static let document = ByteBuffer(bytes: PackageResources.openapi_json)

    static var routes: [Route] {
        [
            Route(.get, HubAddress.description, isOpen: true) { _ in
                Response(
                    status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-cache"],
                    body: ResponseBody(byteBuffer: document))
            }
        ]
    }
}
