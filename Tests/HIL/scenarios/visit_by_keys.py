"""A whole visit in Khmer by the keys of the case alone, whose contacts chatter."""


def play(stage):
    with stage.visitor("keys") as visitor:
        return visitor.visit_in_scripts(["km"])
