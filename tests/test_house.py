"""The rules of the house hold; what there is, the docs tell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_floors_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_a_page_is_served_without_the_reader_in_memory() -> None:
    code = (
        "import sys, tests.settings, django; django.setup(); import newsbox.urls, newsbox.asgi; "
        "print([name for name in ('trafilatura', 'aiohttp', 'feedparser', 'PIL', 'spacy', 'newsbox.reading', 'newsbox.gathering') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_every_setting_is_in_the_docs() -> None:
    named = set(re.findall(r"NEWSBOX_[A-Z_]+", (ROOT / "newsbox" / "settings.py").read_text())) - {"NEWSBOX_VERSION"}
    told = set(re.findall(r"`(NEWSBOX_[A-Z_]+)`", (ROOT / "docs" / "reference" / "settings.md").read_text()))
    assert named == told


def test_every_command_is_in_the_docs() -> None:
    import typer

    from newsbox.cli import app

    group = typer.main.get_command(app)
    told = (ROOT / "docs" / "reference" / "commands.md").read_text()

    def walk(command: object, name: str) -> list[str]:
        children = getattr(command, "commands", {})
        return (
            [leaf for child, inner in children.items() for leaf in walk(inner, f"{name} {child}")]
            if children
            else [name]
        )

    for name in walk(group, "newsbox"):
        assert f"## `{name}" in told, name


def test_no_rule_names_a_site() -> None:
    """Reading goes by what pages are like, never by whose they are: addresses of real sites stand in no rule."""
    for path in (ROOT / "newsbox" / "reading").rglob("*.py"):
        if path.name == "embeds.py":
            continue  # A platform's posts are known by its addresses.
        found = set(re.findall(r"\b[a-z0-9-]+\.(?:com|org|net|de|fr|co\.uk|ru|jp|cn)\b", path.read_text())) - {
            "schema.org",
            "example.org",
            "spec.whatwg.org",
            "whatwg.org",
        }
        assert not found, (path, found)


def test_the_lock_file_pins_everything_with_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert len(pins) > 40
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert not any("http" in line.partition("#")[0] and "://" in line for line in lines)


def test_a_table_s_change_has_its_migration() -> None:
    code = "import tests.settings, django; django.setup(); from django.core.management import call_command; call_command('makemigrations', check=True, dry_run=True, verbosity=1)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"], ids=str)
def test_links_in_the_docs_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text()):
        if not target.startswith(("http", "mailto:")):
            assert (path.parent / target).exists(), f"{path}: {target}"


def test_every_code_has_its_line_on_its_check_s_page() -> None:
    from newsbox.checking import CHECKS
    from newsbox.gathering import opinion

    told = {(each.name, code) for each in CHECKS for code in each.codes} | {(opinion.CHECK, opinion.CODE)}
    checks = ROOT / "docs" / "checks"
    between = (checks / "between.md").read_text()
    for name, code in sorted(told):
        assert f"| {code} |" in (checks / f"{name}.md").read_text() or code in between, f"{name}: {code}"
        assert f"[{name}]({name}.md)" in (checks / "index.md").read_text()
