import Appliance
import ArgumentParser
import Foundation

/// `kioskctl image …`: what is done to an image before it is flashed.
struct ImageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image", abstract: "Make images ready for the kiosks that they are flashed for.",
        subcommands: [ImagePersonalize.self])
}

/// `kioskctl image personalize`
struct ImagePersonalize: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "personalize", abstract: "Put a checked kiosk.toml onto the boot partition of an image.",
        discussion: """
            Nothing is mounted, and nobody has to be root; mtools does the work. With a folder of settings every *.toml in it \
            gives an image of its own, of the same name. All settings are checked before the first image is made. An image \
            with settings in it may hold a code or a PIN: only its owner can read it.
            """)

    @Argument(help: "The image, as Images/build made it.") var image: String
    @Option(help: "The settings of one kiosk, or a folder of such files.") var config: String
    @Option(
        name: .shortAndLong,
        help: "The image to make, or with a folder of settings the folder for them. Default: the image itself is changed.")
    var output: String?
    @Option(help: "What models of printer there are: Kiosk/Printers. Default: the folder that the settings name.")
    var printers: String?

    /// Most images at once. Chosen: twenty of fifty kiosks; more is a mistake in the folder.
    static let mostImages = 1_000

    func run() throws {
        let orders = try self.orders()
        let given = try DiskImage(URL(fileURLWithPath: image))
        for (settings, target) in orders {
            try given.copied(to: target) { copy in try copy.put(settings, as: "kiosk.toml") }
            print(target.path)
        }
    }

    /// Which settings go into which image; all of them are right.
    private func orders() throws -> [(settings: Data, target: URL)] {
        let source = URL(fileURLWithPath: config)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder) else {
            throw Refusal(66, "There is no \(config).")
        }
        guard isFolder.boolValue else {
            return [(try checked(source), URL(fileURLWithPath: output ?? image))]
        }
        guard let output else {
            throw Refusal(64, "A folder of settings gives several images: name the folder for them by --output.")
        }
        let files = try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "toml" }.sorted { $0.path < $1.path }
        guard (1...ImagePersonalize.mostImages).contains(files.count) else {
            throw Refusal(66, "\(config) holds \(files.count) files *.toml; allowed are 1 to \(ImagePersonalize.mostImages).")
        }
        let folder = URL(fileURLWithPath: output, isDirectory: true)
        var problems: [String] = []
        var orders: [(settings: Data, target: URL)] = []
        for file in files {
            let target = folder.appending(path: "\(file.deletingPathExtension().lastPathComponent).img")
            do { orders.append((try checked(file), target)) } catch { problems.append("\(error)") }
        }
        guard problems.isEmpty else { throw Refusal(78, problems.joined(separator: "\n")) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return orders
    }

    /// The bytes of right settings.
    private func checked(_ file: URL) throws -> Data {
        do throws(ConfigurationError) {
            _ = try Configuration.read(file, printers: printers.map { URL(fileURLWithPath: $0, isDirectory: true) })
        } catch { throw Refusal(78, error.sentence) }
        let bytes = try Data(contentsOf: file)
        guard bytes.count <= DiskImage.longestSettings else {
            throw Refusal(78, "\(file.lastPathComponent) has \(bytes.count) bytes; allowed are \(DiskImage.longestSettings).")
        }
        return bytes
    }
}
