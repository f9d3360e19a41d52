import Devices
import Guide
import Intake
import Proofs
import Scene
import SimulatedDevices
import Testing
import Visit

@Suite struct `A clock that cannot be trusted` {
    @Test func `a slip bears no date, and everything else goes on`() async throws {
        let house = try House()
        try house.board.apply(device: "clock", fault: "wrong")
        try await house.open {
            try await house.arrive()
            try await house.answer()
            try await house.find("code.print")
            let slip = try #require(house.board.printer.slips.last)
            let (text, code, record) = try PaperReader.read(slip.bitmap)
            #expect(slip.shows(try house.drawn(.number(groups: code.groups, qr: text, validUntil: nil), .english)))
            #expect(try house.opened(record, code).answers["needs"] == House.sampleAnswers["needs"])
            #expect(try await house.ledger.state(of: house.lookup(of: code)) == .waiting)
        }
    }

    @Test func `twenty years behind, it brings nothing back that is past its review`() async throws {
        // A guide that was built after its numbers and claims had to be looked at again.
        let young = try HandbookFixture.airport.guide
        var aged = young
        aged.builtOn = try #require(GuideDate("2032-01-01"))
        let wrong = try await pages(of: aged, clock: clock(on: young.builtOn), isWrong: true)
        #expect(wrong == (try await pages(of: aged, clock: clock(on: aged.builtOn), isWrong: false)))
        #expect(wrong != (try await pages(of: young, clock: clock(on: young.builtOn), isWrong: false)), "the guide has nothing that ages")
    }

    private func clock(on day: GuideDate) -> SimulatedClock { SimulatedClock(secondsSince1970: Int64(day.dayNumber) * 86_400) }

    /// The words of some pages on which something can be past its day.
    private func pages(of guide: Guide, clock: SimulatedClock, isWrong: Bool) async throws -> [[String]] {
        let house = try House("amman-airport", guide: guide, clock: clock)
        if isWrong { try house.board.apply(device: "clock", fault: "wrong") }
        var pages: [[String]] = []
        try await house.open {
            try await house.arrive()
            let right = ControlID("article.\(guide.site.rights[0])")
            for way in [["home.numbers"], ["home.rights"], ["home.rights", right]] as [[ControlID]] {
                for id in way { try await house.find(id) }
                pages.append(await house.scene.words)
                try await house.find("nav.home")
            }
        }
        return pages
    }
}
