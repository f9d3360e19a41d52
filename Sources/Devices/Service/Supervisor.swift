/// Whoever started the kiosk's program and starts it again when it falls silent.
public protocol Supervisor: Sendable {
    /// How often it must be fed; nil: nobody watches.
    var feedingTime: Duration? { get }

    /// The first picture is on the glass.
    func ready()

    /// Says that everything goes on; without it for ``feedingTime`` the program is started anew.
    func feed()

    /// What the kiosk does, in words, for who asks the service manager.
    func tell(_ status: String)

    /// The program is about to end, as it was told to.
    func stopping()
}
