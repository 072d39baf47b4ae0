"""Reports of one event stand together, others apart; the order inside a minute, a restart and a batch change nothing."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import newsbox
from evaluation.claims import article_of
from newsbox import stories
from newsbox.press import outlets
from newsbox.stories import grouping, likeness
from newsbox.stories.grouping import Grouping
from newsbox.stories.likeness import Traits
from newsbox.types import Article
from tests.stories.wires import EVENTS, NOON, OUTLETS, THE_FIRST_AGAIN, UNLISTED, article, stream


def seen(told: list[Article]) -> list[Traits]:
    return [likeness.traits(each, key=f"r{place}") for place, each in enumerate(told)]


def as_stories(state: Grouping) -> dict[int, tuple[str, ...]]:
    return {story: state.reports_of(story) for story in state.stories()}


def as_sets(state: Grouping) -> set[frozenset[str]]:
    return {frozenset(state.reports_of(story)) for story in state.stories()}


def test_each_event_is_a_story() -> None:
    told, about = stream()
    found = stories.group(told)
    assert [[about[place] for place in story] for story in found] == [
        [name] * len(reports) for name, reports in EVENTS.items()
    ]


@pytest.mark.parametrize("english", [0, 20, 70])
@pytest.mark.parametrize("language", UNLISTED)
def test_small_words_of_an_unlisted_language_make_no_story(language: str, english: int) -> None:
    """Beside many reports in another language, "because" and "only" look as rare as a name."""
    papers = [article_of(paper, story) for paper in outlets.outlets() for story in paper.stories][:english]
    told = [
        article(headline, text, outlet=f"Paper {place}", language=language, at=NOON + timedelta(days=9, hours=place))
        for place, (headline, text) in enumerate([*UNLISTED[language], THE_FIRST_AGAIN][: 4 if language == "pl" else 3])
    ]
    home = {place: number for number, story in enumerate(stories.group([*papers, *told])) for place in story}
    numbers = [home[len(papers) + place] for place in range(len(told))]
    assert len(set(numbers[:3])) == 3
    assert numbers[3:] == ([numbers[0]] if language == "pl" else [])


def test_the_fictional_press_tells_its_events_together() -> None:
    papers = [(paper, story) for paper in outlets.outlets() for story in paper.stories]
    papers.sort(key=lambda pair: pair[1].says["published"])
    slugs = [f"{paper.key}/{story.slug}" for paper, story in papers]
    home = {}
    for number, story in enumerate(stories.group([article_of(paper, story) for paper, story in papers])):
        home.update({slugs[place]: number for place in story})

    def of(key: str, part: str) -> int:
        return next(number for slug, number in home.items() if slug.startswith(key) and part in slug)

    assert of("mpa", "ferry-fire") == of("lanternhead-post", "ferry-blaze") == of("mpa", "ferry-toll")
    assert of("mpa", "ilmara-storm") == of("lanternhead-post", "perrin-flood")
    apart = [of("mpa", "ferry-fire"), of("mpa", "northmere-election"), of("lanternhead-post", "quessia-rate")]
    apart += [
        of("lanternhead-post", "fever-vaccine"),
        of("lanternhead-post", "vases"),
        of("harbour-gazette", "cup-final"),
    ]
    apart += [of("harbour-gazette", "letterpress"), of("harbour-gazette", "fish-market")]
    assert len(set(apart)) == len(apart)


def test_every_reading_is_in_one_story_in_order_of_arrival() -> None:
    told, _ = stream()
    found = stories.group(told)
    assert sorted(place for story in found for place in story) == list(range(len(told)))
    assert all(story == sorted(story) for story in found)
    assert [story[0] for story in found] == sorted(story[0] for story in found)


def test_the_front_groups_readings_and_loads_no_language_model() -> None:
    readings = [
        newsbox.read_text(text, headline=headline, outlet=paper, published=NOON.isoformat())
        for reports in (EVENTS["ferry"], EVENTS["rates"])
        for (headline, text), paper in zip(reports, OUTLETS, strict=True)
    ]
    assert newsbox.group(readings) == [[0, 1, 2], [3, 4, 5]]
    assert not any(reading.is_understood for reading in readings)


def test_nothing_is_no_story() -> None:
    assert newsbox.group([]) == []


# The same, however it came -----------------------------------------------------------------------------------------


@given(some.randoms(use_true_random=False), some.integers(1, 5), some.integers(0, 4))
@settings(max_examples=40, deadline=None)
def test_order_within_a_minute_changes_nothing(chance: random.Random, pieces: int, gap: int) -> None:
    told, _ = stream(minutes=0)
    # A few minutes, each with several reports.
    dated = [
        likeness.traits(each, key=f"r{place}", arrived=NOON + timedelta(minutes=place // (gap + 2)))
        for place, each in enumerate(told)
    ]
    once = Grouping()
    once.place(dated)
    minutes: dict[int, list[Traits]] = {}
    for each in dated:
        minutes.setdefault(each.minute or 0, []).append(each)
    shuffled = []
    for run in minutes.values():
        chance.shuffle(run)
        shuffled += run
    other = Grouping()
    while shuffled:
        size = chance.randint(1, pieces)
        other.place(shuffled[:size])
        shuffled = shuffled[size:]
    assert as_stories(other) == as_stories(once)
    assert [other.story_of(each.key) for each in dated] == [once.story_of(each.key) for each in dated]


def test_what_changed_is_told_so_that_a_box_can_follow() -> None:
    told, _ = stream(minutes=0)
    state = Grouping()
    kept: dict[str, int] = {}
    for each in reversed(seen(told)):
        kept.update(state.place([each]).stories)
    assert kept == {f"r{place}": state.story_of(f"r{place}") for place in range(len(told))}


def test_a_restart_changes_nothing() -> None:
    told, _ = stream()
    traits = seen(told)
    whole = Grouping()
    whole.place(traits)
    for cut in range(1, len(traits)):
        before = Grouping()
        before.place(traits[:cut])
        unsettled, following = before.open_minute
        rows = [
            (Traits.from_dict(json.loads(json.dumps(each.to_dict()))), before.story_of(each.key))
            for each in traits[:cut]
            if each.key not in unsettled
        ]
        after = Grouping.rebuilt(
            rows, following=following, minute=[each for each in traits[:cut] if each.key in unsettled]
        )
        assert as_stories(after) == as_stories(before)
        after.place(traits[cut:])
        assert as_stories(after) == as_stories(whole), cut


def test_a_restart_within_a_minute_changes_nothing() -> None:
    told, _ = stream(minutes=0)
    traits = seen(told)
    whole = Grouping()
    whole.place(traits)
    before = Grouping()
    before.place(traits[:7])
    unsettled, following = before.open_minute
    assert set(unsettled) == {each.key for each in traits[:7]}
    after = Grouping.rebuilt([], following=following, minute=traits[:7])
    after.place(traits[7:])
    assert as_stories(after) == as_stories(whole)


def test_a_key_is_placed_once() -> None:
    state = Grouping()
    told = seen(stream()[0])
    state.place(told[:2])
    with pytest.raises(ValueError, match="placed before"):
        state.place(told[:1])


# Thinking again -------------------------------------------------------------------------------------------------------


def test_two_stories_become_one_when_a_report_between_them_comes() -> None:
    """The first reports of one event went into two stories; the next one shows that they are one."""
    traits = seen(stream()[0])
    ferry = [each for each, about in zip(traits, stream()[1], strict=True) if about == "ferry"]
    state = Grouping()
    state.place([each for each in traits if each not in ferry])
    one, other = state.keep(ferry[0], None), state.keep(ferry[1], None)
    placed = state.place(ferry[2:])
    merged = [tale for tale in placed.told if tale.what == "merged"]
    assert [(tale.story, tale.other) for tale in merged] in ([(one, other)], [(other, one)])
    assert merged[0].why.startswith("It shares “")
    assert len({state.story_of(each.key) for each in ferry}) == 1
    assert set(placed.stories) == {ferry[2].key, *merged[0].reports}


def test_a_report_leaves_a_story_that_has_turned_to_other_things() -> None:
    told, about = stream()
    traits = seen(told)
    stray = next(each for each, name in zip(traits, about, strict=True) if name == "vases")
    state = Grouping()
    home = state.keep(stray, None)
    for each, name in zip(traits, about, strict=True):
        if name == "ferry":
            state.keep(each, home)
        elif name == "rates":
            state.place([each])
    late = likeness.traits(
        article(EVENTS["ferry"][2][0], EVENTS["ferry"][1][1], outlet="Late", at=NOON + timedelta(hours=4)), key="late"
    )
    placed = state.place([late])
    assert [(tale.what, tale.reports) for tale in placed.told] == [("joined", ("late",)), ("left", (stray.key,))]
    assert state.reports_of(state.story_of(stray.key)) == (stray.key,)
    assert placed.stories[stray.key] != home


def test_the_reason_names_the_words() -> None:
    told, about = stream()
    placed = Grouping().place(seen(told))
    why = {tale.reports[0]: tale.why for tale in placed.told if tale.what == "joined"}
    toll = next(place for place, name in enumerate(about) if name == "ferry" and place > 5)
    assert "aldra" in why[f"r{toll}"] or "brannoch" in why[f"r{toll}"] or "ferr" in why[f"r{toll}"]


def test_a_story_is_over_when_reporting_is_and_goes_on_with_the_next_report() -> None:
    headline, text = EVENTS["ferry"][0]
    days = (0, 1, 2, 9)
    told = [article(headline, text, outlet=f"P{day}", at=NOON + timedelta(days=day)) for day in days]
    state = Grouping()
    state.place(seen(told[:3]))
    story = state.story_of("r0")
    at = NOON.timestamp()
    assert not state.is_over(story, now=at + 3 * likeness.DAY)
    assert state.is_over(story, now=at + 8 * likeness.DAY)
    state.place(seen(told)[3:])
    assert state.story_of("r3") == story
    assert not state.is_over(story, now=at + 20 * likeness.DAY), "it has been silent for a week before"


def test_people_have_the_last_word() -> None:
    told, _ = stream()
    traits = seen(told)
    state = Grouping()
    state.place(traits)
    ferry, rates = state.story_of("r0"), state.story_of("r1")
    alone = state.move("r5", None)
    assert state.reports_of(alone) == ("r5",)
    assert state.move("r5", ferry) == ferry
    state.merge(ferry, rates)
    assert state.story_of("r1") == ferry
    with pytest.raises(KeyError):
        state.reports_of(rates)
    with pytest.raises(KeyError):
        state.move("r5", 10**6)


def test_a_report_without_a_word_can_be_put_into_a_story_by_hand() -> None:
    """It is like nothing, and stops nobody from joining that story."""
    told, about = stream()
    ferry = [each for each, name in zip(seen(told), about, strict=True) if name == "ferry"]
    state = Grouping()
    state.place(ferry[:2])
    silent = likeness.traits(Article(headline="", paragraphs=(), published=NOON.isoformat()), key="silent")
    state.keep(silent, state.story_of(ferry[0].key))
    state.keep(replace(silent, key="silent too"), None)
    state.merge(state.story_of(ferry[0].key), state.story_of("silent too"))
    state.place(ferry[2:])
    assert {state.story_of(each.key) for each in ferry} == {state.story_of("silent")}


def test_how_near_each_is_to_the_others_is_the_mean_of_their_cosines() -> None:
    state = Grouping()
    state.place(seen(stream()[0][:6]))
    vectors = [kept.vector for kept in state._kept.values()]
    size = len(state._names)
    dense = np.zeros((len(vectors), size))
    for place, vector in enumerate(vectors):
        dense[place, vector.terms] = vector.weights * state._scales.rarity(vector.terms)
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    cosines = dense @ dense.T
    wanted = (cosines.sum(1) - cosines.diagonal()) / (len(vectors) - 1)
    assert np.allclose(grouping._mean_cosines(state._scales, vectors), wanted)


def test_what_words_weigh_is_told_by_the_stories_that_are_left() -> None:
    """The logarithms beside the counts follow every step, those taken back too."""
    state = Grouping()
    for each in seen(stream(minutes=0)[0]):
        state.place([each])
    state.merge(*state.stories()[:2])
    state.move(state.reports_of(state.stories()[0])[0], None)
    scales = state._scales
    counts = np.zeros(len(scales.in_stories))
    for story in state._stories.values():
        counts[story.vocabulary] += 1
    assert np.array_equal(scales.in_stories, counts)
    assert np.allclose(scales.logs, np.log(counts + 0.5))


def test_the_longest_silent_are_forgotten_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "OPEN_REPORTS", 8)
    told, _ = stream()
    late = [article(*EVENTS["cup"][0], outlet="Late", at=NOON + timedelta(days=1))]
    state = Grouping()
    for each in seen(told + late):
        state.place([each])
    assert len(state) <= 9
    with pytest.raises(KeyError):
        state.story_of("r2")
    # What is left is as likenesses want it: a known report finds its story again.
    home = state.story_of(f"r{len(told)}")
    again = likeness.traits(article(*EVENTS["cup"][1], at=NOON + timedelta(days=1, hours=1)), key="again")
    state.place([again])
    assert state.story_of("again") == home


# Bad input ------------------------------------------------------------------------------------------------------------


def test_undated_reports_are_grouped_by_their_words() -> None:
    told, about = stream()
    undated = [Article(headline=each.headline, paragraphs=each.paragraphs, outlet=each.outlet) for each in told]
    found = stories.group(undated)
    assert [[about[place] for place in story] for story in found] == [
        [name] * len(reports) for name, reports in EVENTS.items()
    ]


def test_a_feed_that_dates_everything_now_makes_no_story_of_it() -> None:
    told, about = stream(minutes=0)
    found = stories.group(told)
    assert all(len({about[place] for place in story}) == 1 for story in found)
    assert len(found) == len(EVENTS)


def test_a_date_after_the_arrival_is_the_arrival() -> None:
    future = likeness.traits(article("Port closed", at=NOON + timedelta(days=400)), key="a", arrived=NOON)
    assert future.dated == NOON.timestamp()


def test_a_round_up_of_ten_events_glues_nothing_together() -> None:
    told, about = stream()
    everything = " ".join(text for reports in EVENTS.values() for _, text in reports[:1])
    half = len(told) // 2
    told.insert(
        half,
        article(
            "The day in brief: five things to know",
            everything,
            outlet="Lanternhead Post",
            at=NOON + timedelta(minutes=70),
        ),
    )
    about.insert(half, "brief")
    found = stories.group(told)
    assert all(len({about[place] for place in story} - {"brief"}) <= 1 for story in found)
    assert len(found) in (len(EVENTS), len(EVENTS) + 1), "it may stand with one of its events, or by itself"


SIGNS = "Aries Taurus Gemini Cancer Leo Virgo Libra Scorpio Sagittarius Capricorn Aquarius Pisces".split()
ADVICE = """wait sign letter trust patience journey money cousin garden quarrel silence gift doctor promise window train answer
    colleague birthday mirror soup bridge neighbour holiday ticket dream coat phone debt stranger dance secret rain music""".split()


def test_a_daily_horoscope_is_no_story() -> None:
    told = []
    for day in range(8):
        chance = random.Random(day)
        lines = [f"{sign}: mind a {' and a '.join(chance.sample(ADVICE, 2))}." for sign in SIGNS]
        told.append(
            article(
                "Your horoscope for today", " ".join(lines), outlet="Harbour Gazette", at=NOON + timedelta(days=day)
            )
        )
    told += stream()[0]
    found = stories.group(told)
    assert all(len(story) == 1 for story in found if story[0] < 8)


def test_a_new_version_of_one_report_is_the_same_story() -> None:
    headline, text = EVENTS["ferry"][0]
    told = stream()[0]
    told += [article(headline, text + " The fire is out.", outlet=OUTLETS[0], at=NOON + timedelta(days=1))]
    found = stories.group(told)
    assert len(told) - 1 in next(story for story in found if 0 in story)


def test_paywall_stubs_are_no_story() -> None:
    stub = "To continue reading this article, subscribe now. Already a subscriber? Sign in to your account to read on."
    told = [
        article(EVENTS[name][0][0], stub, outlet="Corvane Ledger", at=NOON + timedelta(minutes=9 * turn))
        for turn, name in enumerate(("ferry", "rates", "vases", "rail"))
    ]
    assert len(stories.group(told)) == len(told)
    marked = likeness.traits(article("Port closed", stub, paywalled=True), key="a")
    assert not marked.text


def test_empty_reports_stand_alone() -> None:
    told = [
        Article(),
        Article(headline="", paragraphs=("",)),
        Article(headline="the and of"),
        article(*EVENTS["ferry"][0]),
    ]
    told += [article(*EVENTS["ferry"][1])]
    assert stories.group(told) == [[0], [1], [2], [3, 4]]


def test_a_live_blog_stands_with_its_event() -> None:
    told, _ = stream()
    posts = tuple(
        f"{hour}:05 The coastguard gives the next news from Port Aldra at {hour}:30. The ferry Lady Brannoch still burns."
        for hour in range(7, 22)
    )
    live = Article(
        headline="Live: fire on ferry Lady Brannoch in Port Aldra",
        paragraphs=(EVENTS["ferry"][0][1], *posts),
        outlet="Northmere Radio",
        published=(NOON + timedelta(hours=6)).isoformat(),
        language="en",
    )
    found = stories.group([*told, live])
    assert len(told) in next(story for story in found if 0 in story)


OTHER_TONGUES = (
    (
        "de",
        (
            "Fünf Tote bei Brand auf Fähre in Port Aldra",
            "Auf der Fähre Lady Brannoch sind bei einem Brand im Hafen von Port Aldra fünf Menschen gestorben.",
        ),
        (
            "Brand auf der Fähre Lady Brannoch: fünf Tote im Hafen",
            "Im Hafen von Port Aldra starben fünf Menschen, als die Fähre Lady Brannoch brannte.",
        ),
        (
            "Oberstes Gericht kippt Ausbau des Orrin-Staudamms",
            "Das Oberste Gericht in Veldmark hat die Genehmigung für den Staudamm am Orrin aufgehoben.",
        ),
    ),
    (
        "ja",
        (
            "ポートアルドラ港でフェリー火災、四人死亡",
            "ポートアルドラ港でフェリーから出火し、乗客四人が死亡したと沿岸警備隊が発表した。",
        ),
        (
            "フェリー火災で四人死亡 ポートアルドラ港",
            "沿岸警備隊によると、ポートアルドラ港のフェリー火災で乗客四人が死亡した。",
        ),
        (
            "クエシア中央銀行、金利を引き下げ",
            "クエシア中央銀行は政策金利を〇・二五ポイント引き下げ、五パーセントとした。",
        ),
    ),
    (
        "ru",
        (
            "Пожар на пароме в порту Алдра: четверо погибших",
            "Четыре человека погибли при пожаре на пароме «Леди Браннох» в порту Алдра, сообщила береговая охрана.",
        ),
        (
            "Четверо погибли при пожаре на пароме в порту Алдра",
            "Береговая охрана сообщила о гибели четырёх человек на пароме «Леди Браннох».",
        ),
        (
            "Центральный банк Квессии снизил ставку",
            "Центральный банк Квессии снизил ключевую ставку на четверть пункта, до пяти процентов.",
        ),
    ),
)


@pytest.mark.parametrize(("language", "one", "same", "other"), OTHER_TONGUES)
def test_other_languages(language: str, one: tuple[str, str], same: tuple[str, str], other: tuple[str, str]) -> None:
    told = stream()[0]
    base = len(told)
    told += [
        article(*each, language=language, at=NOON + timedelta(hours=3 + turn))
        for turn, each in enumerate((one, same, other))
    ]
    found = stories.group(told)
    together = next(story for story in found if base in story)
    assert base + 1 in together
    assert base + 2 not in together


@given(
    some.lists(
        some.tuples(some.text(max_size=60), some.text(max_size=200), some.none() | some.datetimes()), max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_comes_every_reading_is_in_one_story(told: list[tuple[str, str, object]]) -> None:
    readings = [
        Article(headline=headline, paragraphs=(text,), published=at.isoformat() if at else None)  # type: ignore[attr-defined]
        for headline, text, at in told
    ]
    found = stories.group(readings)
    assert sorted(place for story in found for place in story) == list(range(len(readings)))
