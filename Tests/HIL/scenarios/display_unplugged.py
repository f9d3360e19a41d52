"""The panel's cable is pulled and plugged back, again and again, while somebody uses the kiosk."""

from lane.wrong import need, wait_until

CABLE = "/sys/class/drm/card0-Virtual-1/status"
TIMES = 5
# What the kiosk writes into its journal each time.
GONE = "the panel is gone"
# The slow poll finds a panel whose news was lost.
POLL_S = 30


def play(stage):
    with stage.visitor("tablet") as visitor:
        visitor.touch("welcome.begin")
        for time in range(TIMES):
            stage.shell(f"echo off > {CABLE}")
            wait_until("word of the missing panel", lambda: stage.journal().count(GONE) > time, POLL_S, pause_s=1)
            # What is touched now is seen when the panel is back.
            language = ("en", "ar")[time % 2]
            visitor.touch_unseen(f"lang.{language}")
            stage.shell(f"echo on > {CABLE}")
            visitor.same_glass("the page after the panel came back")
            visitor.touch("nav.language")
        need(stage.property("NRestarts") == "0", "the kiosk was started anew for want of a panel")
    return f"{TIMES} times"
