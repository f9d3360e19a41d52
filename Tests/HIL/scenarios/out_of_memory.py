"""Somebody else's greed for memory does not cost the kiosk its life; its own greed ends it, and it comes back."""

from lane.wrong import need, wait_until


def play(stage):
    before = stage.property("MainPID")
    stage.shell("systemd-run --quiet --unit hog tail /dev/zero")
    wait_until("the end of the greedy program", lambda: stage.property("Result", "hog") == "oom-kill", 180, pause_s=2)
    need(stage.property("MainPID") == before, "the kiosk was ended in the greedy program's place")
    with stage.visitor("tablet") as visitor:
        visitor.touch("welcome.begin")
    # A leak, as far as the service manager is concerned: the kiosk has more than it may.
    stage.shell("systemctl set-property --runtime kioskd MemoryMax=24M")
    wait_until("the end of the greedy kiosk", lambda: stage.property("NRestarts") != "0", 180, pause_s=1)
    stage.shell("systemctl set-property --runtime kioskd MemoryMax=256M")
    stage.wait_for_greeting()
