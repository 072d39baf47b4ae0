"""The newsbox command, as a person or a script calls it: a process of its own, with a box of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.press import TEXT, Press

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-m", "newsbox"]
PAGE = (
    "<html><head><title>Fire - Gazette</title></head><body><article><h1>Fire</h1>"
    + "".join(f"<p>{line}</p>" for line in TEXT)
    + "</article></body></html>"
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSBOX_", "DJANGO_"))}
    return {
        **kept,
        "NEWSBOX_HOME": str(tmp_path / "box"),
        "HOME": str(tmp_path),
        "NEWSBOX_ALLOW_NETWORKS": "127.0.0.0/8",
        "NEWSBOX_PAUSE": "0",
        "NEWSBOX_TIME_ZONE": "UTC",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def run(env: dict[str, str], tmp_path: Path) -> Run:
    def call(*args: str, given: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
        body = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            [*COMMAND, *args], env={**env, **more}, input=body, capture_output=True, cwd=tmp_path, timeout=120
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "fire.html").write_text(PAGE)
    return "fire.html"


# Reading ---------------------------------------------------------------------------------------------------------


def test_the_letters_of_a_mailbox(run: Run) -> None:
    from tests.mailbox import Postmaster, letter

    with Postmaster() as post:
        post.delivers("Newsletters", letter("The week", "<p>The harbour opened again.</p>"))
        done = run("add", post.address(), "--password-stdin", given="a quiet quay\n")
        assert (done.stdout, done.stderr) == (
            "You now follow Newsletters. Its letters arrive with the next visit.\n",
            "",
        )
        assert run("refresh").stdout.startswith("1 sources visited, 0 unchanged, 0 failed; 1 reports new")
        assert json.loads(run("list").stdout)["outlet"] == "The Gazette"
        listed = run("export", "opml")
        assert listed.stderr == "newsbox: a mailbox is left out: a list has no passwords.\n"
        assert "imap" not in listed.stdout
        wrong = run("add", "imaps://nobody", "--password-stdin", given="x\n")
        assert wrong.returncode == 2 and "imaps://reader@mail.example.org/Newsletters" in wrong.stderr


def test_reading_a_file_as_text(run: Run, page: str) -> None:
    done = run("read", page)
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith("Fire\nGazette\n")
    assert TEXT[0] in done.stdout.splitlines()  # through a pipe a paragraph is a line


def test_reading_as_json_markdown_and_html(run: Run, page: str) -> None:
    plain = json.loads(run("read", page, "--format", "json").stdout)
    assert (plain["schema"], plain["headline"], plain["paragraphs"]) == (1, "Fire", list(TEXT))
    assert "# Fire" in run("read", "-f", "markdown", page).stdout
    assert "<h1>Fire</h1>" in run("read", "-f", "html", page).stdout


def test_several_sources_give_an_object_a_line(run: Run, page: str) -> None:
    done = run("read", page, "missing.html", page)
    assert done.returncode == 2
    assert [json.loads(line)["headline"] for line in done.stdout.splitlines()] == ["Fire", "Fire"]
    assert done.stderr == "newsbox: missing.html: there is no such file.\n"


def test_reading_an_address_and_standard_input(run: Run, press: Press) -> None:
    url = press.answers("/fire", PAGE.encode())
    assert json.loads(run("read", url, "-f", "json").stdout)["url"] == url
    assert (
        json.loads(run("read", "-", "-f", "json", "--url", "https://e.example/a", given=PAGE).stdout)["url"]
        == "https://e.example/a"
    )
    assert run("read", "-", given="A headline\n\n" + "\n\n".join(TEXT)).stdout.startswith("A headline\n")


def test_the_progress_bar_leaves_the_output_alone(env: dict[str, str], page: str, tmp_path: Path) -> None:
    """Somebody looks at stderr, and standard output goes into a file."""
    ours, theirs = pty.openpty()
    with (tmp_path / "out.jsonl").open("wb") as out:
        process = subprocess.Popen([*COMMAND, "read", page, page], env=env, cwd=tmp_path, stdout=out, stderr=theirs)
        os.close(theirs)
        shown = b""
        while chunk := _read_or_nothing(ours):
            shown += chunk
        assert process.wait(60) == 0
    assert b"Reading" in shown and b"schema" not in shown
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["Fire", "Fire"]


def _read_or_nothing(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""  # the other side has closed


def test_a_small_line_of_people_reading_a_pipe(env: dict[str, str], page: str, tmp_path: Path) -> None:
    done = subprocess.run(
        f"{' '.join(COMMAND)} read {' '.join([page] * 30)} | head -1",
        shell=True,
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("empty.html", b"", "empty"),
        ("a.pdf", b"%PDF-1.7", "PDF is broken"),
        ("noise.txt", bytes(range(256)) * 20, "not text"),
        ("wall.html", b"<html><body><form><input type=password></form></body></html>", "sign in"),
        ("links.html", b"<html><body>" + b"<a href=/x>Link</a> " * 100 + b"</body></html>", ""),
        (
            "lies.html",
            b'<html><head><meta charset="utf-8"></head><body>'
            + bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x00, 0x01, 0x02]) * 500
            + b"</body></html>",
            "charset",
        ),
    ],
)
def test_bad_files_get_one_sentence(run: Run, tmp_path: Path, name: str, body: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(body)
    done = run("read", name)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(f"newsbox: {name}: ") and words in done.stderr
    assert done.stderr.count("\n") == 1 and done.stderr.endswith(".\n")


def test_three_gigabytes_are_refused_at_once(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(3 * 2**30)
    done = run("read", "huge.html")
    assert done.returncode == 2 and "3,072 MB" in done.stderr


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("http://10.0.0.1/a", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://nothing.invalid/", "no server of this name"),
        ("ftp://example.org/a", "only http and https"),
        ("folder", "folder"),
    ],
)
def test_what_can_not_be_read_says_why(run: Run, tmp_path: Path, source: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    done = run("read", source)
    assert done.returncode == 2
    assert words in done.stderr and done.stderr.count("\n") == 1


def test_this_machine_is_a_private_network_too(run: Run, press: Press) -> None:
    done = run("read", press.answers("/a", PAGE.encode()), NEWSBOX_ALLOW_NETWORKS="")
    assert done.returncode == 2 and "NEWSBOX_ALLOW_NETWORKS" in done.stderr
    assert "no list of networks" in run("read", press.url, NEWSBOX_ALLOW_NETWORKS="home").stderr


# The box ---------------------------------------------------------------------------------------------------------


def test_a_box_from_the_command_line(run: Run, press: Press, page: str, tmp_path: Path) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port").publishes("Port opens")
    assert run("add", gazette.home).stdout == "You now follow Gazette. Its reports arrive with the next visit.\n"
    assert json.loads(run("refresh", "--format", "json").stdout) == {
        "visited": 1,
        "unchanged": 0,
        "failed": 0,
        "new": 2,
        "changed": 0,
    }
    assert run("refresh").stdout == "0 sources visited, 0 unchanged, 0 failed; 0 reports new, 0 changed.\n"
    assert run("refresh", "--all").stdout == "1 sources visited, 1 unchanged, 0 failed; 0 reports new, 0 changed.\n"
    lines = [json.loads(line) for line in run("list").stdout.splitlines()]
    assert [line["headline"] for line in lines] == ["Port opens", "Fire at the port"]
    assert set(lines[0]) == {"id", "url", "headline", "outlet", "published", "story", "read", "bookmarked"}
    assert all(isinstance(line["story"], int) for line in lines)
    assert [
        json.loads(line)["headline"]
        for line in run("list", "--search", "headline:fire", "--limit", "5").stdout.splitlines()
    ] == ["Fire at the port"]
    assert "bracket is still open" in run("list", "--search", "(fire").stderr
    assert run("list", "--format", "html").returncode == 2  # which only `read` prints
    assert "Saved: Fire" in run("import", page).stdout
    (tmp_path / "list.opml").write_text(run("export", "opml").stdout)
    assert gazette.feed in (tmp_path / "list.opml").read_text()
    assert run("import", "list.opml").stdout == "0 sources added, 1 followed already.\n"
    assert "NETSCAPE-Bookmark" in run("export", "bookmarks").stdout
    assert run("export", "corrections").stdout == ""
    assert run("reread").stdout == "3 pages read anew; 0 came out differently.\n"
    assert run("work", "--once").returncode == 0


def test_several_feeds_are_told_apart_and_a_page_is_followed_by_its_links(run: Run, press: Press) -> None:
    names = ("world", "sport")
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in names)
    lines = ("Fire closes the port", "Hask wins the vote", "Court stops the dam", "Storm reaches the coast")
    items = "".join(f'<h3><a href="/2026/11/{line.lower().replace(" ", "-")}">{line}</a></h3>' for line in lines)
    home = press.answers("/", f"<html><head><title>Gazette</title>{heads}</head><body>{items}</body></html>".encode())
    for name in names:
        item = f"<item><title>News of {name}</title><link>/{name}/1</link><pubDate>Thu, 12 Nov 2026 08:15:00 GMT</pubDate></item>"
        body = f"<rss version='2.0'><channel><title>Gazette {name}</title>{item}</channel></rss>"
        press.answers(f"/{name}", body.encode(), "application/rss+xml")
    done = run("add", home)
    assert done.returncode == 2
    assert (
        f"{press.url}/world  Gazette world\n      1 entry, the newest: “News of world”, 2026-11-12 08:15" in done.stderr
    )
    (told,) = json.loads(run("add", home, "--format", "json").stdout)
    assert [offer["newest"] for offer in told["offers"]] == ["News of world", "News of sport"]
    assert run("add", "--links", home).stdout == "You now follow Gazette. Its reports arrive with the next visit.\n"
    empty = press.answers("/empty", b"<html><body><p>Nothing.</p></body></html>")
    done = run("add", "--links", empty)
    assert done.returncode == 2 and "no articles" in done.stderr


def test_what_can_not_be_added_fails(run: Run, press: Press) -> None:
    done = run("add", press.answers("/", b"<html><body><h1>No feed</h1></body></html>"), "nonsense")
    assert done.returncode == 2
    assert "no feed found" in done.stderr and "no address" in done.stderr
    assert run("import", "missing.html").returncode == 2
    assert "newsbox add" in run("import", "https://example.org/").stderr


def test_people_of_a_box(run: Run) -> None:
    assert run("user", "add", "alice", "--password-stdin", given="a quiet harbour\n").stdout == "alice may sign in.\n"
    again = run("user", "add", "alice", "--password-stdin", given="a quiet harbour\n")
    assert again.returncode == 2 and "already exists" in again.stderr
    assert "too short" in run("user", "add", "bob", "--password-stdin", given="x\n").stderr
    assert run("user", "password", "alice", "--password-stdin", given="another harbour\n").returncode == 0
    assert "nobody of this name" in run("list", "--user", "carol").stderr
    assert run("user", "link", "alice").stdout.startswith("http://127.0.0.1:8000/visit/")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"NEWSBOX_INTERVAL": "often"}, "NEWSBOX_INTERVAL: this must be a whole number"),
        ({"NEWSBOX_INTERVAL": "²"}, "NEWSBOX_INTERVAL: this must be a whole number"),
        ({"NEWSBOX_INTERVAL": "99999999999999999999"}, "NEWSBOX_INTERVAL"),
        ({"NEWSBOX_CONTACT": "two\nlines"}, "NEWSBOX_CONTACT"),
        ({"NEWSBOX_ADDRESS": "https://[x"}, "NEWSBOX_ADDRESS"),
        ({"NEWSBOX_LOG": "loud"}, "NEWSBOX_LOG"),
        ({"NEWSBOX_DATABASE": "postgresql://a:b@127.0.0.1:99999/x"}, "NEWSBOX_DATABASE"),
        ({"NEWSBOX_DATABASE": "sqlite://relative.sqlite3"}, "NEWSBOX_DATABASE"),
        ({"NEWSBOX_ADDRESS": "news.example.org"}, "NEWSBOX_ADDRESS"),
        ({"NEWSBOX_ADDRESS": "https://news.example.org/box"}, "NEWSBOX_ADDRESS"),
        ({"NEWSBOX_TIME_ZONE": "Mars/Olympus"}, "no time zone named"),
        ({"NEWSBOX_PICTURES": "perhaps"}, "yes or no"),
        ({"NEWSBOX_DATABASE": "mysql://x"}, "NEWSBOX_DATABASE"),
        ({"NEWSBOX_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}, "can't be opened"),
        ({"NEWSBOX_HOME": "/proc/newsbox"}, "can't be made or written"),
    ],
)
def test_settings_that_make_no_sense(run: Run, settings: dict[str, str], words: str) -> None:
    done = run("list", **settings)
    assert done.returncode == 2
    assert words in done.stderr and "Traceback" not in done.stderr


def test_a_folder_that_can_be_read_and_not_written_is_told(run: Run, env: dict[str, str]) -> None:
    (Path(env["NEWSBOX_HOME"]) / ".opening").mkdir(parents=True)
    done = run("list")
    assert done.returncode == 2 and "can't be made or written" in done.stderr and "Traceback" not in done.stderr


def test_settings_from_the_boxs_file(run: Run, env: dict[str, str]) -> None:
    home = Path(env["NEWSBOX_HOME"])
    home.mkdir()
    (home / "newsbox.toml").write_text("NEWSBOX_INTERVAL = 1\n")
    assert "from 5 to" in run("list").stderr
    (home / "newsbox.toml").write_text("NEWSBOX_INTERVAL =\n")
    assert "not TOML" in run("list").stderr
    (home / "newsbox.toml").write_text("NEWSBOX_INTERVALL = 30\n")
    assert "no setting named NEWSBOX_INTERVALL" in run("list").stderr
    (home / "newsbox.toml").write_text('NEWSBOX_ALLOW_NETWORKS = ["10.0.0.0/8"]\nNEWSBOX_INTERVAL = 30\n')
    assert run("list").returncode == 0


def test_reading_needs_no_box_and_knows_its_file(run: Run, env: dict[str, str], press: Press) -> None:
    home = Path(env["NEWSBOX_HOME"])
    home.mkdir()
    (home / "newsbox.toml").write_text('NEWSBOX_ALLOW_NETWORKS = "127.0.0.0/8"\n')
    del env["NEWSBOX_ALLOW_NETWORKS"]
    assert run("read", press.answers("/fire", PAGE.encode())).returncode == 0
    assert [path.name for path in home.iterdir()] == ["newsbox.toml"]


def test_an_empty_key_is_made_again(run: Run, env: dict[str, str]) -> None:
    home = Path(env["NEWSBOX_HOME"])
    home.mkdir()
    (home / "secret.key").touch()
    assert run("list").returncode == 0
    assert len((home / "secret.key").read_text()) > 30


def test_commands_that_begin_at_once_make_one_box(env: dict[str, str]) -> None:
    running = [subprocess.Popen([*COMMAND, "list"], env=env, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in running] == [("", 0)] * 4


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("list.opml", "<opml version='2.0'><body/></opml>", "newsbox import"),
        ("feed.xml", "<?xml version='1.0'?><rss><channel/></rss>", "newsbox add"),
    ],
)
def test_what_is_for_another_command_says_so(run: Run, tmp_path: Path, name: str, body: str, words: str) -> None:
    (tmp_path / name).write_text(body)
    assert words in run("read", name).stderr


def test_the_boxs_key_is_its_owners_alone(run: Run, env: dict[str, str]) -> None:
    run("list")
    key = Path(env["NEWSBOX_HOME"]) / "secret.key"
    assert key.stat().st_mode & 0o777 == 0o600
    first = key.read_text()
    run("list")
    assert key.read_text() == first


# Serving ---------------------------------------------------------------------------------------------------------


class Site:
    """A running `newsbox serve`."""

    def __init__(self, env: dict[str, str], *args: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port), *args],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""
        while "Ctrl-C" not in self.said:
            line = self.process.stdout.readline()  # type: ignore[union-attr]
            assert line, self.said
            self.said += line

    @property
    def link(self) -> str:
        found = re.search(r"http://\S+/(?:welcome|visit)/\S+", self.said)
        assert found, self.said
        return found[0]

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=20)[0]
        return self.process.returncode

    def children(self) -> list[int]:
        done = subprocess.run(["pgrep", "-s", str(self.process.pid)], capture_output=True, text=True)
        return [int(pid) for pid in done.stdout.split() if int(pid) != self.process.pid]


@pytest.fixture
def serve(env: dict[str, str]) -> Iterator[Callable[..., Site]]:
    sites: list[Site] = []

    def begin(*args: str) -> Site:
        sites.append(Site(env, *args))
        return sites[-1]

    yield begin
    for site in sites:
        if site.process.poll() is None:
            os.killpg(site.process.pid, signal.SIGKILL)
            site.process.wait()


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_serving_stopping_and_serving_again(serve: Callable[..., Site], run: Run) -> None:
    site = serve()
    assert "Open this link to make the box yours" in site.said
    assert get(site.link)[0] == 200
    assert get(site.url + "/healthy/")[0] == 200
    deadline = time.monotonic() + 10
    while not site.children() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(site.children()) == 1  # the background work, in the same group
    assert site.stop() == 0
    assert "NewsBox has stopped." in site.said and "Traceback" not in site.said
    assert site.children() == []
    run("user", "add", "alice", "--password-stdin", given="a quiet harbour\n")
    again = serve("--no-work")
    assert "NewsBox is ready" in again.said and "make the box yours" not in again.said
    assert again.children() == []
    assert again.stop(signal.SIGTERM) == 0


def test_a_second_ctrl_c_ends_everything_at_once(serve: Callable[..., Site], press: Press, run: Run) -> None:
    slow = press.outlet("Slow").publishes("Slow news")
    from newsbox.press.server import Answer

    slow.articles[0].answer = Answer(b"late", delay=20)
    run("add", slow.feed)
    site = serve()
    deadline = time.monotonic() + 15
    while not press.asked("/slow/slow-news") and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(site.process.pid, signal.SIGINT)
    time.sleep(1.5)
    os.killpg(site.process.pid, signal.SIGINT)
    assert site.process.wait(10) == 0
    assert site.children() == []
    assert "Traceback" not in site.said + (site.process.stdout.read() if site.process.stdout else "")


def test_ctrl_c_just_after_the_start(serve: Callable[..., Site]) -> None:
    site = serve()
    os.killpg(site.process.pid, signal.SIGINT)
    said = site.process.communicate(timeout=20)[0]
    assert site.process.returncode == 0
    assert "Traceback" not in said and "begins again" not in said


def test_the_background_work_ends_with_a_killed_server(serve: Callable[..., Site]) -> None:
    site = serve()
    deadline = time.monotonic() + 10
    while not site.children() and time.monotonic() < deadline:
        time.sleep(0.1)
    (worker,) = site.children()
    site.process.kill()
    site.process.wait()
    while time.monotonic() < deadline + 10 and Path(f"/proc/{worker}").exists():
        time.sleep(0.1)
    assert subprocess.run(["kill", "-0", str(worker)], capture_output=True).returncode != 0


def test_a_worker_that_was_killed_begins_again(serve: Callable[..., Site]) -> None:
    site = serve()
    deadline = time.monotonic() + 20
    while not site.children() and time.monotonic() < deadline:
        time.sleep(0.1)
    (first,) = site.children()
    os.kill(first, signal.SIGKILL)
    while (site.children() in ([], [first])) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert site.children() not in ([], [first])
    assert site.stop() == 0


def test_a_stranger_fills_no_disk(serve: Callable[..., Site]) -> None:
    site = serve("--no-work")
    with socket.create_connection(("127.0.0.1", site.port)) as peer:
        peer.sendall(b"POST /add/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n" + b"x" * 1000)
        assert b" 413 " in peer.recv(1000)


def test_a_port_that_is_taken(serve: Callable[..., Site], run: Run) -> None:
    site = serve()
    done = run("serve", "--port", str(site.port))
    assert done.returncode == 2 and f"--port {site.port + 1}" in done.stderr


def test_a_host_nobody_named_is_refused(serve: Callable[..., Site]) -> None:
    site = serve("--no-work")
    request = urllib.request.Request(site.url + "/sign-in/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    assert caught.value.code == 400


def test_the_demo_fills_its_own_box(run: Run, tmp_path: Path, env: dict[str, str]) -> None:
    done = run("demo", "--no-serve", "--home", str(tmp_path / "demo"), "--press-port", "0")
    assert done.returncode == 0, done.stderr
    found = re.search(r"(\d+) sources visited; (\d+) reports new", done.stdout)
    assert found and int(found[1]) >= 8 and int(found[2]) >= 60
    assert not Path(env["NEWSBOX_HOME"]).exists()
    reports: list[dict[str, Any]] = [
        json.loads(line)
        for line in run("list", "--limit", "200", NEWSBOX_HOME=str(tmp_path / "demo")).stdout.splitlines()
    ]
    assert len({report["outlet"] for report in reports}) >= 8


def test_who_said_what_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fire.md").write_text(
        "# Fire\n\nThe port is closed.\n\n“Nobody was hurt,” said Ines Marlo, who leads the port.\n"
    )
    told = run("read", "fire.md", "--who").stdout
    assert "Who said what\n  Ines Marlo\n    “Nobody was hurt,”\n" in told
    plain = run("read", "fire.md").stdout
    assert "Who said what" not in plain
    reading = json.loads(run("read", "fire.md", "--format", "json").stdout)
    assert reading["attributions"][0]["speaker"]["name"] == "Ines Marlo"


def test_an_article_over_several_pages(run: Run, press: Press) -> None:
    def page(text: str, *, following: str = "") -> str:
        link = f'<link rel="next" href="{following}">' if following else ""
        return f"<html lang='en'><head><title>Fire - Gazette</title>{link}</head><body><article><h1>Fire in the port</h1>{''.join(f'<p>{line} {text}</p>' for line in TEXT)}</article></body></html>"

    press.answers("/news/fire", page("One.", following="/news/fire/2").encode())
    press.answers("/news/fire/2", page("Two.").encode())
    alone = json.loads(run("read", press.url + "/news/fire", "--format", "json").stdout)
    assert alone["following"].endswith("/news/fire/2")
    whole = json.loads(run("read", press.url + "/news/fire", "--format", "json", "--all-pages").stdout)
    assert len(whole["paragraphs"]) == 2 * len(alone["paragraphs"])
    assert whole["following"] is None


def test_a_web_archive_is_read_and_imported(run: Run, tmp_path: Path) -> None:
    from tests.gathering.test_archives import warc

    (tmp_path / "crawl.warc.gz").write_bytes(
        warc(
            ("https://gazette.example/2026/fire", "200 OK", "text/html", PAGE.encode()),
            ("https://gazette.example/", "200 OK", "text/html", b"<html><body><a href='/x'>x</a></body></html>"),
        )
    )
    done = run("read", "crawl.warc.gz")
    assert json.loads(done.stdout)["headline"] == "Fire"
    assert "1 pages of this archive are no articles" in done.stderr
    assert "1 article saved" in run("import", "crawl.warc.gz").stdout
    assert "1 you have already" in run("import", "crawl.warc.gz").stdout
    (tmp_path / "broken.warc").write_bytes(b"nothing")
    broken = run("import", "broken.warc")
    assert broken.returncode == 2 and "broken.warc" in broken.stderr


def test_an_archive_without_a_page_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"WARC/1.0\r\nbroken")
    done = run("read", str(path))
    assert done.returncode == 2
    assert "holds no page" in done.stderr


# Checking ---------------------------------------------------------------------------------------------------------

SLIP = """# Engineer leaves

