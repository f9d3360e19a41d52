"""A HID device that claims to be the kiosk's panel, from a bus that panels do not come by, touches nothing."""

from lane.hands import BUS_BLUETOOTH
from lane.wrong import need, wait_until

# A touch screen of one contact: tip, contact, x and y of 12 bits, number of contacts.
# Source: Microsoft, "Windows Touchscreen sample report descriptors"; USB HID Usage Tables, page 0x0D.
DESCRIPTOR = (
    "050d0904a1018501" "0922a102" "0942150025017501950181029507 8103" "0951750895012 6ff008102"
    "050126ff0f751055 0e6533093035 0046b5048102468a0309318102" "c0" "050d0954250a75089501 8102" "85020955250a75089501b102" "c0"
).replace(" ", "")


def play(stage):
    before = stage.board.glass()
    stage.board.hands.do(f"hid Kiosk_panel {BUS_BLUETOOTH:#x} 0x0eef 0x0001 {DESCRIPTOR}")
    wait_until("the false panel", lambda: "Kiosk_panel" in stage.shell("cat /proc/bus/input/devices"), 60)
    stage.shell("udevadm settle; sleep 3")
    for x in (500, 2000, 3500):
        place = f"{x & 255:02x}{x >> 8:02x}{x & 255:02x}{x >> 8:02x}"
        stage.board.hands.do(f"report 010100{place}01", "wait 100", f"report 010000{place}01", "wait 400")
    need(before.width == stage.board.glass().width, "the glass has another size")
    stage.wait_for_greeting()
    with stage.visitor("tablet") as visitor:
        visitor.touch("welcome.begin")
