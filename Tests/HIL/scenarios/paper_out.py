"""Without paper nobody is promised a slip, the lamp calls for a roll, and with a new one slips come out again."""

from lane.wrong import need, wait_until

STATUS_S = 60


def play(stage):
    paper = stage.board.paper
    with stage.visitor("tablet") as visitor:
        paper.do("fault paper-out")
        visitor.fault("printer", "paper-out")
        wait_until("the lamp that calls for paper", lambda: stage.lamp("paper"), STATUS_S)
        visitor.come_to_number("en", allowed=("code", "no-paper"))
        visitor.leave()
        need(paper.slips() == 0, "a slip came out without paper")
        paper.do("clear")
        visitor.mend("printer")
        wait_until("a dark lamp", lambda: not stage.lamp("paper"), STATUS_S)
        visitor.visit("en")
