"""What a visitor's hands do to the board: the hypervisor's tablet, panels on the guest's uinput, keys on gpio-sim."""

import random
import time

from .monitor import connected
from .wrong import PATIENCE, need

# The numbers of the kernel. Source: Linux include/uapi/linux/input-event-codes.h.
EV_SYN, EV_KEY, EV_ABS = 0, 1, 3
BTN_TOUCH = 0x14A
ABS_X, ABS_Y = 0x00, 0x01
ABS_MT_SLOT, ABS_MT_POSITION_X, ABS_MT_POSITION_Y, ABS_MT_TRACKING_ID = 0x2F, 0x35, 0x36, 0x39
INPUT_PROP_DIRECT = 1
BUS_USB, BUS_BLUETOOTH = 0x03, 0x05
# The highest value of QEMU's tablet.
TABLET = 32767
# A finger stays on the glass for so long.
TOUCH_MS = 80


class Hands:
    """The script that the guest's `hands` obeys. See guest/hands.c."""

    def __init__(self, board):
        self.board = board
        self.socket = connected(board.folder / "hands", board.process)
        self.answers = self.socket.makefile("r", encoding="utf-8")

    def do(self, *lines, limit_s=120):
        """Sends commands and waits until the guest has done them."""
        self.socket.settimeout(limit_s * PATIENCE)
        self.socket.sendall("".join(f"{line}\n" for line in (*lines, "end")).encode())
        need(self.answers.readline() == "done\n", "the guest's hands are gone")


class Tablet:
    """A finger on the tablet that the hypervisor plugs in: an absolute pointer whose left button is the touch."""

    def __init__(self, board, panel_mm):
        self.board = board
        self.width_mm, self.height_mm = panel_mm

    def touch(self, x_mm, y_mm):
        place = [self.axis("x", x_mm / self.width_mm), self.axis("y", y_mm / self.height_mm)]
        self.board.monitor("input-send-event", events=[*place, self.button(True)])
        time.sleep(TOUCH_MS / 1000)
        self.board.monitor("input-send-event", events=[self.button(False)])

    @staticmethod
    def axis(name, share):
        return {"type": "abs", "data": {"axis": name, "value": round(share * TABLET)}}

    @staticmethod
    def button(is_down):
        return {"type": "btn", "data": {"down": is_down, "button": "left"}}


class Panel:
    """A multi-touch panel (protocol B) whose finger trembles, with a second contact that is nobody's.

    The tremor and the ghosts come from a seed, so that a run can be repeated.
    """

    def __init__(self, board, panel_mm, pixels, seed=1, ghosts=True):
        self.board = board
        self.random = random.Random(seed)
        self.width, self.height = pixels
        self.per_mm = self.width / panel_mm[0], self.height / panel_mm[1]
        self.ghosts = ghosts
        self.tracking = 0

    def plug(self, name="Kiosk panel", phys="usb-hil-1/input0"):
        per_mm = round(self.per_mm[0]), round(self.per_mm[1])
        self.board.hands.do(
            f"device {name}", f"phys {phys}", f"id {BUS_USB} 0x0eef 0x0001", f"prop {INPUT_PROP_DIRECT}",
            f"key {BTN_TOUCH}", f"abs {ABS_X} 0 {self.width - 1} {per_mm[0]}", f"abs {ABS_Y} 0 {self.height - 1} {per_mm[1]}",
            f"abs {ABS_MT_SLOT} 0 9 0", f"abs {ABS_MT_TRACKING_ID} 0 65535 0",
            f"abs {ABS_MT_POSITION_X} 0 {self.width - 1} {per_mm[0]}",
            f"abs {ABS_MT_POSITION_Y} 0 {self.height - 1} {per_mm[1]}", "plug")

    def touch(self, x_mm, y_mm):
        x, y = x_mm * self.per_mm[0], y_mm * self.per_mm[1]
        lines = self.down(0, x, y) + [event(EV_KEY, BTN_TOUCH, 1), event(EV_SYN, 0, 0)]
        for report in range(6):
            lines.append(f"wait {TOUCH_MS // 6}")
            tremor = self.random.uniform(-2, 2) * self.per_mm[0], self.random.uniform(-2, 2) * self.per_mm[1]
            lines += self.move(0, x + tremor[0], y + tremor[1])
            # A drop of water, or the panel's own noise: a contact that comes for one report.
            if self.ghosts and report == 2:
                lines += self.down(1, self.random.uniform(0, self.width - 1), self.random.uniform(0, self.height - 1))
            if self.ghosts and report == 3:
                lines += [event(EV_ABS, ABS_MT_SLOT, 1), event(EV_ABS, ABS_MT_TRACKING_ID, -1)]
            lines.append(event(EV_SYN, 0, 0))
        lines += [event(EV_ABS, ABS_MT_SLOT, 0), event(EV_ABS, ABS_MT_TRACKING_ID, -1),
                  event(EV_KEY, BTN_TOUCH, 0), event(EV_SYN, 0, 0)]
        self.board.hands.do(*lines)

    def down(self, slot, x, y):
        self.tracking = (self.tracking + 1) % 65536
        return [event(EV_ABS, ABS_MT_SLOT, slot), event(EV_ABS, ABS_MT_TRACKING_ID, self.tracking), *self.place(x, y)]

    def move(self, slot, x, y):
        return [event(EV_ABS, ABS_MT_SLOT, slot), *self.place(x, y)]

    def place(self, x, y):
        x, y = (min(max(round(value), 0), limit - 1) for value, limit in ((x, self.width), (y, self.height)))
        return [event(EV_ABS, ABS_MT_POSITION_X, x), event(EV_ABS, ABS_MT_POSITION_Y, y)]


class Keys:
    """The keys of the case, on lines of gpio-sim: closed they pull their line to ground, and their contacts chatter."""

    def __init__(self, board, lines):
        self.board = board
        # The line of each key.
        self.lines = lines

    def press(self, name):
        """Presses a key and lets it go; its contacts close and open a few times before they rest."""
        self.board.service.do(f"/usr/lib/hil/press $(cat /run/hil/gpio)/sim_gpio{self.lines[name]}/pull")


def event(kind, code, value):
    return f"e {kind} {code} {value}"
