#!/usr/bin/env python3
"""A working day at the staff desk, in a real Chromium:

    .build-kiosk/desk-venv/bin/python Tests/desk.py [--pictures FOLDER]

Takes a number at a simulated kiosk, starts kiosk-hub, signs in with an authenticator, opens the number from its slip, writes
down what was asked, refers, closes, and looks at every page with axe-core and at three widths. Needs what Kiosk/prepare and
Tests/desk-venv make.
"""

import argparse
import base64
import hashlib
import hmac
import io
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import time

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import walk

OUT = pathlib.Path(".build-kiosk")
WIDTHS = (320, 768, 1280)
SITE = "amman-airport"
# A busy machine gets time.
PATIENCE_MS = 60_000
PASSWORD = "lantern seven gulls"
# What the browser measured: the opening itself, which answers with the way to the case, then the page of the case, then drawing.
PARTS = """(() => {
  const way = performance.getEntriesByType("navigation")[0];
  return [way.redirectEnd - way.redirectStart, way.responseEnd - way.fetchStart, way.domContentLoadedEventEnd - way.responseEnd];
})()"""


def need(condition, sentence):
    walk.need(condition, sentence)


def code(secret, at):
    """Source: RFC 6238."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def tarred(site, link=False):
    """The folder of a site's pack in one file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.add(OUT / "packs" / site, arcname=site)
        if link:
            entry = tarfile.TarInfo(f"{site}/more.sqlite")
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry)
    return file.getvalue()


def slip(program, state):
    """Takes a number at a kiosk; the text of the slip's QR code and the digits."""
    kiosk = walk.Kiosk(program, SITE, state)
    try:
        walk.begin(kiosk, "my")
        kiosk.touch("home.talk")
        if kiosk.control("closed.go-on"):
            kiosk.touch("closed.go-on")
        kiosk.find("notice.agree")
        need(walk.answer_questions(kiosk) > 0, "the intake asks nothing")
        if kiosk.scene["page"] == "plan":
            kiosk.touch("plan.skip-all")
        kiosk.come_to("code")
        kiosk.find("code.print")
        kiosk.come_to("slip")
        text, digits = walk.read_slip(kiosk, state)
        kiosk.stop()
        return text, digits
    finally:
        if kiosk.process.poll() is None:
            kiosk.process.kill()
            kiosk.process.wait()


class Hub:
    """A running kiosk-hub with a coordinator."""

    def __init__(self, program, state):
        self.program, self.state = program, state
        keys = OUT.resolve() / "keys"
        shutil.copy(keys / "mrc.key", state / "mrc.key")
        os.chmod(state / "mrc.key", 0o600)
        self.settings = state / "hub.toml"
        self.settings.write_text(
            f'data = "{state / "hub"}"\nlog_level = "info"\n[door]\nhost = "127.0.0.1"\nport = 0\n[desk]\nport = 0\n'
            f'name = "Amman MRC"\nminutes_ahead_of_utc = 180\n[keys]\nmrc = "{state / "mrc.key"}"\nguide = ["{keys / "guide.pub"}"]\n')

    def run(self, *arguments):
        return subprocess.run(
            [self.program, *arguments, "--config", str(self.settings)], capture_output=True, text=True, check=True).stdout.strip()

    def start(self):
        self.log = open(self.state / "hub.log", "w+b")
        self.process = subprocess.Popen([self.program, "serve", "--config", str(self.settings)], stdout=self.log, stderr=self.log)
        end = time.monotonic() + PATIENCE_MS / 1000
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(rb"desk\.port=\"?(\d+)", (self.state / "hub.log").read_bytes())
            if found:
                return f"http://127.0.0.1:{int(found[1])}"
            time.sleep(0.1)
        raise walk.Wrong(f"kiosk-hub did not open the desk; see {self.state}/hub.log")

    def stop(self):
        self.process.terminate()
        try:
            return self.process.wait(timeout=30)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.log.close()


