"""A wrong key in kiosk.toml: the glass shows the fault page with its code, and with the key gone the kiosk is back."""

import base64

from lane.picture import read_png
from lane.stage import START_S
from lane.wrong import wait_until

SETTINGS = "/etc/mrc-kiosk/kiosk.toml"
FONTS = "FONTCONFIG_FILE=/usr/share/mrc-kiosk/fonts/fonts.conf"


def play(stage):
    stage.shell(f"cp {SETTINGS} /run/good.toml; sed -i 's/^panel = .*/panel = \"ten-inches\"/' {SETTINGS}")
    stage.shell("systemctl restart kioskd; true")
    stage.wait_for_property("ActiveState", "active", unit="kiosk-fault")
    stage.shell(f"{FONTS} kiosk-fault --config {SETTINGS} --code S1 --picture /run/golden.png")
    golden = read_png(base64.b64decode(stage.shell("base64 -w0 /run/golden.png")))
    wait_until("the fault page with the code S1", lambda: stage.board.glass() == golden, START_S)
    stage.shell(f"cp /run/good.toml {SETTINGS}; systemctl reset-failed kioskd; systemctl start kioskd")
    stage.wait_for_greeting()
