import Devices
import Guide
import Scene
import SimulatedDevices
import Testing
import Visit

@Suite struct `Coming and going` {
    @Test func `leave now: the very next frame is the neutral page, and nobody speaks any more`() async throws {
        let house = try House()
        try await house.open {
            try await house.arrive()
            await house.rehearsal.plug(true)
            try await house.answer()
            #expect(house.board.speaker.isSpeaking)
            let frames = house.board.display.shows
            await house.rehearsal.press(.leave)
            #expect(await house.page == "neutral")
            #expect(house.board.display.shows == frames + 1)
            #expect(!house.board.speaker.isSpeaking)
        }
    }

    @Test func `whoever does not answer the alert is gone: harmless words aloud, and 45 s later nothing is left`() async throws {
        let (house, fresh) = (try House(), try House())
        try await house.open {
            try await house.arrive(in: "ar")
            try await house.find("nav.settings", "size.4", "theme.contrast", "nav.home")
            try await house.answer()
            await house.rehearsal.wait(.seconds(60))
            try await house.comes("the alert") { $0.page == "still-there" }
            let said = house.board.speaker.captions.filter { $0.way == .loudspeaker }.map(\.words.text)
            #expect(said == [try #require(house.handbook.guide.text("ui.idle.title", in: Language("ar"))).string])

            await house.rehearsal.wait(.seconds(44))
            #expect(await house.page == "still-there")
            await house.rehearsal.wait(.seconds(1))
            try await house.comes("goodbye") { $0.page == "goodbye" }
            await house.rehearsal.wait(.seconds(20))
            try await house.comes("welcome") { $0.page == "welcome" }
            try await fresh.open { try await house.looksLike(fresh, way: ["welcome.begin"] + House.tour) }
        }
    }

    @Test func `more time is given to who asks for it, with everything as it was`() async throws {
        let house = try House()
        try await house.open {
            try await house.arrive(in: "km")
            try await house.find("nav.settings", "size.3", "nav.home")
            let before = await house.scene
            for _ in 0..<3 {
                await house.rehearsal.wait(.seconds(60))
                try await house.comes("still-there") { $0.page == "still-there" }
                try await house.find("idle.more-time")
                #expect(await house.scene == before)
            }
        }
    }

    @Test func `two visitors in a row: the second sees nothing of the first`() async throws {
        let (house, fresh) = (try House(), try House())
        try await house.open {
            try await house.arrive(in: "my")
            try await house.find("nav.settings", "size.4", "theme.soft", "nav.home")
            try await house.answer()
            let first = try await house.code()
            try await house.find("code.print", "slip.came-out", "nav.leave")
            try await fresh.open {
                #expect(await house.page == "neutral")
                try await house.find("neutral.start")
                try await fresh.find("welcome.begin")
                #expect(await house.scene == fresh.scene)
                try await house.looksLike(fresh, way: House.tour)

                // And the second's own number is another one, on a slip of its own.
                try await house.answer()
                try await house.find("code.print")
                let (text, code, _) = try PaperReader.read(try #require(house.board.printer.slips.last).bitmap)
                #expect(code != first)
                let second = try house.drawn(.number(groups: code.groups, qr: text, validUntil: house.goodUntil), .english)
                #expect(try #require(house.board.printer.slips.last).shows(second))
            }
        }
    }

    @Test func `a dark kiosk draws nothing for an hour, and the first touch only wakes it`() async throws {
        let house = try House()
        try await house.open {
            await house.rehearsal.wait(.seconds(601))
            try await house.comes("dark") { $0.page == "dark" }
            let frames = house.board.display.shows
            await house.rehearsal.wait(.seconds(3_600))
            #expect(house.board.display.shows == frames)
            try await house.find("screen.wake")
            #expect(await house.page == "welcome")
        }
    }
}

extension House {
    /// A walk past everything that could remember somebody.
    static let tour: [ControlID] = [
        "lang.en", "nav.settings", "nav.home", "home.status", "nav.home", "home.signs", "nav.home", "home.talk", "notice.agree",
        "nav.home", "nav.help", "nav.back",
    ]

    /// Walks through both kiosks at once; every page must be the same, letter for letter and line for line.
    func looksLike(_ other: House, way: [ControlID]) async throws {
        for id in way {
            try await find(id)
            try await other.find(id)
            #expect(await scene == other.scene, "after \(id)")
        }
    }
}
