"""A card that has gone read-only: no number is promised that was not saved, and the guide goes on."""

from lane.wrong import need

STATE = "/var/lib/mrc-kiosk/state"


def play(stage):
    # What ext4 does to a card that fails. After a mere remount it would still say that it had flushed what it never wrote.
    stage.shell(f"mount -o remount,abort {STATE} 2>&1; ! touch {STATE}/probe")
    with stage.visitor("tablet") as visitor:
        visitor.come_to_unsaved("en")
        need(stage.property("NRestarts") == "0", "the kiosk was started anew, which mends nothing")
        stage.leave()
        visitor.start_over()
        visitor.touch("neutral.start")
