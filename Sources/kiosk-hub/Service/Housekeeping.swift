import Hub
import Logging
import ServiceLifecycle

/// Erases what the retention rules say must go: at the start and then every hour.
struct Housekeeping: Service {
    let store: any Upkeep
    let rules: RetentionRules
    let now: @Sendable () -> HubTime
    let logger: Logger

    /// Chosen: the rules count days; a hub that is off at night still keeps them.
    private static let pause = Duration.seconds(3_600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let count = try await store.tidy(at: now(), rules: rules)
                    if count > 0 { logger.info("what was due was erased", metadata: ["rows": "\(count)"]) }
                } catch {
                    logger.error("what is due cannot be erased now", metadata: ["store.error": "\(error)"])
                }
                // Cancelled is the only way that this fails, and then the loop ends.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}

/// Tells the service manager that the hub lives.
///
/// A store that is away is no reason to be started anew: nothing here would bring it back, and meanwhile pages say what is wrong.
/// A store that is damaged, or of a newer version, is.
struct Watch: Service {
    let store: any Upkeep
    let line: ServiceManagerLine
    let logger: Logger

    func run() async throws {
        guard let time = line.feedingTime else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await lives() { line.feed() }
                // Three times within the manager's limit. Cancelled is the only way that this fails.
                try? await Task.sleep(for: time / 3)
            }
        }
        line.stopping()
    }

    private func lives() async -> Bool {
        do { try await store.probe() } catch {
            logger.error("the store does not answer", metadata: ["store.error": "\(error)"])
            if case .unavailable = error { return true }
            return false
        }
        return true
    }
}
