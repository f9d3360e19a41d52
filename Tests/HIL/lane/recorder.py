"""A disk that remembers every write, every flush, and what was acknowledged in between.

It speaks NBD to QEMU, so that the guest has it as an ordinary disk. Nothing of it is a model of ext4 or SQLite: it knows
only which blocks were written when, and after which flush they must survive.

Source: the NBD protocol, NetworkBlockDevice/nbd doc/proto.md.
"""

import os
import socket
import struct
import threading

OPTION_MAGIC = 0x49484156454F5054
REPLY_MAGIC = 0x3E889045565A9
REQUEST_MAGIC, ANSWER_MAGIC = 0x25609513, 0x67446698
EXPORT_NAME, ABORT, INFO, GO = 1, 2, 6, 7
ACKNOWLEDGED, EXPORT_INFO, UNSUPPORTED = 1, 3, 0x80000001
READ, WRITE, DISCONNECT, FLUSH = 0, 1, 2, 3
# The disk has flags, and it heeds flushes. Without that flag a guest sends none, and nothing would be safe.
DISK_FLAGS = 0b1 | 0b100
# No handshake shorter than this: QEMU speaks the "fixed newstyle".
HANDSHAKE_FLAGS = 0b11

# An image is looked at in pieces of this size.
BLOCK = 1 << 16


class Journal:
    """What happened to a disk, in order: `("write", offset, bytes)`, `("flush",)`, `("mark", fact)`."""

    def __init__(self, image):
        # The disk before the first write; never changed.
        self.image = bytes(image)
        # What of it is not empty: (offset, bytes).
        blocks = ((offset, self.image[offset:offset + BLOCK]) for offset in range(0, len(self.image), BLOCK))
        self.filled = [(offset, content) for offset, content in blocks if content.count(0) < len(content)]
        self.entries = []
        self.lock = threading.Lock()

    def add(self, *entry):
        with self.lock:
            self.entries.append(entry)

    def mark(self, fact):
        """Notes a fact of the world outside: it became true after all writes that stand before it."""
        self.add("mark", fact)

    def marks_before(self, position):
        return [entry[1] for entry in self.entries[:position] if entry[0] == "mark"]


class Recorder:
    """An NBD server on a UNIX socket, for one guest at a time. What it has now is kept in `disk`, or in memory without one."""

    def __init__(self, path, image, disk=None):
        self.journal = Journal(image)
        self.disk = bytearray(image) if disk is None else disk
        self.path = path
        if os.path.exists(path):
            os.unlink(path)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen(1)
        threading.Thread(target=self.serve, daemon=True).start()

    def drive(self):
        """What QEMU is told about this disk. Its own cache passes flushes on and adds none."""
        return f"file.driver=nbd,file.server.type=unix,file.server.path={self.path},format=raw,cache=writeback"

    def close(self):
        self.socket.close()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            try:
                if self.shake_hands(connection):
                    self.obey(connection)
            except (EOFError, ConnectionError):
                # The guest's power was cut.
                pass
            finally:
                connection.close()

    def shake_hands(self, connection):
        connection.sendall(b"NBDMAGIC" + struct.pack(">QH", OPTION_MAGIC, HANDSHAKE_FLAGS))
        flags, = struct.unpack(">I", received(connection, 4))
        while True:
            _, option, length = struct.unpack(">QII", received(connection, 16))
            received(connection, length)
            if option == EXPORT_NAME:
                padding = b"" if flags & 0b10 else bytes(124)
                connection.sendall(struct.pack(">QH", len(self.disk), DISK_FLAGS) + padding)
                return True
            if option in (INFO, GO):
                reply(connection, option, EXPORT_INFO, struct.pack(">HQH", 0, len(self.disk), DISK_FLAGS))
                reply(connection, option, ACKNOWLEDGED)
                if option == GO:
                    return True
            elif option == ABORT:
                reply(connection, option, ACKNOWLEDGED)
                return False
            else:
                reply(connection, option, UNSUPPORTED)

    def obey(self, connection):
        while True:
            _, _, command, cookie, offset, length = struct.unpack(">IHHQQI", received(connection, 28))
            content = b""
            if command == READ:
                content = bytes(self.disk[offset:offset + length])
            elif command == WRITE:
                written = received(connection, length)
                self.disk[offset:offset + length] = written
                self.journal.add("write", offset, written)
            elif command == FLUSH:
                self.journal.add("flush")
            elif command == DISCONNECT:
                return
            connection.sendall(struct.pack(">IIQ", ANSWER_MAGIC, 0, cookie) + content)


def reply(connection, option, kind, content=b""):
    connection.sendall(struct.pack(">QIII", REPLY_MAGIC, option, kind, len(content)) + content)


def received(connection, count):
    content = bytearray()
    while len(content) < count:
        more = connection.recv(count - len(content))
        if not more:
            raise EOFError
        content += more
    return bytes(content)
