"""`newsbox outlets`: the owner's table from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import Run, env, run

__all__ = ["env", "run"]  # fixtures


def test_a_table_is_loaded_listed_changed_and_exported(run: Run, tmp_path: Path) -> None:
    assert "No table of outlets is loaded" in run("outlets").stdout
    (tmp_path / "mine.csv").write_text(
        "Newspaper;Site;Land;Founded\nHarbour Gazette;https://gazette.example/;Veldmark;1871\n"
    )
    done = run("outlets", "mine.csv")
    assert (done.returncode, done.stdout) == (0, "1 outlet read; the table has 1.\n")
    assert "“Founded”" in done.stderr and done.stderr.count("\n") == 1
    done = run("outlets", "-", "--add", given="outlet,owner\n=Echo,Aldra Press\n")
    assert "the table has 2" in done.stdout
    assert run("outlets").stdout.splitlines() == [
        "=Echo: owner: Aldra Press", "Harbour Gazette (gazette.example): country: Veldmark",
    ]  # fmt: skip
    assert [each["domain"] for each in json.loads(run("outlets", "--format", "json").stdout)] == ["", "gazette.example"]
    exported = run("export", "outlets").stdout
    assert exported.splitlines()[:2] == ["outlet,domain,country,owner,leaning", "'=Echo,,,Aldra Press,"]
    assert "no longer in the table" in run("outlets", "--remove", "gazette.example").stdout
    assert "outlets that went: 1." in run("outlets", "--remove-all").stdout
    assert "the table has 2" in run("outlets", "-", given=exported).stdout


def test_what_can_t_be_done_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("outlet,country\nGazette,Veldmark\nGazette,Skarn\n")
    for args, words in (
        (("outlets", "bad.csv"), "newsbox: bad.csv: line 3 says something else of Gazette than line 2."),
        (("outlets", "missing.csv"), "newsbox: missing.csv: the file can't be read (No such file or directory)."),
        (("outlets", "--remove", "Echo"), "newsbox: Echo: the table has no such outlet."),
        (("outlets", "bad.csv", "--remove-all"), "newsbox: newsbox outlets: a file, --remove"),
    ):
        done = run(*args)
        assert done.returncode == 2 and done.stderr.startswith(words) and done.stderr.count("\n") == 1, done.stderr
    assert "No table" in run("outlets").stdout
