"""A kernel that hangs is reset by the board's own watchdog."""

from lane.wrong import need, wait_until


def play(stage):
    # A panic that waits for ever: nothing runs any more, and nothing but hardware can help.
    stage.board.service.send("echo 0 > /proc/sys/kernel/panic; echo c > /proc/sysrq-trigger")
    wait_until("the reset by the watchdog", lambda: stage.board.monitor.has_happened("WATCHDOG"), 180, pause_s=0.5)
    need(stage.board.has_ended(), "the watchdog barked, but the machine was not reset")
