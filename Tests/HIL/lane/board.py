"""The virtual board: one QEMU with the kernel, the root file system and the devices that Tests/HIL/board made."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from .hands import Hands
from .monitor import Monitor
from .paper import Paper
from .picture import read_ppm
from .service import ServicePort
from .tap import Tap
from .wrong import Wrong, need, wait_until

TREE = pathlib.Path(__file__).resolve().parents[3]
OUT = TREE / ".build-hil"
# Where the programs of this tree were built, on both sides of the glass.
PROGRAMS = TREE / os.environ.get("KIOSK_PROGRAMS", ".build/debug")
# What the glass of the virtual board has; kiosk.toml says the same.
WIDTH, HEIGHT = 1280, 800
# Less than the smallest board that runs the kiosk; with every test's own needs it is still enough.
MEMORY_MB = 768
# no_timer_check: on a busy machine emulated time runs unevenly, and the kernel would take its timer for broken.
# clocksource: the emulated processor's own counter goes on while an earlier state comes back, so that time would leap.
# The board's watchdog waits longer than on a real board, whose time runs evenly.
KERNEL_WORDS = (
    "root=/dev/vda rw console=ttyS0 quiet systemd.show_status=no panic=-1 mitigations=off net.ifnames=0"
    " vt.global_cursor_default=0 logo.nologo no_timer_check clocksource=hpet tsc=unstable systemd.watchdog_sec=40")


def accelerator():
    """KVM only where the processor has it: the device file alone proves nothing, and a kernel that only pretends hangs."""
    flags = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    real = re.search(r"^flags.*\b(vmx|svm)\b", flags, re.MULTILINE) and os.access("/dev/kvm", os.W_OK)
    return ["-accel", "kvm", "-cpu", "host"] if real else ["-accel", "tcg,thread=multi", "-cpu", "Nehalem"]


class Board:
    """A board that is switched on; `with Board(...) as board` switches it off whatever happens.

    `disk` is the disk that the kiosk keeps what must not be lost on: QEMU's words for it, or nothing for an empty one
    whose content goes with the board. `on_band` is called for every band of a slip, before the printer gets it.
    """

    def __init__(self, name, disk=None, on_band=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{name}-", dir=made("boards")))
        self.log = self.folder / "console.log"
        self.shot = self.folder / "glass.ppm"
        self.errors = open(self.folder / "qemu.log", "wb")
        state = disk or f"file={OUT}/state.ext4,format=raw,snapshot=on"
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-M", "q35", *accelerator(), "-smp", "1", "-m", str(MEMORY_MB),
             "-nodefaults", "-no-user-config", "-display", "none", "-action", "shutdown=pause,reboot=shutdown,watchdog=reset",
             "-kernel", str(OUT / "vmlinux"), "-initrd", str(OUT / "initrd"), "-append", KERNEL_WORDS,
             "-drive", f"file={OUT}/root.ext4,if=virtio,format=raw,snapshot=on", "-drive", f"if=virtio,{state}",
             "-drive", f"file={OUT}/tests.ext4,if=virtio,format=raw,readonly=on",
             "-device", f"virtio-gpu-pci,xres={WIDTH},yres={HEIGHT}", "-device", "virtio-tablet-pci",
             # A cable to this machine; nobody gives the board an address before a test does.
             "-netdev", "user,id=cable", "-device", "virtio-net-pci,netdev=cable",
             "-device", "qemu-xhci,id=usb", "-device", "virtio-rng-pci", "-device", "i6300esb",
             "-serial", f"file:{self.log}",
             # The board's second serial port; a scenario plugs an adapter to its other end.
             "-chardev", f"socket,id=line,path={self.folder}/line,server=on,wait=off", "-serial", "chardev:line",
             "-qmp", self.socket_option("monitor"), "-device", "virtio-serial-pci",
             *self.port("service"), *self.port("hands"), *self.port("paper")],
            stdin=subprocess.DEVNULL, stdout=self.errors, stderr=self.errors,
            # QEMU keeps what the guest writes to its disks there; it may be a gigabyte.
            env={**os.environ, "TMPDIR": str(made("tmp"))})
        try:
            self.monitor = Monitor(self.folder / "monitor", self.process)
            self.service = ServicePort(self.folder / "service", self.process)
            self.hands = Hands(self)
            if on_band:
                Tap(self.folder / "paper", self.folder / "tap", on_band)
            self.paper = Paper(self, "tap" if on_band else "paper")
        except BaseException:
            self.cut_power()
            raise

    def socket_option(self, name):
        return f"unix:{self.folder}/{name},server=on,wait=off"

    def port(self, name):
        """A port between host and guest: /dev/virtio-ports/hil.NAME there, a socket NAME in the board's folder here."""
        return ["-chardev", f"socket,id={name},path={self.folder}/{name},server=on,wait=off",
                "-device", f"virtserialport,chardev={name},name=hil.{name}"]

    def glass(self):
        """What the display shows now."""
        self.monitor("screendump", filename=str(self.shot))
        return read_ppm(self.shot)

    def glass_while_on(self):
        """What the display shows of a machine that must not have ended."""
        need(not self.has_ended(), f"the machine has ended ({self.monitor.told()}); see {self.log}")
        return self.glass()

    def wait_for_service(self, limit_s=120):
        """Waits until the technician's shell answers."""
        self.service.do("true", limit_s)

    def save(self, state):
        """Keeps the whole machine, disks and memory, under that name."""
        self.monitor("stop")
        self.monitor.by_hand(f"savevm {state}")
        self.monitor("cont")

    def restore(self, state):
        """The machine as it was saved; the printer begins with an empty buffer."""
        self.monitor("stop")
        self.paper.unplug()
        if self.has_ended():
            # A machine that is off takes no other state before it was reset, and otherwise this one ends at a reset.
            self.monitor("set-action", reboot="reset")
            self.monitor("system_reset")
            wait_until("the reset", lambda: not self.has_ended(), 20)
            self.monitor("set-action", reboot="shutdown")
        self.monitor.by_hand(f"loadvm {state}")
        self.paper.plug()
        self.monitor.forget()
        self.monitor("cont")

    def has_ended(self):
        """Whether the machine has switched itself off, or was reset; QEMU holds it then, with the last picture on its glass."""
        return self.process.poll() is not None or self.monitor("query-status")["status"] == "shutdown"

    def unplug(self, device):
        """Pulls a device that was plugged in; a saved state has none."""
        if not self.has_ended():
            self.monitor("device_del", id=device)
            wait_until(f"the end of {device}", lambda: self.monitor.has_happened("DEVICE_DELETED"), 30)

    def cut_power(self):
        """Pulls the cable."""
        self.process.kill()
        self.process.wait()
        if hasattr(self, "paper"):
            self.paper.unplug()
        self.errors.close()

    def keep(self, why):
        """Where everything that is known about this board lies, for whoever looks for the reason of a failure."""
        (self.folder / "why").write_text(why, encoding="utf-8")
        return self.folder

    def tell_journal(self):
        """Adds the guest's journal to the board's folder, if the guest can still tell it."""
        if self.has_ended():
            return
        try:
            (self.folder / "journal").write_text(self.service.do("journalctl -b --no-pager -n 400", 60), encoding="utf-8")
        except (Wrong, OSError) as error:
            # The board failed; that its journal cannot be read is part of the same story.
            (self.folder / "journal").write_text(f"cannot be read: {error}", encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            if kind:
                self.tell_journal()
                self.keep(f"{kind.__name__}: {error}")
        finally:
            self.cut_power()
        if not kind:
            shutil.rmtree(self.folder)


def made(name):
    """A folder for what a run writes."""
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
