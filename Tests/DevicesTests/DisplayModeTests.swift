import Devices
import Testing

@Suite struct DisplayModeTests {
    private static let panel = Panel.tenInch

    private func best(_ modes: [DisplayMode], turn: TouchAxes.Turn = .none) -> DisplayMode? {
        DisplayMode.best(of: modes, for: DisplayModeTests.panel, turn: turn).map { modes[$0] }
    }

    private let exact = DisplayMode(width: 1280, height: 800)
    private let large = DisplayMode(width: 1920, height: 1080, isPreferred: true)
    private let huge = DisplayMode(width: 3840, height: 2160)
    private let small = DisplayMode(width: 640, height: 480, isPreferred: true)

    @Test func `the panel's own pixels come before what it asks for`() {
        #expect(best([large, huge, exact]) == exact)
    }

    @Test func `a panel that is turned is driven the way that it was made`() {
        let upright = DisplayMode(width: 800, height: 1280)
        #expect(best([exact, upright], turn: .quarter) == upright)
        #expect(best([exact, upright], turn: .threeQuarters) == upright)
        #expect(best([upright, exact], turn: .half) == exact)
        #expect(upright.isExact(for: .tenInch, turn: .quarter) && !exact.isExact(for: .tenInch, turn: .quarter))
    }

    @Test func `what runs already goes on, so that the glass does not go black`() {
        let running = DisplayMode(width: 1280, height: 800, millihertz: 50_000, isCurrent: true)
        let asked = DisplayMode(width: 1280, height: 800, millihertz: 60_000, isPreferred: true)
        #expect(best([asked, running]) == running)
        #expect(best([exact, asked]) == asked)
    }

    @Test func `of the same pixels the nearest to 60 pictures a second is taken`() {
        let rates = [24_000, 75_000, 59_940, 120_000].map { DisplayMode(width: 1280, height: 800, millihertz: $0) }
        #expect(best(rates)?.millihertz == 59_940)
    }

    @Test func `without the right pixels the picture is shown whole where it can be`() {
        #expect(best([small, huge, large]) == large)
        let largest = DisplayMode(width: 1024, height: 768)
        let other = DisplayMode(width: 1600, height: 1200)
        #expect(best([small, huge, other]) == other, "the smallest that it fits in")
        #expect(best([small, largest]) == largest, "nothing is large enough")
        #expect(best([]) == nil)
    }

    @Test func `a mode that flickers is the last resort`() {
        let flickering = DisplayMode(width: 1280, height: 800, isPreferred: true, isInterlaced: true)
        #expect(best([flickering, huge]) == huge)
        #expect(best([flickering]) == flickering)
    }

    @Test func `a brightness that is none is refused with what is allowed`() throws {
        let error = #expect(throws: OutOfRange.self) { try DisplayOptions(dimPercent: 0) }
        #expect(error?.allowed == "1 to 100")
        #expect(throws: OutOfRange.self) { try DisplayOptions(fullPercent: 101) }
        let options = try DisplayOptions(fullPercent: 80, dimPercent: 5)
        #expect(PanelLight.allCases.map { options.percent(for: $0) } == [0, 5, 80])
        #expect(try DisplayOptions() == .standard)
    }
}
