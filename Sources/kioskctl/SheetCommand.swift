import Appliance
import ArgumentParser
import Devices
import Foundation
import Guide
import Scene
import Visit

/// `kioskctl sheet`: all pages of a language side by side, to be looked at.
struct SheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Draw many pages into one PNG file, a contact sheet.")

    @OptionGroup var source: HandbookArguments
    @Option(name: .customLong("lang"), help: "BCP 47 tag.") var language = LanguageArgument(argument: "en")
    @Option(help: "Text size, 1–4.") var size = TextSize.normal
    @Option(help: "Colours.") var theme = Theme.day
    @Option(help: "The panel.") var panel = Panel.tenInch
    @Option(help: "Only pages whose name begins so; may be given often.") var only: [String] = []
    @Option(help: "Pages side by side.") var columns = 5
    @Option(help: "Width of one page in pixels.") var width = 420
    @Option(name: .short, help: "The PNG file.") var output = "sheet.png"

    func run() throws {
        try failing {
            let handbook = try source.handbook()
            let look = try source.look()
            guard let tongue = language?.language else { throw ValidationError("--lang needs a language of the guide.") }
            let chosen = Gallery(handbook).exhibits(in: tongue, size: size, theme: theme).filter { exhibit in
                only.isEmpty || only.contains { exhibit.name.hasPrefix($0) }
            }
            guard !chosen.isEmpty else { throw ValidationError("No page's name begins so.") }
            var sheet = ContactSheet(panel: panel, columns: columns, width: width, count: chosen.count)
            for (index, exhibit) in chosen.enumerated() {
                let desk = Desk(handbook: handbook, look: look, panel: panel, model: exhibit.model)
                _ = desk.draw()
                sheet.put(desk.frame, at: index)
            }
            try write(sheet.frame.png, to: output)
        }
    }
}

/// Many small pictures on one large one.
struct ContactSheet {
    private(set) var frame: Frame
    private let columns: Int
    private let width: Int
    private let height: Int
    private static let gap = 8

    init(panel: Panel, columns: Int, width: Int, count: Int) {
        self.columns = max(1, columns)
        self.width = width
        height = width * panel.heightPixels / panel.widthPixels
        let rows = (count + self.columns - 1) / self.columns
        frame = Frame(
            width: self.columns * (width + ContactSheet.gap), height: max(1, rows * (height + ContactSheet.gap)), colour: 0x80_8080)
    }

    /// Shrinks a page by averaging and puts it at its place.
    mutating func put(_ page: Frame, at index: Int) {
        let left = index % columns * (width + ContactSheet.gap)
        let top = index / columns * (height + ContactSheet.gap)
        let (width, height, stride) = (width, height, frame.stride)
        frame.draw { target in
            for y in 0..<height {
                for x in 0..<width {
                    target[(top + y) * stride + left + x] = page.average(
                        x: x * page.width / width..<(x + 1) * page.width / width,
                        y: y * page.height / height..<(y + 1) * page.height / height)
                }
            }
        }
    }
}

extension Frame {
    fileprivate func average(x: Range<Int>, y: Range<Int>) -> UInt32 {
        var red: UInt32 = 0, green: UInt32 = 0, blue: UInt32 = 0, count: UInt32 = 0
        for row in y {
            for column in x {
                let pixel = pixels[row * stride + column]
                red += pixel >> 16 & 0xFF
                green += pixel >> 8 & 0xFF
                blue += pixel & 0xFF
                count += 1
            }
        }
        guard count > 0 else { return 0 }
        return ((red / count) << 16) | ((green / count) << 8) | (blue / count)
    }
}
