import Hub

/// Between a member of the staff and the fields of the form.
enum MemberFields {
    private static let longestName = 60
    private static let mostLanguages = 12

    static let empty = FormFields(["role": [Role.counsellor.rawValue], "active": ["yes"]])

    static func fields(of member: StaffMember) -> FormFields {
        var fields = FormFields([
            "id": [member.id], "name": [member.name], "role": [member.role.rawValue], "language": member.languages,
        ])
        if member.isWoman { fields["woman"] = "yes" }
        if member.isActive { fields["active"] = "yes" }
        return fields
    }

    static func view(_ fields: FormFields) -> View {
        [
            "givenID": fields["id"], "name": fields["name"], "woman": fields.isTicked("woman"), "active": fields.isTicked("active"),
            "languages": LanguageWords.choices(fields.all("language")), "first": fields["first"],
            "roles": Role.allCases.map { role -> View in
                ["value": role.rawValue, "label": label(role), "on": role.rawValue == fields["role"]]
            },
        ]
    }

    /// Changes a member as the form says.
    ///
    /// - Returns: what must be mended; `nil`: nothing.
    static func apply(_ fields: FormFields, to member: inout StaffMember) throws(DeskProblem) -> String? {
        let name = fields["name"]
        guard !name.isEmpty, name.count <= longestName else { return "A name has 1 to \(longestName) characters." }
        let role: Role = try fields.choice("role")
        let languages = fields.all("language")
        guard languages.count <= mostLanguages else { return "Choose at most \(mostLanguages) languages." }
        guard languages.allSatisfy({ LanguageWords.all.contains($0) || member.languages.contains($0) }) else { throw .badForm }
        (member.name, member.role, member.isWoman) = (name, role, fields.isTicked("woman"))
        (member.languages, member.isActive) = (languages, fields.isTicked("active"))
        return nil
    }

    private static func label(_ role: Role) -> String {
        switch role {
        case .counsellor: "Counsellor: opens numbers and works on cases"
        case .coordinator: "Coordinator: also staff, reports, guides, the log"
        case .technician: "Technician: kiosks; opens no number"
        }
    }
}

/// A password for the first sign-in: it is told once, and replaced by the person's own.
public enum FirstPassword {
    /// Without letters and digits that look alike.
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    private static let groups = 4
    private static let groupSize = 4

    /// Sixteen letters and digits in four groups: some 79 bits.
    public static func make() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<groups).map { _ in
            String((0..<groupSize).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
        }.joined(separator: "-")
    }
}
