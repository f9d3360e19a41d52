/// What a source says of recruitment fees: one statement for one question, of one country or of all.
///
/// Law attaches to the country of work; a worker can complain at both ends.
public struct FeeStatement: Hashable, Sendable {
    /// Where in a worker's way the country is.
    public enum Side: String, Sendable, CaseIterable {
        /// Where the worker comes from.
        case home
        /// Where the job is.
        case work
    }

    /// In the order of the page.
    public enum Question: String, Sendable, CaseIterable {
        case who, ceiling, receipt, complaint

        /// `nil` after the last.
        public var next: Question? {
            Question.allCases.firstIndex(of: self).flatMap { Question.allCases.dropFirst($0 + 1).first }
        }
    }

    public var id: String
    /// ISO 3166-1 alpha-2; empty: it holds everywhere.
    public var country: String
    /// `nil` where it holds everywhere.
    public var side: Side?
    public var question: Question
    public var claimID: String
    /// Who can be asked about it; `nil`: nobody in particular.
    public var contact: Service.ID?

    public init(
        id: String, country: String, side: Side?, question: Question, claimID: String, contact: Service.ID? = nil
    ) {
        self.id = id
        self.country = country
        self.side = side
        self.question = question
        self.claimID = claimID
        self.contact = contact
    }

    public var textID: TextID { "fee.\(id).text" }

    /// Whether it is of no country in particular.
    public var isGeneral: Bool { country.isEmpty }

    /// Whether it says something to a worker from `home` with a job in `work`.
    public func holds(from home: String, to work: String) -> Bool {
        switch side {
        case nil: true
        case .home: country == home
        case .work: country == work
        }
    }
}

extension Guide {
    /// The countries of one side that the guide has statements of, in the order of the file.
    public func feeCountries(_ side: FeeStatement.Side) -> [String] {
        fees.filter { $0.side == side }.reduce(into: []) { countries, statement in
            if !countries.contains(statement.country) { countries.append(statement.country) }
        }
    }
}
