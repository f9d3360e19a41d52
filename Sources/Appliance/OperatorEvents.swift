import Devices
import Logging
import Synchronization

/// Every event that an operator may see, with what to do about it. Nothing of a visit is ever in one.
public enum OperatorEvent: Sendable {
    /// A change of the ledger that failed.
    public enum LedgerStep: String, Sendable {
        case tokenVoid, tokenShown, tokenPrinting, tokenPrinted, counting, expiring, learning
    }

    case started
    case stopped
    case ledgerOpened
    case ledgerMissing
    case couldNotSave
    case ledgerFailed(LedgerStep)
    case slipDidNotComeOut
    case printerBecame
    case displayLost
    case displayBack
    case touchLost
    case buttonStuck
    case errandsOverflowed
    case starving
    case noticesRefused
    case guideChanged

    var message: Logger.Message {
        switch self {
        case .started: "the kiosk serves"
        case .stopped: "the kiosk stops"
        case .ledgerOpened: "the ledger is open"
        case .ledgerMissing: "the ledger cannot be opened"
        case .couldNotSave: "a number could not be made"
        case .ledgerFailed: "a change of the ledger failed"
        case .slipDidNotComeOut: "a slip did not come out"
        case .printerBecame: "the printer's status changed"
        case .displayLost: "the panel is gone"
        case .displayBack: "the panel is back"
        case .touchLost: "the touch panel is gone"
        case .buttonStuck: "a button is stuck"
        case .errandsOverflowed: "too many errands wait"
        case .starving: "the kiosk hangs and will be started anew"
        case .noticesRefused: "what staff put up cannot be shown"
        case .guideChanged: "another guide is shown"
        }
    }

    var level: Logger.Level {
        switch self {
        case .started, .stopped, .ledgerOpened, .printerBecame, .displayBack, .guideChanged: .notice
        case .slipDidNotComeOut, .displayLost, .touchLost, .buttonStuck, .noticesRefused: .warning
        case .ledgerMissing, .couldNotSave, .ledgerFailed, .errandsOverflowed, .starving: .error
        }
    }

    /// For the technician.
    public var whatToDo: String {
        switch self {
        case .started, .stopped, .ledgerOpened, .displayBack, .guideChanged: "Nothing."
        case .ledgerMissing: "Check the storage: space, write protection, a worn card. The guide still works; numbers cannot be given."
        case .couldNotSave: "Check the storage and the centre's key. Visitors are sent to the desk."
        case .ledgerFailed: "Check the storage. If it comes again, replace the card."
        case .slipDidNotComeOut, .printerBecame: "Look at the printer: paper, cover, cable."
        case .displayLost: "Check the panel's cable and power."
        case .touchLost: "Check the panel's USB cable."
        case .buttonStuck: "Free the button; it is ignored meanwhile."
        case .errandsOverflowed: "Report it; the storage or the printer is far too slow."
        case .noticesRefused: "Put the notices up again by kioskctl notice; the error says what is wrong with them."
        case .starving: "Nothing, if it stays alone; if it comes again, report it with the reason."
        }
    }
}

/// Writes events down with facts in dotted metadata; never what a visitor did. The latest faults are kept for staff.
public struct OperatorLog: Sendable {
    private let logger: Logger
    private let now: @Sendable () -> MonotonicTime
    private let book = Shared()

    private final class Shared: Sendable {
        let faults = Mutex(FaultBook())
    }

    public init(_ logger: Logger, clock: any KioskClock) {
        self.logger = logger
        now = { clock.now }
    }

    /// The latest faults, the last one first.
    public var faults: [HealthFacts.Fault] { book.faults.withLock { $0.faults(at: now()) } }

    public func note(_ event: OperatorEvent, _ metadata: Logger.Metadata = [:]) {
        var metadata = metadata
        if case .ledgerFailed(let step) = event { metadata["ledger.step"] = "\(step.rawValue)" }
        logger.log(level: event.level, event.message, metadata: metadata)
        book.faults.withLock { $0.note(event, at: now()) }
    }

    /// Errors of this project describe themselves without contents.
    func note(_ event: OperatorEvent, _ error: some Error) {
        note(event, ["error": "\(error)"])
    }
}
