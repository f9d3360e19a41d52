"""Numbers that visitors were given, on the card of a flashed board: whether each is still there."""

import contextlib
import pathlib
import secrets
import sqlite3
import subprocess
import tempfile

from .board import made
from .slips import probe
from .wrong import need

# Where the ledger lies on the state partition. Source: Images/system/lib/state.
LEDGER = "kiosk/ledger.sqlite"
# SQLite's own file, and its log of what is not in it yet.
PARTS = "", "-wal"
# How many numbers there are, and what the ledger keeps of each. Source: Sources/Ledger/Schema.swift.
COUNT, LOOKUP_BYTES, RECORD_BYTES = 40, 16, 153
# From 4 on a start does not take the file system. Source: e2fsck(8), and Images/system/lib/state.
BEYOND_REPAIR = 4


class Tokens:
    """What the ledger knows some numbers by."""

    def __init__(self, lookups):
        self.lookups = lookups

    @classmethod
    def written_to(cls, card):
        """Writes as many into the ledger that the kiosk made, as if their visitors had come and gone.

        Rows of no visit: what a visit writes, and when, is shown by Tests/HIL/powercut.
        """
        lookups = [secrets.token_bytes(LOOKUP_BYTES) for _ in range(COUNT)]
        with tempfile.TemporaryDirectory(dir=made("tmp")) as name:
            folder = pathlib.Path(name)
            state = folder / "state"
            card.copy_partition("kiosk-state", state)
            # What the journal of the file system still holds would be written over it by the next start.
            mend(state)
            file = dumped(state, folder)
            with contextlib.closing(sqlite3.connect(file)) as ledger, ledger:
                rows = [(lookup, secrets.token_bytes(RECORD_BYTES)) for lookup in lookups]
                ledger.executemany(
                    "INSERT INTO token (lookup, print, state, issued_week) VALUES (?, 'shown', 'waiting', 0)",
                    ((lookup,) for lookup in lookups))
                ledger.executemany("INSERT INTO record (lookup, sealed) VALUES (?, ?)", rows)
                ledger.executemany(
                    "INSERT INTO outbox (lookup, kind) VALUES (?, 'deliver')", ((lookup,) for lookup in lookups))
            # The last to close it has put the log into it, and taken the log away.
            owner = debugfs(state, f"stat /{LEDGER}").split("User:", 1)[1].split()
            fields = ("uid", owner[0]), ("gid", owner[2]), ("mode", "0100600")
            place, name = LEDGER.rsplit("/", 1)
            debugfs(state, *(f"rm /{LEDGER}{part}" for part in PARTS), f"cd /{place}", f"write {file} {name}",
                    *(f"sif /{LEDGER} {field} {value}" for field, value in fields), change=True)
            card.write_partition("kiosk-state", state)
        return cls([lookup.hex() for lookup in lookups])

    def need_all(self, card):
        """Every number must be there, in a ledger that carries on; the card is not changed, but read as a start would."""
        with tempfile.TemporaryDirectory(dir=made("tmp")) as name:
            folder = pathlib.Path(name)
            state = folder / "state"
            card.copy_partition("kiosk-state", state)
            mend(state)
            opening, *states = probe("states", dumped(state, folder), self.lookups)
        need(opening == "continued", f"the ledger is {opening}")
        lost = sum(state.split()[0] in ("unknown", "void") for state in states)
        need(len(states) == len(self.lookups) and not lost, f"{lost} of {len(self.lookups)} numbers are lost")


def mend(disk):
    """Mends a state partition as a start does."""
    mended = subprocess.run(["e2fsck", "-p", str(disk)], capture_output=True, text=True, check=False)
    need(mended.returncode < BEYOND_REPAIR, f"the state is beyond repair: {mended.stdout.strip()}")


def dumped(disk, folder):
    """The ledger of a state partition, in that folder."""
    for part in PARTS:
        copy = folder / f"ledger.sqlite{part}"
        debugfs(disk, f"dump /{LEDGER}{part} {copy}")
        # debugfs makes an empty file of one that is not there.
        if copy.exists() and copy.stat().st_size == 0:
            copy.unlink()
    return folder / "ledger.sqlite"


def debugfs(disk, *commands, change=False):
    """What debugfs says to some commands; it tells of mistakes in its second stream alone, and ends well."""
    with tempfile.NamedTemporaryFile("w", dir=made("tmp")) as file:
        file.write("".join(f"{command}\n" for command in commands))
        file.flush()
        done = subprocess.run(["debugfs", *(["-w"] if change else []), "-f", file.name, str(disk)],
                              capture_output=True, text=True, check=True)
    return done.stdout
