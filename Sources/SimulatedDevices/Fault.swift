/// Something that goes wrong with a device, by the name that tests, scripts and the simulator's page use.
public enum Fault: Hashable, Sendable {
    /// The cable is out.
    case unplugged
    /// A finger or a key stays down.
    case stuck
    /// Touches far off the glass, as from interference.
    case ghosts
    /// The kernel's queue of touches overflows.
    case dropsEvents
    /// The contacts of the keys chatter.
    case chatter
    /// There is no paper.
    case paperOut
    /// The roll will soon be empty.
    case paperNearEnd
    /// The printer's cover is open.
    case coverOpen
    /// The cutter is jammed.
    case cutterFault
    /// The print head is too hot.
    case overheated
    /// The printer answers nothing.
    case mute
    /// The printer answers rubbish.
    case rubbish
    /// The paper jams after so many more rows; 40 (5 mm) when no number is given.
    case jamAfterRows(Int)
    /// The printer hangs on a slow cable.
    case slow
    /// There is no way out.
    case down
    /// The wall clock is twenty years behind, and nobody set it.
    case wrong
    /// The wall clock is right, but nobody vouches for it.
    case untrusted
    /// The power goes off and comes back.
    case powerCut

    /// The faults without a number, and the one with its usual number.
    static let all: [Fault] = [
        .unplugged, .stuck, .ghosts, .dropsEvents, .chatter, .paperOut, .paperNearEnd, .coverOpen, .cutterFault,
        .overheated, .mute, .rubbish, .jamAfterRows(40), .slow, .down, .wrong, .untrusted, .powerCut,
    ]

    /// Every name that ``init(name:)`` knows; `jam-after-rows` may be followed by `:` and a number of rows.
    public static let allNames: [String] = all.map(\.kind)

    /// The fault of that name, for example `paper-out` or `jam-after-rows:200`; nil when there is none.
    public init?(name: String) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = parts.first, let fault = Fault.all.first(where: { $0.kind == kind }) else { return nil }
        guard parts.count == 2 else {
            self = fault
            return
        }
        guard case .jamAfterRows = fault, let rows = Int(parts[1]), (0...100_000).contains(rows) else { return nil }
        self = .jamAfterRows(rows)
    }

    /// The name, with its number where it has one.
    public var name: String {
        if case .jamAfterRows(let rows) = self { "\(kind):\(rows)" } else { kind }
    }

    /// The name without a number.
    var kind: String {
        switch self {
        case .unplugged: "unplugged"
        case .stuck: "stuck"
        case .ghosts: "ghosts"
        case .dropsEvents: "drops-events"
        case .chatter: "chatter"
        case .paperOut: "paper-out"
        case .paperNearEnd: "paper-near-end"
        case .coverOpen: "cover-open"
        case .cutterFault: "cutter-fault"
        case .overheated: "overheated"
        case .mute: "mute"
        case .rubbish: "rubbish"
        case .jamAfterRows: "jam-after-rows"
        case .slow: "slow"
        case .down: "down"
        case .wrong: "wrong"
        case .untrusted: "untrusted"
        case .powerCut: "power-cut"
        }
    }
}

/// A fault that the simulated board cannot have.
public enum FaultError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such device.
    case unknownDevice(String, allowed: [String])
    /// The device cannot have this fault.
    case unknownFault(String, device: String, allowed: [String])

    public var description: String {
        switch self {
        case .unknownDevice(let name, let allowed):
            "there is no device \"\(name)\"; allowed are \(allowed.joined(separator: ", "))"
        case .unknownFault(let name, let device, let allowed):
            "\(device) cannot have the fault \"\(name)\"; allowed are \(allowed.joined(separator: ", "))"
        }
    }
}
