"""Newer guides for the board: this tree's own, with a later version, signed by the same key."""

import pathlib
import re
import shutil
import subprocess
import tempfile

from .board import PROGRAMS, TREE, made
from .goldens import SITE
from .slips import CENTRE
from .wrong import need

# What the press reads.
SOURCES = "Guide", "Strings", "Sites", "Forms", "Theme"
# Where the kiosk looks for the guide that a hub sent, on the disk of its state. Source: StagedGuide.swift.
PLACES = "guide-next", "guide-old"


class Guide:
    """A signed guide that shows what the installed one shows, under a version that is later by so many."""

    def __init__(self, later):
        root = pathlib.Path(tempfile.mkdtemp(prefix="guide-", dir=made("tmp")))
        self.folder = root / "pack"
        for name in SOURCES:
            shutil.copytree(TREE / "Kiosk" / name, root / name)
        file = root / "Guide/guide.toml"
        text = file.read_text(encoding="utf-8")
        version = re.search(r'^version = "(\d+\.\d+\.)(\d+)"$', text, re.MULTILINE)
        need(version, "guide.toml has no version of three numbers")
        self.version = f"{version[1]}{int(version[2]) + later}"
        file.write_text(text.replace(version[0], f'version = "{self.version}"'), encoding="utf-8")
        done = subprocess.run(
            [str(PROGRAMS / "kioskctl"), "guide", "build", "--root", str(root), "--site", SITE,
             "--key", str(CENTRE / "guide.key"), "--out", str(self.folder)], capture_output=True, text=True)
        need(done.returncode == 0, f"kioskctl guide build: {done.stderr.strip()}")
        self.files = files(self.folder)


def files(folder):
    """The content of every file of a folder, by its name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def staged(disk, folder):
    """The files of the guide that waits on a disk to be shown, dumped below `folder`; none: there is no such guide."""
    for name in PLACES:
        # debugfs says what it does not find, and ends well.
        subprocess.run(["debugfs", "-R", f"rdump /{name} {folder}", str(disk)], capture_output=True, check=True)
        if (folder / name).is_dir():
            return files(folder / name)
    return {}
