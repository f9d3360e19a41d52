/// The glass that the visitor sees.
public protocol Display: Sendable {
    /// The screen's pixels and size.
    var panel: Panel { get }

    /// Puts a picture on the glass; returns when it is there.
    ///
    /// `damage` says which parts differ from the picture before; only these need to be copied. After an error, and
    /// after the panel came back, the next call must name the whole picture.
    ///
    /// - Throws: `DisplayError` when nothing can be shown; the kiosk goes on without a picture and tries again.
    func show(_ frame: Frame, damage: [PixelRect]) async throws(DisplayError)

    /// Lights, dims or darkens the panel; the picture stays.
    func light(_ light: PanelLight) async

    /// Whether a panel is connected: now, and at each change; for one listener.
    ///
    /// Asking again ends the earlier stream. Nothing of the picture survives the time without a panel.
    var connection: AsyncStream<Bool> { get }
}

/// How bright the panel is.
public enum PanelLight: String, CaseIterable, Hashable, Sendable {
    /// Dark: the site is closed.
    case off
    /// Nobody has been there for a while.
    case dim
    /// Somebody may be looking.
    case full
}

/// Why a picture did not reach the glass.
public enum DisplayError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No panel is connected.
    case unplugged
    /// The picture has not the panel's size.
    case wrongSize(width: Int, height: Int, panel: Panel)
    /// The system refused; `number` is its `errno`.
    case refused(doing: String, number: Int32)

    public var description: String {
        switch self {
        case .unplugged:
            "no panel is connected"
        case .wrongSize(let width, let height, let panel):
            "the picture is \(width) × \(height) pixels; \(panel.name) shows "
                + "\(panel.widthPixels) × \(panel.heightPixels)"
        case .refused(let doing, let number):
            "\(doing): the system refused (errno \(number))"
        }
    }
}
