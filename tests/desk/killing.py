"""Makes rounds in child processes and kills them: `python -m tests.desk.killing`, told what to do by lines on standard input.

"round SECONDS pages|feeds" makes a round and kills it, with SIGKILL, after so many seconds; it answers "killed" or
"finished". The language model is loaded once, before the first fork.
"""

from __future__ import annotations

import os
import signal
import sys
import time

import tests.settings  # noqa: F401  (the box's folder is made by it)

# The folder of whoever started this, not one of our own.
os.environ["NEWSBOX_HOME"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "newsbox.settings"


def main() -> None:
    import importlib

    importlib.reload(sys.modules["newsbox.settings"])
    import django

    django.setup()
    from newsbox import reading
    from newsbox.desk import rounds

    reading.understood(reading.read_text("The harbour was closed. “Nobody was hurt,” said Ines Marlo."))
    print("ready", flush=True)
    for line in sys.stdin:
        _, seconds, what = line.split()
        child = os.fork()
        if child == 0:
            try:
                from django.utils import timezone

                from newsbox.library.models import Source

                # As if the lease of the round that was killed had run out, and everything were due.
                Source.objects.update(due=timezone.now(), visiting=None)
                rounds.refresh(with_pages=what == "pages")
            finally:
                os._exit(0)
        ending = time.monotonic() + float(seconds)
        while (done := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.monotonic() < ending:
            time.sleep(0.001)
        if done == (0, 0):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        print("killed" if done == (0, 0) else "finished", flush=True)


if __name__ == "__main__":
    main()
