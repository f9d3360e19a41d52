import Appliance
import Devices
import Guide
import Visit

/// One warm page, drawn again and again, for a profiler to look at.
enum OnePage {
    private static let times = 300

    static func draw(_ workplace: Workplace) throws {
        let handbook = try workplace.handbook()
        guard let exhibit = Gallery(handbook).exhibits(in: .english).first(where: { $0.name == "question.3" }) else {
            throw BenchError("there is no such page")
        }
        let desk = Desk(handbook: handbook, look: try workplace.look(), panel: .tenInch, model: exhibit.model)
        for _ in 0..<times { desk.redrawAll() }
    }
}
