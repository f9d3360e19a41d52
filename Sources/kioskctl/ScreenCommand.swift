import Appliance
import ArgumentParser
import Devices
import Foundation
import Guide
import Scene
import Visit

/// `kioskctl screen`: one page as it would stand on the glass.
struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen", abstract: "Draw one page into a PNG file.",
        discussion: "Page names: home, rights, article.<id>, topic.<slug>, place.<id>, help.contacts, question.1, code, …; --page list prints them all. With --string the page is found that shows a text, and the text is marked on it.")

    @OptionGroup var source: HandbookArguments
    @Option(help: "The page's name; \"list\" prints all names.") var page = "home"
    @Option(name: .customLong("lang"), help: "BCP 47 tag.") var language = LanguageArgument(argument: "en")
    @Option(help: "Text size, 1–4.") var size = TextSize.normal
    @Option(help: "Colours.") var theme = Theme.day
    @Option(help: "The panel.") var panel = Panel.tenInch
    @Option(help: "Which part of a page that is longer than the glass, from 1.") var part = 1
    @Option(help: "The id of a text, its msgctxt in the PO files; instead of --page.") var string: String?
    @Option(name: .short, help: "The PNG file.") var output = "screen.png"

    func run() throws {
        try failing {
            guard let tongue = language?.language else { throw ValidationError("--lang needs a language of the guide.") }
            if let string { return try show(TextID(string), tongue) }
            let handbook = try source.handbook()
            let exhibits = Gallery(handbook).exhibits(in: tongue, size: size, theme: theme)
            guard page != "list" else { return print(exhibits.map(\.name).joined(separator: "\n")) }
            guard let exhibit = exhibits.first(where: { $0.name == page }) else {
                throw ValidationError("There is no page \(page). --page list prints all names.")
            }
            try draw(exhibit.model, handbook)
        }
    }

    /// The page that shows a text, turned to where it stands.
    private func show(_ id: TextID, _ tongue: Language) throws {
        let spot = try StringSpot.find(id, source, in: tongue, size: size, theme: theme)
        let desk = Desk(handbook: spot.handbook, look: try source.look(), panel: panel, model: spot.exhibit.model)
        let areas = spot.show(id, on: desk)
        _ = desk.draw()
        var frame = desk.frame
        for area in areas { frame.mark(area, pixelsPerMillimetre: panel.pixelsPerMillimetre) }
        try write(frame.png, to: output)
        let state = switch spot.handbook.guide.catalogs[tongue]?[id]?.isDraft {
        case nil: "not translated into \(tongue)"
        case true?: "a draft"
        case false?: "final"
        }
        print("\(id): page \(spot.exhibit.name), part \(desk.scene.part), of \(spot.handbook.guide.site.id); \(state)")
    }

    private func draw(_ model: Model, _ handbook: Handbook) throws {
        let desk = Desk(handbook: handbook, look: try source.look(), panel: panel, model: model)
        for _ in 1..<max(1, part) {
            guard let next = desk.scene.control("nav.next-page") else { break }
            _ = desk.receive(.touched(next.action), at: .boot)
        }
        while desk.layMore() {}
        _ = desk.draw()
        for fault in desk.scene.faults { FileHandle.standardError.write(Data("\(fault)\n".utf8)) }
        try write(desk.frame.png, to: output)
    }
}

extension Frame {
    var png: [UInt8] { PNG.encode(xrgb: pixels, width: width, height: height) }
}
