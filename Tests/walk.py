#!/usr/bin/env python3
"""A visitor from the greeting to the slip, over HTTP, with nothing but what is on the glass:

    Tests/walk.py --lang km [--site amman-airport] [--hub URL --enrolment-code CODE --hub-store FILE]

Starts kiosk-sim, touches places in millimetres that /scene.json names, answers every question with its first answer,
prints, reads the slip's QR code off the paper with zbarimg, looks the number up again, leaves, and then searches
everything that the kiosk wrote for the number. With a hub the kiosk enrols there, and the record must reach the hub's store. Needs what Kiosk/prepare makes.
"""

import argparse
import base64
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request

OUT = pathlib.Path(".build-kiosk")
# How long the kiosk may take for one step. It takes milliseconds; a busy machine gets time, and an emulated one more.
step_s = 30
# The intake may ask for the counsellor on at most so many pages.
MOST_QUESTIONS = 5
# How many parts a page may have before we call it endless.
MOST_PARTS = 40
# Scripts, by a range of letters that no other language of the kiosk uses.
SCRIPTS = {
    "ar": (0x0600, 0x06FF), "bn": (0x0980, 0x09FF), "km": (0x1780, 0x17FF), "my": (0x1000, 0x109F),
    "si": (0x0D80, 0x0DFF), "ta": (0x0B80, 0x0BFF), "th": (0x0E00, 0x0E7F),
}
# What leads from the pages between two visits to the languages.
WAYS_IN = ("screen.wake", "welcome.begin", "goodbye.begin", "neutral.start")


class Wrong(Exception):
    """What a visitor would have complained about."""


def need(condition, sentence):
    if not condition:
        raise Wrong(sentence)


class Kiosk:
    """A running kiosk-sim, as somebody in front of it has it."""

    def __init__(self, program, site, state, *options):
        self.log = open(state / "kiosk-sim.log", "wb")
        self.process = subprocess.Popen(
            [program, "--port", "0", "--state", str(state / "kiosk"),
             "--pack", str(OUT / "packs" / site), "--key", str(OUT / "keys/guide.pub"),
             "--mrc-key", str(OUT / "keys/mrc.pub"), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        need("http://" in line, f"kiosk-sim did not start; see {state}/kiosk-sim.log")
        self.address = line[line.index("http://"):].strip().rstrip("/")
        self.scene = self.wait("the first picture", lambda scene: True, after=0)

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data=data, headers={"Content-Type": "application/json"} if data else {})
        with urllib.request.urlopen(request, timeout=step_s) as answer:
            return answer.read()

    def wait(self, what, is_there, after):
        """The first scene after the one with that number that `is_there`; `what` names it if it does not come."""
        end = time.monotonic() + step_s
        page = "nothing"
        while time.monotonic() < end:
            try:
                scene = json.loads(self.ask(f"/scene.json?after={after}"))
            except urllib.error.HTTPError as error:
                # 503: there is no picture yet.
                if error.code != 503:
                    raise
                time.sleep(0.1)
                continue
            if scene["number"] > after and is_there(scene):
                return scene
            page = f"the page {scene['page']}"
            after = max(after, scene["number"])
        raise Wrong(f"{what} did not come within {step_s} s; in sight is {page}")

    @staticmethod
    def sight(scene):
        """What makes two scenes different for a visitor."""
        return [scene["page"], scene["part"], scene["language"], scene["spoken"],
                [(control["id"], control["selected"]) for control in scene["controls"]]]

    def ids(self):
        return [control["id"] for control in self.scene["controls"]]

    def control(self, name):
        return next((control for control in self.scene["controls"] if control["id"] == name), None)

    def tap(self, name):
        """Touches the middle of a control; the scene that was in sight before."""
        control = self.control(name)
        need(control, f"the page {self.scene['page']} has no {name}; it has {', '.join(self.ids())}")
        before = self.scene
        rect = control["rect_mm"]
        self.ask("/touch", {"x": rect["x"] + rect["width"] / 2, "y": rect["y"] + rect["height"] / 2})
        return before

    def touch(self, name):
        """Touches a control, and waits until something else is in sight."""
        before = self.tap(name)
        self.scene = self.wait(
            f"an answer to {name}", lambda scene: self.sight(scene) != self.sight(before), before["number"])

    def type(self, name):
        """Touches a key whose digit is told to nobody, and waits until something was drawn."""
        before = self.tap(name)
        self.scene = self.wait(f"an answer to {name}", lambda scene: True, before["number"])

    def find(self, name):
        """Touches a control that may stand on a later part of the page."""
        for _ in range(MOST_PARTS):
            if self.control(name) or not self.control("nav.next-page"):
                break
            self.touch("nav.next-page")
        self.touch(name)

    def come_to(self, page):
        """Waits while the machine works, until that page is in sight."""
        if self.scene["page"] != page:
            self.scene = self.wait(f"the page {page}", lambda scene: scene["page"] == page, self.scene["number"])

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=step_s)
        self.log.close()
        return status


