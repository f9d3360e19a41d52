extension Question {
    /// One picture that can be touched.
    public struct Option: Hashable, Sendable, Identifiable {
        /// The name of an option in a control: `home` in `q.work.home`.
        public struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
            public let rawValue: String
            public init(rawValue: String) { self.rawValue = rawValue }
            public init(stringLiteral value: String) { rawValue = value }
            public var description: String { rawValue }
        }

        public var id: ID
        /// What stands for the option in a sealed record; once used, never given to another. Range: 1–63; 0 for
        /// languages and countries, which a record does not number.
        public var number: Int
        /// The icon's name in the theme; the default is none.
        public var icon: String?
        /// The string on the button, where it is not the usual one. See ``Question/text(of:)``.
        public var text: String?
        /// What a counsellor may write down for it. The default is none.
        public var codes: [NeedCode]
        /// How soon a counsellor should take it up, where it says more than the codes do.
        public var ownUrgency: NeedCode.Urgency?

        public init(
            id: ID, number: Int, icon: String? = nil, text: String? = nil, codes: [NeedCode] = [],
            urgency: NeedCode.Urgency? = nil
        ) {
            self.id = id
            self.number = number
            self.icon = icon
            self.text = text
            self.codes = codes
            ownUrgency = urgency
        }

        /// Its own urgency, or the most urgent of its codes'.
        public var urgency: NeedCode.Urgency? {
            let all = codes.map(\.urgency)
            return ownUrgency ?? NeedCode.Urgency.allCases.first(where: all.contains)
        }
    }
}
