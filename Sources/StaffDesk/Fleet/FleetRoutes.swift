import Hub
import Hummingbird
import Link

extension StaffDesk {
    func addFleet(to group: RouterGroup<DeskContext>) {
        group.get("fleet") { _, context in try await fleetPage(context) }
        group.post("fleet/:kiosk/channel") { request, context in
            try await form(request, context) { fields, me in
                try me.must(.keepFleet)
                let kiosk = try await kiosk(context)
                try await store.move(kiosk.id, to: try fields.choice("channel"))
                try await audit("kiosk.moved", by: me.member.id, of: "kiosk:\(kiosk.id)")
                return goOn(to: "/fleet")
            }
        }
        group.post("fleet/:kiosk/revoke") { request, context in
            try await form(request, context) { fields, me in
                try me.must(.keepFleet)
                let kiosk = try await kiosk(context)
                guard fields["name"] == kiosk.id.text else {
                    throw DeskProblem(
                        .unprocessableContent, "The kiosk is still in service",
                        "To take it out of service for good, type its name exactly. Nothing was changed.")
                }
                try await store.revoke(kiosk.id)
                try await audit("kiosk.revoked", by: me.member.id, of: "kiosk:\(kiosk.id)")
                return goOn(to: "/fleet")
            }
        }
    }

    private func kiosk(_ context: DeskContext) async throws -> Kiosk {
        guard let id = context.parameters.get("kiosk").flatMap({ KioskID($0) }),
            let kiosk = try await store.kiosks().first(where: { $0.id == id })
        else { throw DeskProblem.notFound }
        return kiosk
    }

    private func fleetPage(_ context: DeskContext) async throws -> Response {
        let me = try context.me
        try me.must(.seeFleet)
        let guides = try await store.guides()
        let now = clock()
        let views: [View] = try await store.kiosks().map { kiosk in
            FleetView.view(kiosk, newest: newest(guides, for: kiosk), now: now, settings, keeps: me.member.role.may(.keepFleet))
        }
        let order = ["bad": 0, "warn": 1, "good": 2, "gone": 3]
        let sorted = views.enumerated().sorted {
            (order[$0.element["tone"] as? String ?? ""] ?? 0, $0.offset) < (order[$1.element["tone"] as? String ?? ""] ?? 0, $1.offset)
        }
        return page("fleet", title: "Kiosks", ["kiosks": sorted.map(\.element), "isEmpty": views.isEmpty], context)
    }

    /// A channel without a guide takes that of the next wider one.
    func newest(_ guides: [PublishedGuide], for kiosk: Kiosk) -> String? {
        kiosk.channel.andWider.lazy.compactMap { channel in guides.first { $0.channel == channel && $0.site == kiosk.site } }.first?.version
    }
}
