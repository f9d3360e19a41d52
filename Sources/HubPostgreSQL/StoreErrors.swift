import Hub

extension HubStoreError {
    /// What an error of PostgreSQL means here, by its SQLSTATE alone.
    ///
    /// Source: PostgreSQL 15, Appendix A, "PostgreSQL Error Codes".
    init(_ error: any Error, doing: String) {
        switch error {
        case let error as HubStoreError: self = error
        case SQLProblem.away: self = .unavailable(doing: doing, reason: "the database is away")
        case SQLProblem.refused(let state): self.init(sqlState: state, doing: doing)
        default: self = .damaged(doing: doing, reason: "a value cannot be read")
        }
    }

    private init(sqlState: String, doing: String) {
        switch sqlState {
        case "23503": self = .notFound(doing: doing)
        case "23505": self = .inUse(doing: doing)
        case "23502", "23514", "22021", "22P02":
            self = .damaged(doing: doing, reason: "a rule of the tables forbids it, \(sqlState)")
        case "XX001", "XX002": self = .damaged(doing: doing, reason: "PostgreSQL \(sqlState)")
        case "53100": self = .unavailable(doing: doing, reason: "the disk is full")
        default: self = .unavailable(doing: doing, reason: "PostgreSQL \(sqlState)")
        }
    }
}
