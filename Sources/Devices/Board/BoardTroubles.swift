extension BoardHealth {
    /// From here on the processor slows itself down. °C.
    ///
    /// Source: Raspberry Pi documentation, "Frequency management and thermal control": throttled from 80 °C.
    public static let hotFrom = 80.0

    /// As hot as the processor may get. °C.
    ///
    /// Source: the same: 85 °C is the limit.
    public static let tooHotFrom = 85.0

    /// Below this nothing more is kept. Bytes.
    ///
    /// Chosen: 50 MB, of which SQLite needs some to clear up after itself.
    public static let fullBelow: Int64 = 50_000_000

    /// Below this somebody should see to it. Bytes.
    ///
    /// Chosen: 500 MB, which is months of intakes and room for a new guide.
    public static let lowBelow: Int64 = 500_000_000

    /// From here on a card is worn. Percent.
    ///
    /// Chosen: 80, which leaves months at the rate of a card that got there in years.
    public static let wornFrom = 80

    /// Below this memory is low. Bytes.
    ///
    /// Chosen: 64 MB, half of what the kiosk's own program takes.
    public static let memoryLowBelow: Int64 = 64_000_000

    /// Everything that somebody should do something about, the worst first; what the board cannot tell is no trouble.
    public var troubles: [BoardTrouble] {
        let all = [supplyTrouble, heatTrouble, clockTrouble, memoryTrouble].compactMap { $0 }
            + storage.troubles + alarms.map { .alarm($0) }
        return all.filter { $0.severity == .outOfOrder } + all.filter { $0.severity == .degraded }
    }

    private var supplyTrouble: BoardTrouble? {
        switch supply {
        case .isLow: .supplyIsLow
        case .wasLow: .supplyWasLow
        case .good, nil: nil
        }
    }

    private var heatTrouble: BoardTrouble? {
        guard let celsius, celsius >= BoardHealth.hotFrom else { return nil }
        return celsius >= BoardHealth.tooHotFrom ? .tooHot(celsius) : .hot(celsius)
    }

    private var clockTrouble: BoardTrouble? {
        guard clockTrust == .none else { return nil }
        return hasBatteryClock == false ? .noBatteryClock : .clockUnset
    }

    private var memoryTrouble: BoardTrouble? {
        guard let freeMemoryBytes, freeMemoryBytes < BoardHealth.memoryLowBelow else { return nil }
        return .memoryLow(freeBytes: freeMemoryBytes)
    }
}

extension BoardHealth.Storage {
    fileprivate var troubles: [BoardTrouble] {
        [isWritable == false ? .storageRefuses : nil, spaceTrouble, wearTrouble, reserveTrouble].compactMap { $0 }
    }

    private var spaceTrouble: BoardTrouble? {
        guard let freeBytes, freeBytes < BoardHealth.lowBelow else { return nil }
        return freeBytes < BoardHealth.fullBelow ? .storageFull(freeBytes: freeBytes) : .storageLow(freeBytes: freeBytes)
    }

    private var wearTrouble: BoardTrouble? {
        guard let wearPercent, wearPercent >= BoardHealth.wornFrom else { return nil }
        return .storageWorn(wearPercent)
    }

    private var reserveTrouble: BoardTrouble? {
        switch reserve {
        case .warning, .urgent: .storageEnding
        case .normal, nil: nil
        }
    }
}
