"""Which lines of a pasted page are its article?"""

import pytest

import newsbox
from newsbox.reading import lines

PROSE = (
    "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the harbour master said in the evening, and nobody can say for how long.",
    "Nobody was hurt. “We brought everybody ashore within the hour,” said Ines Marlo, who has led the port since spring.",
    "The ferry company will begin an inquiry on Wednesday and expects first results within the month, according to a spokesman.",
    "Ferries to the islands leave from the old pier until the harbour opens again, and passengers are asked to come early.",
)
MORE = (
    "On the old pier the queue reached to the fish market by noon, and the company handed out water and bread.",
    "“I have waited for four hours, and I would wait for four more,” said a woman on her way home to Elmo.",
    "The council will talk about a second pier on Friday, and about who is to pay for it.",
)
SHIPS = tuple(
    f"Ferry to {isle}, old pier" for isle in ("Brenn", "Calda", "Dorve", "Elmo", "Farrow", "Gant", "Hesk", "Ilva")
)
MENU = ("Menu", "News", "Sport", "Weather", "Culture", "Sign in", "Subscribe")
FOOT = (
    "Comments",
    "Anton",
    "3 days ago",
    "I was on that ferry and it was much worse than what they tell us here, believe me.",
    "Reply",
    "Related articles",
    "A bakery in Port Aldra wins a prize",
    "Council of Port Aldra votes on Friday",
    "About us",
    "Privacy policy",
    "© 2026 The Gazette. All rights reserved.",
)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_inside_the_article_stays_and_the_page_around_it_goes(between: str) -> None:
    page = (*MENU, "Fire closes the harbour", "By Jane Roe", "12 November 2026", *PROSE, *SHIPS, *MORE, *FOOT)
    reading = newsbox.read(between.join(page))
    assert reading.headline == "Fire closes the harbour"
    assert reading.paragraphs == (*PROSE, *SHIPS, *MORE)


@pytest.mark.parametrize(
    "article",
    [
        ("Fire closes the harbour", "It burned for an hour.", *PROSE, "Why?", PROSE[0] + " Again.", "It was a long night."),
        ("Brand im Hafen", *PROSE[:2], "Die Ursache", *PROSE[2:]),
        ("港で火災", "アルドラ港は火曜日、フェリーの火災を受けて閉鎖されたと港長が夕方に発表した。" * 3, "けが人はいなかった。港は水曜日に再開する見込みである。" * 3),
    ],
)  # fmt: skip
def test_a_clean_text_loses_nothing(article: tuple[str, ...]) -> None:
    reading = newsbox.read("\n\n".join(article))
    assert (reading.headline, *reading.paragraphs) == article


@pytest.mark.parametrize(
    ("line", "size"), [("The port was closed.", 4), ("港は閉鎖された。", 4.5), ("", 0), ("港 closed", 1.5)]
)
def test_words_are_counted_in_any_script(line: str, size: float) -> None:
    assert lines.size_of(line) == size


def test_the_probabilities_of_a_page_without_lines_and_of_a_page_with_one() -> None:
    assert lines.chances([]) == []
    assert 0 <= lines.chances(lines.claims(["The port was closed."]))[0] <= 1


def test_what_comes_after_very_many_lines_is_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST", 40)
    page = (*MENU, "Fire closes the harbour", *PROSE, *FOOT, *MENU * 4, *PROSE)
    kept = lines.article_lines(page)
    assert len(kept) == len(page)
    assert not any(kept[40:])
