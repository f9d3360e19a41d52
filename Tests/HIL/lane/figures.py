"""What the kiosk on the board says of itself, and what the kernel says of it."""

import json

FILE = "/run/mrc-kiosk/figures.json"
# The kernel counts processor time in hundredths of a second. Source: proc(5), sysconf(_SC_CLK_TCK) on Linux.
TICKS_PER_S = 100


class Figures:
    """The figures of the kiosk on one stage."""

    def __init__(self, stage):
        self.stage = stage

    def told(self):
        """What kioskd writes down when it is asked: touch to picture, start to first picture, pictures."""
        self.stage.shell(f"rm -f {FILE}; systemctl kill -s USR2 kioskd; until [ -s {FILE} ]; do sleep 0.2; done")
        return json.loads(self.stage.shell(f"cat {FILE}"))

    def resident_kb(self):
        return self.stage.resident_kb()

    def descriptors(self):
        return int(self.stage.shell(f"ls /proc/{self.stage.property('MainPID')}/fd | wc -l"))

    def processor_share(self, seconds):
        """The part of one processor that the kiosk needs over so many seconds."""
        pid = self.stage.property("MainPID")
        used = f"awk '{{ print $14 + $15 }}' /proc/{pid}/stat; cut -d' ' -f1 /proc/uptime"
        before = [float(line) for line in self.stage.shell(used).split()]
        after = [float(line) for line in self.stage.shell(f"sleep {seconds}; {used}", limit_s=seconds * 3 + 60).split()]
        return (after[0] - before[0]) / TICKS_PER_S / (after[1] - before[1])


def slope(points):
    """How much a value grows for each step: the least squares through (step, value)."""
    count = len(points)
    middle = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle[0]) ** 2 for x, _ in points)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in points) / spread if spread else 0.0
