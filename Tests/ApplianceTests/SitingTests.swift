import Appliance
import Testing

/// Where a kiosk may stand.
struct SitingTests {
    /// A place where everybody reaches, sees and hears.
    private static let good = [
        "highest-part=1160", "lowest-part=400", "obstacle-depth=0", "floor-width=900", "floor-depth=1300", "knee-height=0",
        "floor-step=0", "seated-view=yes", "viewing-distance=500", "capital-height=6.2", "light=300", "reflection=no", "noise=70",
        "toe-height=0", "side-obstacle-height=0", "side-obstacle-depth=0", "alcove-depth=0", "helper-room=yes", "key-grip=no", "labels=yes",
        "loudspeaker=70", "loudspeaker-usual=60", "headset-usual=65", "headset-leak=no", "key-force=3", "socket-mark=yes", "braille-label=yes", "headset-covers=yes", "onlookers=no",
    ]

    private func survey(_ changes: String...) throws -> SitingSurvey {
        var survey = SitingSurvey()
        for pair in SitingTests.good + changes { try survey.note(pair: pair) }
        return survey
    }

    private func outOfRange(_ survey: SitingSurvey) -> [SitingMeasure] {
        survey.findings.filter { $0.verdict == .outOfRange }.map(\.measure)
    }

    @Test func `a good place has nothing out of range`() throws {
        #expect(try survey().findings.allSatisfy { $0.verdict == .fits })
    }

    @Test(arguments: [
        ("highest-part=1221", SitingMeasure.highestPart), ("lowest-part=379", .lowestPart),
        ("floor-width=759", .floorWidth), ("floor-depth=1219", .floorDepth), ("floor-step=6.5", .floorStep),
        ("seated-view=no", .seatedView), ("capital-height=6.0", .capitalHeight), ("light=501", .light),
        ("reflection=yes", .reflection), ("noise=76", .noise), ("key-force=22.3", .keyForce), ("socket-mark=no", .socketMark),
        ("side-obstacle-height=866", .sideObstacleHeight), ("side-obstacle-depth=611", .sideObstacleDepth), ("alcove-depth=381", .alcoveDepth),
        ("helper-room=no", .helperRoom), ("key-grip=yes", .keyGrip), ("labels=no", .labels), ("loudspeaker=64", .loudspeaker),
        ("loudspeaker-usual=66", .loudspeakerUsual), ("headset-usual=59", .headsetUsual), ("headset-usual=71", .headsetUsual),
        ("headset-leak=yes", .headsetLeak),
        ("braille-label=no", .brailleLabel), ("headset-covers=no", .headsetCovers), ("onlookers=yes", .onlookers),
    ])
    func `a measure just past its bound is told, and no other`(pair: String, measure: SitingMeasure) throws {
        #expect(try outOfRange(survey(pair)) == [measure])
    }

    @Test func `over a deep counter people reach less high, and their knees need room`() throws {
        #expect(try outOfRange(survey("obstacle-depth=509", "knee-height=700", "toe-height=230")).isEmpty)
        #expect(try outOfRange(survey("obstacle-depth=510", "knee-height=700", "toe-height=230")) == [.highestPart])
        #expect(try outOfRange(survey("obstacle-depth=300", "toe-height=230")) == [.kneeHeight])
        #expect(try outOfRange(survey("obstacle-depth=636", "highest-part=1100", "knee-height=700", "toe-height=230")) == [.obstacleDepth])
    }

    @Test func `from the side people reach less high over what is deep, and toes need room under a counter`() throws {
        #expect(try outOfRange(survey("highest-part=1200", "side-obstacle-depth=255")).isEmpty)
        #expect(try outOfRange(survey("highest-part=1200", "side-obstacle-depth=256")) == [.highestPart])
        #expect(try outOfRange(survey("obstacle-depth=300", "knee-height=700", "toe-height=229")) == [.toeHeight])
    }

    @Test func `who stands farther away needs larger letters`() throws {
        #expect(try outOfRange(survey("viewing-distance=700", "capital-height=8.5")) == [.capitalHeight])
        #expect(try outOfRange(survey("viewing-distance=700", "capital-height=8.6")).isEmpty)
        // However near: 4.8 mm at least.
        #expect(try outOfRange(survey("viewing-distance=250", "capital-height=4.7")) == [.capitalHeight])
    }

    @Test func `what nobody measured is told as such`() {
        #expect(SitingSurvey().findings.allSatisfy { $0.verdict == .notMeasured })
        #expect(SitingSurvey().findings.map(\.measure) == SitingMeasure.allCases)
    }

    @Test(arguments: [
        ("height=3", SitingProblem.unknownMeasure), ("highest-part", .unknownMeasure), ("highest-part=tall", .notANumber(.highestPart)),
        ("highest-part=-1", .notANumber(.highestPart)), ("highest-part=nan", .notANumber(.highestPart)),
        ("highest-part=1e300", .notANumber(.highestPart)), ("onlookers=2", .notYesOrNo(.onlookers)),
    ])
    func `an answer that is none is refused`(pair: String, problem: SitingProblem) {
        #expect(throws: problem) { try survey(pair) }
    }

    @Test func `installers write commas and units`() throws {
        var survey = SitingSurvey()
        try survey.note(" 6,4 mm", for: .floorStep)
        try survey.note("Yes", for: .seatedView)
        #expect(survey.measured == [.floorStep: 6.4, .seatedView: 1])
    }
}
