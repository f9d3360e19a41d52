import Foundation
import Glibc
import Hub
import Synchronization

/// News between hubs on one database: `LISTEN` and `NOTIFY` on a connection and a thread of its own.
///
/// Notifying inside the transactions of takes would make them commit one after the other; so it is done afterwards, each kind
/// of news once for however many changes there were meanwhile.
final class NewsWire: Sendable {
    private struct State {
        var unsent: Set<HubNews> = []
        var isClosed = false
    }

    private static let channel = "hub_news"
    /// Nobody who looks at a page sees it change more often than this.
    private static let quietMilliseconds: Int32 = 200

    private let url: String
    private let stand: NewsStand
    private let state = Mutex(State())
    /// Wakes the thread: the two ends of a pipe.
    private let bell: (hear: Int32, ring: Int32)

    init(url: String, stand: NewsStand) {
        (self.url, self.stand) = (url, stand)
        var ends: [Int32] = [-1, -1]
        // Without a pipe the thread looks as often as it may: see `listen`.
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        bell = (ends[0], ends[1])
    }

    deinit {
        Glibc.close(bell.hear)
        Glibc.close(bell.ring)
    }

    func start() {
        let thread = Thread { [self] in work() }
        thread.name = "hub-news"
        thread.start()
    }

    /// Tells those who listen here at once, and the other hubs soon.
    func tell(_ news: HubNews) {
        stand.tell(news)
        let isNew = state.withLock { $0.unsent.insert(news).inserted }
        if isNew { ring() }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        ring()
    }

    private func ring() {
        // A full pipe rings already.
        _ = Glibc.write(bell.ring, [1], 1)
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Connects again and again, with pauses, until the store is closed.
    private func work() {
        var pause = Backoff()
        while !isClosed {
            do {
                var connection = try Connection(url)
                try connection.execute("LISTEN \(Self.channel)")
                pause = Backoff()
                try listen(on: &connection)
            } catch {
                pause.failed(at: .now)
                wait(for: -1, atMost: Int32(pause.rest(at: .now).components.seconds) * 1000 + 100)
                // What was said meanwhile was not heard here.
                for news in HubNews.allCases { stand.tell(news) }
            }
        }
    }

    private func listen(on connection: inout Connection) throws(SQLProblem) {
        while !isClosed {
            let hasSent = try send(on: &connection)
            try hear(&connection)
            if hasSent {
                // Whoever rings meanwhile is heard after it.
                wait(for: -1, atMost: Self.quietMilliseconds, hearsBell: false)
            }
            if state.withLock({ $0.unsent.isEmpty && !$0.isClosed }) { wait(for: connection.socket, atMost: 60_000) }
        }
    }

    /// Sends what is unsent. What could not be sent stays unsent, for the next connection.
    ///
    /// - Returns: whether there was any.
    private func send(on connection: inout Connection) throws(SQLProblem) -> Bool {
        var left = state.withLock { state in
            defer { state.unsent = [] }
            return state.unsent
        }
        let hadAny = !left.isEmpty
        do throws(SQLProblem) {
            while let news = left.first {
                _ = try connection.rows("SELECT pg_notify('\(Self.channel)', $1)", [.text(news.rawValue)])
                left.remove(news)
            }
        } catch {
            state.withLock { $0.unsent.formUnion(left) }
            throw error
        }
        return hadAny
    }

    private func hear(_ connection: inout Connection) throws(SQLProblem) {
        let own = connection.process
        for (process, payload) in try connection.notifications() where process != own {
            // News of a newer hub that this one knows nothing of is no news here.
            if let news = HubNews(rawValue: payload) { stand.tell(news) }
        }
    }

    /// Waits until the database says something, somebody rings, or the time is over.
    private func wait(for socket: Int32, atMost milliseconds: Int32, hearsBell: Bool = true) {
        var all = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: hearsBell ? bell.hear : -1, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&all, 2, milliseconds)
        guard hearsBell else { return }
        var rung = [UInt8](repeating: 0, count: 64)
        while Glibc.read(bell.hear, &rung, rung.count) > 0 {}
    }
}
