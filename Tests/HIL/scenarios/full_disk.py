"""On a full disk no number is promised that was not saved; with room again everything works, and nothing is lost."""


STATE = "/var/lib/mrc-kiosk/state"


def play(stage):
    # Stopped, SQLite gives back what it had set aside for its next writes; then even the last block is taken.
    stage.shell(f"systemctl stop kioskd; dd if=/dev/zero of={STATE}/filler bs=4k 2>&1; systemctl start kioskd; true")
    stage.shell(f"dd if=/dev/zero of={STATE}/filler-2 bs=4k 2>&1; true")
    stage.wait_for_greeting()
    with stage.visitor("tablet") as visitor:
        visitor.come_to_unsaved("en")
    stage.shell(f"rm {STATE}/filler {STATE}/filler-2")
    with stage.visitor("tablet") as visitor:
        stage.leave()
        visitor.start_over()
        visitor.visit("en")
