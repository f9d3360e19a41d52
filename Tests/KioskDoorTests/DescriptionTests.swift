import Foundation
import Hub
import HubSQLite
import Intake
import Link
import Logging
import Testing

@testable import KioskDoor

@Suite(.timeLimit(.minutes(2))) struct `The description` {
    private let document: [String: Any]

    init() throws {
        document = try #require(
            JSONSerialization.jsonObject(with: Data(DescriptionRoute.document.readableBytesView)) as? [String: Any])
    }

    private var paths: [String: [String: Any]] { document["paths"] as? [String: [String: Any]] ?? [:] }
    private static let methods: Set<String> = ["get", "put", "post", "delete", "patch", "head", "options", "trace"]

    private func door() throws -> Door {
        try Door(
            store: SQLiteHubStore(at: .memory), authority: Authority(),
            handouts: Handouts(mrcKey: try OpenDoor.mrcKey.publicKey, guideKeys: ""), names: [],
            logger: Logger(label: "door") { _ in SwiftLogNoOpLogHandler() }, now: { HandClock.start })
    }

    @Test func `has every route, and no other`() throws {
        let served = Set(try door().routes.map { "\($0.method.rawValue.lowercased()) \($0.template)" })
        let described = Set(paths.flatMap { path, operations in
            operations.keys.filter(Self.methods.contains).map { "\($0) \(path)" }
        })
        #expect(served == described)
        #expect(served.count == 10)
    }

    @Test func `says of every route who may ask`() throws {
        for route in try door().routes {
            let operation = try #require(paths[route.template]?[route.method.rawValue.lowercased()] as? [String: Any])
            let isOpen = (operation["security"] as? [Any])?.isEmpty == true
            #expect(isOpen == route.isOpen, "\(route.template)")
            let statuses = try #require(operation["responses"] as? [String: Any]).keys
            #expect(statuses.contains("403") || (isOpen && route.method == .get), "\(route.template)")
        }
    }

    @Test func `names the addresses that both sides use`() throws {
        let (kiosk, lookup) = (try #require(KioskID("amman-1")), try Samples.lookup(1))
        let used = [
            HubAddress.intake(lookup), HubAddress.counters(of: kiosk, in: ISOWeek(year: 2026, week: 47)), HubAddress.counters(of: kiosk, in: nil),
            HubAddress.health(of: kiosk), HubAddress.certificate(of: kiosk), HubAddress.guide(.canary), HubAddress.guidePart(.all, "guide.sqlite"),
            HubAddress.tokenStates, HubAddress.enrolments, HubAddress.description,
        ]
        let routes = try door().routes
        for address in used {
            let path = address.split(separator: "/", omittingEmptySubsequences: false)
            #expect(routes.contains { $0.match(path) != nil }, "\(address)")
        }
    }

    @Test func `describes what the wire's types write`() throws {
        let check = SchemaCheck(document: document)
        let (lookup, kiosk) = (try Samples.lookup(1), try #require(KioskID("amman-1")))
        var random = SystemRandomNumberGenerator()
        var plain = Samples.health
        (plain.temperatureC, plain.storageWearPercent, plain.lastTouched) = (nil, nil, "")
        let csr = try TestKiosk.request(.init())
        let examples: [(String, any Encodable)] = [
            ("EnrolmentRequest", EnrolmentRequest(secret: "ABCDEFGH27", certificateRequest: csr)),
            ("Enrolment", Enrolment(kiosk: kiosk, site: "amman", channel: .test, certificates: "x", authority: "x", mrcKey: "x", guideKeys: "")),
            ("RenewalRequest", RenewalRequest(certificateRequest: csr)), ("Renewal", Renewal(certificates: "x")),
            ("IntakeDelivery", try Samples.delivery()), ("IntakeDelivery", IntakeDelivery(record: try Samples.delivery().record, week: nil)),
            ("IntakeReceipt", IntakeReceipt(lookup: lookup, digest: Samples.bytes(32), received: "2026-11-22")),
            ("TokenStatesQuestion", TokenStatesQuestion([lookup], random: &random)),
            ("TokenStatesAnswer", TokenStatesAnswer(Array(repeating: .waiting, count: 16 - TokenState.allCases.count) + TokenState.allCases)),
            ("CounterReport", try Samples.report()), ("HealthNote", Samples.health), ("HealthNote", plain),
        ] + Refusal.Kind.allCases.map { ("Refusal", Refusal($0, status: 400, "x") as any Encodable) }
        for (name, example) in examples {
            let value = try JSONSerialization.jsonObject(with: JSONEncoder().encode(example))
            let schema = try #require(check.component(name), "\(name)")
            #expect(check.problems(of: value, by: schema) == [], "\(name)")
        }
    }

    @Test func `is served to everybody as it stands`() async throws {
        try await OpenDoor.with { door in
            let answer = try await door.ask(.GET, HubAddress.description, as: nil)
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "Content-Type") == "application/json")
            #expect(answer.body == Array(DescriptionRoute.document.readableBytesView))
        }
    }

    @Test func `would notice a value that is not described`() throws {
        let check = SchemaCheck(document: document)
        let schema = try #require(check.component("IntakeReceipt"))
        let wrong: [[String: Any]] = [
            [:], ["lookup": 1, "digest": "x", "received": "2026-11-22"], ["lookup": String(repeating: "0", count: 32), "digest": String(repeating: "0", count: 64), "received": "today"],
        ]
        for value in wrong { #expect(!check.problems(of: value, by: schema).isEmpty) }
    }
}