Paula Brandeis, the chief engineer, left the building in Skarn on Monday.

Brandeis had warned the board, she said.

The board thanked Ms. Brandies for her work.
"""


def test_check_is_a_linter(run: Run, tmp_path: Path) -> None:
    """A finding a line with its place; 1 where something was found, 0 where not, 2 where a source can't be read."""
    (tmp_path / "draft.md").write_text(SLIP)
    done = run("check", "draft.md")
    assert done.returncode == 1
    assert re.fullmatch(r"draft\.md:7:23: NB501 warning: .*Brandies.* \[names, 0\.\d\d; see 3:7, 5:1\]\n", done.stdout)
    assert run("check", "draft.md", "--ignore", "names,cast").returncode == 0
    assert run("check", "draft.md", "--select", "NB9").stdout == ""
    assert "NB9" in run("check", "draft.md", "--select", "NB9", "--notes").stdout
    (tmp_path / "meant.md").write_text(SLIP + "\n<!-- newsbox: ignore names, cast -->\n")
    assert run("check", "meant.md").returncode == 0
    both = run("check", "draft.md", "none.md")
    assert both.returncode == 2
    assert "NB501" in both.stdout and "none.md" in both.stderr
    assert run("check").returncode == 2
    wrong = run("check", "draft.md", "--select", "spelling")
    assert wrong.returncode == 2 and "there is no check or code named spelling" in wrong.stderr


