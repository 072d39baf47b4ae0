"""The background work of one process: runs waiting tasks, and sees to it that rounds are asked for in time."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from newsbox.desk import drafts, placing, rereading, rounds, tasks
from newsbox.library import checkup, queries
from newsbox.shelf import marks as shelf_marks
from newsbox.shelf import queries as shelf

log = logging.getLogger(__name__)

PULSE = 1.0
"""Seconds between two looks at what is to do: how long somebody waits who hands something in."""
SIGN = 30.0
"""Seconds between two signs of life."""
FORGOTTEN = timedelta(minutes=10)
"""A thing handed in that waits longer was left by a worker that was stopped."""


def work(stop: threading.Event, *, once: bool = False) -> None:
    """Works until told to stop; once: until nothing is left to do."""
    if once:
        _ask_for_work()
        for queue in ("default", tasks.VISITS):
            _run_waiting(queue)
        drafts.look_at_waiting()
        placing.place_waiting()
        return
    threads = [
        threading.Thread(target=_keep_running, args=(queue, stop), name=f"newsbox-{queue}", daemon=True)
        for queue in ("default", tasks.VISITS)
    ]
    threads.append(threading.Thread(target=drafts.keep_looking, args=(stop,), name="newsbox-drafts", daemon=True))
    threads.append(threading.Thread(target=placing.keep_placing, args=(stop,), name="newsbox-stories", daemon=True))
    for thread in threads:
        thread.start()
    rounds.begin_again()
    tidied, signed = 0.0, float("-inf")
    while not stop.wait(PULSE):
        try:
            if time.monotonic() - signed > SIGN:
                checkup.give_sign("work", now=timezone.now())
                signed = time.monotonic()
            _ask_for_work()
            shelf_marks.drop_old_drafts(now=timezone.now())
            if time.monotonic() - tidied > 24 * 3600:
                call_command("prune_db_task_results", min_age_days=3, failed_min_age_days=14, verbosity=0)
                tidied = time.monotonic()
        except Exception:
            # A database that is away for a moment must not end the background work.
            log.exception("The background work met a fault; it goes on.")
            stop.wait(10)
        finally:
            close_old_connections()
    rounds.stopping.set()
    for thread in threads:
        thread.join(timeout=15)
    connection.close()


def _ask_for_work() -> None:
    """Hands in a round where sources are due, another where pages are to be asked again, and anew what a stopped worker left."""
    now = timezone.now()
    waiting = DBTaskResult.objects.ready()
    is_work = queries.is_any_due(now=now, lease=rounds.LEASE) or rereading.is_any_waiting()
    if is_work and not waiting.filter(task_path=tasks.visit_due.module_path).exists():
        tasks.visit_due.enqueue()
    if queries.letterboxes(due=now) and not waiting.filter(task_path=tasks.collect_letters.module_path).exists():
        tasks.collect_letters.enqueue()
    if queries.is_any_revisit_due(now=now) and not waiting.filter(task_path=tasks.revisit_due.module_path).exists():
        tasks.revisit_due.enqueue()
    for number in shelf.left_waiting(before=now - FORGOTTEN):
        if not waiting.filter(task_path=tasks.carry_out.module_path, args_kwargs__args__0=number).exists():
            tasks.carry_out.enqueue(number)


def _keep_running(queue: str, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            _run_waiting(queue)
        except Exception:
            log.exception("The background work met a fault; it goes on.")
            stop.wait(10)
        stop.wait(PULSE)
    connection.close()


def _run_waiting(queue: str) -> None:
    """Runs the tasks of a queue until none waits."""
    worker = Worker(
        queue_names=[queue],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{settings.NEWSBOX_VERSION}-{queue}",
        excluded_queue_names=[],
    )
    worker.run()
