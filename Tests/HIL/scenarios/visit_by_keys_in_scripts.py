"""Whole visits in three scripts by the keys of the case alone, whose contacts chatter."""

LONG = "a visit by keys takes some two hundred presses, each of which is looked at"


def play(stage):
    with stage.visitor("keys") as visitor:
        return visitor.visit_in_scripts()
