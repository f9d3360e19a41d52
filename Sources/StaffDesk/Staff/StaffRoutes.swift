import Hub
import Hummingbird

extension StaffDesk {
    func addStaff(to group: RouterGroup<DeskContext>) {
        group.get("staff") { _, context in try await staffPage(context) }
        group.get("staff/new") { _, context in try memberPage(MemberFields.empty, id: nil, context) }
        group.get("staff/:id") { _, context in
            let member = try await member(context)
            return try memberPage(MemberFields.fields(of: member), id: member.id, context)
        }
        group.post("staff/new") { request, context in
            try await form(request, context) { fields, me in try await add(fields, me, context) }
        }
        group.post("staff/:id") { request, context in
            try await form(request, context) { fields, me in try await change(fields, try await member(context), me, context) }
        }
        group.post("staff/:id/reset") { request, context in
            try await form(request, context) { _, me in try await reset(try await member(context), me, context) }
        }
        addAudit(to: group)
    }

    private func member(_ context: DeskContext) async throws -> StaffMember {
        try context.me.must(.keepStaff)
        guard let id = context.parameters.get("id"), StaffMember.isID(id), let member = try await store.member(id) else {
            throw DeskProblem.notFound
        }
        return member
    }

    private func staffPage(_ context: DeskContext) async throws -> Response {
        try context.me.must(.keepStaff)
        let members: [View] = try await store.staff().map { member in
            [
                "id": member.id, "name": member.name, "role": member.role.rawValue, "isActive": member.isActive,
                "isWoman": member.isWoman, "languages": member.languages.map(LanguageWords.name).joined(separator: ", "),
                "isSetUp": member.sealedTOTPSecret != nil,
            ]
        }
        return page("staff", title: "Staff", ["members": members], context)
    }

    private func memberPage(
        _ fields: FormFields, id: String?, _ context: DeskContext, error: String? = nil, password: String? = nil
    ) throws -> Response {
        try context.me.must(.keepStaff)
        var view = MemberFields.view(fields)
        view["isNew"] = id == nil
        if let id { view["id"] = id }
        view["isMe"] = try id == context.me.member.id
        view["error"] = error
        view["password"] = password
        return page(
            "member", title: id.map { "Staff: \($0)" } ?? "Somebody new", view, context, status: error == nil ? .ok : .unprocessableContent)
    }

    private func add(_ fields: FormFields, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        try me.must(.keepStaff)
        let id = fields["id"].lowercased()
        guard StaffMember.isID(id) else {
            return try memberPage(
                fields, id: nil, context,
                error: "A sign-in name has 2 to 32 letters, digits, dots and hyphens, and begins with a letter.")
        }
        guard try await store.member(id) == nil else {
            return try memberPage(fields, id: nil, context, error: "Somebody has this sign-in name already.")
        }
        var member = StaffMember(id: id, name: "", role: .counsellor, languages: [], isWoman: false, passwordHash: "")
        if let error = try MemberFields.apply(fields, to: &member) { return try memberPage(fields, id: nil, context, error: error) }
        let password = FirstPassword.make()
        member.passwordHash = try await hash(password)
        member.isActive = true
        try await store.keep(member, replacing: nil)
        try await audit("staff.added", by: me.member.id, of: id)
        return try memberPage(MemberFields.fields(of: member), id: id, context, password: password)
    }

    private func change(_ fields: FormFields, _ before: StaffMember, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        var member = before
        if let error = try MemberFields.apply(fields, to: &member) { return try memberPage(fields, id: member.id, context, error: error) }
        if member.id == me.member.id, member.role != .coordinator || !member.isActive {
            return try memberPage(
                fields, id: member.id, context, error: "You cannot take your own right to keep the staff. Ask another coordinator.")
        }
        try await store.keep(member, replacing: before)
        // What somebody may do changes at once, not with their next session.
        if !member.isActive || member.role != before.role { try await store.endSessions(of: member.id) }
        try await audit("staff.changed", by: me.member.id, of: member.id)
        if !member.isActive || !member.role.may(.openNumbers) { try await layBackCases(of: member, by: me) }
        return goOn(to: "/staff")
    }

    /// Cases of somebody who cannot work on them any more wait for colleagues again.
    private func layBackCases(of member: StaffMember, by me: SignedIn) async throws {
        for opened in try await store.openCases(of: member.id) {
            try await store.giveBack(opened.id, at: clock())
            try await audit("case.given-back", by: me.member.id, of: opened.id.text)
        }
    }

    private func reset(_ before: StaffMember, _ me: SignedIn, _ context: DeskContext) async throws -> Response {
        guard before.id != me.member.id else {
            return try memberPage(
                MemberFields.fields(of: before), id: before.id, context,
                error: "You would not see your own first password: this page closes with your session. Ask another coordinator, or a "
                    + "technician at the hub: kiosk-hub staff reset \(before.id). Nothing was changed.")
        }
        var member = before
        let password = FirstPassword.make()
        member.passwordHash = try await hash(password)
        (member.sealedTOTPSecret, member.failures, member.lockedUntil) = (nil, 0, nil)
        try await store.keep(member, replacing: before)
        try await store.endSessions(of: member.id)
        try await audit("staff.reset", by: me.member.id, of: member.id)
        return try memberPage(MemberFields.fields(of: member), id: member.id, context, password: password)
    }

    /// What the store keeps of a new password.
    func hash(_ password: String) async throws -> String {
        let cost = settings.passwordCost
        let hash = await work.run {
            var random = SystemRandomNumberGenerator()
            return PasswordHash(hashing: password, cost: cost, random: &random)
        }
        guard let hash, let hash else { throw DeskProblem.busy }
        return hash.text
    }
}