@pytest.mark.parametrize(
    ("ending", "charset"), [("\r\n", "utf-8"), ("\n", "cp1252"), ("\n", "utf-16"), ("\r\n", "utf-8-sig")]
)
def test_check_takes_drafts_as_editors_save_them(run: Run, tmp_path: Path, ending: str, charset: str) -> None:
    """With Windows' line ends, a byte order mark, in Windows-1252 or UTF-16: findings have lines, and directives hold."""
    draft = SLIP.replace("Skarn", "Skarn, “Perlé”").replace("\n", ending)
    (tmp_path / "draft.md").write_bytes(draft.encode(charset))
    (tmp_path / "meant.md").write_bytes((draft + f"{ending}newsbox: ignore Names{ending}").encode(charset))
    assert run("check", "draft.md", "--select", "names").stdout.startswith("draft.md:7:23: NB501")
    assert run("check", "meant.md", "--select", "names").returncode == 0


def test_a_saved_page_silences_no_check(run: Run, tmp_path: Path) -> None:
    """What a browser saved was written elsewhere, and so was what is said to come from an address."""
    page = "<html><!-- newsbox: ignore names --><body><article><h1>Engineer leaves</h1>"
    page += "".join(f"<p>{line}</p>" for line in SLIP.split("\n\n")[1:]) + "</article></body></html>"
    (tmp_path / "own.html").write_text(page)
    (tmp_path / "saved.html").write_text("<!-- saved from url=(0027)https://press.example/7 -->\n" + page)
    assert run("check", "own.html", "--select", "names").returncode == 0
    assert run("check", "saved.html", "--select", "names").returncode == 1
    assert run("check", "own.html", "--select", "names", "--url", "https://press.example/7").returncode == 1


