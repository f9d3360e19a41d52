/// How long the kiosk waits for its screen.
struct DisplayPace: Sendable {
    /// Between two looks while a panel is there. The system's news tell sooner; this is for those that were lost.
    var plugged: Duration = .seconds(30)
    /// Between two looks while there is none: as long as a technician at the case is ready to wait.
    var unplugged: Duration = .seconds(3)
    /// Between two looks while another program draws: the boot splash leaves within a moment, and its picture is old.
    var inUse: Duration = .milliseconds(100)
    /// After the system refused something: time to breathe.
    var refused: Duration = .seconds(1)
    /// Until a picture counts as lost: 60 pictures' time; the kernel itself gives up on its card after 10 s.
    var flip: Duration = .seconds(1)
    /// The same where the panel is driven anew, which it answers with a pause of up to two seconds.
    var start: Duration = .seconds(5)

    /// The times of a kiosk.
    static let usual = DisplayPace()
}
