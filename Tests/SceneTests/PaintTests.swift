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

    /// Where two pictures differ, for the report.
    private func difference(_ a: Canvas, _ b: Canvas) -> String {
        a.withPixels { first in
            b.withPixels { second in
                let index = first.indices.first { first[$0] != second[$0] } ?? 0
                return "first at pixel \(index % a.stridePixels), \(index / a.stridePixels)"
            }
        }
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
            let plain = stage.layout.scene(of: model, stage.handbook)
            model.session.focus = plain.controls.randomElement(using: &random)?.id
            let scene = stage.layout.scene(of: model, stage.handbook, pressed: plain.controls.randomElement(using: &random)?.id)
            _ = painter.paint(scene, over: before, on: kept)
            let whole = canvas(stage)
            _ = painter.paint(scene, over: nil, on: whole)
            #expect(isSame(kept, whole), "seed \(seed), \(before?.page ?? "nothing") → \(scene.page) \(scene.language): \(difference(kept, whole))")
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
        let plain = stage.layout.scene(of: model, stage.handbook)
        let pressed = stage.layout.scene(of: model, stage.handbook, pressed: "home.talk")
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
        _ = painter.paint(stage.layout.scene(of: model, stage.handbook), over: nil, on: canvas)
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
