"""A centre's hub beside the board: kiosk-hub of this tree on this machine, at the other end of the board's network cable."""

import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile

from .board import PROGRAMS, made
from .slips import CENTRE
from .wrong import need, wait_until

# Where the board finds this machine. Source: QEMU, user mode networking.
HOST = "10.0.2.2"
KIOSK = "board"
SITE = "amman-airport"
START_S = 60

SETTINGS = """
data = "data"
[door]
host = "127.0.0.1"
port = 0
names = ["{host}"]
[desk]
port = 0
[keys]
mrc = "mrc.key"
guide = ["{guide}"]
"""


class Hub:
    """A hub that is there as long as the `with` lasts; it opens what kiosks seal to the key that the board has, too."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hub-", dir=made("tmp")))
        self.settings = self.folder / "hub.toml"
        self.settings.write_text(SETTINGS.format(host=HOST, guide=CENTRE / "guide.pub"), encoding="utf-8")
        shutil.copyfile(CENTRE / "mrc.key", self.folder / "mrc.key")
        os.chmod(self.folder / "mrc.key", 0o600)
        self.log = self.folder / "log"

    def __enter__(self):
        self.code = self.do("kiosk", "add", "--site", SITE, KIOSK).strip()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [str(PROGRAMS / "kiosk-hub"), "serve", "--config", str(self.settings)], stdin=subprocess.DEVNULL, stderr=log)
        wait_until("the hub's door", self.port, START_S)
        return self

    def __exit__(self, kind, error, trace):
        self.hear(True)
        self.process.terminate()
        self.process.wait()
        if not kind:
            shutil.rmtree(self.folder)

    def do(self, *words):
        """What kiosk-hub says to a command."""
        done = subprocess.run(
            [str(PROGRAMS / "kiosk-hub"), *words, "--config", str(self.settings)], capture_output=True, text=True)
        need(done.returncode == 0, f"kiosk-hub {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def port(self):
        need(self.process.poll() is None, f"the hub has ended; see {self.log}")
        told = self.log.read_text(encoding="utf-8", errors="replace")
        return told.partition('door.port="')[2].partition('"')[0]

    def hear(self, is_there):
        """Lets the hub go on, or freezes it: for the board it is as if the line were cut."""
        self.process.send_signal(signal.SIGCONT if is_there else signal.SIGSTOP)

    @property
    def address(self):
        """The hub as the board knows it."""
        return f"https://{HOST}:{self.port()}"

    def publish(self, guide):
        """Gives kiosks a newer guide from now on."""
        self.do("guide", "publish", "--channel", "all", str(guide.folder))

    def knows_the_board(self):
        """Whether the board has enrolled."""
        return bool(self.ask("SELECT 1 FROM kiosk WHERE id = ?", KIOSK))

    def records(self):
        """The lookups of all records that kiosks have delivered, in hexadecimal."""
        return {lookup for lookup, in self.ask("SELECT lower(hex(lookup)) FROM intake WHERE digest IS NOT NULL")}

    def ask(self, question, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/data/hub.sqlite?mode=ro", uri=True)) as store:
            return store.execute(question, values).fetchall()