def test_check_is_told_what_it_does_not_know(run: Run, tmp_path: Path) -> None:
    """A misspelled name silences nothing, and that is said; an option without names is no wish; one file named twice is one."""
    (tmp_path / "draft.md").write_text(SLIP + "\n<!-- newsbox: ignore nmaes -->\n")
    done = run("check", "draft.md", "./draft.md", "draft.md", "--select", "NAMES")
    assert done.returncode == 1 and done.stdout.count("NB501") == 2
    assert "draft.md: asks to pass over nmaes, which is no check or code; the checks are cast," in done.stderr
    empty = run("check", "draft.md", "--select", ",")
    assert empty.returncode == 2 and "--select: this names no check" in empty.stderr
    assert run("check", "draft.md", "--select", "OP1").returncode == 0


def test_check_for_programs(run: Run, tmp_path: Path) -> None:
    """JSON with lines and columns, SARIF with rules, Markdown for a comment; standard input too."""
    (tmp_path / "draft.md").write_text(SLIP)
    told = json.loads(run("check", "draft.md", "--format", "json").stdout)
    (finding,) = told["findings"]
    assert (finding["passages"][0]["line"], finding["passages"][0]["column"]) == (7, 23)
    log = json.loads(run("check", "-", "--format", "sarif", given=SLIP).stdout)
    assert log["runs"][0]["results"][0]["ruleId"] == "NB501"
    assert "- **warning** One name" in run("check", "draft.md", "--format", "markdown").stdout
    assert "NB501 names: " in run("check", "--codes").stdout


