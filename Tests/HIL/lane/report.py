"""What was shown, a line each, and the totals."""

import time
import traceback

from .wrong import Wrong


class Report:
    """Counts proofs as they are made."""

    def __init__(self):
        self.passed = self.failed = 0
        self.began = time.monotonic()

    def prove(self, title, proof):
        """Makes one proof; whether it held."""
        began = time.monotonic()
        try:
            detail = proof()
        except (Wrong, OSError) as error:
            self.failed += 1
            print(f"NOT OK - {title} ({time.monotonic() - began:.0f} s): {error}", flush=True)
            return False
        except Exception:
            # A mistake in the test itself: it must not end the other proofs, and must not pass.
            self.failed += 1
            print(f"NOT OK - {title} ({time.monotonic() - began:.0f} s): the test itself failed\n{traceback.format_exc()}",
                  flush=True)
            return False
        self.passed += 1
        print(f"ok - {title} ({time.monotonic() - began:.0f} s){': ' + detail if detail else ''}", flush=True)
        return True

    def close(self):
        """Prints the totals; the exit status."""
        print(f"Tests/HIL: {self.passed} passed, {self.failed} failed in {time.monotonic() - self.began:.0f} s", flush=True)
        return 0 if self.failed == 0 and self.passed > 0 else 1
