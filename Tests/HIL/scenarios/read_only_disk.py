"""A card that has gone read-only: no number is promised that was not saved, and the guide goes on."""

from lane.wrong import need


def play(stage):
    # What ext4 does to a failing card, to all file systems at once.
    stage.shell("echo u > /proc/sysrq-trigger; sleep 2; ! touch /var/lib/mrc-kiosk/state/probe")
    with stage.visitor("tablet") as visitor:
        visitor.come_to_unsaved("en")
        need(stage.property("NRestarts") == "0", "the kiosk was started anew, which mends nothing")
