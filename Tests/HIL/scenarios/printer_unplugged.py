"""The printer's cable is pulled between two bands of a slip; with the cable back a slip with a new number comes out."""

from lane.slips import read
from lane.wrong import need

GADGET = "/sys/kernel/config/usb_gadget/printer/UDC"
# About a third of a slip.
ROWS = 300


def play(stage):
    paper = stage.board.paper
    with stage.visitor("tablet") as visitor:
        visitor.come_to_number("en")
        paper.do(f"pause after {ROWS}")
        visitor.fault("printer", f"jam-after-rows:{ROWS}")
        visitor.tap("code.print")
        paper.wait_for("paused")
        stage.shell(f"echo > {GADGET}")
        visitor.come_to("slip-failed")
        need(paper.slips() == 0, "a slip came out although its cable was pulled")
        # Somebody opens the printer, throws the torso away and plugs the cable back.
        visitor.mend("printer")
        paper.unplug()
        paper.plug()
        stage.shell(f"ls /sys/class/udc > {GADGET}")
        visitor.touch("slip.try-again" if visitor.control("slip.try-again") else "slip.new-number")
        visitor.come_to("code")
        visitor.find("code.print")
        visitor.come_to("slip")
        # What may still hang in the printer is cut off first.
        torso, slip = paper.wait_for_slip(1), paper.wait_for_slip(2)
        need(paper.is_blank(torso), "the kiosk went on printing the slip whose cable was pulled")
        read(slip)
    paper.nothing_stray()
