"""Golden pictures of pages that stand by themselves, drawn on this machine by the kiosk's own tool."""

import functools
import os
import re
import subprocess

from .board import OUT, PROGRAMS, TREE, made
from .picture import read_png
from .wrong import need

SITE = "amman-airport"
# The pictures that Tests/HIL/make/goldens drew while the board was made.
DRAWN = OUT / "goldens"


def languages():
    """The languages of the site, in its order."""
    text = (TREE / f"Kiosk/Sites/{SITE}.toml").read_text(encoding="utf-8")
    return re.search(r'^languages = \[(.*)\]$', text, re.MULTILINE)[1].replace('"', "").replace(" ", "").split(",")


def page(name, language):
    """A page in a language on the panel of the board."""
    file = made("tmp") / f"{name}-{language}.png"
    subprocess.run(
        [str(PROGRAMS / "kioskctl"), "screen", "--page", name, "--lang", language, "-o", str(file)], cwd=TREE, check=True,
        env={**os.environ, "FONTCONFIG_FILE": str(TREE / ".build-kiosk/fonts/fonts.conf")})
    return golden(file)


def golden(file):
    picture = read_png(file.read_bytes())
    need(not picture.is_one_colour(), f"the golden picture {file} is empty")
    return picture


@functools.cache
def welcomes():
    """The greeting in every language: what a board shows while nobody is there.

    Ask for them before a board is switched on: to read them takes as long as its splash stays.
    """
    return [golden(DRAWN / f"welcome-{language}.png") for language in languages()]
