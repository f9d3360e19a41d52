"""A board with a disk that was flashed: firmware, one image, nothing given to it from outside but its devices."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import typing

from .board import HEIGHT, TREE, WIDTH, accelerator, made
from .goldens import welcomes
from .monitor import Monitor
from .picture import read_ppm
from .wrong import Wrong, need, wait_until

IMAGES = TREE / ".build-images"
BOARD = "virt-amd64"
# The card that the image is flashed onto: what it leaves is the state's.
CARD_BYTES = 2 << 30
# Where the boot partition begins. Source: Images/make/disk.
BOOT_AT = "@@1M"
# Debian's UEFI firmware for QEMU, and the store of its settings.
FIRMWARE, FIRMWARE_STORE = "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"
MEMORY_MB = 1024
# From the switch to the greeting, and to the loader's note that it serves; emulated, on a machine that does other things too.
START_S, SERVE_S = 240, 240
# A gigabyte of memory, mostly empty, to a file or back.
FREEZE_S = 60


class Card:
    """A card with an image on it, and the file that a technician puts there."""

    def __init__(self, folder, image, settings=None, name="card"):
        self.file = folder / f"{name}.img"
        subprocess.run(["cp", "--sparse=always", str(image), str(self.file)], check=True)
        with open(self.file, "r+b") as card:
            card.truncate(CARD_BYTES)
        if settings:
            subprocess.run(["mcopy", "-o", "-i", self.boot(), str(settings), "::/kiosk.toml"], check=True)

    @classmethod
    def at(cls, file):
        """The card whose content lies in that file."""
        card = cls.__new__(cls)
        card.file = file
        return card

    def boot(self):
        return f"{self.file}{BOOT_AT}"

    def firmware_store(self):
        """Where the firmware of the board with this card keeps its own settings."""
        return self.file.with_suffix(".firmware-store")

    def text(self, name):
        """A file of the boot partition, as it lies there now."""
        done = subprocess.run(["mtype", "-i", self.boot(), f"::/{name}"], capture_output=True, check=False)
        need(done.returncode == 0, f"the boot partition's {name} cannot be read: {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "replace")

    def note(self, name):
        """A value of the loader's note; empty when there is none."""
        lines = dict(line.split("=", 1) for line in self.text("grub/grubenv").splitlines() if "=" in line)
        return lines.get(name, "")

    def partitions(self):
        """Name, first byte and length of each partition."""
        told = subprocess.run(["sfdisk", "--json", str(self.file)], capture_output=True, check=True, text=True).stdout
        return {part["name"]: (part["start"] * 512, part["size"] * 512) for part in json.loads(told)["partitiontable"]["partitions"]}

    def copy_partition(self, name, to):
        """The content of a partition, in a file of its own."""
        begin, length = self.partitions()[name]
        subprocess.run(["dd", f"if={self.file}", f"of={to}", "iflag=skip_bytes,count_bytes", f"skip={begin}", f"count={length}",
                        "bs=4M", "conv=sparse", "status=none"], check=True)

    def write_partition(self, name, content):
        """Puts a whole partition back from such a file."""
        begin, _ = self.partitions()[name]
        subprocess.run(["dd", f"if={content}", f"of={self.file}", "oflag=seek_bytes", f"seek={begin}", "bs=4M", "conv=notrunc",
                        "status=none"], check=True)


