import ArgumentParser
import Foundation
import Sealing
import Visit

/// `kioskctl pin`: what a kiosk keeps of the staff's PIN.
struct PinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "Read a PIN of four to eight digits from standard input, and print what the kiosk keeps of it.",
        discussion: "The line goes into the kiosk's secrets or settings. The PIN itself is not shown and not kept.")

    func run() throws {
        guard let digits = Self.silently({ readLine() }), let pin = PIN(digits) else {
            throw ValidationError("A PIN has \(PIN.lengths.lowerBound) to \(PIN.lengths.upperBound) digits.")
        }
        guard let kept = StaffPIN(hashing: pin.digits) else { throw Refusal(71, "There is no memory to hash the PIN with.") }
        print(kept.text)
    }

    /// Without the terminal showing what is typed.
    private static func silently<Result>(_ read: () -> Result) -> Result {
        var before = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else { return read() }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
        FileHandle.standardError.write(Data("PIN: ".utf8))
        return read()
    }
}
