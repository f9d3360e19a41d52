import Devices

/// Everything that is wrong with the simulated printer at one time.
public struct PrinterTroubles: Hashable, Sendable {
    /// What its sensors feel: `paperOut`, `paperNearEnd`, `coverOpen`, `cutterFault`, `overheated`, `fault`.
    public var sensed: PrinterStatus = []
    /// Whether it answers nothing.
    public var isMute = false
    /// Whether it answers rubbish.
    public var answersRubbish = false
    /// Whether its cable is out.
    public var isUnplugged = false
    /// Whether it hangs on a serial cable of 115,200 baud.
    public var isSlow = false
    /// How many more rows come out before the paper jams; nil when it does not.
    public var jamsAfterRows: Int?

    /// A printer that is well.
    public init() {}

    /// The byte that the printer sends back; nil when it is mute or cannot be reached.
    ///
    /// Source: Epson ESC/POS reference, `DLE EOT`.
    public func answer(to request: StatusRequest) -> UInt8? {
        if isMute || isUnplugged { return nil }
        if answersRubbish { return 0xff }
        return 0b0001_0010 | bits(for: request)
    }

    private func bits(for request: StatusRequest) -> UInt8 {
        func bit(_ status: PrinterStatus, _ mask: UInt8) -> UInt8 { sensed.isDisjoint(with: status) ? 0 : mask }
        return switch request {
        case .printer: bit(.blocking, 0x08)
        case .offline: bit(.coverOpen, 0x04) | bit(.paperOut, 0x20) | bit([.cutterFault, .overheated, .fault], 0x40)
        case .error: bit(.fault, 0x04) | bit(.cutterFault, 0x08) | bit(.overheated, 0x40)
        case .paper: bit(.paperNearEnd, 0x0c) | bit(.paperOut, 0x60)
        }
    }

    /// What a driver makes of the answers.
    public var status: PrinterStatus {
        var replies: [StatusRequest: UInt8] = [:]
        for request in StatusRequest.allCases { replies[request] = answer(to: request) }
        let status = PrinterStatus(replies: replies)
        return isUnplugged ? status.union(.offline) : status
    }
}
