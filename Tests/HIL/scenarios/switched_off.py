"""Switched off in good order, the glass says last of all that the machine can be switched off."""

from lane.goldens import page
from lane.picture import write_ppm
from lane.wrong import need, wait_until

# Where the hypervisor writes "Display output is not active." on the black of a screen that gets no picture any more.
SENTENCE = 400, 380, 480, 30


def play(stage):
    golden = page("safe-to-switch-off", "en")
    stage.board.service.send("systemctl --no-block poweroff")
    pictures = []

    def has_ended():
        picture = stage.board.glass()
        if not pictures or picture != pictures[-1]:
            pictures.append(picture)
        return stage.board.has_ended()

    wait_until("the end of the machine", has_ended, 180, pause_s=0.05)
    if golden not in pictures:
        write_ppm(pictures[-1], stage.board.folder / "shown.ppm")
        write_ppm(golden, stage.board.folder / "golden.ppm")
    need(golden in pictures, "the page that says so was never on the glass; see shown.ppm, the last that was")
    need(pictures[-1] == golden or is_dark(pictures[-1]), "the last picture is not the page that says so")
    return "and it stays" if pictures[-1] == golden else "until the screen goes dark"


def is_dark(picture):
    """Whether the screen gets no picture any more, and so is dark."""
    sentence = set(picture.part(*SENTENCE).pixels)
    return not any(picture.without(*SENTENCE)) and len(sentence) <= 2
