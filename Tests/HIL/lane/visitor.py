"""A visitor at the board, with a twin beside them: a kiosk-sim that is touched in the same places.

Whatever the twin shows, the board's glass must show, pixel by pixel: the twin's picture is the golden one. Only the number
differs, which is random on both.
"""

import importlib.util
import pathlib
import tempfile
import time

from .board import PROGRAMS, TREE
from .goldens import page
from .picture import read_png, write_ppm
from .slips import Slip
from .wrong import PATIENCE, Wrong, need, wait_until

# A page under emulation takes one to three seconds, a sealed record some more.
PAGE_S = 90
# A look at the glass costs the emulated machine time.
LOOK_S = 0.2
# Echoes are ignored for a quarter of a second after a touch; see touch.guard_ms in Kiosk/kiosk.toml.
BETWEEN_TOUCHES_S = 0.35
# The number on the glass, with its native digits, is no larger than this.
LARGEST_NUMBER = 960, 330
# Languages of three scripts: one of them runs from right to left, one has letters that stand above and below each other.
SCRIPTS = "en", "ar", "km"
# Pages on which the twin shows a number of its own.
WITH_NUMBER = ("code", "status")

# Tests/walk.py knows what a visitor does; it is no module of a package.
_file = importlib.util.spec_from_file_location("walk", TREE / "Tests/walk.py")
walk = importlib.util.module_from_spec(_file)
_file.loader.exec_module(walk)


