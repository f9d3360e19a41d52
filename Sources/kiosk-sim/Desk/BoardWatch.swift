import Devices
import ServiceLifecycle
import SimulatedDevices

/// Tells the listeners what the kiosk's body does: lamps, words, paper.
struct BoardWatch: Service {
    let board: SimulatedBoard
    let feed: EventFeed

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await lamp in board.lamps.changes.cancelOnGracefulShutdown() {
                    feed.send(.lamp(lamp, board.lamps.pattern(of: lamp)))
                }
            }
            group.addTask {
                for await caption in board.speaker.saying.cancelOnGracefulShutdown() { feed.send(.caption(caption)) }
            }
            group.addTask {
                for await slip in board.printer.comingOut.cancelOnGracefulShutdown() { feed.send(.slip(slip)) }
            }
        }
    }
}
