"""Whole visits in three scripts on the hypervisor's tablet."""

LONG = "the multi-touch panel's visits in three scripts go the same way"


def play(stage):
    with stage.visitor("tablet") as visitor:
        return visitor.visit_in_scripts()
