import Link

/// Why the kiosk cannot work with its hub. Never shows a secret, a key or anything of a record.
public enum HubLinkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file system refused.
    case file(_ doing: String, _ path: String, errno: Int32)
    /// The file of the papers holds something else.
    case damagedPapers(path: String)
    /// Papers of another hub, or of an enrolment before, are there.
    case enrolledAlready(kiosk: String)
    /// Nobody answers there, or what answers does not speak TLS 1.3.
    case unreachable(String)
    /// The hub showed itself there, and then no connection came about: as a rule its certificate does not name that place.
    case unnamed(String)
    /// Whoever answers is not the hub that printed the code.
    case wrongHub
    /// The hub did not take the code.
    case refused(Refusal.Kind, String)
    /// The hub's answer cannot be used.
    case badAnswer(String)
    /// The guide that came cannot be used.
    case guide(String)

    public var description: String {
        switch self {
        case .file(let doing, let path, let errno): "cannot \(doing) \(path): error \(errno) of the file system"
        case .damagedPapers(let path): "\(path) holds no papers of a hub; remove it, and enrol this kiosk with a new code"
        case .enrolledAlready(let kiosk):
            "this kiosk is enrolled already, as \(kiosk); remove hub-papers.json from its state folder to begin anew"
        case .unreachable(let place): "no hub answers at \(place); check the address, the cable and the hub"
        case .unnamed(let place):
            "the hub answers at \(place), but no connection comes about: write that name or number into door.names of its hub.toml and "
                + "start it again; if it stands there, the line broke, so try again"
        case .wrongHub: "whoever answers there is not the hub that made this code; check the address and the code. Nothing was sent"
        case .refused(_, let detail): "the hub refuses: \(detail)"
        case .badAnswer(let what): "the hub's answer cannot be used: \(what)"
        case .guide(let what): "the guide of the hub cannot be used: \(what)"
        }
    }
}
