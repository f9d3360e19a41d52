"""QEMU's monitor: what the hypervisor is told, and what it tells.

Source: QEMU docs/interop/qmp-spec.txt.
"""

import json
import socket
import time

from .wrong import Wrong


class Monitor:
    """The QMP socket of one QEMU."""

    def __init__(self, path, process):
        self.events = []
        self.socket = connected(path, process)
        self.lines = self.socket.makefile("rw", encoding="utf-8")
        self.read_line()
        self("qmp_capabilities")

    def __call__(self, command, **arguments):
        """Executes a command; its answer. What happened meanwhile is added to `events`."""
        self.lines.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.lines.flush()
        while True:
            answer = self.read_line()
            if "event" in answer:
                self.events.append(answer)
            elif "error" in answer:
                raise Wrong(f"QEMU refused {command}: {answer['error']['desc']}")
            else:
                return answer["return"]

    def read_line(self):
        line = self.lines.readline()
        if not line:
            raise Wrong("QEMU is gone")
        return json.loads(line)

    def by_hand(self, line):
        """A command of the monitor for humans, which saves and restores states."""
        said = self("human-monitor-command", **{"command-line": line})
        if said.strip():
            raise Wrong(f"QEMU did not like '{line}': {said.strip()}")

    def has_happened(self, name):
        """The first event of that name since the last `forget`; nothing when there was none."""
        self("query-status")
        return next((event for event in self.events if event["event"] == name), None)

    def told(self):
        """The events since the last `forget`, for a sentence."""
        words = [f"{event['event']} {event.get('data', {}).get('reason', '')}".strip() for event in self.events]
        return ", ".join(words) or "no events"

    def forget(self):
        self.events.clear()


def connected(path, process=None, limit_s=20):
    """A socket that is connected to that path, as soon as somebody listens there."""
    end = time.monotonic() + limit_s
    while True:
        candidate = socket.socket(socket.AF_UNIX)
        try:
            candidate.connect(str(path))
            return candidate
        except OSError as error:
            candidate.close()
            if time.monotonic() > end or (process and process.poll() is not None):
                raise Wrong(f"nobody listens at {path}: {error}") from error
            time.sleep(0.05)
