"""Whole visits in three scripts on the hypervisor's tablet, from the greeting to the slip; the last number is known again."""


def play(stage):
    with stage.visitor("tablet") as visitor:
        shown = visitor.visit_in_scripts()
        visitor.ask_for(visitor.last_language, visitor.last_number)
        visitor.touch("nav.leave")
        return shown
