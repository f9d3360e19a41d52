import Devices
import Testing

@Suite struct BoardTroubleTests {
    private let well = BoardHealth(
        supply: .good, celsius: 61, storage: .init(isWritable: true, freeBytes: 9_000_000_000, wearPercent: 10, reserve: .normal),
        hasBatteryClock: true, clockTrust: .network, freeMemoryBytes: 400_000_000)

    private func ids(_ change: (inout BoardHealth) -> Void) -> [String] {
        var health = well
        change(&health)
        return health.troubles.map(\.id)
    }

    @Test func `a board that is well has no trouble, and neither has one that can tell nothing but the time`() {
        #expect(well.troubles.isEmpty)
        #expect(BoardHealth(clockTrust: .low).troubles.isEmpty)
    }

    @Test func `each thing that is wrong is told by its own name`() {
        #expect(ids { $0.supply = .isLow } == ["P1 under-voltage"])
        #expect(ids { $0.supply = .wasLow } == ["P2 under-voltage before"])
        #expect(ids { $0.celsius = 80 } == ["H1 hot"])
        #expect(ids { $0.celsius = 85 } == ["H2 too hot"])
        #expect(ids { $0.storage.isWritable = false } == ["S1 storage refuses"])
        #expect(ids { $0.storage.freeBytes = 49_999_999 } == ["S2 storage full"])
        #expect(ids { $0.storage.freeBytes = 499_999_999 } == ["S3 storage low"])
        #expect(ids { $0.storage.wearPercent = 80 } == ["S4 storage worn"])
        #expect(ids { $0.storage.reserve = .warning } == ["S5 storage ending"])
        #expect(ids { $0.clockTrust = .none } == ["C2 clock not set"])
        #expect(ids { ($0.clockTrust, $0.hasBatteryClock) = (.none, false) } == ["C1 no battery clock"])
        #expect(ids { $0.freeMemoryBytes = 63_000_000 } == ["M1 memory low"])
        #expect(ids { $0.alarms = ["fan fan1_alarm"] } == ["A1 sensor alarm"])
    }

    @Test func `a value on the good side of its limit is no trouble`() {
        #expect(
            ids {
                $0.celsius = 79.9
                $0.storage.freeBytes = 500_000_000
                $0.storage.wearPercent = 70
                $0.freeMemoryBytes = 64_000_000
                $0.hasBatteryClock = false
            } == [])
    }

    @Test func `what puts the kiosk out of order is told first`() {
        var health = well
        health.supply = .isLow
        health.storage.isWritable = false
        #expect(health.troubles == [.storageRefuses, .supplyIsLow])
        #expect(health.troubles.map(\.severity) == [.outOfOrder, .degraded])
    }

    @Test func `every trouble says what is the matter and what to do`() {
        let all: [BoardTrouble] = [
            .supplyIsLow, .supplyWasLow, .hot(81), .tooHot(86), .alarm("x"), .storageRefuses, .storageFull(freeBytes: 1),
            .storageLow(freeBytes: 2), .storageWorn(90), .storageEnding, .noBatteryClock, .clockUnset,
            .memoryLow(freeBytes: 3),
        ]
        #expect(Set(all.map(\.id)).count == all.count)
        for trouble in all {
            #expect(trouble.words.hasSuffix(".") && trouble.advice.hasSuffix("."))
            #expect(trouble.words != trouble.advice)
        }
    }
}
