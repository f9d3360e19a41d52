/// One step of tidying: what goes, in words that both databases understand, with `$1` for the last day or second that goes.
public struct Erasure: Hashable, Sendable {
    public let sql: String
    public let last: Int64
}

extension RetentionLimits {
    /// What goes now, in order.
    public var erasures: [Erasure] {
        [
            Erasure(
                sql: "UPDATE intake SET state = 'expired', record = NULL WHERE state = 'waiting' AND arrived_day <= $1",
                last: lastUnopenableDay),
            Erasure(
                sql: "UPDATE intake_case SET sealed_answers = NULL WHERE sealed_answers IS NOT NULL AND erase_day <= $1",
                last: yesterday),
            Erasure(
                sql: "UPDATE intake_case SET sealed_answers = NULL WHERE sealed_answers IS NOT NULL AND opened_day <= $1",
                last: lastErasedOpeningDay),
            Erasure(sql: "DELETE FROM intake WHERE state <> 'waiting' AND arrived_day <= $1", last: lastForgottenDay),
            Erasure(sql: "DELETE FROM staff_session WHERE began_seconds <= $1", last: lastEndedSecond),
            Erasure(sql: "DELETE FROM enrolment_offer WHERE expires_seconds <= $1", last: now),
            // The last one of a kiosk in service stays: it may have been without a network since.
            Erasure(
                sql: """
                    DELETE FROM certificate WHERE expires_seconds <= $1 AND (is_revoked OR EXISTS (
                        SELECT 1 FROM certificate newer WHERE newer.kiosk = certificate.kiosk AND NOT newer.is_revoked
                            AND newer.expires_seconds > certificate.expires_seconds))
                    """, last: lastUselessExpiry),
        ]
    }
}
