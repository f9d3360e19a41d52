"""The board's service port: commands for the guest's shell, and what it answers."""

import threading

from .monitor import connected
from .wrong import PATIENCE, Wrong, need


class ServicePort:
    """The technician's shell of one board. See guest/technician."""

    def __init__(self, path, process):
        self.socket = connected(path, process)
        self.number = 0
        self.lock = threading.Lock()

    def run(self, script, limit_s=120):
        """Runs a script as root; its status and what it wrote."""
        with self.lock:
            self.socket.settimeout(limit_s * PATIENCE)
            try:
                self.send(script)
                while True:
                    number, status, length = (int(word) for word in self.line().split())
                    output = self.bytes(length)
                    # The answer to a request from before a state was restored is nobody's any more.
                    if number == self.number:
                        return status, output.decode(errors="replace")
            except TimeoutError as error:
                raise Wrong(f"the board's service port is silent for {limit_s} s") from error

    def send(self, script):
        """Sends a script whose end nobody waits for."""
        self.number += 1
        body = script.encode() + b"\n"
        self.socket.sendall(b"%d %d\n" % (self.number, len(body)) + body)

    def do(self, script, limit_s=120):
        """What a script wrote; it must succeed."""
        status, output = self.run(script, limit_s)
        need(status == 0, f"on the board '{script.strip()}' ended with status {status}: {output.strip()}")
        return output

    def line(self):
        line = b""
        while not line.endswith(b"\n"):
            line += self.bytes(1)
        return line

    def bytes(self, count):
        content = b""
        while len(content) < count:
            more = self.socket.recv(count - len(content))
            if not more:
                raise Wrong("the board's service port is closed")
            content += more
        return content
