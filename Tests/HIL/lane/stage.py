"""What a scenario is played on: a board that stands as a healthy start left it, and a visitor of the wanted kind."""

import contextlib

from .board import HEIGHT, TREE, WIDTH
from .goldens import welcomes
from .hands import Keys, Panel, Tablet
from .visitor import Visitor
from .wrong import wait_until

# The glass of the ten-inch panel; see Sources/Devices/Display/Panel.swift.
GLASS_MM = 216.96, 135.6
# The state that every scenario begins with.
READY = "ready"
# systemd, the program and its first page under emulation, with another busy lane beside it.
START_S = 180


class Stage:
    """One board, brought back to the same state before every scenario."""

    def __init__(self, board):
        self.board = board
        self.shell = board.service.do
        self.keys = Keys(board, key_lines())
        self.greetings = welcomes()

    def fresh(self):
        """The board as it was after its first start."""
        self.board.restore(READY)

    @contextlib.contextmanager
    def visitor(self, kind="tablet"):
        """A visitor who uses the hypervisor's tablet, a multi-touch panel of the guest, or the keys of the case."""
        finger = Tablet(self.board, GLASS_MM)
        if kind == "panel":
            finger = Panel(self.board, GLASS_MM, (WIDTH, HEIGHT))
            finger.plug()
            # udev names it, the kiosk grabs it.
            self.shell("udevadm settle; sleep 2")
        with Visitor(self.board, finger, self.keys if kind == "keys" else None) as visitor:
            yield visitor

    def override(self, section, *lines):
        """Starts the kiosk anew with other words in its unit, until the machine is switched off."""
        words = "\\n".join([f"[{section}]", *lines])
        self.shell(
            "mkdir -p /run/systemd/system/kioskd.service.d\n"
            f"printf '{words}\\n' > /run/systemd/system/kioskd.service.d/zz-test.conf\n"
            "systemctl daemon-reload; systemctl restart kioskd")
        self.wait_for_greeting()

    def enrol(self, hub):
        """Gives the board its place in the network and the hub's code, as a technician would, and waits until both agree."""
        self.shell(
            "mkdir -p /run/systemd/network\n"
            "printf '[Match]\\nName=eth0\\n[Network]\\nAddress=10.0.2.15/24\\n' > /run/systemd/network/cable.network\n"
            "systemctl start systemd-networkd\n"
            f"printf '[hub]\\naddress = \"{hub.address}\"\\nenrolment_code = \"{hub.code}\"\\n' >> /etc/mrc-kiosk/kiosk.toml\n"
            "systemctl daemon-reload; systemctl restart kioskd")
        self.wait_for_greeting()
        wait_until("the board at the hub", hub.knows_the_board, 60, pause_s=1)

    def property(self, name, unit="kioskd"):
        """A property of a unit, as the service manager tells it."""
        return self.shell(f"systemctl show -P {name} {unit}").strip()

    def wait_for_property(self, name, value, unit="kioskd", limit_s=START_S):
        wait_until(f"{name}={value} of {unit}", lambda: self.property(name, unit) == value, limit_s, pause_s=1)

    def wait_for_greeting(self, limit_s=START_S):
        """Waits until the glass greets whoever comes, as after a healthy start."""
        wait_until("the greeting", lambda: self.board.glass_while_on() in self.greetings, limit_s, pause_s=0.5)

    def wait_for_word(self, word, limit_s=60):
        """Waits until the kiosk's journal has that word."""
        wait_until(f"'{word}' in the journal", lambda: word in self.journal(), limit_s, pause_s=1)

    def journal(self):
        """What the kiosk has written down since the machine started."""
        return self.shell("journalctl -b -u kioskd -o cat")

    def leave(self):
        """Presses the key that ends a visit, on the board alone."""
        self.keys.press("leave")

    def resident_kb(self):
        """The memory of the kiosk's program."""
        return int(self.shell(f"awk '/^VmRSS/ {{ print $2 }}' /proc/{self.property('MainPID')}/status"))

    def lamp(self, name):
        """Whether a lamp is lit now."""
        line = lines_of_board()[f"lamp-{name}"]
        return self.shell(f"cat $(cat /run/hil/gpio)/sim_gpio{line}/value").strip() == "1"


def lines_of_board():
    """The lines of gpio-sim by their names."""
    text = (TREE / "Tests/HIL/guest/gpio-lines").read_text(encoding="utf-8")
    return {name: int(line) for line, name in (entry.split() for entry in text.splitlines())}


def key_lines():
    return {name.removeprefix("key-"): line for name, line in lines_of_board().items() if name.startswith("key-")}
