import Devices
import Guide
import Proofs
import SimulatedDevices
import Testing
import Visit

/// Two switches and a black screen, on a whole kiosk.
@Suite struct `Switches at a kiosk` {
    @Test func `from the greeting to a language with two switches alone`() async throws {
        let house = try House()
        try await house.open {
            await house.rehearsal.press(.switchNext)
            #expect(await house.page == "languages")
            for _ in 0..<40 where await house.scene.controls.first(where: \.isFocused)?.id != "lang.en" {
                await house.rehearsal.press(.switchNext)
            }
            await house.rehearsal.press(.switchChoose)
            #expect(await house.page == "home")
        }
    }

    @Test func `the frame goes on by itself, and either switch chooses what it stands on`() async throws {
        let house = try House()
        try await house.open {
            try await house.arrive()
            await house.rehearsal.press(.switchNext)
            try await house.find("nav.settings")
            try await house.find("scan.moves")
            try await house.find("nav.home")
            var framed: [String] = []
            for _ in 0..<3 {
                await house.rehearsal.wait(.milliseconds(2_600))
                framed.append(await house.scene.controls.first(where: \.isFocused)?.id.name ?? "nothing")
            }
            #expect(framed == Array(await house.scene.controls.prefix(3).map(\.id.name)))
            let third = try #require(await house.scene.controls.dropFirst(2).first)
            await house.rehearsal.press(.switchNext)
            #expect(await house.page != "home", "\(third.id) was not chosen")
        }
    }

    @Test func `a black screen shows nothing while the keys go on, and a touch brings the page back`() async throws {
        let house = try House()
        try await house.open {
            let visitor = BlindVisitor(house: house, language: .english)
            await visitor.plugIn()
            try await visitor.choose(.autonym(.english))
            try await visitor.choose("nav.settings")
            let before = house.board.display.glass
            try await visitor.choose("settings.hide")
            let black = house.board.display.glass
            #expect(black != before)
            try await visitor.choose("nav.home")
            #expect(await house.page == "home")
            #expect(house.board.display.glass == black)
            await house.rehearsal.tap(x: Millimetres(40), y: Millimetres(60))
            #expect(house.board.display.glass != black)
            #expect(await house.page == "home")
        }
    }

    @Test func `a group hears its pages from the loudspeaker, and nobody else does`() async throws {
        let house = try House()
        try await house.open {
            await house.rehearsal.press(.staff)
            try await house.find("staff.group")
            try await house.find("lang.en")
            let said = try #require(house.board.speaker.captions.last)
            #expect(!said.words.isPrivate)
            let count = house.board.speaker.captions.count
            try await house.find("nav.next")
            #expect(house.board.speaker.captions.count == count + 1)
            try await house.find("nav.home")
            #expect(house.board.speaker.captions.count == count + 1)
        }
    }
}