def test_read_adds_what_does_not_add_up(run: Run, tmp_path: Path) -> None:
    """In JSON as findings, below the text in words."""
    (tmp_path / "draft.md").write_text(SLIP)
    told = json.loads(run("read", "draft.md", "--check", "--format", "json").stdout)
    assert any(each["code"] == "NB501" for each in told["findings"])
    assert "Where it doesn't add up" in run("read", "draft.md", "--check").stdout
    assert "goes with --format" in run("read", "draft.md", "--check", "--format", "html").stderr


def test_a_model_of_ones_own_is_asked_only_where_it_is_set(run: Run, tmp_path: Path) -> None:
    """One that can't be reached is said, and the built-in checks stand."""
    (tmp_path / "draft.md").write_text(SLIP)
    done = run("check", "draft.md", NEWSBOX_OPINION_URL="http://127.0.0.1:9/v1")
    assert done.returncode == 1
    assert "the model can't be reached" in done.stderr and "NB501" in done.stdout


def test_moving_in_from_another_reader(run: Run, tmp_path: Path) -> None:
    from tests.shelf.test_exports import FRESHRSS, GOOGLE_ITEM, google, packed

    (tmp_path / "freshrss.zip").write_bytes(packed({"feeds.opml.xml": FRESHRSS, "starred.json": google(GOOGLE_ITEM)}))
    done = run("import", "freshrss.zip")
    assert (done.stdout, done.returncode) == ("3 sources added. 1 bookmark added.\n", 0)
    assert json.loads(run("list").stdout)["bookmarked"] is True
    assert "https://gazette.example/fire?a=1&amp;b=2" in run("export", "bookmarks").stdout
    assert 'text="Europe"' in run("export", "opml").stdout


def test_a_box_tells_how_often_its_findings_were_right(run: Run, tmp_path: Path) -> None:
    """Nothing yet, in a sentence; then by check, once somebody has judged one."""
    assert "Nobody has judged" in run("evaluate").stdout
    (tmp_path / "draft.md").write_text(SLIP)
    run("import", "draft.md")
    judge = (
        "from newsbox.library import doubts; from newsbox.library.models import Finding; "
        "row = Finding.objects.get(code='NB501'); doubts.judge(row, 'wrong', by='ida', now=row.edition.seen)"
    )
    assert run("manage", "shell", "-c", judge).returncode == 0
    told = json.loads(run("evaluate", "--format", "json").stdout)
    assert (told["names"]["wrong"], told["names"]["right"], told["names"]["precision"]) == (1, 0, 0.0)
    assert re.search(r"names +0 +1 +0 +0\.00", run("evaluate").stdout)
