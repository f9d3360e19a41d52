import Appliance
import Devices
import Glibc
import Guide
import Proofs
import SimulatedDevices
import Testing
import Visit

@testable import Scene

@Suite struct Painting {
    private func isSame(_ a: Canvas, _ b: Canvas) -> Bool {
        a.withPixels { first in
            b.withPixels { second in
                guard let x = first.baseAddress, let y = second.baseAddress, first.count == second.count else { return false }
                return memcmp(x, y, first.count * 4) == 0
            }
        }
    }

    /// How far two pictures are apart, and where; `nil`: nobody could see it.
    ///
    /// Cairo cuts the outline of a curve at the clip before it covers pixels with it, which moves an edge by some 1/256.
    private func difference(_ a: Canvas, _ b: Canvas) -> String? {
        if isSame(a, b) { return nil }
        return a.withPixels { first in
            b.withPixels { second in
                let places = first.indices.filter { distance(first[$0], second[$0]) > 8 }
                guard let one = places.first else { return nil }
                return "\(places.count) pixels, the first at \(one % a.stridePixels), \(one / a.stridePixels)"
            }
        }
    }

    /// Of the most different of red, green and blue. Range: 0–255.
    private func distance(_ a: UInt32, _ b: UInt32) -> Int {
        [0, 8, 16].map { abs(Int(a >> $0 & 0xFF) - Int(b >> $0 & 0xFF)) }.max() ?? 0
    }

    private func canvas(_ stage: Showcase) -> Canvas {
        Canvas(widthPixels: stage.layout.glass.widthPixels, heightPixels: stage.layout.glass.heightPixels)
    }

    @Test(arguments: 1...4)
    func `drawing only what changed gives the same picture as drawing everything`(seed: Int) throws {
        let stage = try Showcase(HandbookFixture.siteNames[seed % 2], seed.isMultiple(of: 2) ? .sevenInch : .tenInch)
        var random = SeededRandom(seed: UInt64(seed))
        let exhibits = ["en", "ar", "km", "my", "ta"].flatMap { stage.exhibits($0) }
        let painter = Painter(look: stage.look, typesetter: stage.typesetter)
        let kept = canvas(stage)
        var before: Scene?
        for _ in 0..<30 {
            var model = try #require(exhibits.randomElement(using: &random)).model
            // Now and then only a little changes: focus, a finger, another part.
            if let before, Int.random(in: 0..<2, using: &random) == 0, let same = exhibits.first(where: { $0.name == before.page && $0.model.session.language == before.language }) {
                model = same.model
            }
            let plain = stage.scene(of: model)
            model.session.focus = plain.controls.randomElement(using: &random)?.id
            let scene = stage.scene(of: model, pressed: plain.controls.randomElement(using: &random)?.id)
            let damage = painter.paint(scene, over: before, on: kept)
            let whole = canvas(stage)
            _ = painter.paint(scene, over: nil, on: whole)
            if let difference = difference(kept, whole) {
                Issue.record(
                    "seed \(seed), \(before?.page ?? "nothing") to \(scene.page) \(scene.language), drawn \(damage.map { "\($0)" } ?? "nothing"): \(difference)")
                return
            }
            before = scene
        }
    }

    @Test func `equal scenes draw nothing`() throws {
        let stage = try Showcase()
        let painter = Painter(look: stage.look, typesetter: stage.typesetter)
        let canvas = canvas(stage)
        let scene = try stage.scene("home", "km")
        #expect(painter.paint(scene, over: nil, on: canvas) == PixelArea(x: 0, y: 0, width: 1280, height: 800))
        #expect(painter.paint(scene, over: scene, on: canvas) == nil)
        #expect(painter.paint(try stage.scene("home", "km"), over: scene, on: canvas) == nil)
    }

    @Test func `a pressed control draws little more than itself`() throws {
        let stage = try Showcase()
        let painter = Painter(look: stage.look, typesetter: stage.typesetter)
        let canvas = canvas(stage)
        let model = try stage.model("home", "my")
        let plain = stage.scene(of: model)
        let pressed = stage.scene(of: model, pressed: "home.talk")
        _ = painter.paint(plain, over: nil, on: canvas)
        let area = try #require(painter.paint(pressed, over: plain, on: canvas))
        let control = try #require(plain.control("home.talk")).area
        let scale = plain.glass.pixelsPerMillimetre
        #expect(Double(area.width) <= (control.width + 5) * scale)
        #expect(Double(area.height) <= (control.height + 5) * scale)
    }

    @Test func `the dark page is one colour`() throws {
        let stage = try Showcase()
        let painter = Painter(look: stage.look, typesetter: stage.typesetter)
        let canvas = canvas(stage)
        var model = Model()
        model.session.page = .dark
        _ = painter.paint(stage.scene(of: model), over: nil, on: canvas)
        canvas.withPixels { pixels in
            #expect(Set(pixels.map { $0 & 0xFF_FFFF }).count == 1)
        }
    }

    @Test func `a picture comes out as a PNG file of its size`() throws {
        let stage = try Showcase()
        let painter = Painter(look: stage.look, typesetter: stage.typesetter)
        let canvas = canvas(stage)
        _ = painter.paint(try stage.scene("welcome", "en"), over: nil, on: canvas)
        let png = canvas.png()
        #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(Array(png[16..<24]) == [0, 0, 5, 0, 0, 0, 3, 32])
        #expect(PNG.encode(xrgb: [], width: 0, height: 0).isEmpty)
        #expect(PNG.encode(xrgb: [0], width: 2, height: 1).isEmpty)
    }
}
