"""The panel's cable is pulled and plugged back while somebody uses the kiosk, and the kiosk starts without one, too."""

from lane.wrong import need, wait_until

CABLE = "/sys/class/drm/card0-Virtual-1/status"
# What the kernel tells when a socket changes; QEMU's card has no wire for it.
NEWS = "echo change > /sys/class/drm/card0/uevent"
TIMES = 2
# What the kiosk says while it has no panel.
GONE = "no screen"
# The slow poll finds within half a minute what no news told.
POLL_S = 60


def play(stage):
    with stage.visitor("tablet") as visitor:
        visitor.touch("welcome.begin")
        for time in range(TIMES):
            # The last time no news comes, and the slow poll has to find it.
            news = NEWS if time < TIMES - 1 else "true"
            stage.shell(f"echo off > {CABLE}; {news}")
            wait_until("word of the missing panel", lambda: GONE in stage.property("StatusText"), POLL_S, pause_s=1)
            # What is touched now is seen when the panel is back.
            language = ("en", "ar")[time % 2]
            visitor.touch_unseen(f"lang.{language}")
            stage.shell(f"echo on > {CABLE}; {news}")
            visitor.same_glass("the page after the panel came back")
            visitor.touch("nav.language")
    need(stage.property("NRestarts") == "0", "the kiosk was started anew for want of a panel")
    starts_without(stage)
    return f"{TIMES} times"


def starts_without(stage):
    """A kiosk that is started without a panel serves, says so, and greets as soon as there is one."""
    stage.shell(f"systemctl stop kioskd; echo off > {CABLE}; systemctl start kioskd")
    need(GONE in stage.property("StatusText"), "it serves without a panel and does not say so")
    stage.shell(f"echo on > {CABLE}; {NEWS}")
    stage.wait_for_greeting()
