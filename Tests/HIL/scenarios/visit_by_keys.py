"""A whole visit in Khmer by the keys of the case alone, whose contacts chatter."""

from lane.slips import read


def play(stage):
    with stage.visitor("keys") as visitor:
        read(visitor.visit("km"))
        return f"{visitor.pages} pages as the twin shows them"
