import Guide

/// A practice of twenty seconds for who has never touched a screen. Nothing can go wrong in it.
extension View {
    /// How many pages the practice has.
    static let practiceSteps = 4

    func practice(_ step: Int) -> Content {
        let star = Control("practice.star", .tile, .ui("scan.star"), icon: "star", .practised)
        switch step {
        case 0:
            return Content("practice", title: .ui("practice.title"), items: [.lead(.ui("practice.lead")), .control(star)])
        case 1:
            let there = Control("practice.there", .mainButton, .ui("scan.star"), icon: "star", .practised)
            return Content("practice-there", title: .ui("practice.moved"), items: [.picture("next")], buttons: [there])
        case 2:
            return Content("practice-back", title: .ui("practice.back"), items: [.picture("back")])
        default:
            return Content(
                "practice-done", title: .ui("practice.done"), items: [.picture("leave"), .lead(.ui("practice.leave"))],
                buttons: [Control("nav.done", .mainButton, .ui("nav.done"), icon: "check", .home)])
        }
    }
}

extension Turn {
    /// The next page of the practice.
    mutating func practise() {
        guard case .practice(let step) = session.page, step + 1 < View.practiceSteps else { return }
        show(.practice(step + 1))
    }
}
