"""Pictures: what is on the glass, and what should be."""

import itertools
import struct
import zlib

from .wrong import need


# So many of three million values may differ by rounding, and by so much of 255. Seen: 84, by 7.
MOST_ROUNDED, LARGEST_ROUNDING = 300, 10


class Picture:
    """Pixels of three bytes, from the top left corner."""

    def __init__(self, width, height, pixels):
        self.width = width
        self.height = height
        self.pixels = bytes(pixels)

    def __eq__(self, other):
        return (self.width, self.height, self.pixels) == (other.width, other.height, other.pixels)

    def is_nearly(self, other):
        """Whether nobody can tell the two apart: a page drawn in parts rounds the edge of a letter here and there differently."""
        if (self.width, self.height) != (other.width, other.height):
            return False
        pairs = ((self.row(y), other.row(y)) for y in range(self.height))
        steps = [abs(mine - theirs) for row, its in pairs if row != its for mine, theirs in zip(row, its) if mine != theirs]
        return len(steps) <= MOST_ROUNDED and max(steps, default=0) <= LARGEST_ROUNDING

    def row(self, y):
        return self.pixels[y * self.width * 3:(y + 1) * self.width * 3]

    def part(self, x, y, width, height):
        """A rectangle of the picture."""
        rows = (self.pixels[((y + i) * self.width + x) * 3:((y + i) * self.width + x + width) * 3] for i in range(height))
        return Picture(width, height, b"".join(rows))

    def without(self, x, y, width, height):
        """The bytes of all pixels that are not in a rectangle."""
        beside = (self.row(row)[:x * 3] + self.row(row)[(x + width) * 3:] for row in range(y, y + height))
        return b"".join([self.pixels[:y * self.width * 3], *beside, self.pixels[(y + height) * self.width * 3:]])

    def colour(self, x, y):
        """Red, green and blue of one pixel."""
        start = (y * self.width + x) * 3
        return tuple(self.pixels[start:start + 3])

    def is_one_colour(self):
        return self.pixels == self.pixels[:3] * (self.width * self.height)

    def difference(self, other):
        """The smallest rectangle (x, y, width, height) with all that differs; nothing when nothing does."""
        need((self.width, self.height) == (other.width, other.height),
             f"a picture has {self.width} x {self.height} pixels, not {other.width} x {other.height}")
        if self.pixels == other.pixels:
            return None
        rows = [y for y in range(self.height) if self.row(y) != other.row(y)]
        left, right = self.width, -1
        for y in rows:
            mine, theirs = self.row(y), other.row(y)
            left = min(left, next(i for i in range(len(mine)) if mine[i] != theirs[i]) // 3)
            right = max(right, next(i for i in reversed(range(len(mine))) if mine[i] != theirs[i]) // 3)
        return left, rows[0], right - left + 1, rows[-1] - rows[0] + 1


def read_ppm(path):
    """A picture as QEMU's screendump writes it. Source: netpbm, ppm(5), "P6"."""
    content = path.read_bytes()
    magic, size, depth, pixels = content.split(b"\n", 3)
    need(magic == b"P6" and depth == b"255", f"{path} is no picture of three bytes a pixel")
    width, height = (int(number) for number in size.split())
    return Picture(width, height, pixels)


def write_ppm(picture, path):
    path.write_bytes(b"P6\n%d %d\n255\n" % (picture.width, picture.height) + picture.pixels)


def read_png(content):
    """The picture in a PNG file of eight bits a channel, without interlacing. Source: PNG, W3C recommendation, 9."""
    need(content.startswith(b"\x89PNG\r\n\x1a\n"), "this is no PNG file")
    position, data, header = 8, b"", None
    while position < len(content):
        length, kind = struct.unpack_from(">I4s", content, position)
        body = content[position + 8:position + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            data += body
        position += 12 + length
    width, height, depth, colours, _, _, interlaced = header
    need(depth == 8 and colours in (2, 6) and not interlaced, "only PNG files of eight bits a channel are read")
    channels = 3 if colours == 2 else 4
    pixels = unfiltered(zlib.decompress(data), width * channels, height, channels)
    if channels == 4:
        opaque = bytearray(width * height * 3)
        for channel in range(3):
            opaque[channel::3] = pixels[channel::4]
        pixels = opaque
    return Picture(width, height, pixels)


def unfiltered(data, length, height, channels):
    """Undoes the filter that each row of a PNG file begins with."""
    rows, above = [], bytearray(length)
    for y in range(height):
        start = y * (length + 1)
        row = bytearray(data[start + 1:start + 1 + length])
        unfilter(data[start], row, above, channels)
        rows.append(row)
        above = row
    return b"".join(rows)


def unfilter(kind, row, above, channels):
    need(kind <= 4, f"there is no filter {kind}")
    if kind == 1:
        for channel in range(channels):
            row[channel::channels] = bytes(total & 255 for total in itertools.accumulate(row[channel::channels]))
    elif kind == 2:
        row[:] = sums(row, above)
    elif kind == 3:
        for i, up in enumerate(above):
            left = row[i - channels] if i >= channels else 0
            row[i] = (row[i] + (left + up) // 2) & 255
    elif kind == 4:
        undo_paeth(row, above, channels)


def sums(row, above):
    """The sums of two rows, byte by byte: all bytes at once in one large number, without what one carries into the next."""
    length = len(row)
    low, high = int.from_bytes(b"\x7f" * length, "big"), int.from_bytes(b"\x80" * length, "big")
    one, other = int.from_bytes(row, "big"), int.from_bytes(above, "big")
    return (((one & low) + (other & low)) ^ ((one ^ other) & high)).to_bytes(length, "big")


def undo_paeth(row, above, channels):
    """Adds to each byte the neighbour that is nearest to what a plane through all three would give (Paeth)."""
    for channel in range(channels):
        left = corner = 0
        for i in range(channel, len(row), channels):
            up = above[i]
            to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            if to_left <= to_up and to_left <= to_corner:
                nearest = left
            else:
                nearest = up if to_up <= to_corner else corner
            left = row[i] = (row[i] + nearest) & 255
            corner = up
