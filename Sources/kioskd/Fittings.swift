import Appliance
import Devices
import Foundation
import Guide
import GuidePack
import LinuxDevices

/// The devices of this board, each opened as far as it is there; what comes later is taken when it comes.
struct Fittings: Sendable {
    /// Screen, touch panel, keys, lamps and the kiosk itself: one thread.
    let loop: EventLoop
    let clock: LinuxClock
    let display: LinuxDisplay
    let timedDisplay: TimedDisplay
    let touch: LinuxTouchPanel
    /// How the touch panel's numbers are bent: as staff set it on the glass, or else as the settings say.
    let calibration: CalibrationMatrix
    let buttons: LinuxButtons
    let lamps: LinuxLamps
    let printer: LinuxPrinter
    let speaker: LinuxSpeaker
    let network: LinuxNetwork
    let board: LinuxBoard

    /// - Parameters:
    ///   - sounds: what it speaks with.
    ///   - mayHoldTorso: a slip was on its way when the kiosk last went down.
    /// - Throws: an error when the system has no thread or descriptor left; a missing device is no error.
    init(_ settings: Configuration, sounds: SoundPack?, mayHoldTorso: Bool) async throws {
        loop = try EventLoop(name: "glass")
        // A printer's driver may wait for the printer: that must not be felt on the glass.
        let paper = try EventLoop(name: "paper")
        let news = UeventFeed(loop: loop)
        clock = LinuxClock(loop: loop)
        display = LinuxDisplay(panel: settings.panel, options: settings.screen, loop: loop)
        await display.start(following: news)
        var options = settings.panelDevice
        if let kept = CalibrationMatrix(keptIn: Fittings.calibrationFile(settings)) { options.calibration = kept }
        calibration = options.calibration
        touch = LinuxTouchPanel(loop: loop, glass: settings.panel, options: options, feed: news)
        timedDisplay = TimedDisplay(display, touch: touch)
        buttons = try LinuxButtons(loop: loop, wiring: settings.buttons ?? ButtonWiring(), feed: news)
        lamps = LinuxLamps(loop: loop, wiring: settings.lamps, feed: news)
        printer = LinuxPrinter(
            settings.printerCable, profile: settings.printer, loop: paper, mayHoldTorso: mayHoldTorso)
        speaker = LinuxSpeaker(card: settings.soundCard, shelf: PackShelf(pack: sounds), loop: try EventLoop(name: "voice"))
        network = LinuxNetwork(loop: loop)
        board = try LinuxBoard(loop: loop, clock: clock, stateFolder: settings.folders.state.path)
        await touch.start()
        await buttons.start()
        // Without news of chips that come back, lamps are looked for every few seconds.
        try? await lamps.start()
        await board.start()
        await printer.start()
        await network.start()
        await speaker.start()
    }

    /// Where the setting of the touch panel is kept that staff made on the glass; without it the settings count.
    static func calibrationFile(_ settings: Configuration) -> URL {
        settings.folders.state.appending(path: "touch-calibration")
    }

    var ports: Ports {
        Ports(
            display: timedDisplay, touch: touch, buttons: buttons, lamps: lamps, printer: printer, speaker: speaker,
            clock: clock, network: network)
    }

    /// Leaves the last picture on the glass and lets go of everything else.
    func finish() async {
        await lamps.stop()
        await printer.stop()
        await speaker.stop()
        await touch.stop()
        await display.finish()
    }
}

extension CalibrationMatrix {
    /// Six numbers with spaces between; `nil`: there is no such file, or it holds something else.
    fileprivate init?(keptIn file: URL) {
        guard let text = SmallFile.read(file.path) else { return nil }
        let numbers = text.split(whereSeparator: \.isWhitespace).map { Double($0) }
        guard !numbers.contains(nil), let matrix = try? CalibrationMatrix(numbers: numbers.compactMap(\.self)) else { return nil }
        self = matrix
    }

    /// As the file holds it.
    var text: String { numbers.map { "\($0)" }.joined(separator: " ") + "\n" }
}

/// Hands the speaker the clips of a pack.
private struct PackShelf: ClipShelf {
    let pack: SoundPack?

    func clip(of words: String, in language: String) -> [UInt8]? { pack?.clip(of: words, in: Language(language)).map(Array.init) }
}
