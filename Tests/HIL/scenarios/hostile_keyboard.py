"""A USB keyboard that somebody plugs in reaches nothing: no console, no restart, no power switch, no page."""

from lane.wrong import need, wait_until

CHORDS = [
    ("ctrl", "alt", "delete"), ("ctrl", "alt", "f2"), ("alt", "f3"), ("alt", "sysrq", "b"), ("alt", "sysrq", "o"),
    ("ctrl", "c"), ("ctrl", "z"), ("meta_l", "l"), ("power",), ("sleep",), ("esc",), ("ret",), ("tab",), ("spc",),
]


def play(stage):
    board = stage.board
    before = stage.property("MainPID")
    board.monitor("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
    try:
        wait_until("the keyboard", lambda: "USB Keyboard" in stage.shell("cat /proc/bus/input/devices"), 60)
        for chord in CHORDS * 3:
            board.monitor("send-key", keys=[{"type": "qcode", "data": key} for key in chord], **{"hold-time": 20})
        stage.shell("sleep 5")
        need(not board.has_ended(), "a chord on the keyboard ended the machine")
        need(stage.property("MainPID") == before, "a chord on the keyboard ended the kiosk")
        stage.wait_for_greeting()
        with stage.visitor("tablet") as visitor:
            visitor.touch("welcome.begin")
    finally:
        board.unplug("keyboard")
