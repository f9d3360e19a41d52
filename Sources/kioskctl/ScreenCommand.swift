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
        discussion: "Page names: home, rights, article.<id>, topic.<slug>, place.<id>, help.contacts, question.1, code, …; --page list prints them all.")

    @OptionGroup var source: HandbookArguments
    @Option(help: "The page's name; \"list\" prints all names.") var page = "home"
    @Option(name: .customLong("lang"), help: "BCP 47 tag.") var language = LanguageArgument(argument: "en")
    @Option(help: "Text size, 1–4.") var size = TextSize.normal
    @Option(help: "Colours.") var theme = Theme.day
    @Option(help: "The panel.") var panel = Panel.tenInch
    @Option(help: "Which part of a page that is longer than the glass, from 1.") var part = 1
    @Option(name: .short, help: "The PNG file.") var output = "screen.png"

    func run() throws {
        try failing {
            let handbook = try source.handbook()
            guard let tongue = language?.language else { throw ValidationError("--lang needs a language of the guide.") }
            let exhibits = Gallery(handbook).exhibits(in: tongue, size: size, theme: theme)
            guard page != "list" else { return print(exhibits.map(\.name).joined(separator: "\n")) }
            guard let exhibit = exhibits.first(where: { $0.name == page }) else {
                throw ValidationError("There is no page \(page). --page list prints all names.")
            }
            try draw(exhibit.model, handbook)
        }
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
