import Glibc

/// The system refused something: what we were doing, and why.
public struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// For example `open /dev/dri/card0`.
    public let doing: String
    /// The `errno`.
    public let number: Int32

    /// Describes a refusal; the number is that of the last system call unless told otherwise.
    public init(doing: String, number: Int32 = errno) {
        self.doing = doing
        self.number = number
    }

    public var description: String {
        let reason = strerror(number).map { String(cString: $0) } ?? "unknown"
        return "\(doing): \(reason) (errno \(number))"
    }
}
