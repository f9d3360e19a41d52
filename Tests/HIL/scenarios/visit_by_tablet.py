"""A whole visit in English on the hypervisor's tablet, from the greeting to a slip in hand, whose number is known again."""

from lane.slips import read


def play(stage):
    with stage.visitor("tablet") as visitor:
        number = read(visitor.visit("en"))
        visitor.ask_for("en", number)
        visitor.touch("nav.leave")
        return f"{visitor.pages} pages as the twin shows them"
