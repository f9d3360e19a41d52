"""Ten thousand events a second from a mad panel: the kiosk neither dies nor swells, and still obeys a key and a finger."""

from lane.wrong import need

# A report of the storm has four events: so many reports a second are ten thousand events.
REPORTS_PER_S, SECONDS = 2500, 8
# Chosen: a picture and its caches; a queue without a bound would grow by far more.
MOST_GROWTH_KB = 24 * 1024


def play(stage):
    before = stage.property("MainPID")
    with stage.visitor("panel") as visitor:
        visitor.touch("welcome.begin")
        resident = stage.resident_kb()
        stage.board.hands.do(f"storm {REPORTS_PER_S * SECONDS} {REPORTS_PER_S}", limit_s=300)
        stage.shell("sleep 3")
        need(stage.property("MainPID") == before, "the storm ended the kiosk")
        growth = stage.resident_kb() - resident
        need(growth <= MOST_GROWTH_KB, f"the storm made the kiosk grow by {growth} kB")
        stage.leave()
        visitor.start_over()
        visitor.touch("neutral.start")
    return f"grew by {growth} kB"
