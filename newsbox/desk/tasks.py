"""Background work, as tasks of Django's task interface: on this machine, or on several.

What is heavy is loaded when a task runs: the site hands tasks in, and must stay light.
"""

from __future__ import annotations

from django_tasks import task

VISITS = "visits"
"""The queue of the rounds: a long round keeps nobody waiting who hands in an article."""


@task(priority=10)
def carry_out(number: int) -> str:
    """What a person handed in."""
    from newsbox.desk import additions
    from newsbox.shelf import queries

    addition = queries.addition_by_number(number)
    if addition is None or addition.state != addition.State.WAITING:
        return "settled"
    return additions.carry_out(addition).state


@task(queue_name=VISITS)
def visit_due() -> list[int]:
    """One round of the sources that are due: visited, unchanged, failed, new, changed."""
    from newsbox.desk import rounds

    done = rounds.refresh(careful=rounds.CAREFUL)
    return [done.visited, done.unchanged, done.failed, done.new, done.changed]


@task(queue_name=VISITS)
def collect_letters() -> list[int]:
    """The mailboxes that are due: visited, unchanged, failed, new, changed."""
    from newsbox.desk import letters

    done = letters.collect()
    return [done.visited, done.unchanged, done.failed, done.new, done.changed]


@task(queue_name=VISITS)
def revisit_due() -> list[int]:
    """Pages of young reports, asked again: asked, changed, gone, failed."""
    from newsbox.desk import revisits

    done = revisits.revisit()
    return [done.asked, done.changed, done.gone, done.failed]
