"""The tests of this tree's devices, run inside a board."""

import json
import re
import shlex

from .wrong import Wrong, need, wait_until

# They take a few minutes.
LIMIT_S = 600
# Nobody else may hold the devices; what a test asks the host for is a file.
PREPARE = """
systemctl stop kiosk-retry.timer kioskd hil-printer
mkdir -p /hil/sync /run/hil/tests
mount -o ro LABEL=kiosk-tests /run/hil/tests
"""
# One after the other: some count the descriptors of the whole process.
RUN = "KIOSK_HIL=1 LD_LIBRARY_PATH=/run/hil/tests/lib /run/hil/tests/mrc-kioskPackageTests.xctest" \
    " --testing-library swift-testing --no-parallel --filter '{tests}' --skip '{left}' > /run/hil/told 2>&1; echo $? > /run/hil/status"
# What the tests ask for, a file each, and the status when they have ended.
NEWS = """
for file in /hil/sync/*.req; do [ ! -e $file ] || echo "$file $(cat $file)"; done
[ ! -e /run/hil/status ] || echo "ended $(cat /run/hil/status)"
"""
ADAPTER = {"driver": "usb-serial", "chardev": "adapter", "id": "adapter"}


def pass_inside(stage, tests, left="^$"):
    """Runs the tests whose names fit `tests` and not `left`, all of which must pass; how many they were, in words."""
    board = stage.board
    board.monitor("chardev-add", id="adapter", backend={"type": "socket", "data": {
        "addr": {"type": "unix", "data": {"path": str(board.folder / "line")}}, "server": False}})
    try:
        board.monitor("device_add", **ADAPTER)
        stage.shell(PREPARE)
        stage.shell(f"systemd-run --quiet --unit device-tests sh -c {shlex.quote(RUN.format(tests=tests, left=left))}")
        status = wait_until("the end of the tests", lambda: news(stage), LIMIT_S, pause_s=1)
    finally:
        # Kept with the board, for whoever looks for the reason of a failure.
        told = stage.shell("cat /run/hil/told || true")
        (board.folder / "device-tests").write_text(told, encoding="utf-8")
        pull(board)
        board.monitor("chardev-remove", id="adapter")
    return judged(told, status)


def news(stage):
    """Does what the tests ask of the host; their status when they have ended."""
    for line in stage.shell(NEWS).splitlines():
        name, rest = line.split(maxsplit=1)
        if name == "ended":
            return rest
        (pull if json.loads(rest)["execute"] == "device_del" else plug)(stage.board)
        stage.shell(f"rm {name}; touch {name.removesuffix('.req')}.done")
    return None


def plug(board):
    board.monitor("device_add", **ADAPTER)


def pull(board):
    board.monitor.forget()
    try:
        board.unplug("adapter")
    except Wrong as error:
        # A test that failed may have left it unplugged.
        need("not found" in str(error), str(error))


def judged(told, status):
    """What the tests said of themselves; none may have failed and none may have been left out."""
    failed = [line for line in told.splitlines() if line.startswith("✘")]
    need(status == "0" and not failed, f"status {status}: " + "; ".join(failed[:5] or told.splitlines()[-5:]))
    left_out = [line for line in told.splitlines() if line.startswith("➜")]
    need(not left_out, f"left out: {'; '.join(left_out)}")
    total = re.search(r"Test run with (\d+) tests? in \d+ suites? passed after (.*) seconds", told)
    need(total, "no tests were run")
    return f"{total[1]} tests passed in {float(total[2]):.0f} s"
