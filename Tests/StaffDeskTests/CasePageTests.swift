import Guide
import Hub
import Hummingbird
import HummingbirdTesting
import Intake
import Link
import Sealing
import SimulatedDevices
import Testing

@testable import StaffDesk

@Suite struct CasePageTests {
    private static let nasty = ["<script>alert(1)</script>", "{{mark}}{{{drawing}}}", "'; DROP TABLE staff; --", "\" onfocus=\"x", "%00", "${7*7}"]

    @Test func `a number is opened, worked on, referred and closed`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(1, ["pay", "safety"])
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.groups.joined(separator: " ")), ("then", "take")])
            #expect(browser.status == .ok && browser.page.contains("Case 1") && browser.page.contains("လစာ"))
            #expect(browser.page.contains("C20") && !browser.page.contains(code.digits))
            try await browser.post(
                "/cases/1/redemption",
                DeskFixture.empty + [("need", "C07"), ("service", "complaint"), ("consent-service", "yes"), ("origin", "mm"), ("stage", "work")])
            #expect(browser.page.contains("Saved."))
            let kept = try #require(await fixture.store.case(CaseID(1))?.redemption)
            #expect(kept.services == [ServiceGiven(code: "complaint", category: .legalAid)] && kept.origin == "MM" && kept.needs == ["C07"])
            #expect(kept.stage == "work" && browser.page.contains("<option value=\"work\" selected>At work</option>"))
            try await browser.post("/cases/1/referrals", DeskFixture.empty + [("refer-to", "legal"), ("refer-number", "1"), ("refer-agrees", "yes")])
            #expect(browser.page.contains("Legal &quot;aid&quot; &lt;Amman&gt;"))
            let lookup = try CodeKeys(code: code, mrcKeyID: try fixture.mrcKey.publicKey.id).lookup
            #expect(try await fixture.store.states(of: [lookup]) == [.referred])
            try await browser.post("/cases/1/redemption", DeskFixture.empty + [("state-1", "done"), ("result-1", "provided")])
            try await browser.post("/cases/1/redemption", DeskFixture.empty + [("state-1", "pending"), ("result-1", "unknown")])
            #expect(browser.status == .conflict)
            try await browser.go("/cases/1")
            try await browser.post("/cases/1/close", DeskFixture.empty)
            let closed = try #require(await fixture.store.case(CaseID(1)))
            #expect(closed.closedOn != nil && closed.sealedAnswers == nil)
            #expect(try await fixture.store.states(of: [lookup]) == [.closed])
        }
    }

    @Test func `a form that was sent twice does everything once`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(2, ["pay"])
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            for _ in 0..<2 {
                try await browser.post("/open", [("number", code.digits)])
                #expect(browser.status == .ok && browser.page.contains("Case 1"))
            }
            let referral = [("refer-to", "legal"), ("refer-number", "1"), ("refer-agrees", "yes")]
            for _ in 0..<2 { try await browser.post("/cases/1/referrals", DeskFixture.empty + referral) }
            #expect(try await fixture.store.case(CaseID(1))?.referrals.count == 1)
            try await browser.post("/cases/1/redemption", DeskFixture.empty)
            let mark = browser.mark
            for _ in 0..<2 {
                try await browser.post("/cases/1/close", DeskFixture.empty, mark: mark)
                #expect(browser.status == .ok)
            }
        }
    }

    @Test func `a number that is not here is answered with starting fresh`() async throws {
        let fixture = try await DeskFixture()
        let (code, record) = try await fixture.number(3, ["pay"], delivers: false)
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.digits)])
            #expect(browser.status == .notFound && browser.page.contains("not here yet") && browser.page.contains("Start fresh"))
            try await browser.post("/open", [("number", SlipQR.encode(code, record))])
            #expect(browser.status == .ok && browser.page.contains("လစာ"))
            try await browser.go("/open")
            try await browser.post("/open/fresh", [("number", ""), ("language", "km"), ("urgency", "amber"), ("then", "wait")])
            #expect(browser.page.contains("Khmer") && browser.page.contains("Waits since: today"))
        }
    }

    @Test func `a mistyped number says which group, and stays in the field`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", "4829 153 0702")])
            #expect(browser.status == .unprocessableContent && browser.page.contains("second group") && browser.page.contains("4829 153 0702"))
        }
    }

    @Test func `without the page's mark nothing is done`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(4, ["pay"])
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            let other = try await Browser(client).also { try await $0.go("/sign-in") }
            for mark in ["", "00", String(repeating: "0", count: 64), other.mark] {
                try await browser.post("/open", [("number", code.digits)], mark: mark)
                #expect(browser.status == .forbidden)
            }
            try await browser.send("/open", .post, "{}", type: "application/json")
            #expect(browser.status == .unsupportedMediaType)
            try await browser.send("/open", .post, String(repeating: "a", count: 100_000))
            #expect(browser.status == .contentTooLarge)
            try await browser.send("/open", .post, "mark=%zz")
            #expect(browser.status == .badRequest)
            #expect(try await fixture.store.waitingCases().isEmpty)
        }
    }

    @Test func `nobody comes where their role does not lead`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(5, ["pay"])
        try await fixture.open { client in
            let tom = try await fixture.signIn("tom", client)
            let marked = tom.mark
            for path in ["/open", "/cases", "/cases/1", "/staff", "/audit", "/audit.csv", "/guides"] {
                try await tom.go(path)
                #expect(tom.status == .forbidden, "\(path)")
            }
            try await tom.post("/open", [("number", code.digits)], mark: marked)
            #expect(tom.status == .forbidden)
            fixture.clock.pass(60)
            let mina = try await fixture.signIn("mina", client)
            for path in ["/staff", "/staff/tom", "/audit", "/audit.csv", "/fleet", "/guides"] {
                try await mina.go(path)
                #expect(mina.status == .forbidden, "\(path)")
            }
            try await mina.go("/open")
            try await mina.post("/open", [("number", code.digits)])
            fixture.clock.pass(60)
            let ravi = try await fixture.signIn("ravi", client)
            let mark = ravi.mark
            try await ravi.go("/cases/1")
            #expect(ravi.status == .notFound)
            try await ravi.post("/cases/1/take", [], mark: mark)
            #expect(ravi.status == .notFound)
        }
    }

    @Test func `what somebody typed comes back as text, and nothing else`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(6, ["pay"])
        try await fixture.open { client in
            let browser = try await fixture.signIn("olga", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.digits)])
            let mark = browser.mark
            for text in Self.nasty {
                for field in ["origin", "destination", "remedy-ordered-0", "remedy-currency-0", "remedy-workers-0"] {
                    try await browser.post(
                        "/cases/1/redemption", DeskFixture.empty + [("remedy-kind-0", "wages"), (field, text), ("follow-up", "yes")], mark: mark)
                    #expect(browser.status == .unprocessableContent, "\(field): \(text)")
                    #expect(!browser.page.contains("<script>alert") && !browser.page.contains("\" onfocus=\"x"))
                    // Nothing that was filled in is lost.
                    #expect(browser.page.contains("name=\"follow-up\" value=\"yes\" checked"))
                    if text.contains("{{") { #expect(browser.page.contains("{{mark}}{{{drawing}}}")) }
                }
                try await browser.post("/staff/new", [("id", text), ("name", text), ("role", "counsellor")], mark: mark)
                #expect(browser.status == .unprocessableContent && !browser.page.contains("<script>alert"))
            }
            #expect(try await fixture.store.staff().count == 4)
            #expect(try await fixture.store.case(CaseID(1))?.redemption == nil)
        }
    }

    @Test func `values that no page offers are refused`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(7, ["pay"])
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.digits)])
            let mark = browser.mark
            for (field, value) in [("sex", "x"), ("sector", "spy"), ("stage", "space"), ("need", "C77"), ("service", "magic")] {
                let fields = DeskFixture.empty.filter { $0.0 != field } + [(field, value)]
                try await browser.post("/cases/1/redemption", fields, mark: mark)
                #expect(browser.status == .badRequest, "\(field)")
            }
            for path in ["/cases/99", "/cases/x", "/cases/-1", "/staff/%27", "/audit?before=x"] {
                try await browser.go(path)
                #expect(browser.status == .notFound || browser.status == .forbidden, "\(path)")
            }
        }
    }

    @Test func `whichever button is pressed, nothing that was filled in is lost`() async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(8, ["pay"])
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.digits)])
            let referral = [("refer-to", "legal"), ("refer-number", "1")]
            try await browser.post("/cases/1/referrals", DeskFixture.empty + [("sector", "farm")] + referral)
            // Refused, for nobody agreed: what was filled in stands there again.
            #expect(browser.status == .unprocessableContent && browser.page.contains("value=\"farm\" selected"))
            #expect(browser.page.contains("value=\"legal\" selected"))
            for path in ["redemption", "close", "give-back"] {
                try await browser.post("/cases/1/\(path)", DeskFixture.empty + referral)
                #expect(browser.status == .unprocessableContent && browser.page.contains("did not press Refer"), "\(path)")
            }
            try await browser.post("/cases/1/referrals", DeskFixture.empty + [("sector", "farm"), ("refer-agrees", "yes")] + referral)
            var kept = try #require(await fixture.store.case(CaseID(1)))
            #expect(kept.redemption?.sector == "farm" && kept.redemption?.consent.share == true && kept.referrals.count == 1)
            let more = [("sector", "care"), ("state-1", "accepted"), ("result-1", "unknown")]
            try await browser.post("/cases/1/close", DeskFixture.empty + [("origin", "X1")] + more)
            #expect(browser.status == .unprocessableContent && browser.page.contains("value=\"care\" selected"))
            #expect(try await fixture.store.case(CaseID(1))?.closedOn == nil)
            try await browser.go("/cases/1")
            try await browser.post("/cases/1/close", DeskFixture.empty + more)
            kept = try #require(await fixture.store.case(CaseID(1)))
            #expect(kept.closedOn != nil && kept.redemption?.sector == "care" && kept.referrals.map(\.state) == [.accepted])
        }
    }

    /// A desk at which `mina` has opened a number a minute ago.
    private func withMinasCase(
        _ seed: UInt64, _ work: @Sendable (DeskFixture, any TestClientProtocol, _ mina: Browser, Code) async throws -> Void
    ) async throws {
        let fixture = try await DeskFixture()
        let (code, _) = try await fixture.number(seed, ["pay"])
        try await fixture.open { client in
            let mina = try await fixture.signIn("mina", client)
            try await mina.go("/open")
            try await mina.post("/open", [("number", code.digits)])
            fixture.clock.pass(60)
            try await work(fixture, client, mina, code)
        }
    }

    @Test func `a number whose case a colleague has says whose it is, and the log does not say that it was taken`() async throws {
        try await withMinasCase(9) { fixture, client, mina, code in
            let ravi = try await fixture.signIn("ravi", client)
            try await ravi.go("/open")
            try await ravi.post("/open", [("number", code.digits)])
            #expect(ravi.status == .conflict && ravi.page.contains("with another counsellor") && !ravi.page.contains("Mina"))
            let taken = try await fixture.store.audit(limit: 100, before: nil).filter { $0.entry.what == "case.taken" }
            #expect(taken.map(\.entry.who) == ["mina"])
            try await mina.go("/cases/1")
            try await mina.post("/cases/1/close", DeskFixture.empty)
            try await ravi.go("/open")
            try await ravi.post("/open", [("number", code.digits)])
            #expect(ravi.status == .conflict && ravi.page.contains("its case is closed"))
        }
    }

    @Test func `a record on a form that the hub lacks stays, whoever starts fresh`() async throws {
        let fixture = try await DeskFixture()
        var form = DeskFixture.form
        form.version = 9
        var random = SeededRandom(seed: 10)
        let code = Code(random: &random)
        let sealed = try SealedRecord.seal(
            Payload(week: nil, language: "my", answers: Answers()), form: form, code: code, to: try fixture.mrcKey.publicKey)
        let delivery = IntakeDelivery(record: sealed.record, week: nil)
        _ = try await fixture.store.take(delivery, lookup: sealed.lookup, from: fixture.kiosk, at: fixture.clock.now)
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            try await browser.go("/open")
            try await browser.post("/open", [("number", code.digits)])
            #expect(browser.status == .unprocessableContent && browser.page.contains("version 9"))
            let given = try #require(browser.page.firstMatch(of: /name="number" value="([^"]*)">\n<label for="language"/)).1
            let fresh = [("language", "km"), ("urgency", "amber"), ("then", "wait")]
            // Neither as the page sends it, nor where somebody types the number in.
            for number in [String(given), code.digits] {
                try await browser.go("/open")
                try await browser.post("/open/fresh", [("number", number)] + fresh)
                #expect(browser.page.contains("Khmer"))
            }
            #expect(try await fixture.store.waitingIntake(sealed.lookup, at: fixture.clock.now)?.record == sealed.record)
        }
    }

    @Test func `answers that cannot be read are told of`() async throws {
        let fixture = try await DeskFixture()
        try await fixture.open { client in
            let browser = try await fixture.signIn("mina", client)
            let opened = OpenedIntake(
                lookup: try #require(Lookup(bytes: [UInt8](repeating: 7, count: Lookup.size))), urgency: .amber, language: "my",
                wantsWoman: false, issuedWeek: nil, sealedAnswers: [1, 2, 3], eraseOn: GuideDate(dayNumber: 30_000))
            let id = try #require(try await fixture.store.open(opened, at: fixture.clock.now)).id
            try await fixture.store.take(id, by: "mina")
            try await browser.go("/cases/\(id.number)")
            #expect(browser.page.contains("cannot be read now") && !browser.page.contains("There is no record"))
        }
    }

    @Test func `the cases of somebody who leaves wait for colleagues again`() async throws {
        try await withMinasCase(11) { fixture, client, _, _ in
            let olga = try await fixture.signIn("olga", client)
            try await olga.go("/staff/mina")
            try await olga.post("/staff/mina", [("name", "Mina"), ("role", "counsellor")])
            #expect(try await fixture.store.member("mina")?.isActive == false)
            #expect(try await fixture.store.waitingCases().map(\.id) == [CaseID(1)])
        }
    }
}

extension Browser {
    func also(_ work: (Browser) async throws -> Void) async throws -> Browser {
        try await work(self)
        return self
    }
}
