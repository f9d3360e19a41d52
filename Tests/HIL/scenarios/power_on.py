"""From power-on to the first picture: the splash stays until the greeting is there, and never a black gap between."""

from lane.stage import READY, START_S
from lane.wrong import need, wait_until

# What guest/initramfs-init puts on the glass.
SPLASH = (0x20, 0x40, 0x80)
# A look costs the emulated machine time; what is shorter than this nobody sees as a gap.
LOOK_S = 0.2


def play(stage):
    board = stage.board
    wait_until("the splash", lambda: is_splash(board.glass_while_on()), START_S, pause_s=LOOK_S)
    picture = wait_until("something after the splash", lambda: other_than_splash(board.glass_while_on()), START_S, pause_s=LOOK_S)
    need(picture in stage.greetings, "what follows the splash is not a greeting as kioskctl draws it"
         + (", but one colour" if picture.is_one_colour() else ""))
    board.wait_for_service()
    stage.wait_for_property("ActiveState", "active")
    need(stage.property("StatusText"), "the service manager is not told in words how the kiosk is")
    # The board answers as soon as its printer has; then it is as a visitor would find it.
    wait_until("a printer that is ready", lambda: 'printer.status="ready"' in stage.journal(), START_S, pause_s=1)
    board.save(READY)
    return stage.property("StatusText")


def other_than_splash(picture):
    return None if is_splash(picture) else picture


def is_splash(picture):
    return picture.colour(640, 400) == SPLASH and picture.is_one_colour()
