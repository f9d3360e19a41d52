"""What only a kernel has passes its tests inside the board: screen, touch panels, keys, lamps, printer driver, storage."""

from lane.inside import pass_inside

# Those that Tests/run skips on this machine, which has no such devices.
TESTS = (r"LinuxDevicesTests\.(KernelInputTests|BoardKernelTests|DisplayTests/Kernel)"
         "|the USB cable tells of missing paper")


def play(stage):
    return pass_inside(stage, TESTS)
