"""The board enrols with a hub by its code, a number that it gave reaches the hub, and the filter lets it reach nobody else."""

from lane.hub import HOST, Hub
from lane.slips import CENTRE, probe, read
from lane.wrong import need, wait_until


def play(stage):
    with Hub() as hub:
        stage.enrol(hub)
        need(stage.property("IPAddressAllow").split() == [f"{HOST}/32"], "more than the hub is allowed")
        need(set(stage.property("IPAddressDeny").split()) == {"::/0", "0.0.0.0/0"}, "not everything else is forbidden")
        with stage.visitor("tablet") as visitor:
            number = read(visitor.visit("en"))
            lookup, = probe("lookups", CENTRE / "mrc.pub", [number])
            wait_until("the record at the hub", lambda: lookup in hub.records(), 60, pause_s=1)