class Stick:
    """A stick called KIOSK with some files."""

    def __init__(self, folder, name, files, megabytes=400):
        self.file = folder / f"{name}.stick"
        self.file.unlink(missing_ok=True)
        subprocess.run(["mkfs.vfat", "-n", "KIOSK", "-C", str(self.file), str(megabytes * 1024)], check=True, capture_output=True)
        for file in files:
            subprocess.run(["mcopy", "-i", str(self.file), str(file), "::/"], check=True)

    def answer(self):
        """What the kiosk wrote on it; nothing yet."""
        done = subprocess.run(["mtype", "-i", str(self.file), "::/kiosk-answer.txt"], capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace").strip()


class Time(typing.NamedTuple):
    """A time by the clock, and what of it the emulated board's processor had: the second is the same on a busy machine."""

    wall_s: float
    processor_s: float

    def __str__(self):
        return f"{self.wall_s:.0f} s ({self.processor_s:.0f} s of processor)"


class Frozen:
    """A board that was stopped in the middle of what it did, with its memory and its card; it goes on from there."""

    def __init__(self, folder):
        self.memory = folder / "frozen.memory"
        self.card = Card.at(folder / "frozen.img")

    def copies(self, folder, name):
        """A card as it was then, for a board that goes on; the firmware's store beside it."""
        card = Card(folder, self.card.file, name=name)
        shutil.copy(self.card.firmware_store(), card.firmware_store())
        return card


class Flashed:
    """The board, switched on with a card in it; `with` switches it off whatever happens.

    `frozen` is a board that it goes on from, with a card of its `copies`; `disk` is QEMU's word for a disk in the card's place.
    """

    def __init__(self, card, folder, frozen=None, disk=None):
        self.card = card
        self.folder = folder
        self.log = folder / f"{card.file.stem}-{time.monotonic_ns()}.log"
        self.shot = card.file.with_suffix(".ppm")
        self.seen, self.was_greeting = None, False
        store = card.firmware_store()
        if not store.exists():
            shutil.copy(FIRMWARE_STORE, store)
        socket = pathlib.Path(tempfile.mkdtemp(dir=folder)) / "monitor"
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-M", "q35", *accelerator(), "-smp", "1", "-m", str(MEMORY_MB),
             "-nodefaults", "-no-user-config", "-display", "none", "-action", "watchdog=reset",
             "-drive", f"if=pflash,format=raw,readonly=on,file={FIRMWARE}", "-drive", f"if=pflash,format=raw,file={store}",
             "-drive", f"{disk or f'file={card.file},format=raw'},if=none,id=card",
             "-device", "virtio-blk-pci,drive=card,bootindex=0",
             "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}", "-device", "virtio-tablet-pci",
             "-device", "qemu-xhci,id=usb", "-device", "virtio-rng-pci", "-device", "i6300esb",
             "-serial", f"file:{self.log}", "-qmp", f"unix:{socket},server=on,wait=off",
             *(["-incoming", f"exec:cat {frozen.memory}"] if frozen else [])],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=open(folder / "qemu.log", "ab"))
        try:
            self.monitor = Monitor(socket, self.process)
            if frozen:
                wait_until("the frozen board", self.is_running, FREEZE_S)
        except BaseException:
            self.cut_power()
            raise

    def greets(self, limit_s=START_S):
        """Waits for the greeting, pixel by pixel as the kiosk's own tool draws it; how long it took since the switch."""
        wait_until("the greeting", self.shows_greeting, limit_s, pause_s=0.5)
        return self.time()

    def time(self):
        """How long it is since the switch."""
        # The name of the program, which may hold anything, ends with the last bracket.
        ticks = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return Time(time.monotonic() - self.began, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"))

    def asks_for_name(self, limit_s=START_S):
        """Waits for a login on the serial line; how long it took since the switch."""
        wait_until("a login", lambda: b"login:" in self.log.read_bytes(), limit_s, pause_s=0.2)
        return self.time()

    def shows_greeting(self):
        need(self.process.poll() is None, "QEMU has ended")
        self.monitor("screendump", filename=str(self.shot))
        content = self.shot.read_bytes()
        # To look costs the emulated processor time: only at what is new.
        if content == self.seen:
            return self.was_greeting
        self.seen, self.was_greeting = content, self.is_greeting()
        return self.was_greeting

    def is_greeting(self):
        picture = read_ppm(self.shot)
        if (picture.width, picture.height) != (WIDTH, HEIGHT) or picture.is_one_colour():
            return False
        return any(picture.is_nearly(golden) for golden in welcomes())

    def waits_for_note(self, name, value, limit_s=SERVE_S):
        """Waits until the loader's note says so."""
        try:
            wait_until(f"{name}={value}", lambda: self.card.note(name) == value, limit_s, pause_s=1)
        except Wrong as error:
            raise Wrong(f"{error}; the note says {self.card.text('grub/grubenv').rstrip('#').split(chr(10))}") from error

    def is_running(self):
        return self.monitor("query-status")["status"] == "running"

    def freeze(self, folder):
        """Stops the board and keeps all of it; only its power can be cut afterwards."""
        frozen = Frozen(folder)
        self.monitor("migrate", uri=f"exec:cat > {frozen.memory}")
        wait_until("a frozen board", lambda: self.monitor("query-migrate").get("status") == "completed", FREEZE_S)
        self.cut_power()
        shutil.copy(self.card.firmware_store(), frozen.card.firmware_store())
        subprocess.run(["cp", "--sparse=always", str(self.card.file), str(frozen.card.file)], check=True)
        return frozen

    def plug(self, stick):
        """Plugs a stick in."""
        self.monitor("blockdev-add", **{"driver": "raw", "node-name": "stick", "file": {
            "driver": "file", "filename": str(stick.file)}})
        self.monitor("device_add", driver="usb-storage", drive="stick", id="stick", removable=True)

    def unplug(self):
        self.monitor.forget()
        self.monitor("device_del", id="stick")
        wait_until("the end of the stick", lambda: self.monitor.has_happened("DEVICE_DELETED"), 30)
        self.monitor("blockdev-del", **{"node-name": "stick"})

    def has_started_again(self):
        """Whether the board was reset since the monitor forgot."""
        return self.monitor.has_happened("RESET")

    def cut_power(self):
        """Pulls the cable."""
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.cut_power()


def folder_for(name, is_kept=False):
    """A folder for what a run writes: empty, or with what the last one left."""
    folder = made("flashed") / name
    if not is_kept:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    return folder
