import Appliance
import Foundation
import Guide
import Proofs
import Testing
import Visit

@testable import Scene

@Suite struct `The look` {
    private var readme: String {
        get throws { try String(contentsOf: HandbookFixture.root.appending(path: "Kiosk/Theme/README.md"), encoding: .utf8) }
    }

    /// WCAG 2.2, relative luminance.
    private func luminance(_ colour: Colour) -> Double {
        func linear(_ part: Double) -> Double { part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    }

    private func contrast(_ a: Colour, _ b: Colour) -> Double {
        let (lighter, darker) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// The rows of the table of contrasts: roles and the least ratio in each theme.
    private func promises() throws -> [(roles: [ColourRole], day: Double, contrast: Double, soft: Double)] {
        try readme.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 5, let day = Double(cells[2]), let contrast = Double(cells[3]), let soft = Double(cells[4]) else {
                return nil
            }
            let roles = cells[0].split(separator: "`").map(String.init).compactMap { ColourRole(rawValue: $0) }
            return roles.isEmpty ? nil : (roles, day, contrast, soft)
        }
    }

    @Test func `ink on ground has at least ten to one in every theme`() throws {
        let look = try HandbookFixture.look
        for theme in Theme.allCases {
            let palette = try #require(look.palettes[theme])
            #expect(contrast(palette[.ink], palette[.ground]) >= 10, "\(theme)")
            #expect(contrast(palette[.ink], palette[.surface]) >= 10, "\(theme)")
        }
    }

    @Test func `every colour keeps the contrast that the theme promises`() throws {
        let look = try HandbookFixture.look
        let promises = try promises()
        #expect(promises.count >= 9)
        let grounds: [ColourRole] = [.ground, .surface, .surfaceSelected] + ColourRole.tiles
        for promise in promises {
            for (theme, least) in [(Theme.day, promise.day), (.contrast, promise.contrast), (.soft, promise.soft)] {
                let palette = try #require(look.palettes[theme])
                let under = promise.roles.count > 1 ? [promise.roles[1]] : grounds
                for ground in under {
                    let ratio = contrast(palette[promise.roles[0]], palette[ground])
                    #expect(ratio >= least - 0.05, "\(promise.roles[0].rawValue) on \(ground.rawValue) in \(theme): \(ratio)")
                }
            }
        }
    }

    @Test func `every icon of the theme can be read, and every page's icons exist`() throws {
        let look = try HandbookFixture.look
        let files = try FileManager.default.contentsOfDirectory(
            at: HandbookFixture.root.appending(path: "Kiosk/Theme/icons"), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "svg" }
        #expect(look.icons.count == files.count)
        #expect(look.icons.count > 60)
        #expect(look.weave != nil)
        for (name, icon) in look.icons {
            for shape in icon.shapes {
                #expect(!shape.path.isEmpty, "\(name)")
                #expect(shape.isFilled || shape.strokeWidth != nil, "\(name) has a shape that nobody sees")
                #expect((0...1).contains(shape.opacity), "\(name)")
                for step in shape.path { #expect(step.numbers.allSatisfy { (0...48).contains($0) }, "\(name)") }
            }
        }
    }

    /// To a tenth of a unit: arcs bulge a little over their ends.
    @Test func `every edge of an icon's lines keeps inside its square`() throws {
        for (name, icon) in try HandbookFixture.look.icons {
            for shape in icon.shapes {
                let half = (shape.strokeWidth ?? 0) / 2
                for step in shape.path {
                    for number in step.ends { #expect((3.85...44.15).contains(number - half) && (3.85...44.15).contains(number + half), "\(name): \(number)") }
                }
            }
        }
    }

    @Test(arguments: [
        ("M 1", "a path command lacks a number"), ("M 1 2 x", "path command x is not one of"), ("M1 2 L 3", "lacks a number"),
        ("M 1 2 T 3 4", "path command T is not one of"), ("M 1.2.x", "\".\" in a path is not a number"), ("M 1 2 C 1 2 3", "lacks a number"),
        ("M 1e 2", "\"1e\" in a path is not a number"), ("M - 2", "is not a number"),
    ])
    func `a broken path says what is wrong with it`(path: String, problem: String) {
        do {
            _ = try PathReader.read(path)
            Issue.record("\(path) was read")
        } catch {
            #expect(error.description.contains(problem), "\(error)")
        }
    }

    @Test(arguments: [
        ("<svg></svg>", "no shape in it"), ("", "no shape in it"), ("<svg><g/></svg>", "<g> is not one of"),
        ("<svg><circle cx=\"1\" cy=\"2\"/></svg>", "<circle> lacks r"),
        ("<svg><circle cx=\"1\" cy=\"2\" r=\"much\"/></svg>", "r=\"much\" in <circle> is not a number"),
        ("<svg><rect x=\"1\"/></svg>", "<rect> lacks width"), ("<svg><polygon points=\"1 2 3\"/></svg>", "points of <polygon> are not pairs"),
        ("<svg><polyline points=\"1 2 a b\"/></svg>", "are not pairs of numbers"), ("<svg><path d=\"M 1\"/></svg>", "lacks a number"),
        ("<svg><text>Hello</text></svg>", "<text> is not one of"),
    ])
    func `a broken icon says what is wrong with it`(svg: String, problem: String) {
        do {
            _ = try IconReader.read(svg)
            Issue.record("\(svg) was read")
        } catch {
            #expect(error.description.contains(problem), "\(error)")
        }
    }

    @Test func `paths of every command are read`() throws {
        let steps = try PathReader.read("M4 4 h10 v10 H4 V4 l1,1 C1 2 3 4 5 6 s1-1 2-2 Q 1 2 3 4 q1.5.5 2 0 A5 5 0 0 1 20 20 a5 5 0 1 0 2 2 z m1 1 L9 9")
        #expect(steps.count > 12)
        #expect(steps.first == .move(4, 4))
        #expect(steps.contains(.close))
        #expect(steps.last == .line(9, 9))
        guard case .move(let x, let y) = steps[steps.count - 2] else { return }
        #expect((x, y) == (5, 5))
    }

    @Test func `an arc ends where it says, and never strays from its circle`() throws {
        let steps = try PathReader.read("M 14 24 A 10 10 0 1 1 34 24 A 10 10 0 1 1 14 24")
        for step in steps {
            let ends = step.ends
            #expect(abs(hypot(ends[0] - 24, ends[1] - 24) - 10) < 0.001)
        }
    }

    @Test func `colours are six hexadecimal digits and nothing else`() {
        #expect(Colour(hex: "#1B2A41") != nil)
        for text in ["1B2A41", "#1B2A4", "#1B2A411", "#1B2A4G", "", "#", "#-1B2A4", "#+1B2A4"] {
            #expect(Colour(hex: text) == nil, "\(text)")
        }
    }

    @Test func `a palette lacks no colour`() {
        let all = Dictionary(uniqueKeysWithValues: ColourRole.allCases.map { ($0, Colour.black) })
        #expect(Palette(all) != nil)
        for role in ColourRole.allCases {
            var fewer = all
            fewer[role] = nil
            #expect(Palette(fewer) == nil)
        }
    }
}

extension Icon.PathStep {
    fileprivate var numbers: [Double] {
        switch self {
        case .move(let x, let y), .line(let x, let y): [x, y]
        case .curve(let a, let b, let c, let d, let x, let y): [a, b, c, d, x, y]
        case .close: []
        }
    }

    fileprivate var ends: [Double] { Array(numbers.suffix(2)) }
}