def begin(kiosk, tag):
    """From whatever stands there to the start page in a language."""
    for _ in range(3):
        way_in = next((name for name in WAYS_IN if kiosk.control(name)), None)
        if way_in is None:
            break
        kiosk.touch(way_in)
    need(kiosk.scene["page"] == "languages", f"no languages to choose from, but the page {kiosk.scene['page']}")
    kiosk.find(f"lang.{tag}")
    kiosk.come_to("home")
    need(kiosk.scene["language"] == tag, f"asked for {tag}, got {kiosk.scene['language']}")
    need(kiosk.scene["right_to_left"] == (tag == "ar"), "the page runs the wrong way")
    first, last = SCRIPTS.get(tag, (ord("A"), ord("z")))
    texts = " ".join(control["text"] for control in kiosk.scene["controls"])
    need(any(first <= ord(letter) <= last for letter in texts), f"nothing on the start page is written in {tag}")
    for name in ("nav.help", "nav.leave", "nav.language"):
        need(kiosk.control(name), f"the start page has no {name}")


def answer_questions(kiosk, turn=0):
    """Gives an answer that is not given yet on every page of questions: the first or, with a turn, so many further."""
    asked = 0
    while kiosk.scene["page"] == "question":
        asked += 1
        need(asked <= MOST_QUESTIONS, f"more than {MOST_QUESTIONS} pages of questions")
        before = [name for name in kiosk.ids() if name.startswith("q.")]
        options = [control["id"] for control in kiosk.scene["controls"]
                   if control["id"].startswith("q.") and not control["selected"]]
        option = options[turn % len(options)]
        kiosk.touch(option)
        if kiosk.scene["page"] == "question" and option in kiosk.ids() and before == [
                name for name in kiosk.ids() if name.startswith("q.")]:
            kiosk.find("nav.next")
    return asked


def read_slip(kiosk, state):
    """The QR code on the newest slip and the number in it, read as a desk would: off the paper."""
    picture = state / "slip.png"
    picture.write_bytes(kiosk.ask("/slips/latest.png"))
    job = kiosk.ask("/slips/latest.bin")
    need(job.startswith(b"\x1b@"), "the printer's job does not begin with ESC @")
    found = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)], capture_output=True, text=True)
    text = found.stdout.strip()
    need(text.startswith("MRC1:") and len(text) == 258, f"zbarimg reads no slip's QR code off {picture}")
    body = text[len("MRC1:"):]
    number = int.from_bytes(base64.b32decode(body + "=" * (-len(body) % 8))[:5], "big")
    # ISO 7064, MOD 97-10.
    need(number % 97 == 1, "the check digits of the number in the QR code are wrong")
    return text, f"{number:012}"


def words(tag, name):
    """A text of the guide's strings as a translator wrote it; English where there is no translation."""
    table = "en.toml" if tag == "en" else f"{tag}.po"
    text = pathlib.Path("Kiosk/Strings", table).read_text(encoding="utf-8")
    if tag == "en":
        value = tomllib.loads(text)
        for part in name.removeprefix("ui.").split("."):
            value = value[part]
        return value["text"] if isinstance(value, dict) else value
    entry = re.search(rf'^msgctxt "{re.escape(name)}"\n(.*?)(?:\n\n|\Z)', text, re.MULTILINE | re.DOTALL)
    need(entry, f"{table} has no {name}")
    translation = entry[1].split("\nmsgstr ", 1)[1]
    return "".join(json.loads(line) for line in translation.splitlines() if line.startswith('"')) or words("en", name)


def look_up(kiosk, tag, digits):
    """Types the number in again; the kiosk says that it waits for a counsellor."""
    if not kiosk.control("home.status") and kiosk.control("home.more"):
        kiosk.touch("home.more")
    kiosk.find("home.status")
    for digit in digits:
        kiosk.type(f"status.digit.{digit}")
    kiosk.tap("status.look")
    # Word breaks that the guide put into scripts without spaces are no letters.
    waiting = words(tag, "ui.status.waiting")
    kiosk.scene = kiosk.wait(
        f"\"{waiting}\"", lambda scene: waiting in " ".join(scene["spoken"]).replace("\u200b", ""),
        kiosk.scene["number"])


