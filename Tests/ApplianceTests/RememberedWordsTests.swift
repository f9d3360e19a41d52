import Foundation
import Testing

@testable import Appliance

@Suite struct RememberedWordsTests {
    @Test func `what was read and printed is in no memory of letters when the visit is over`() async throws {
        let house = try House()
        try await house.open {
            try await house.arrive(in: "km")
            try await house.answer()
            let code = try await house.code()
            let kiosk = house.rehearsal.kiosk
            let isNumber = { @Sendable (word: String) in word.filter(\.isASCII).filter(\.isNumber).contains(code.digits) }
            #expect(await kiosk.words.contains(where: isNumber))
            try await house.find("code.print")
            #expect(await !kiosk.errands.words.contains(where: isNumber))
            await house.rehearsal.press(.leave)
            #expect(await house.page == "neutral")
            #expect(await !kiosk.words.contains(where: isNumber))
        }
    }
}
