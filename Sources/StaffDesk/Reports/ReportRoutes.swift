import Hummingbird

extension StaffDesk {
    /// The pages of the reports.
    func addReports(to group: RouterGroup<DeskContext>) {}
}
