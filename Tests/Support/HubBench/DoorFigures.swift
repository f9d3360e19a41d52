import Foundation
import Hub
import HubPostgreSQL
import HubSQLite
import KioskDoor
import NIOCore
import NIOPosix

/// What the whole hub bears, its program in a process of its own, with kiosks that deliver over TLS on both sides.
struct DoorFigures {
    static let kiosks = 100

    /// Records of each kiosk, kept while there was no network.
    let backlog: Int

    /// Records a second, while the backlog drains.
    let perSecond: Double
    /// Deliveries that were not answered with a receipt, and records that the store lacks or has too many of.
    let wrong: Int
    /// MB, before anybody connected, and at the most.
    let idleMemory: Double
    let mostMemory: Double
    /// Of one delivery, in milliseconds, from when it was due, when half as many come as the hub bears.
    let median: Double
    let p99: Double

    static func measure(in folder: URL, postgreSQL: String?, backlog: Int, seconds: Int) async throws -> DoorFigures {
        let hub = try HubProcess(in: folder, postgreSQL: postgreSQL)
        try hub.start()
        defer { hub.stop() }
        try await Task.sleep(for: .seconds(3))
        let idle = hub.memory
        let store: any HubStore =
            if let postgreSQL { try await PostgreSQLHubStore(url: postgreSQL, connections: 1) } else {
                try SQLiteHubStore(at: .folder(hub.data.path))
            }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let all = try await BenchKiosk.enrol(kiosks, with: hub, try Authority(in: hub.data), in: store, on: loop)
        var lines: [(kiosk: BenchKiosk, line: NIOLoopBound<DoorLine>)] = []
        for kiosk in all { lines.append((kiosk, try await DoorLine.connect(port: hub.port, kiosk.tls, on: loop))) }
        let start = ContinuousClock.now
        let drained = try await deliver(lines, 0..<backlog, every: nil, on: loop)
        let perSecond = Double(kiosks * backlog) / (ContinuousClock.now - start).milliseconds * 1000
        let kept = try await store.waitingIntakes().values.reduce(0, +)
        let most = hub.mostMemory
        // Each kiosk in its turn, all together half of what the hub bears.
        let pace = TimeAmount.microseconds(Int64(1_000_000 * Double(kiosks) / (perSecond / 2)))
        let count = max(1, Int(Double(seconds) * perSecond / 2 / Double(kiosks)))
        let paced = try await deliver(lines, backlog..<(backlog + count), every: pace, on: loop)
        await store.close()
        try await group.shutdownGracefully()
        let times = paced.times.sorted()
        return DoorFigures(
            backlog: backlog, perSecond: perSecond, wrong: drained.refused + paced.refused + abs(kiosks * backlog - kept),
            idleMemory: idle, mostMemory: most, median: times[times.count / 2], p99: times[times.count * 99 / 100])
    }

    private static func deliver(
        _ lines: [(kiosk: BenchKiosk, line: NIOLoopBound<DoorLine>)], _ records: Range<Int>, every pace: TimeAmount?,
        on loop: any EventLoop
    ) async throws -> Delivery.Done {
        let begin = NIODeadline.now() + .milliseconds(10)
        let all = lines.enumerated().map { number, one in
            let done = loop.makePromise(of: Delivery.Done.self)
            let first = pace.map { begin + .nanoseconds($0.nanoseconds * Int64(number) / Int64(lines.count)) }
            loop.execute {
                Delivery(one.kiosk, one.line.value, records, first: first, every: pace ?? .zero, on: loop, done).next()
            }
            return done.futureResult
        }
        return try await EventLoopFuture.whenAllSucceed(all, on: loop).map { all in
            Delivery.Done(times: all.flatMap(\.times), refused: all.reduce(0) { $0 + $1.refused })
        }.get()
    }
}

/// One kiosk's delivery: each record after the answer to the one before, and none before it is due.
private final class Delivery {
    struct Done: Sendable {
        /// Milliseconds.
        var times: [Double] = []
        var refused = 0
    }

    private let kiosk: BenchKiosk
    private let line: DoorLine
    private let loop: any EventLoop
    private let pace: TimeAmount
    private let promise: EventLoopPromise<Done>
    private var left: Range<Int>
    /// When the next one should go; `nil`: as soon as it can.
    private var due: NIODeadline?
    private var done = Done()

    init(
        _ kiosk: BenchKiosk, _ line: DoorLine, _ records: Range<Int>, first due: NIODeadline?, every pace: TimeAmount,
        on loop: any EventLoop, _ promise: EventLoopPromise<Done>
    ) {
        (self.kiosk, self.line, left, self.due, self.pace) = (kiosk, line, records, due, pace)
        (self.loop, self.promise) = (loop, promise)
    }

    func next() {
        guard !left.isEmpty else { return promise.succeed(done) }
        guard let due, due > .now() else { return send() }
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(deadline: due) { bound.value.send() }
    }

    private func send() {
        // A delivery that waits because the one before it was slow is late from when it was due.
        let begun = due ?? .now()
        line.ask(kiosk.delivery(left.lowerBound)) { [self] reply in
            guard let reply else { return promise.fail(ChannelError.eof) }
            done.times.append(Double((NIODeadline.now() - begun).nanoseconds) / 1e6)
            if reply.status != 200 { done.refused += 1 }
            left = left.dropFirst()
            due = due.map { $0 + pace }
            next()
        }
    }
}
