"""What is left of a ledger after a power cut: repaired as a board does when it starts, and opened as the kiosk does."""

import contextlib
import pathlib
import random
import sqlite3
import subprocess
import tempfile

from .board import made
from .cut import write_cut
from .guides import staged
from .slips import probe
from .wrong import Wrong

LEDGER = "ledger.sqlite"
# e2fsck: 0 nothing to do, 1 repaired. Anything more is a disk that no machine starts with.
REPAIRED = 1


class Verdict:
    """What one cut did."""

    def __init__(self, position, seed):
        self.position, self.seed = position, seed
        self.lost, self.twice, self.broken = [], [], None
        # Why the guide is not one of those that it may be.
        self.guide = None
        # Whether a guide was on its way.
        self.in_change = False
        # How many acknowledged numbers were with the hub, and how many still here.
        self.delivered, self.kept = 0, 0

    def is_good(self):
        return not self.lost and not self.twice and not self.broken and not self.guide

    def __str__(self):
        words = [f"cut at {self.position} with seed {self.seed}:"]
        if self.broken:
            words.append(f"does not come up again: {self.broken}")
        if self.lost:
            words.append(f"{len(self.lost)} acknowledged numbers lost (visits {self.lost})")
        if self.twice:
            words.append(f"{len(self.twice)} slips would be printed twice (visits {self.twice})")
        if self.guide:
            words.append(self.guide)
        return " ".join(words)


def judge(storm, lookups, position, seed):
    """Cuts the power at a position and looks at everything that had been acknowledged before."""
    journal, at_hub = storm.journal, storm.at_hub
    verdict = Verdict(position, seed)
    with tempfile.TemporaryDirectory(dir=made("tmp")) as folder:
        disk = pathlib.Path(folder) / "disk"
        write_cut(disk, journal, position, random.Random(seed))
        try:
            states = opened(disk, pathlib.Path(folder), lookups)
            places = records(pathlib.Path(folder) / LEDGER)
            guide = staged(disk, pathlib.Path(folder))
        except Wrong as error:
            verdict.broken = str(error)
            return verdict
    facts = set(journal.marks_before(position))
    judge_guide(verdict, guide, storm.guides, facts)
    for visit, state in enumerate(states):
        if facts & {("glass", visit), ("slip", visit)}:
            place = places.get(lookups[visit])
            verdict.delivered += place == "hub"
            verdict.kept += place == "here"
            gone = place is None or (place == "hub" and lookups[visit] not in at_hub)
            if gone or state.split()[0] in ("unknown", "void"):
                verdict.lost.append(visit)
        if ("band", visit) in facts and not state.endswith("never"):
            verdict.twice.append(visit)
    return verdict


def judge_guide(verdict, found, guides, facts):
    """The guide on the disk must be the last that the kiosk has said to have, or the one that was on its way: byte for byte."""
    said, offered = (max((fact[1] for fact in facts if fact[0] == name), default=0) for name in ("guide", "offered"))
    verdict.in_change = offered > said
    may_be = [guides[number - 1].files if number else {} for number in range(said, offered + 1)]
    if found not in may_be:
        whole = next((guide.version for guide in guides if guide.files == found), None)
        what = f"{whole}, which is not the newest" if whole else "not whole" if found else "gone"
        verdict.guide = f"the guide is {what}; {said} came and {offered} were offered"


def opened(disk, folder, lookups):
    """How far the slip of each number has come, on a disk after a cut."""
    repair = subprocess.run(["e2fsck", "-fy", str(disk)], capture_output=True, text=True)
    if repair.returncode > REPAIRED:
        raise Wrong(f"the file system is beyond repair (e2fsck ended with {repair.returncode})")
    for name in (LEDGER, f"{LEDGER}-wal"):
        subprocess.run(["debugfs", "-R", f"dump /{name} {folder / name}", str(disk)], capture_output=True, check=True)
    for name in (LEDGER, f"{LEDGER}-wal"):
        # debugfs makes an empty file of one that is not there.
        if (folder / name).exists() and (folder / name).stat().st_size == 0:
            (folder / name).unlink()
    opening, *states = probe("states", folder / LEDGER, lookups)
    if opening == "begun-anew":
        raise Wrong("the ledger is damaged and was begun anew")
    return states


def records(ledger):
    """Where the record of each number is, as the ledger says: "here" or "hub"; a number whose record is nowhere is left out."""
    with contextlib.closing(sqlite3.connect(ledger)) as store:
        rows = store.execute(
            "SELECT lower(hex(t.lookup)), t.delivered, r.sealed IS NOT NULL FROM token t LEFT JOIN record r USING (lookup)")
        return {lookup: "here" if is_here else "hub" for lookup, is_delivered, is_here in rows if is_here or is_delivered}
