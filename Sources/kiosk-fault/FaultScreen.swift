import Devices
import Dispatch
import Foundation
import LinuxDevices

/// Puts a fault page on the glass and keeps it there until the program is told to end.
struct FaultScreen {
    let page: FaultPage

    /// Returns when the service manager says so; the picture stays as long as the system lets it.
    ///
    /// - Throws: `SystemFailure` when there is no thread left to wait on.
    func run() async throws {
        let manager = ServiceManager()
        guard let frame = compose() else { return manager.ready() }
        let loop = try EventLoop(name: "fault")
        let display = LinuxDisplay(panel: page.panel, options: page.options, loop: loop)
        let end = TerminationSignal()
        let showing = Task { await keep(frame, on: display, telling: manager) }
        await display.start(following: UeventFeed(loop: loop))
        await end.wait()
        manager.stopping()
        showing.cancel()
        await display.finish()
    }

    /// The page in the best style that can be had; nil: there is nothing to say.
    private func compose() -> Frame? {
        let memory = LastTry(folder: ServiceFolders.own.runtime)
        let first = memory.first
        for style in FaultStyle.allCases where style.rawValue >= first.rawValue {
            memory.begin(style)
            guard let frame = page.frame(style) else { continue }
            memory.succeed()
            return frame
        }
        return nil
    }

    /// Shows the page whenever there is a panel; a display that could not show it looks for its panel anew.
    private func keep(_ frame: Frame, on display: LinuxDisplay, telling manager: ServiceManager) async {
        for await isConnected in display.connection {
            var trouble: String? = isConnected ? nil : "No panel is connected."
            if isConnected {
                await display.light(.full)
                do { try await display.show(frame, damage: [frame.bounds]) } catch { trouble = "Not on the glass: \(error)." }
            }
            manager.tell([page.status, trouble].compactMap(\.self).joined(separator: " "))
            // Also without a panel: this service has done what it can.
            manager.ready()
        }
    }
}

/// The service manager's wish that the program should end.
struct TerminationSignal {
    private let source: any DispatchSourceSignal
    private let wishes: AsyncStream<Void>

    /// From now on the signal ends nothing by itself.
    init() {
        signal(SIGTERM, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        let (wishes, wish) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.wishes = wishes
        source.setEventHandler { wish.yield() }
        source.resume()
    }

    /// Returns when the signal has come.
    func wait() async {
        for await _ in wishes { return }
    }
}
