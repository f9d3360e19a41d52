"""A program that hangs is ended by the watchdog and started again; the glass is back without anybody's doing."""

from lane.wrong import need

# As kioskd.service has it on a board; guest/patience gives the other scenarios more.
WATCHDOG_S = 20


def play(stage):
    stage.override("Service", f"WatchdogSec={WATCHDOG_S}s")
    before = stage.property("MainPID")
    stage.shell(f"kill -STOP {before}")
    stage.wait_for_property("NRestarts", "1")
    stage.wait_for_greeting()
    said = stage.shell("journalctl -b -u kioskd -o cat")
    need("Watchdog timeout" in said, "it was started anew, but not by the watchdog")
    need(stage.property("MainPID") != before, "it is still the process that hung")