def search(state, digits, tag):
    """Nothing that the kiosk wrote may hold the number: not the ledger, not its log, nothing."""
    searched = 0
    groups = [digits[i:i + 4] for i in (0, 4, 8)]
    for file in [*(state / "kiosk").rglob("*"), state / "kiosk-sim.log"]:
        if not file.is_file():
            continue
        content = file.read_bytes()
        searched += 1
        for secret in (digits, " ".join(groups), "-".join(groups)):
            need(secret.encode() not in content, f"the number of the {tag} visit stands in {file}")
    need(searched >= 2, "there is neither a ledger nor a log to search")


def records(store, kiosk):
    """How many records of a kiosk wait at the hub."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as hub:
        return hub.execute("SELECT count(*) FROM intake WHERE kiosk = ? AND state = 'waiting'", (kiosk,)).fetchone()[0]


def arrive(store, kiosk):
    """Waits until the hub has the one record of this visit on its disk."""
    end = time.monotonic() + step_s
    while records(store, kiosk) == 0:
        need(time.monotonic() < end, f"the record did not reach the hub within {step_s} s")
        time.sleep(0.1)
    need(records(store, kiosk) == 1, "the hub has more than one record of one visit")


def walk(program, site, tag, state, options=(), store=None, kept=None):
    kiosk = Kiosk(program, site, state, *options)
    try:
        begin(kiosk, tag)
        kiosk.touch("home.talk")
        if kiosk.control("closed.go-on"):
            kiosk.touch("closed.go-on")
        kiosk.find("notice.agree")
        asked = answer_questions(kiosk)
        need(asked > 0, "the intake asks nothing")
        if kiosk.scene["page"] == "plan":
            kiosk.touch("plan.skip-all")
        kiosk.come_to("code")
        kiosk.find("code.print")
        kiosk.come_to("slip")
        code, digits = read_slip(kiosk, state)
        if kept:
            kept.write_text(f"{code}\n", encoding="utf-8")
        kiosk.touch("slip.came-out")
        if store:
            arrive(store, f"check-{site}")
        kiosk.touch("nav.done")
        begin(kiosk, tag)
        look_up(kiosk, tag, digits)
        kiosk.touch("nav.leave")
        kiosk.come_to("neutral")
        status = kiosk.stop()
        need(status == 0, f"kiosk-sim ended with status {status}")
        search(state, digits, tag)
        return asked
    finally:
        if kiosk.process.poll() is None:
            kiosk.process.kill()
            kiosk.process.wait()


def main():
    global step_s
    parser = argparse.ArgumentParser(description="A visit over HTTP, from the greeting to the slip.")
    parser.add_argument("--lang", required=True)
    parser.add_argument("--site", default="amman-airport")
    parser.add_argument("--program", default=".build/debug/kiosk-sim")
    parser.add_argument("--hub")
    parser.add_argument("--enrolment-code")
    parser.add_argument("--hub-store")
    parser.add_argument("--step-s", type=int, default=step_s, help="seconds that the kiosk may take for one step")
    parser.add_argument("--keep-code", type=pathlib.Path, help="where to put the text of the slip's QR code")
    arguments = parser.parse_args()
    step_s = arguments.step_s
    options = ["--hub", arguments.hub, "--enrolment-code", arguments.enrolment_code] if arguments.hub else []
    os.chdir(pathlib.Path(__file__).resolve().parent.parent)
    (OUT / "state").mkdir(parents=True, exist_ok=True)
    state = pathlib.Path(tempfile.mkdtemp(prefix=f"walk-{arguments.lang}-", dir=OUT / "state"))
    try:
        asked = walk(
            arguments.program, arguments.site, arguments.lang, state, options, arguments.hub_store, arguments.keep_code)
    except (Wrong, OSError, urllib.error.URLError, subprocess.TimeoutExpired) as error:
        print(f"Tests/walk.py --lang {arguments.lang}: {error}\nWhat it left is in {state}", file=sys.stderr)
        return 1
    shutil.rmtree(state)
    print(f"{arguments.lang}: {asked} pages of questions, a slip whose QR code reads, and no trace of its number")
    return 0


if __name__ == "__main__":
    sys.exit(main())
