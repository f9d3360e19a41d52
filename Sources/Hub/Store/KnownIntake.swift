import Crypto
import Guide
import Intake
import Link

/// What a store knows of a lookup: both stores keep these words, and decide by them.
public struct KnownIntake: Hashable, Sendable {
    /// How far it has come.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case waiting, opened, referred, closed, void
        /// Nobody asked for it in its weeks; the record is erased.
        case expired

        /// What a visitor reads. Of an expired number nobody here knows anything any more.
        public var told: TokenState { TokenState(rawValue: rawValue) ?? .unknown }
    }

    public var state: State
    /// `nil`: it came to the desk on its slip, and no kiosk has delivered it yet.
    public var kiosk: String?
    /// SHA-256 of the record; `nil`: it never arrived.
    public var digest: [UInt8]?
    /// Days since 1 January 1970.
    public var arrivedDay: Int

    public init(state: State, kiosk: String?, digest: [UInt8]?, arrivedDay: Int) {
        (self.state, self.kiosk, self.digest, self.arrivedDay) = (state, kiosk, digest, arrivedDay)
    }

    /// What a record that comes now is to it.
    public enum Arrival: Hashable, Sendable {
        /// It has been decided before.
        case again(TakenIntake)
        /// The desk had it from the slip first: note where it came from, and keep no record.
        case afterSlip
    }

    public func arrival(of digest: [UInt8], under lookup: Lookup, from kiosk: KioskID) -> Arrival {
        guard let owner = self.kiosk else { return .afterSlip }
        guard owner == kiosk.text else { return .again(.conflict) }
        guard state != .void else { return .again(.withdrawn) }
        guard self.digest == digest else { return .again(.conflict) }
        return .again(
            .kept(IntakeReceipt(lookup: lookup, digest: digest, received: GuideDate(dayNumber: arrivedDay).description)))
    }

    /// What a call back by a kiosk comes to.
    public func withdrawal(by kiosk: KioskID) -> Withdrawal {
        guard let owner = self.kiosk else { return .alreadyOpened }
        guard owner == kiosk.text else { return .notYours }
        return switch state {
        case .waiting, .void, .expired: .done
        case .opened, .referred, .closed: .alreadyOpened
        }
    }

    /// Whether a record that waits may still be opened.
    public func isOpenable(on day: Int, weeks: Int) -> Bool { state == .waiting && day <= arrivedDay + weeks * 7 }
}

extension SealedRecord {
    /// SHA-256 of its bytes, for the receipt.
    public var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }
}