class Visitor(walk.Kiosk):
    """Somebody who touches the board and the twin alike, with a finger or with the keys of the case."""

    def __init__(self, board, finger=None, keys=None, site="amman-airport"):
        self.board, self.finger, self.keys = board, finger, keys
        self.state = pathlib.Path(tempfile.mkdtemp(prefix="twin-", dir=board.folder))
        self.pages = 0
        # The answers touched since the greeting, by the names of their controls, and which answer of a page is given.
        self.touched, self.turn = [], 0
        # The number of the last slip in hand.
        self.last_number = None
        super().__init__(
            str(PROGRAMS / "kiosk-sim"), site, self.state, "--config", str(TREE / "Tests/HIL/kiosk.toml"))

    def tap(self, name):
        """Touches a control on the twin, and on the board in the same place."""
        if self.keys:
            return self.tap_by_keys(name)
        before = super().tap(name)
        self.reach(name)
        return before

    def tap_by_keys(self, name):
        """Leads the focus to a control by the arrows and presses select, on the twin and on the board."""
        control = self.control(name)
        need(control, f"the page {self.scene['page']} has no {name}; it has {', '.join(self.ids())}")
        # A control that is the whole glass needs no focus.
        if control["role"] != "glass":
            self.focus(name)
        before = self.scene
        self.ask("/press", {"button": "select"})
        self.keys.press("select")
        return before

    def focus(self, name):
        """Leads the focus to a control. Nothing has it until the first arrow, which gives it to the first control."""
        arrows = 0
        while not self.control(name)["focused"]:
            need(arrows <= len(self.scene["controls"]), f"the arrows do not lead to {name}")
            self.ask("/press", {"button": "down"})
            # The twin answers when it rests: whatever it shows now is what the key did.
            self.scene = self.wait("an answer to the arrow", lambda scene: True, after=0)
            self.press_and_look("down")
            arrows += 1
        self.same_glass(f"the focus on {name}")

    def press_and_look(self, key):
        """Presses a key of the board as often as whoever looks what it did: once, until something else is in sight."""
        before = self.board.glass()
        self.keys.press(key)
        wait_until(f"an answer to the key {key}", lambda: self.board.glass() != before, PAGE_S)

    def touch(self, name):
        if name.startswith("q."):
            self.touched.append(name)
        super().touch(name)
        self.same_glass(f"the page after {name}")

    def come_to(self, page):
        super().come_to(page)
        self.same_glass(f"the page {page}")

    def golden(self):
        """What the twin's glass shows, and so the board's must."""
        return read_png(self.ask("/frame.png"))

    def same_glass(self, what, limit_s=PAGE_S):
        """Waits until the board shows what the twin shows; its picture."""
        golden = self.golden()
        end = time.monotonic() + limit_s * PATIENCE
        while True:
            shown = self.board.glass()
            difference = shown.difference(golden) if (shown.width, shown.height) == (golden.width, golden.height) else True
            if difference is None or self.is_number(difference):
                self.pages += 1
                time.sleep(BETWEEN_TOUCHES_S)
                return shown
            if time.monotonic() > end:
                write_ppm(shown, self.board.folder / "shown.ppm")
                write_ppm(golden, self.board.folder / "golden.ppm")
                raise Wrong(f"{what} is not what the twin shows; it differs in {difference} (x, y, width, height), "
                            f"see shown.ppm and golden.ppm")
            time.sleep(LOOK_S)

    def is_number(self, difference):
        """Whether all that differs is the number that each of the two gave."""
        return (self.scene["page"] in WITH_NUMBER and difference is not True
                and difference[2] <= LARGEST_NUMBER[0] and difference[3] <= LARGEST_NUMBER[1])

    def visit(self, tag, turn=0):
        """A whole visit in a language, to the slip in hand, which holds what was touched; its number."""
        self.turn = turn
        self.come_to_questions(tag)
        slip = Slip(self.finish_visit())
        slip.need_answers(self.touched, tag)
        return slip.number

    def visit_in_scripts(self, scripts=SCRIPTS):
        """Whole visits in a Latin, an Arabic and a Khmer script, each with other answers; what was shown, in words."""
        for turn, tag in enumerate(scripts):
            self.last_number = self.visit(tag, turn)
        return f"{len(scripts)} slips hold what was touched, {self.pages} pages as the twin shows them"

    def come_to_questions(self, tag):
        """From the greeting to the first question for the counsellor."""
        self.touched = []
        walk.begin(self, tag)
        self.touch("home.talk")
        if self.control("closed.go-on"):
            self.touch("closed.go-on")
        self.find("notice.agree")

    def answer(self):
        """Gives one answer on every page of questions."""
        need(walk.answer_questions(self, self.turn) > 0, "the intake asks nothing")

    def come_to_number(self, tag, allowed=("code",)):
        """A visit up to the page with the number."""
        self.come_to_questions(tag)
        self.answer()
        if self.scene["page"] == "plan":
            self.touch("plan.skip-all")
        if self.scene["page"] not in allowed:
            self.come_to(allowed[0])

    def finish_visit(self):
        """From the questions to the slip in hand, and goodbye; the picture of that slip."""
        slips = self.board.paper.slips()
        self.answer()
        if self.scene["page"] == "plan":
            self.touch("plan.skip-all")
        self.come_to("code")
        self.find("code.print")
        self.come_to("slip")
        paper = self.board.paper.wait_for_slip(slips + 1)
        self.touch("slip.came-out")
        self.touch("nav.done")
        return paper

    def come_to_unsaved(self, tag):
        """A visit on a board that cannot save: in place of the twin's number it must say that nothing was kept."""
        self.come_to_questions(tag)
        self.answer()
        golden = page("not-saved", tag)
        self.tap("plan.skip-all")
        wait_until("the page that nothing was kept", lambda: self.board.glass().is_nearly(golden), PAGE_S)

    def start_over(self):
        """The twin stands as after the key that ends a visit, whose page the board must show too."""
        self.ask("/press", {"button": "leave"})
        self.come_to("neutral")

    def leave(self):
        """Ends the visit on both by the key of the case."""
        self.touch("nav.leave")
        self.come_to("neutral")

    def fault(self, device, name):
        """Gives the twin's device the fault that the board's has."""
        self.ask("/fault", {"device": device, "fault": name})

    def mend(self, device):
        self.ask("/fault", {"device": device, "on": False})

    def touch_unseen(self, name):
        """Touches a control on both while nobody can see the board's glass."""
        walk.Kiosk.touch(self, name)

    def number_of_twin(self):
        """The number that the twin gave, off its own paper."""
        return walk.read_slip(self, self.state)[1]

    def ask_for(self, tag, digits):
        """Types the number of the board's slip on the board and the twin's own on the twin; both must know theirs."""
        walk.begin(self, tag)
        if not self.control("home.status") and self.control("home.more"):
            self.touch("home.more")
        self.find("home.status")
        for own, digit in zip(self.number_of_twin(), digits, strict=True):
            self.reach(f"status.digit.{digit}")
            self.ask("/touch", {"control": f"status.digit.{own}"})
            time.sleep(BETWEEN_TOUCHES_S)
        self.scene = self.wait("the number on the twin's glass", lambda scene: True, after=0)
        self.touch("status.look")

    def reach(self, name):
        """Touches a control on the board alone."""
        rect = self.control(name)["rect_mm"]
        self.finger.touch(rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()
