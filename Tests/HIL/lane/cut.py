"""What a disk holds after its power was cut at some moment."""

import itertools

# A disk writes this much at once or not at all.
SECTOR = 512
# Of the writes that were not flushed, so many are lost, and so many are torn; the rest arrived. Chosen: all three happen.
LOST, TORN = 0.4, 0.2


def moments(journal, after=0):
    """The positions at which the power can be cut: before the first entry after `after`, and after each."""
    return range(after, len(journal.entries) + 1)


def cut(journal, position, chance):
    """The disk as it is when the power goes after so many entries; `chance` is a seeded `random.Random`.

    All that was written before the last flush is there. Of what came later every write has arrived, has been lost, or is
    torn at a sector, independently of the others: disks write in whatever order they like.
    """
    disk = bytearray(journal.image)
    for offset, content in arrived(journal, position, chance):
        disk[offset:offset + len(content)] = content
    return disk


def write_cut(file, journal, position, chance):
    """Writes the disk of `cut` into a new file, of which nothing takes room that is empty: a tenth of the work."""
    with open(file, "wb") as disk:
        disk.truncate(len(journal.image))
        for offset, content in itertools.chain(journal.filled, arrived(journal, position, chance)):
            disk.seek(offset)
            disk.write(content)


def arrived(journal, position, chance):
    """What has reached the disk when the power goes after so many entries, in order: `(offset, bytes)`."""
    entries = journal.entries[:position]
    flushed = max((index for index, entry in enumerate(entries) if entry[0] == "flush"), default=-1)
    for index, entry in enumerate(entries):
        if entry[0] != "write":
            continue
        _, offset, content = entry
        yield offset, content[:survivors(len(content), chance)] if index > flushed else content


def survivors(length, chance):
    """How many bytes of an unflushed write of that length reach the disk."""
    luck = chance.random()
    if luck < LOST:
        return 0
    if luck < LOST + TORN:
        return SECTOR * chance.randrange(length // SECTOR + 1)
    return length
