"""Whole visits in three scripts on a multi-touch panel (protocol B), with a trembling finger and contacts that are nobody's."""


def play(stage):
    with stage.visitor("panel") as visitor:
        return visitor.visit_in_scripts()
