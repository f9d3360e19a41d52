"""A whole visit in English on the hypervisor's tablet, from the greeting to a slip in hand, whose number is known again."""


def play(stage):
    with stage.visitor("tablet") as visitor:
        shown = visitor.visit_in_scripts(["en"])
        visitor.ask_for("en", visitor.last_number)
        visitor.touch("nav.leave")
        return shown
