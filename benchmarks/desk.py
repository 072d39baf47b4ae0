"""How long after the last keystroke does the desk show findings? `python -m benchmarks.desk`.

A box of its own with its site and its background work, as `newsbox serve` starts them; a draft of 700 words from the fictional
press, changed again and again. A client asks as the page's own script does: the pause after the last key, then the text, then what was
seen in it every PAUSE seconds. Median and slowest of TIMES, after three that warm up; and how long the first one took in a box
just started whose desk had just been opened.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from newsbox.press import outlets

TYPING, PAUSE = 0.35, 0.15
"""Seconds, as web/desk.html and web/_draft.html have them."""
TIMES, WORDS = 20, 700


def draft() -> str:
    """A draft of the length we promise for, our own words."""
    headline, paragraphs, words = "", [], 0
    stories = (story for paper in outlets.outlets() if paper.says["language"] == "en" for story in paper.stories)
    for story in stories:
        headline = headline or story.says["headline"]
        for _, paragraph in story.blocks:
            paragraphs.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS:
                return "\n\n".join([headline, *paragraphs])
    raise AssertionError("the fictional press has fewer words than that")


class Reader:
    """Somebody who is signed in."""

    def __init__(self, url: str, link: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.get(link.removeprefix(url))

    def get(self, path: str) -> str:
        """A page of the site."""
        with self.browser.open(self.url + path) as answer:
            return str(answer.read().decode())

    def checked(self, text: str, number: str) -> tuple[str, float]:
        """The draft's number and the seconds from the last key to what was seen in it."""
        began = time.monotonic()
        time.sleep(TYPING)
        token = next(cookie.value for cookie in self.cookies if cookie.name == "newsbox_csrf") or ""
        body = urllib.parse.urlencode({"text": text, "draft": number, "csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(f"{self.url}/desk/", body, {"HX-Request": "true", "Origin": self.url})
        with self.browser.open(request) as answer:
            shown = str(answer.read().decode())
        number = re.findall(r'id="draft-number" value="(\d+)"', shown)[0]
        while "hx-trigger" in shown:
            time.sleep(PAUSE)
            shown = self.get(f"/desk/{number}/reading/")
        if "As NewsBox reads it" not in shown:
            raise AssertionError(shown)
        return number, time.monotonic() - began


def main() -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        env = {**os.environ, "NEWSBOX_HOME": home, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "newsbox"]
        subprocess.run([*command, "user", "add", "reader", "--password-stdin"], input=b"a quiet harbour", env=env, check=True, capture_output=True)  # fmt: skip
        asked = subprocess.run([*command, "user", "link", "reader", "--port", str(port)], env=env, check=True, capture_output=True, text=True)  # fmt: skip
        server = subprocess.Popen([*command, "serve", "--port", str(port)], env=env, stdout=subprocess.PIPE, text=True)
        try:
            while "Ctrl-C" not in (server.stdout.readline() if server.stdout else ""):
                pass
            reader, text = Reader(f"http://127.0.0.1:{port}", asked.stdout.strip()), draft()
            reader.get("/desk/")
            number, first = reader.checked(text, "")
            taken = [reader.checked(f"{text} It rained on day {day}.", number)[1] for day in range(TIMES + 3)][3:]
        finally:
            server.terminate()
            server.wait(30)
    print(f"a draft of {len(text.split())} words: the first after {first:.2f} s, then {statistics.median(taken):.2f} s (slowest of {TIMES}: {max(taken):.2f} s)")  # fmt: skip


if __name__ == "__main__":
    main()
