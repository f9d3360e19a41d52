"""What only a kernel has passes its tests inside the board: screen, touch panels, keys, lamps, printer driver, storage."""

from lane.inside import pass_inside

# Those that Tests/run skips on this machine, which has no such devices.
TESTS = (r"LinuxDevicesTests\.(KernelInputTests|BoardKernelTests|DisplayTests/Kernel)"
         "|the USB cable tells of missing paper")
# Minutes of emulation by itself: device_contracts has it.
LEFT = "a thousand times unplugged"


def play(stage):
    return pass_inside(stage, TESTS, LEFT)
