"""Visitors one after the other on a board whose disk is recorded, and what each of them had in sight or in hand when."""

from .board import Board
from .digits import Digits
from .slips import CENTRE, probe, read
from .stage import Stage
from .wrong import need


class Storm:
    """The recording of a storm of visits, for power cuts at any moment of it.

    `facts` in the journal are `("glass", n)`: number n stood on the glass; `("band", n)`: a band of its slip is on its way
    to the printer; `("slip", n)`: its slip is in the visitor's hand.
    """

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

    def band(self):
        if self.printing:
            self.journal.mark(("band", self.visit))

    def record(self, visits, hub, prepare=None):
        """Drives the visits, every third without a slip; `prepare` is told the stage before the first of them."""
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
            with stage.visitor("tablet") as visitor:
                for self.visit in range(visits):
                    self.numbers.append(self.one(visitor, board, digits, with_slip=self.visit % 3 != 2))
            # The cable is pulled with the last visitor still there.
        self.at_hub = hub.records()

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
