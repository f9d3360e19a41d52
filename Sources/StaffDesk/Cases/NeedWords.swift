import Intake
import Reports

extension NeedCode {
    /// What the desk calls it: as the reports do.
    var deskLabel: String { label }
}
