"""Reads a number off the glass, by shapes that it was shown before: what a visitor may have copied from the screen."""

from .wrong import need

# Rows of the English page "Your number" on the ten-inch panel that hold nothing but the number, inside its frame.
TOP, BOTTOM, LEFT, RIGHT = 172, 332, 36, 966
# A number has so many digits.
LENGTH = 12
# Darker than this is ink. The digits are almost black on almost white.
INK = 128


class Digits:
    """The shapes of the ten digits, learned from pages whose number is known."""

    def __init__(self):
        self.shapes = {}

    def learn(self, picture, number):
        """Takes the shapes from a page whose number is known."""
        shapes = shapes_on(picture)
        need(len(shapes) == LENGTH, f"there are {len(shapes)} shapes where a number of {LENGTH} digits should be")
        for shape, digit in zip(shapes, number, strict=True):
            self.shapes[shape] = digit

    def read(self, picture):
        """The number on a page; nothing while a shape on it is not known yet."""
        digits = [self.shapes.get(shape) for shape in shapes_on(picture)]
        return "".join(digits) if len(digits) == LENGTH and all(digits) else None


def shapes_on(picture):
    """The shapes from left to right, each as its columns of ink: columns without any ink lie between them."""
    rows = [picture.row(y) for y in range(TOP, BOTTOM)]
    columns = [bytes(row[x * 3] < INK for row in rows) for x in range(LEFT, RIGHT)]
    shapes, shape = [], []
    for column in [*columns, bytes(len(rows))]:
        if any(column):
            shape.append(column)
        elif shape:
            shapes.append(b"".join(shape))
            shape = []
    return shapes
