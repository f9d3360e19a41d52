"""What a scenario says when the board did not do what it should."""

import os
import time

# On a machine that others keep busy every wait may be so many times longer.
PATIENCE = float(os.environ.get("HIL_PATIENCE", "1"))


class Wrong(Exception):
    """What somebody in front of the board would have complained about."""


def need(condition, sentence):
    """Ends the scenario with that sentence unless the condition holds."""
    if not condition:
        raise Wrong(sentence)


def wait_until(what, is_so, limit_s, pause_s=0.1):
    """What `is_so` answers as soon as it is anything but nothing; `what` names it if it does not come.

    Limits are three times what is needed and more: the same start took between 6 and 16 s within one hour on one machine.
    """
    limit_s *= PATIENCE
    end = time.monotonic() + limit_s
    while True:
        answer = is_so()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Wrong(f"{what} did not come within {limit_s:.0f} s")
        time.sleep(pause_s)
