import Guide
import Scene
import Sealing
import Visit

/// What the staff page needs besides the kiosk's own devices; what is missing is refused.
public struct StaffTools: Sendable {
    /// The PIN that opens the tests; `nil`: nobody gets there.
    public var pin: StaffPIN?
    /// PINs that were tried since the last right one, before this start.
    public var tries = 0
    /// Writes down how many were tried; it is there when this returns.
    public var keepTries: @Sendable (Int) async -> Void = { _ in }
    /// Makes a setting of the touch panel from what was felt and puts it on trial; `false`: it does not fit.
    public var calibrate: @Sendable ([CalibrationMark]) async -> Bool = { _ in false }
    /// Writes the setting on trial down.
    public var keepCalibration: @Sendable () async -> Void = {}
    /// Goes back to the setting before.
    public var dropCalibration: @Sendable () async -> Void = {}
    /// Remembers what staff said of a test.
    public var noteTest: @Sendable (StaffTest, Bool) async -> Void = { _, _ in }
    /// The kiosk's report as a slip.
    public var slip: @Sendable () async -> SlipReport = { SlipReport(title: "No report yet", lines: [], qr: "") }

    /// All that staff have put up, of the sentences of the guide that is shown; asked for once a minute.
    public var notices: @Sendable ([NoticeSentence]) throws(ConfigurationError) -> [Notice] = {
        _ throws(ConfigurationError) in []
    }

    public init(pin: StaffPIN? = nil) { self.pin = pin }

    func knows(_ digits: PIN) -> Bool { pin?.matches(digits.digits) ?? false }
}
