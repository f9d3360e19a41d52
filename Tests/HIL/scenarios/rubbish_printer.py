"""A printer that answers rubbish is not taken for a good one, and harms nothing."""

from lane.wrong import need


def play(stage):
    with stage.visitor("tablet") as visitor:
        stage.board.paper.do("fault rubbish")
        visitor.fault("printer", "rubbish")
        stage.wait_for_word("unknown")
        visitor.come_to_number("en", allowed=("code", "no-paper"))
        visitor.leave()
        need(stage.property("NRestarts") == "0", "rubbish from the printer ended the kiosk")
        need(stage.board.paper.slips() == 0, "a slip was printed on a printer that nobody knows anything of")
