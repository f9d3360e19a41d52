import Appliance
import ArgumentParser
import Devices
import Foundation
import Guide
import Scene
import Visit

/// `kioskctl slip`: a slip as a picture or as the bytes that a printer gets.
struct SlipCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slip", abstract: "Draw a slip into a PNG file, or its ESC/POS bytes into a .bin file.",
        discussion: "The number on it is a sample that was never given to anybody.")

    @OptionGroup var source: HandbookArguments
    @Option(name: .customLong("lang"), help: "BCP 47 tag.") var language = LanguageArgument(argument: "en")
    @Flag(help: "The useful numbers of the site instead of a visitor's number.") var numbers = false
    @Flag(help: "Empty lines for hours and pay.") var hours = false
    @Option(help: "All lines of a list that is ticked on the glass, by the id of its article.") var list: String?
    @Option(help: "Width of the paper in millimetres, 80 or 58. Default: the site's.") var paper: Int?
    @Option(name: .short, help: "A .png or a .bin file.") var output = "slip.png"

    func validate() throws {
        guard [numbers, hours, list != nil].count(where: \.self) < 2 else {
            throw ValidationError("--numbers, --hours and --list are one of a choice.")
        }
        guard paper == nil || paper == 80 || paper == 58 else { throw ValidationError("--paper is 80 or 58.") }
    }

    func run() throws {
        try failing {
            let handbook = try source.handbook()
            guard let tongue = language?.language else { throw ValidationError("--lang needs a language of the guide.") }
            let layout = SlipLayout(
                guide: handbook.guide, look: try source.look(), typesetter: Typesetter(),
                paperWidth: paper ?? handbook.guide.site.slipWidth)
            let today = handbook.guide.builtOn
            let image = layout.image(of: try text(handbook.guide), in: tongue, today: today)
            for fault in image.faults { FileHandle.standardError.write(Data("\(fault)\n".utf8)) }
            let bitmap = try SlipBitmap(width: Dots(image.width), height: Dots(image.height), rows: image.rows)
            try write(output.hasSuffix(".bin") ? EscPos.standard.slip(bitmap) : bitmap.png, to: output)
        }
    }

    private func text(_ guide: Guide) throws -> SlipText {
        if numbers { return .numbers }
        if hours { return .handout(.hours) }
        guard let list else {
            return .number(
                groups: Gallery.sampleTicket.code.groups, qr: Gallery.sampleTicket.qr, validUntil: guide.builtOn)
        }
        guard let article = guide.articles[list], article.printout == .left else {
            throw ValidationError("--list needs an article with print = \"left\".")
        }
        return .handout(.left(list, article.ticks.map(\.id)))
    }
}

extension SlipBitmap {
    var png: [UInt8] {
        var pixels: [UInt32] = []
        for y in 0..<height.value {
            for x in 0..<width.value { pixels.append(self[x, y] ? 0x00_0000 : 0xFF_FFFF) }
        }
        return PNG.encode(xrgb: pixels, width: width.value, height: height.value)
    }
}
