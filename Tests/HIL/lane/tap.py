"""A tap on the printer's cable: what passes it is noted in the journal of the disk, so that both share one order of time."""

import socket
import threading

from .monitor import connected

# Questions for the printer's state are shorter than this; the bands of a slip are longer.
LEAST_BAND = 16


class Tap:
    """Stands between the board's paper port and the twin of the printer; `on_band` is called before a band is passed on."""

    def __init__(self, port, path, on_band):
        self.on_band = on_band
        self.board = connected(port)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen(1)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        printer, _ = self.listener.accept()
        threading.Thread(target=self.carry, args=(printer, self.board, False), daemon=True).start()
        self.carry(self.board, printer, True)

    def carry(self, source, target, is_to_paper):
        try:
            while content := source.recv(4096):
                if is_to_paper and len(content) >= LEAST_BAND:
                    self.on_band()
                target.sendall(content)
        except OSError:
            # One of the two was switched off.
            pass
