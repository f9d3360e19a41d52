"""An installation on a card that remembers every write and flush, and what is left of it when the plug is pulled."""

import mmap
import os
import pathlib
import random
import re
import subprocess
import tempfile

from .board import TREE, made
from .cut import moments, write_cut
from .flashed import Card
from .recorder import Recorder
from .wrong import Wrong, need

# What the loader allows a root that was never proven. Source: Images/grub/grub.cfg.
TRIAL = "..."
# What fsck.vfat answers when it has found nothing, or mended it.
MENDED = 1


class RecordedCard:
    """A card whose content is the file it was made with, and a recording of what became of it."""

    def __init__(self, card, folder):
        self.card = card
        self.handle = open(card.file, "r+b")
        self.content = mmap.mmap(self.handle.fileno(), 0)
        # Tools of this machine read the file while the board writes to it.
        self.recorder = Recorder(folder / "card.socket", self.content, disk=self.content)
        self.journal = self.recorder.journal

    def drive(self):
        return self.recorder.drive()

    def close(self):
        self.recorder.close()
        self.content.close()
        self.handle.close()

    def chosen_cuts(self, count, seed):
        """Random positions of the recording, each with a seed of its own."""
        chance = random.Random(seed)
        places = moments(self.journal)
        return [(chance.choice(places), chance.randrange(1 << 30)) for _ in range(count)]

    def cut(self, position, seed, file):
        """The card as it is when the plug is pulled at that position."""
        write_cut(file, self.journal, position, random.Random(seed))
        return Card.at(file)


class Verdict:
    """What one pull of the plug did."""

    def __init__(self, recorded, tokens, position, seed):
        self.position, self.seed = position, seed
        self.wrong, self.version = None, None
        self.has_answer = "accepted" in recorded.journal.marks_before(position)
        with tempfile.TemporaryDirectory(dir=made("tmp")) as folder:
            folder = pathlib.Path(folder)
            try:
                card = recorded.cut(position, seed, folder / "card")
                self.version = starts(card, folder)
                tokens.need_all(card)
            except Wrong as error:
                self.wrong = str(error)

    def __str__(self):
        return f"pulled at {self.position} with seed {self.seed}: {self.wrong}"


def starts(card, folder):
    """The version of the root that the loader goes on with, which must be whole."""
    boot = folder / "boot"
    card.copy_partition("kiosk-boot", boot)
    checked = subprocess.run(["fsck.vfat", "-a", str(boot)], capture_output=True, text=True, check=False)
    need(checked.returncode <= MENDED, f"the boot partition is beyond repair: {checked.stdout.strip()}")
    note = folder / "grub"
    note.mkdir()
    for name, to in (("grub/grubenv", note / "grubenv"), ("A.cfg", folder / "A.cfg"), ("B.cfg", folder / "B.cfg")):
        subprocess.run(["mcopy", "-n", "-i", str(boot), f"::/{name}", str(to)], check=True)
    said = subprocess.run(
        ["sh", str(TREE / "Images/system/lib/slots"), "get-primary"], capture_output=True, text=True, check=False,
        env={**os.environ, "KIOSK_BOOT": str(folder), "KIOSK_LOCK": str(folder / "lock")})
    need(said.returncode == 0, f"no root is chosen: {said.stderr.strip()}")
    slot = said.stdout.strip()
    described = (folder / f"{slot}.cfg").read_text(encoding="utf-8")
    about = dict(re.findall(r"^set slot_(root|blocks|version)=(\S+)$", described, re.MULTILINE))
    need(len(about) == 3, f"the loader knows nothing of slot {slot}")
    tried = re.search(rf"^{slot}_STARTS=(\.*)$", (note / "grubenv").read_text(encoding="utf-8"), re.MULTILINE)
    need(not tried or len(tried[1]) < len(TRIAL), f"slot {slot} has no start left")
    root = folder / "root"
    card.copy_partition(f"kiosk-root-{slot}", root)
    whole = subprocess.run(
        ["veritysetup", "verify", "--no-superblock", "--salt=-", "--hash=sha256", "--data-block-size=4096",
         "--hash-block-size=4096", f"--data-blocks={about['blocks']}", f"--hash-offset={int(about['blocks']) * 4096}",
         str(root), str(root), about["root"]], capture_output=True, text=True, check=False)
    need(whole.returncode == 0, f"slot {slot} is chosen and is not whole: {whole.stderr.strip()}")
    return about["version"]