class Desk:
    """A person at the desk."""

    def __init__(self, browser, address, pictures):
        self.page = browser.new_context(base_url=address, viewport={"width": 768, "height": 900}).new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.pictures, self.looked, self.complaints = pictures, 0, []
        self.page.on("pageerror", lambda error: self.complaints.append(f"a script failed: {error}"))
        self.page.on("console", lambda line: self.complaints.append(line.text) if "Content Security" in line.text else None)
        self.page.on("request", lambda request: self.complaints.append(f"a foreign address: {request.url}")
                     if not request.url.startswith(address) else None)

    def look(self, name):
        """Looks at the page with axe-core and at every width."""
        need(self.page.title(), f"the page {name} has no title")
        # axe-core itself is brought by the test; the page's own policy would refuse it.
        found = Axe().run(self.page)
        for fault in found["violations"]:
            if fault["impact"] in ("serious", "critical"):
                places = ", ".join(node["html"][:120] for node in fault["nodes"][:3])
                self.complaints.append(f"{name}: {fault['id']}: {fault['help']}: {places}")
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.complaints.append(f"{name}: {wide} pixels wide on {width}")
            if self.pictures:
                self.page.screenshot(path=str(self.pictures / f"{name}-{width}.png"), full_page=True)
        self.looked += 1

    def proves_itself(self):
        """A page full of faults must be complained of, else none of the praise counts."""
        page = self.page.context.new_page()
        page.set_content("<html><body><img src='x'><input><button></button></body></html>")
        faults = [fault for fault in Axe().run(page)["violations"] if fault["impact"] in ("serious", "critical")]
        need(len(faults) >= 3, "axe-core finds nothing on a page full of faults")
        page.close()

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()

    def sign_in(self, name, password):
        page = self.page
        page.goto("/sign-in")
        self.look("sign-in")
        page.get_by_label("Sign-in name").fill(name)
        page.get_by_label("Password").fill(password)
        self.press("Go on")
        secret = page.locator(".secret").inner_text().replace(" ", "")
        need(page.locator("svg.qr").count() == 1, "no picture for the authenticator")
        self.look("setup")
        page.get_by_label("The six digits that it shows now").fill(code(secret, time.time()))
        page.get_by_label("Your new password").fill(PASSWORD)
        page.get_by_label("The same password again").fill(PASSWORD)
        self.press("Finish")
        page.wait_for_selector("h1:has-text('Now')")
        return secret


def day(desk, text, digits):
    """From the open number to the closed case."""
    page = desk.page
    desk.look("now-empty")
    page.goto("/open")
    desk.look("open")
    page.get_by_label("The number on the slip").fill(digits[:4] + " " + digits[4:7] + " " + digits[8:])
    desk.press("Open and take it")
    need("second group" in page.inner_text("[role=alert]"), "nobody says which group is wrong")
    desk.look("open-mistyped")
    page.get_by_label("The number on the slip").fill(digits)
    desk.press("Open and take it")
    need("not here yet" in page.inner_text("[role=alert]"), "a number that never came is not told")
    desk.look("open-not-here")
    # A scanner types and presses Enter.
    page.get_by_label("The number on the slip").fill(text)
    began = time.monotonic()
    page.keyboard.press("Enter")
    page.wait_for_selector(".answers")
    took = time.monotonic() - began, page.evaluate(PARTS)
    need(digits not in page.content(), "the number stands on the page of the case")
    desk.look("case-opened")
    page.get_by_label("help with this matter").check()
    page.get_by_label("Who they are").select_option("migrant")
    page.get_by_label("Country of origin").fill("X1")
    page.get_by_label("Help with a complaint").check()
    page.locator("summary", has_text="What was won").click()
    page.locator("#rk0").select_option("wages")
    page.locator("#ro0").fill("1250.500")
    page.locator("#rc0").fill("JOD")
    desk.press("Save")
    need("two letters" in page.inner_text("[role=alert]"), "a wrong country was taken")
    need(page.get_by_label("Help with a complaint").is_checked() and page.locator("#ro0").input_value() == "1250.500",
         "what was filled in is gone")
    desk.look("case-refused")
    page.get_by_label("Country of origin").fill("mm")
    desk.press("Save")
    need("Saved." in page.inner_text("[role=status]"), "it was not saved")
    page.locator("#service").select_option(index=1)
    page.get_by_label("The person agrees").check()
    desk.press("Refer")
    need("referral is written down" in page.inner_text("[role=status]"), "the referral was not written down")
    page.locator("#st1").select_option("accepted")
    page.get_by_label("The person wants to be followed up").check()
    desk.press("Write down")
    need(page.get_by_label("The person wants to be followed up").is_checked(), "another button lost what was filled in")
    desk.look("case-referred")
    page.goto("/cases")
    desk.look("cases")
    page.get_by_role("link", name="Case 1").click()
    desk.press("Save and close the case")
    need("None are open" in page.inner_text("main"), "the case is not closed")
    return took


