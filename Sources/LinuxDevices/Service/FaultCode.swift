/// Why the kiosk does not work, as the glass says it: a letter and a number, and what to do about it.
///
/// The table for technicians is in `Systemd/README.md`.
public enum FaultCode: String, CaseIterable, Hashable, Sendable {
    case settings = "S1"
    case command = "S2"
    case guideMissing = "G1"
    case guideRefused = "G2"
    case key = "K1"
    case secrets = "K2"
    case installation = "F1"
    case programMissing = "F2"
    case sandbox = "F3"
    case crashed = "C1"
    case ended = "C2"
    case hung = "W1"
    case slow = "W2"
    case memory = "M1"
    case system = "M2"
    case unknown = "X1"

    /// The fault that a program told by its exit status.
    public init(_ status: ExitStatus) {
        self =
            switch status {
            case .settingsWrong: .settings
            case .usage: .command
            case .guideMissing: .guideMissing
            case .guideRefused: .guideRefused
            case .keyMissing: .key
            case .installationDamaged: .installation
            case .systemRefused: .system
            case .defect: .ended
            case .fine: .unknown
            }
    }

    /// What to do, for a technician, in English: at most one line of the glass.
    public var whatToDo: String {
        switch self {
        case .settings: "A setting in /etc/mrc-kiosk/kiosk.toml is wrong. The journal names it."
        case .command: "kioskd.service was changed: its command line is wrong."
        case .guideMissing: "There is no guide in /var/lib/mrc-kiosk/guide. Copy one there."
        case .guideRefused: "The guide is damaged, or signed by somebody else. Copy it again."
        case .key: "A key is missing in /etc/mrc-kiosk: guide.pub or mrc.pub."
        case .secrets: "The folder /etc/mrc-kiosk/secrets cannot be read."
        case .installation: "The theme or the fonts are damaged. Install the kiosk again."
        case .programMissing: "/usr/bin/kioskd cannot be run. Install the kiosk again."
        case .sandbox: "The service could not be set up. The journal says at which step."
        case .crashed, .ended: "The program failed several times. It is tried again by itself."
        case .hung: "The program hung several times. It is tried again by itself."
        case .slow: "The program did not start in time. Check storage and screen."
        case .memory: "The program ran out of memory. It is tried again by itself."
        case .system: "The system refused what the program needs. Switch off and on."
        case .unknown: "Nothing is known of the cause. Look into the journal."
        }
    }
}
