import Devices
import Testing

@Suite struct PanelAndFrameTests {
    @Test func `every profile is found by its name, lying and upright`() {
        for panel in Panel.all { #expect(Panel.named(panel.name) == panel) }
        #expect(Panel.named("ten-inch-portrait")?.widthPixels == 800)
        #expect(Panel.named("twelve-inch") == nil)
        #expect(Panel.all.count == 6)
    }

    @Test func `a size in millimetres is never smaller than promised on either axis`() {
        for panel in Panel.all {
            let pixels = (12.7 * panel.pixelsPerMillimetre).rounded(.up)
            #expect(pixels / panel.pixelsPerMillimetreAcross >= 12.7)
            #expect(pixels / panel.pixelsPerMillimetreDown >= 12.7)
        }
    }

    @Test func `a place goes to pixels and back`() {
        let panel = Panel.sevenInch
        let pixel = panel.pixel(at: panel.point(atPixelX: 799, y: 0))
        #expect(Int(pixel.x) == 799 && Int(pixel.y) == 0)
    }

    @Test func `rectangles meet and join`() {
        let left = PixelRect(x: 0, y: 0, width: 10, height: 10)
        let right = PixelRect(x: 5, y: 5, width: 10, height: 2)
        #expect(left.intersection(right) == PixelRect(x: 5, y: 5, width: 5, height: 2))
        #expect(left.union(right) == PixelRect(x: 0, y: 0, width: 15, height: 10))
        #expect(left.intersection(PixelRect(x: 10, y: 0, width: 5, height: 5)) == .empty)
        #expect(left.union(.empty) == left && PixelRect.empty.union(left) == left)
        #expect(PixelRect(x: 0, y: 0, width: -4, height: 3).isEmpty)
    }

    @Test func `rectangles at the ends of all numbers do not trap`() {
        let far = PixelRect(x: .max, y: .min, width: .max, height: .max)
        let near = PixelRect(x: .min, y: .min, width: 3, height: 3)
        _ = (far.union(near), far.intersection(near), far.area, far.contains(x: 0, y: 0))
    }

    @Test func `only the named part of a frame is copied, and nothing off its edge`() {
        var glass = Frame(width: 4, height: 3)
        let picture = Frame(width: 4, height: 3, stride: 6, colour: 0xff_ffff)
        glass.copy(PixelRect(x: 2, y: 1, width: 50, height: 1), from: picture)
        #expect(glass.pixels == [0, 0, 0, 0, 0, 0, 0xff_ffff, 0xff_ffff, 0, 0, 0, 0])
        glass.copy(PixelRect(x: -5, y: -5, width: 2, height: 2), from: picture)
        #expect(glass.pixel(x: 0, y: 0) == 0)
        #expect(glass.pixel(x: 4, y: 0) == nil)
    }

    @Test func `lengths become dots at 203 to the inch, whatever they are`() {
        #expect(Dots(nearest: 12) == 96)
        #expect(Dots(nearest: Millimetres(.nan)) == 0)
        #expect(Dots(nearest: Millimetres(.infinity)) == 0)
        #expect(Dots(nearest: Millimetres(1e300)).value > 0)
    }

    @Test func `a day is counted down before 1970 too`() {
        #expect(WallTime(secondsSince1970: 86_399, trust: .hub).daysSince1970 == 0)
        #expect(WallTime(secondsSince1970: -1, trust: .none).daysSince1970 == -1)
        #expect(ClockTrust.none < .low && ClockTrust.network < .hub)
    }

    @Test func `no lamp flashes more than twice in a second`() {
        for pattern in LampPattern.allCases {
            for start in stride(from: 0, to: 4_000, by: 50) {
                let lit = (0...20).map { pattern.isLit(after: .milliseconds(start + $0 * 50)) }
                let flashes = zip(lit, lit.dropFirst()).count { !$0 && $1 }
                #expect(flashes <= 2)
            }
        }
        #expect(!LampPattern.off.isLit(after: .zero))
        #expect(LampPattern.steady.isLit(after: .seconds(-3)))
    }
}