def others(desk, hub):
    """The pages of a coordinator."""
    page = desk.page
    page.goto("/open")
    page.locator("summary", has_text="Start fresh").click()
    page.get_by_label("Language to talk in").select_option("km")
    page.get_by_label("Today").check()
    page.get_by_label("Asks to talk with a woman").check()
    desk.press("Start, and let it wait")
    need("Khmer" in page.inner_text("main"), "who waits is not there")
    desk.look("now")
    page.get_by_role("link", name=re.compile("Case")).first.click()
    desk.look("case-waiting")
    page.goto("/staff/new")
    page.get_by_label("Sign-in name").fill("mina")
    page.get_by_label("What colleagues call them").fill("Mina <script>")
    page.get_by_label("Burmese").check()
    desk.look("staff-new")
    desk.press("Save")
    need(page.locator(".secret").count() == 1, "no first password")
    desk.look("staff-added")
    page.goto("/staff")
    desk.look("staff")
    page.goto("/guides")
    for upload, role in [(tarred(SITE, link=True), "alert"), (tarred(SITE), "status")]:
        page.get_by_label("Its files").set_input_files({"name": "pack.tar", "mimeType": "application/x-tar", "buffer": upload})
        desk.press("Put it on the channel “test”")
        page.wait_for_selector(f"[role={role}]")
    page.get_by_role("button", name="Move on to “canary”").first.click()
    page.wait_for_selector("[role=status]")
    desk.look("guides")
    page.goto("/fleet")
    desk.look("fleet")
    page.goto("/audit")
    need("case.closed" in page.inner_text("main"), "the log does not tell of the case")
    desk.look("audit")
    if page.goto("/reports").status == 200:
        desk.look("reports")
    page.goto("/no-such-page")
    desk.look("not-found")
    page.goto("/")
    desk.press("Sign out")
    page.wait_for_selector("h1:has-text('Sign in')")


def main():
    parser = argparse.ArgumentParser(description="A working day at the staff desk, in a real Chromium.")
    parser.add_argument("--program", default=".build/debug/kiosk-hub")
    parser.add_argument("--simulator", default=".build/debug/kiosk-sim")
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures of every page")
    arguments = parser.parse_args()
    os.chdir(pathlib.Path(__file__).resolve().parent.parent)
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    (OUT / "state").mkdir(parents=True, exist_ok=True)
    state = pathlib.Path(tempfile.mkdtemp(prefix="desk-", dir=OUT / "state")).resolve()
    hub = Hub(arguments.program, state)
    try:
        text, digits = slip(arguments.simulator, state)
        password = hub.run("staff", "add", "olga", "--role", "coordinator", "--name", "Olga", "--language", "my", "--woman")
        hub.run("guide", "publish", "--channel", "all", str(OUT.resolve() / "packs" / SITE))
        hub.run("kiosk", "add", "--site", SITE, "amman-airport-2")
        address = hub.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            desk = Desk(browser, address, arguments.pictures)
            desk.proves_itself()
            desk.sign_in("olga", password)
            took = day(desk, text, digits)
            others(desk, hub)
            browser.close()
        need(not desk.complaints, "\n".join(desk.complaints))
        need(digits.encode() not in (state / "hub.log").read_bytes(), "the number stands in the hub's log")
        need(hub.stop() == 0, "kiosk-hub did not end well")
    except Exception as error:
        print(f"Tests/desk.py: {error}\nWhat it left is in {state}", file=sys.stderr)
        return 1
    finally:
        if getattr(hub, "process", None) and hub.process.poll() is None:
            hub.process.kill()
            hub.process.wait()
    shutil.rmtree(state)
    print(f"{desk.looked} pages of the desk, no serious fault, nothing wider than the screen; a slip opened in "
          f"{took[0] * 1000:.0f} ms: opening {took[1][0]:.0f}, page {took[1][1]:.0f}, drawing {took[1][2]:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
