"""A mail server on this machine that speaks as much IMAP as reading a folder takes, and notes what it is told.

with Postmaster() as post:
    post.delivers("Newsletters", letter("The week", "<p>Nothing happened.</p>"))
"""

from __future__ import annotations

import re
import socketserver
import threading
from email.message import EmailMessage
from typing import Any, Self


def letter(
    subject: str = "The week",
    html: str = "",
    text: str = "",
    *,
    sender: str = "The Gazette <news@gazette.example>",
    date: str = "Thu, 12 Nov 2026 08:15:00 +0000",
    guid: str = "",
    **headers: str,
) -> bytes:
    """A letter as it lies in a folder."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender, "reader@example.org"
    if date:
        message["Date"] = date
    if guid:
        message["Message-ID"] = guid
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text or "Your program shows no HTML.")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


class Postmaster:
    """A mailbox with folders. Its reader is "reader@example.org" with the password "a quiet quay"."""

    def __init__(self) -> None:
        self.folders: dict[str, dict[int, bytes]] = {"INBOX": {}}
        self.validity = 7
        self.told: list[str] = []
        """Every command, as it came."""
        self.password = "a quiet quay"
        self.claims_size: int | None = None
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def delivers(self, folder: str, *letters: bytes) -> Self:
        box = self.folders.setdefault(folder, {})
        for each in letters:
            box[max(box, default=0) + 1] = each
        return self

    def address(self, folder: str = "Newsletters") -> str:
        return f"imap://reader%40example.org@127.0.0.1:{self._server.server_address[1]}/{folder}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(post) -> type[socketserver.StreamRequestHandler]:  # noqa: N805
        class Handler(socketserver.StreamRequestHandler):
            def say(self, *lines: str | bytes) -> None:
                for line in lines:
                    self.wfile.write((line.encode() if isinstance(line, str) else line) + b"\r\n")

            def handle(self) -> None:
                self.box: dict[int, bytes] = {}
                self.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")
                while raw := self.rfile.readline():
                    tag, _, command = raw.decode().strip().partition(" ")
                    post.told.append(re.sub(r"^(LOGIN \S+ ).*", r"\1***", command))
                    if not self.do(tag, command):
                        return

            def do(self, tag: str, command: str) -> bool:
                word = command.split(" ")[0].upper()
                if word == "CAPABILITY":
                    self.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN", f"{tag} OK done")
                elif word == "LOGIN":
                    given = re.findall(r'"([^"]*)"', command)
                    is_right = given == ["reader@example.org", post.password]
                    self.say(f"{tag} OK in" if is_right else f"{tag} NO [AUTHENTICATIONFAILED] no")
                elif word == "EXAMINE":
                    name = command.split(" ", 1)[1].strip('"')
                    if name not in post.folders:
                        self.say(f"{tag} NO no such mailbox")
                        return True
                    self.box = post.folders[name]
                    self.say(
                        f"* {len(self.box)} EXISTS",
                        f"* OK [UIDVALIDITY {post.validity}] valid",
                        f"{tag} OK [READ-ONLY] done",
                    )
                elif word == "LIST":
                    self.say(*(f'* LIST () "/" "{name}"' for name in post.folders), f"{tag} OK done")
                elif command.upper().startswith("UID SEARCH"):
                    lowest = int(re.search(r"UID (\d+):\*", command)[1])  # type: ignore[index]
                    # As RFC 3501 has it: "*" is the last letter, even below the lowest number asked for.
                    found = [n for n in self.box if n >= lowest] or [max(self.box, default=0)]
                    self.say("* SEARCH" + "".join(f" {n}" for n in found if n), f"{tag} OK done")
                elif "RFC822.SIZE)" in command and "BODY" not in command:
                    for n in self.asked(command):
                        self.say(f"* {n} FETCH (UID {n} RFC822.SIZE {post.claims_size or len(self.box[n])})")
                    self.say(f"{tag} OK done")
                elif "BODY.PEEK[]" in command:
                    for n in self.asked(command):
                        body = self.box[n]
                        self.say(f"* {n} FETCH (UID {n} FLAGS () RFC822.SIZE {len(body)} BODY[] {{{len(body)}}}")
                        self.wfile.write(body)
                        self.say(")")
                    self.say(f"{tag} OK done")
                elif word == "LOGOUT":
                    self.say("* BYE", f"{tag} OK done")
                    return False
                else:
                    self.say(f"{tag} BAD unknown")
                return True

            def asked(self, command: str) -> list[int]:
                return [int(n) for n in command.split(" ")[2].split(",") if int(n) in self.box]

        return Handler


def any_change(told: list[str]) -> list[str]:
    """Of what a server was told, what changes a mailbox: also a reading that marks a letter as read."""
    wrong: list[Any] = [
        each for each in told if re.match(r"(UID )?(STORE|COPY|MOVE|EXPUNGE|APPEND|DELETE|CREATE|SELECT)\b", each)
    ]
    return [*wrong, *(each for each in told if "BODY[" in each)]
