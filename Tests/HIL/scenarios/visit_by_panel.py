"""A whole visit in Arabic on a multi-touch panel (protocol B) with a trembling finger and contacts that are nobody's."""

from lane.slips import read


def play(stage):
    with stage.visitor("panel") as visitor:
        read(visitor.visit("ar"))
        return f"{visitor.pages} pages as the twin shows them"
