/// With what the kiosk's programs end when they cannot go on; systemd and the fault page read it.
///
/// Source: sysexits.h, whose meanings these are as near as may be.
public enum ExitStatus: Int32, CaseIterable, Hashable, Sendable {
    /// It was told to end, and did.
    case fine = 0
    /// The command line is wrong.
    case usage = 64
    /// The guide is there and is refused: not signed by the right key, altered, or of another site.
    case guideRefused = 65
    /// There is no guide.
    case guideMissing = 66
    /// Something that can only be a mistake in the program.
    case defect = 70
    /// The system refused what every program gets: memory, a thread, a descriptor.
    case systemRefused = 71
    /// A file of the installation is missing or damaged: theme, fonts.
    case installationDamaged = 72
    /// A key is missing or is none: of the guide, or of the centre.
    case keyMissing = 77
    /// The settings are wrong.
    case settingsWrong = 78

    /// Whether a new start would end just so; then systemd tries none (`RestartPreventExitStatus=`).
    public var isLasting: Bool {
        switch self {
        case .usage, .guideRefused, .guideMissing, .installationDamaged, .keyMissing, .settingsWrong: true
        case .fine, .defect, .systemRefused: false
        }
    }
}
