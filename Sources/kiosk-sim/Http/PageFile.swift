/// One of the files of which the page is made; they are part of the binary.
struct PageFile: Sendable {
    let path: String
    let type: String
    let bytes: [UInt8]

    static let all = [
        PageFile(path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.kiosk_html),
        PageFile(path: "/kiosk.css", type: "text/css; charset=utf-8", bytes: PackageResources.kiosk_css),
        PageFile(path: "/kiosk.js", type: "text/javascript; charset=utf-8", bytes: PackageResources.kiosk_js),
        PageFile(path: "/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
    ]
}
