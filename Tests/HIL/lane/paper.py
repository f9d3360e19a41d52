"""The far end of the printer's cable: a twin that prints, and the slips that came out of it."""

import base64
import re
import shutil
import subprocess

from .wrong import need, wait_until

# How long a slip may take under emulation. It takes a second or two.
SLIP_S = 120


class Paper:
    """The twin of one board's printer; see Tests/Support/PaperTwin."""

    def __init__(self, board, cable="paper"):
        self.board = board
        # The socket that the printer is plugged into.
        self.cable = board.folder / cable
        self.folder = board.folder / "slips"
        self.process = None
        self.plug()

    def plug(self):
        """Starts a printer with nothing in its memory and no slips yet."""
        from .board import PROGRAMS
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.process = subprocess.Popen(
            [str(PROGRAMS / "paper-twin"), "--unix", str(self.cable), "--out", str(self.folder)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, text=True)

    def unplug(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.process:
            self.process.stdin.close()

    def do(self, command):
        """A command of the twin: `fault paper-out`, `clear`, `pause after 40`, `go`."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def log(self):
        """What happened to the printer so far, a line each."""
        file = self.folder / "log"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def slips(self):
        """The number of pieces of paper that came out."""
        return sum(line.startswith("slip ") for line in self.log())

    def wait_for_slip(self, number, limit_s=SLIP_S):
        """Waits until that piece of paper was cut off; its file, a picture."""
        wait_until(f"slip {number}", lambda: self.slips() >= number, limit_s)
        return self.folder / f"slip-{number}.pbm"

    @staticmethod
    def is_blank(slip):
        """Whether nothing is printed on a piece of paper. Source: netpbm, pbm(5), "P4"."""
        return not any(slip.read_bytes().split(b"\n", 2)[2])

    def wait_for(self, beginning, limit_s=SLIP_S):
        """Waits for a line of the log that begins so."""
        return wait_until(
            f"'{beginning}' from the printer",
            lambda: next((line for line in self.log() if line.startswith(beginning)), None), limit_s)

    def nothing_stray(self):
        stray = [line for line in self.log() if line.startswith("stray")]
        need(not stray, f"the printer got bytes that are no command: {stray}")


def qr_text(picture):
    """The text of the QR code on a slip, read as a desk would: off the paper."""
    found = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)], capture_output=True, text=True)
    text = found.stdout.strip()
    need(re.fullmatch(r"MRC1:[A-Z2-7]{253}", text), f"zbarimg reads no slip's QR code off {picture}")
    return text


def number_of(text):
    """The twelve digits in the text of a slip's QR code, whose check digits must be right."""
    body = text[len("MRC1:"):]
    number = int.from_bytes(base64.b32decode(body + "=" * (-len(body) % 8))[:5], "big")
    # ISO 7064, MOD 97-10.
    need(number % 97 == 1, "the check digits of the number in the QR code are wrong")
    return f"{number:012}"
