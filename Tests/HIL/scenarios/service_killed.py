"""Killed in the middle of somebody's answers, the kiosk comes back, and nothing of that visit with it."""


def play(stage):
    with stage.visitor("tablet") as visitor:
        visitor.come_to_questions("en")
        visitor.touch(next(name for name in visitor.ids() if name.startswith("q.")))
        stage.shell("systemctl kill -s KILL kioskd")
        stage.wait_for_property("NRestarts", "1")
        stage.wait_for_greeting()
