"""A slip in hand: its QR code is read off the paper and opened with the centre's key."""

import subprocess

from .board import PROGRAMS, TREE
from .paper import number_of, qr_text
from .wrong import need

CENTRE = TREE / ".build-kiosk/keys"


def read(slip):
    """The number on a slip that a counsellor can open."""
    text = qr_text(slip)
    said = probe("slips", CENTRE / "mrc.key", [text])
    need(said == ["opens"], f"the centre's key does not open the slip {slip}")
    return number_of(text)


def probe(question, file, lines):
    """What ledger-probe answers; see Tests/Support/LedgerProbe."""
    done = subprocess.run(
        [str(PROGRAMS / "ledger-probe"), question, str(file)], input="".join(f"{line}\n" for line in lines),
        capture_output=True, text=True)
    need(done.returncode == 0, f"ledger-probe {question}: {done.stderr.strip()}")
    return done.stdout.split("\n")[:-1]
