"""Articles that lie in a page's script state, because a script would show them."""

import json
from time import process_time

import pytest

import newsbox

HEADLINE = "Fire closes the harbour of Aldra"
PARAGRAPHS = (
    "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the harbour master said in the morning.",
    "Nobody was hurt. “We brought everybody ashore within the hour,” said Ines Marlo, who leads the port for the city.",
    "The ferry company will begin an inquiry on Wednesday and expects first results within the month, it wrote on Tuesday.",
)
RELATED = [
    {
        "headline": "Another story altogether",
        "body": "<p>" + "Something else happened elsewhere, and it is told here at length. " * 3 + "</p>",
    }
    for _ in range(3)
]


def shell(script: str) -> str:
    return f'<html lang="en"><head><title>{HEADLINE} | Gazette</title><meta property="og:title" content="{HEADLINE}"></head><body><div id="root"></div>{script}</body></html>'


def data(value: object) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>'


def rich(text: str) -> dict[str, object]:
    return {
        "type": "paragraph",
        "content": [
            {"type": "text", "text": text[:30]},
            {"type": "link", "content": [{"text": text[30:50]}]},
            {"text": text[50:]},
        ],
    }


STREAM = (
    "1:"
    + json.dumps(["$", "div", None, {"title": HEADLINE, "body": "$2"}])
    + "\n2:"
    + json.dumps({"headline": HEADLINE, "text": "\n\n".join(PARAGRAPHS)})
    + "\n"
)


@pytest.mark.parametrize(
    "script",
    [
        data({"props": {"article": {"headline": HEADLINE, "body": "".join(f"<p>{each}</p>" for each in PARAGRAPHS)}, "related": RELATED}}),
        data({"props": {"article": {"headlines": {"basic": HEADLINE}, "content_elements": [{"type": "text", "content": each} for each in PARAGRAPHS]}}}),
        data({"props": {"article": {"title": HEADLINE, "content": {"type": "doc", "content": [rich(each) for each in PARAGRAPHS]}}, "more": RELATED}}),
        "<script>window.__INITIAL_STATE__ = " + json.dumps({"story": {"title": HEADLINE, "paragraphs": list(PARAGRAPHS)}}) + ";(function(){})()</script>",
        "<script>window.__STATE__ = " + json.dumps(json.dumps({"story": {"title": HEADLINE, "paragraphs": list(PARAGRAPHS)}})) + ";</script>",
        '<script>window.__STATE__={"story":{"gone":undefined,"title":' + json.dumps(HEADLINE) + ',"paragraphs":' + json.dumps(list(PARAGRAPHS)) + "}}</script>",
        "<script>" + "".join(f"self.__next_f.push({json.dumps([1, STREAM[place : place + 50]])});" for place in range(0, len(STREAM), 50)) + "</script>",
        f"<script>self.__next_f.push({json.dumps([1, STREAM[:200]])})</script>" + f"<script>self.__next_f.push({json.dumps([1, STREAM[200:]])})</script>",
    ],
)  # fmt: skip
def test_the_body_is_found_in_the_state(script: str) -> None:
    reading = newsbox.read(shell(script))
    assert reading.headline == HEADLINE
    assert reading.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "script",
    [
        data({"related": RELATED}),
        "<script>window.x = {" + "a" * 2_000 + "</script>",
        data([[[[["deep"] * 400] * 2] * 2] * 2]),
        '<script type="application/json">' + "[" * 100_000 + "</script>",
        "<script>" + 'self.__next_f.push([1,"a"]);' * 30_000 + "self.__next_f.push([" * 30_000 + "</script>",
    ],
)
def test_a_state_that_holds_another_article_or_none_gives_nothing(script: str) -> None:
    start = process_time()
    with pytest.raises(newsbox.ReadingError, match="scripts"):
        newsbox.read(shell(script))
    assert process_time() - start < 10
