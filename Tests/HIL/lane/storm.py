"""Visitors one after the other on a board whose disk is recorded, and what each of them had in sight or in hand when."""

from .board import Board
from .digits import Digits
from .guides import Guide
from .slips import CENTRE, probe, read
from .stage import Stage
from .wrong import need

# A guide is fetched, verified and read twice, by an emulated processor and beside a visitor.
GUIDE_S = 300


class Storm:
    """The recording of a storm of visits, for power cuts at any moment of it.

    `facts` in the journal are `("glass", n)`: number n stood on the glass; `("band", n)`: a band of its slip is on its way
    to the printer; `("slip", n)`: its slip is in the visitor's hand; `("offered", k)`: the hub has the k-th newer guide;
    `("guide", k)`: the kiosk has said that it has it.
    """

    # So many newer guides come while visitors are there: the second replaces one that came.
    GUIDES = 2

    def __init__(self, recorder):
        self.recorder = recorder
        self.journal = recorder.journal
        # Where the visits begin: what comes before is the start of the machine.
        self.begin = 0
        self.numbers = []
        # The lookups of all records that the hub had in the end.
        self.at_hub = set()
        self.visit = 0
        self.printing = False
        # The guides that the hub sends, in their order.
        self.guides = []

    def band(self):
        if self.printing:
            self.journal.mark(("band", self.visit))

    def record(self, visits, hub, prepare=None):
        """Drives the visits, every third without a slip; `prepare` is told the stage before the first of them.

        The hub hears every second visit, so that some records are with it and some still here.
        """
        digits = Digits()
        with Board("powercut", disk=self.recorder.drive(), on_band=self.band) as board:
            stage = Stage(board)
            stage.wait_for_greeting()
            board.wait_for_service()
            stage.enrol(hub)
            if prepare:
                prepare(stage)
            stage.wait_for_word('printer.status="ready"')
            self.begin = len(self.journal.entries)
            # Between visits, so that a visitor is there while a guide is taken.
            changes = [visits * (later + 1) // (Storm.GUIDES + 1) for later in range(Storm.GUIDES)]
            with stage.visitor("tablet") as visitor:
                for self.visit in range(visits):
                    is_new = self.visit in changes
                    hub.hear(is_new or self.visit % 2 == 0)
                    if is_new:
                        self.offer(hub, stage)
                    self.numbers.append(self.one(visitor, board, digits, with_slip=self.visit % 3 != 2))
                    if is_new:
                        self.await_guide(stage)
            # The cable is pulled with the last visitor still there.
        self.at_hub = hub.records()

    def offer(self, hub, stage):
        """Gives the hub a newer guide, and starts the kiosk anew, which asks for one then and not for an hour."""
        self.guides.append(Guide(len(self.guides) + 1))
        hub.publish(self.guides[-1])
        self.journal.mark(("offered", len(self.guides)))
        stage.shell("systemctl restart kioskd")
        stage.wait_for_greeting()

    def await_guide(self, stage):
        """Waits until the kiosk has said that the newest guide is there."""
        stage.wait_for_word(f'guide.version="{self.guides[-1].version}"', GUIDE_S)
        self.journal.mark(("guide", len(self.guides)))

    def one(self, visitor, board, digits, with_slip):
        """One visit; its number."""
        slips = board.paper.slips()
        visitor.come_to_number("en")
        page = visitor.same_glass("the page with the number")
        self.journal.mark(("glass", self.visit))
        number = digits.read(page)
        if not with_slip and number:
            visitor.find("code.no-print")
            visitor.leave()
            return number
        self.printing = True
        visitor.find("code.print")
        visitor.come_to("slip")
        paper = board.paper.wait_for_slip(slips + 1)
        self.journal.mark(("slip", self.visit))
        self.printing = False
        on_paper = read(paper)
        need(number in (None, on_paper), "the number on the glass is not the one on the slip")
        digits.learn(page, on_paper)
        visitor.touch("slip.came-out")
        visitor.leave()
        return on_paper

    def lookups(self):
        """What the ledger knows the numbers by."""
        return probe("lookups", CENTRE / "mrc.pub", self.numbers)
