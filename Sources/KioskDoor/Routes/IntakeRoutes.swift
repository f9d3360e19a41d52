import Hub
import Hummingbird
import Intake
import Link

/// Records and what became of them.
struct IntakeRoutes: Sendable {
    let store: any IntakeStore
    /// The ids of the centre's keys, the former ones too: what is sealed to another one could never be opened here.
    let keyIDs: Set<[UInt8]>
    let now: @Sendable () -> HubTime

    var routes: [Route] {
        [
            Route(.put, "/v1/intakes/{lookup}") { asked in try await take(asked) },
            Route(.delete, "/v1/intakes/{lookup}") { asked in try await withdraw(asked) },
            Route(.post, HubAddress.tokenStates) { asked in try await states(asked) },
        ]
    }

    private func take(_ asked: Asked) async throws -> Response {
        let (kiosk, lookup) = (try asked.kiosk, try Self.lookup(asked))
        let delivery = try await asked.body(IntakeDelivery.self)
        guard keyIDs.contains(delivery.record.keyID) else {
            let detail = "record: it is sealed to another key than this hub's, and was not kept; enrol the kiosk anew"
            throw Refused(.otherKey, .unprocessableContent, detail)
        }
        switch try await store.take(delivery, lookup: lookup, from: kiosk.id, at: now()) {
        case .kept(let receipt): return JSON.response(receipt)
        case .conflict: throw Refused(.conflict, .conflict, "another record is kept under this lookup; nothing was changed")
        case .withdrawn: throw Refused(.withdrawn, .gone, "this record was called back; it is not taken again")
        }
    }

    private func withdraw(_ asked: Asked) async throws -> Response {
        let (kiosk, lookup) = (try asked.kiosk, try Self.lookup(asked))
        switch try await store.withdraw(lookup, from: kiosk.id, at: now()) {
        case .done: return Response(status: .noContent)
        case .alreadyOpened: throw Refused(.conflict, .conflict, "a counsellor has opened it: the slip is in somebody's hand")
        case .notYours: throw Refused.notYours
        }
    }

    /// The same work for every question: sixteen are looked up, known or not.
    private func states(_ asked: Asked) async throws -> Response {
        _ = try asked.kiosk
        guard let wanted = try await asked.body(TokenStatesQuestion.self).wanted else {
            throw Refused(
                .badRequest, .badRequest, "lookups: exactly \(TokenStatesQuestion.count) of 32 hexadecimal digits are taken")
        }
        return JSON.response(TokenStatesAnswer(try await store.states(of: wanted)))
    }

    /// One address for one record: capital digits are another one, at which nothing is.
    private static func lookup(_ asked: Asked) throws(Refused) -> Lookup {
        guard let text = asked.parts["lookup"], let lookup = Lookup(hex: text), lookup.hex == text else {
            throw Refused(.badRequest, .badRequest, "lookup: expected are 32 lower-case hexadecimal digits")
        }
        return lookup
    }
}
