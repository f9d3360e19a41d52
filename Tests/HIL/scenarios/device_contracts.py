"""The contracts of screen and printer hold inside the board, for every way to draw and every cable, a thousand times."""

from lane.inside import pass_inside

LONG = "some seven minutes of emulation; Tests/run holds the simulated devices to the same contracts"
TESTS = r"LinuxDevicesTests\.(DisplayTests/Contract|PrinterContractTests|PrinterCableTests)|a thousand times unplugged"


def play(stage):
    return pass_inside(stage, TESTS)
