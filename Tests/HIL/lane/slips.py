"""A slip in hand: its QR code is read off the paper, opened with the centre's key, and compared with what was touched."""

import functools
import subprocess
import tomllib

from .board import PROGRAMS, TREE
from .paper import number_of, qr_text
from .wrong import need

CENTRE = TREE / ".build-kiosk/keys"
# Where the parts of a payload begin. Source: Sources/Intake/Payload.swift.
LANGUAGE = 5


class Slip:
    """A slip that a counsellor can open."""

    def __init__(self, paper):
        text = qr_text(paper)
        content = bytes.fromhex(probe("slips", CENTRE / "mrc.key", [text])[0])
        self.number = number_of(text)
        end = LANGUAGE + 1 + content[LANGUAGE]
        self.language = content[LANGUAGE + 1:end].decode("ascii")
        self.answers = answers(content[end:])

    def need_answers(self, touched, language):
        """What was touched must be on the slip, and nothing else: `touched` are names of controls, in the order of touching."""
        chosen, talk = sealed(touched)
        need(self.answers == chosen, "the slip does not hold the answers that were touched")
        need(self.language == (talk or language), f"the slip does not ask for a talk in {talk or language}")


def read(paper):
    """The number on a slip that a counsellor can open."""
    return Slip(paper).number


@functools.cache
def questions():
    """The questions of the intake whose answers a counsellor reads, by their names."""
    form = tomllib.loads((TREE / "Kiosk/Forms/intake.toml").read_text(encoding="utf-8"))
    return {question["id"]: question for question in form["question"] if question["to"] != "statistics"}


def sealed(touched):
    """What of the touched controls `q.QUESTION.OPTION` a record must hold, as numbers, and the language to talk in."""
    chosen, talk = {}, None
    for _, name, option in (control.split(".", 2) for control in touched):
        question = questions().get(name)
        if question is None:
            continue
        if question.get("options_from") == "languages":
            talk = option
            continue
        number = next(entry["number"] for entry in question["options"] if entry["id"] == option)
        earlier = chosen.get(question["number"], []) if question["kind"] == "many" else []
        chosen[question["number"]] = [*earlier, number]
    return chosen, talk


def answers(content):
    """The answers in the last part of a payload: the numbers of options by the number of their question."""
    count, content, found = content[0], content[1:], {}
    for _ in range(count):
        number, options = content[0], content[1]
        found[number] = list(content[2:2 + options])
        content = content[2 + options:]
    need(not any(content), "there is something behind the last answer of the record")
    return found


def probe(question, file, lines):
    """What ledger-probe answers; see Tests/Support/LedgerProbe."""
    done = subprocess.run(
        [str(PROGRAMS / "ledger-probe"), question, str(file)], input="".join(f"{line}\n" for line in lines),
        capture_output=True, text=True)
    need(done.returncode == 0, f"ledger-probe {question}: {done.stderr.strip()}")
    return done.stdout.split("\n")[:-1]
