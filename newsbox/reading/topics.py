"""What is an article about, in a few words? Its own tags, cleaned, and the terms that stand out in its text."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from newsbox.reading import units, when
from newsbox.reading.language import Block
from newsbox.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

MOST = 8
"""Topics of an article."""
LONGEST = 48
"""Characters of a topic."""
MOST_WORDS = 4
MOST_TAGS = 12
"""Tags of an article that a person chose; a longer list is written for search engines, and only what the text says often counts."""
TITLE = 150
"""Characters of a line that may be a title."""
PARAGRAPHS = 60
"""Paragraphs that are looked at; what an article is about has been said by then."""
LONGEST_PARAGRAPH = 5_000
"""Characters of a paragraph that are looked at where there is no parser."""
HEADLINE, LEAD, TAG = 4.0, 2.0, 3.0
"""What weighs for a term: standing in the headline, in the summary or first paragraph, among the tags."""
ENOUGH = 2.4
"""A weight from which a term of the text is a topic."""

NAMES = frozenset("PERSON ORG GPE LOC FAC EVENT PRODUCT LAW WORK_OF_ART".split())
# Words that say nothing of what an article is about, and that newsrooms, and their systems, tag everything with.
GENERIC = frozenset(
    word.strip()
    for word in """
    news | breaking news | breaking | latest | latest news | top news | top stories | top story | world | world news | international | national | local | local news | regional | politics | political
    business | economy | finance | sport | sports | culture | arts | entertainment | lifestyle | life | opinion | opinions | comment | analysis | editorial | editorials | feature | features | report | reports
    article | articles | story | stories | blog | live | live blog | liveblog | live updates | video | videos | photo | photos | gallery | podcast | newsletter | homepage | home | front page | general | general news
    us news | u.s. news | uk news | europe news | asia | africa | europe | americas | headlines | exclusive | update | updates | explainer | fact check | press release | wire | agency | agencies | archive | premium
    subscriber | subscribers | sponsored | free | tech | technology | science | health | environment | education | travel | weather | crime | law | society | people | issues | current affairs | domestic
    foreign | overseas | today | trending | must read | editor's picks | featured | uncategorized | other | miscellaneous | default | standard | content | media | newspaper | online | web | print | app | mobile
    nachrichten | aktuell | aktuelles | politik | wirtschaft | ausland | inland | panorama | gesellschaft | kultur | meinung | kommentar | leitartikel | eilmeldung | welt | startseite | regional | lokales | vermischtes | bericht | meldung
    actualité | actualités | monde | politique | économie | société | culture | opinions | éditorial | sport | une | à la une | en direct | faits divers
    noticias | noticia | actualidad | mundo | política | economía | sociedad | cultura | opinión | deportes | internacional | nacional | última hora | portada
    новости | мир | политика | экономика | общество | главное | в мире | происшествия | 新闻 | 国际 | 国内 | 时事 | 头条 | الأخبار | أخبار | العالم
    notizie | cronaca | mondo | esteri | notícias | últimas notícias | nieuws | binnenland | buitenland
    year | years | day | days | week | month | time | times | hour | hours | minute | morning | night | evening | moment | man | men | woman | women | person | group | groups | place | places | thing | things | way | ways
    part | parts | number | numbers | case | cases | fact | facts | end | start | beginning | point | points | side | sides | question | questions | answer | problem | problems | work | need | use | move | step | plan | plans
    statement | interview | conference | press conference | news conference | spokesman | spokeswoman | spokesperson | official | officials | authorities | member | members | leader | leaders | source | sources | expert | experts
    percent | per cent | million | billion | total | average | result | results | change | changes | country | countries | city | area | region | town | state | states | government | company | companies | public | name | names
    house | street | family | child | children | word | words | letter | kind | lot | rest | half | majority | issue | matter | reason | reasons | decision | effort | efforts | role | chance | history | future | past | idea
    hand | head | line | level | rate | order | system | process | program | programme | project | event | events | information | data | system | service | services | office | team | teams | job | jobs | money | cost | price
    first time | last year | next year | last week | other matter | other matters | something | anything | nothing | everyone | everything | somebody | nobody | one | two | president | prime minister | minister | chairman | crowd
    wide range | variety | range | example | meeting | talks | conversation | call | phone call | phone conversation | visit | topic | topics | article | page | side effects
    """.replace("\n", "|").split("|")
    if word.strip()
)  # fmt: skip
EDGES = " \t\n\"'“”‘’«»„()[].,;:!?-–—#*…"
ARTICLE = re.compile(
    r"^(?:the|a|an|this|that|these|those|its|his|her|their|our|my|your|some|any|no|all|both|each|every|another|other|such|what|which|several|many|more|most|new|own|same|old|latest|recent|former|first|last|next)\s+",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s?$")
# How systems, and not people, write tags: "type:article", "sf_article", "abc-123", addresses, numbers.
MACHINE = re.compile(r"[_:/=<>{}|@\\]|\d{4,}|^\W*\d+\W*$|^[a-z]+(?:-[a-z0-9]+){2,}$|\.(?:com|org|net)\b", re.IGNORECASE)
CAPITALS = re.compile(r"(?:[^\W\d_][\w’'-]*[ -]){0,3}[^\W\d_][\w’'-]*")
JOINED = re.compile(r"\s(?:and|or|,)\s|,|\d|[“”\"]")
SENTENCE = re.compile(r"(?<=[.!?:])\s+|[“”\"„«»]")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Short and long names of the same, as `_key` spells them.
SHORT = {
    "u.s": "united state",
    "u.s.a": "united state",
    "usa": "united state",
    "u.n": "united nation",
    "u.k": "united kingdom",
    "e.u": "european union",
    "eu": "european union",
}
SMALL = frozenset(
    "of the de la le les du des der die das von van und and et y e do da dos del el al bin ibn zu zur".split()
)


@dataclass(slots=True)
class Term:
    """A candidate: how it is best written, how often it stands in the text, and what speaks for it."""

    shown: Counter[str] = field(default_factory=Counter)
    count: float = 0.0
    weight: float = 0.0
    is_name: bool = False
    is_tag: bool = False
    first: int = 10**9

    @property
    def score(self) -> float:
        """Words of the headline first, then what is said often."""
        return self.weight + 1.5 * math.log2(1 + self.count) * (1.15 if self.is_name else 1.0)


def topics_of(article: Article, blocks: Sequence[Block]) -> tuple[str, ...]:
    """At most eight topics, the most telling first, no two of them alike.

    blocks: as `language.parsed` gives them. Without a parser, names are told by their capitals, which German and the
    scripts without capitals do not allow: there only the tags are left.
    """
    terms: dict[str, Term] = defaultdict(Term)
    texts = _texts(article)
    if blocks:
        _read_blocks(blocks, terms)
    else:
        _read_capitals(article, texts, terms)
    whole = " ".join(text for _, text in texts).casefold()
    _read_tags(article, whole, terms)
    _join_variants(terms)
    _weigh_headline(article, terms)
    banned = _house_words(article)
    ranked = sorted(
        (
            (key, term)
            for key, term in terms.items()
            if key not in banned
            and key not in GENERIC
            and not (term.is_name and _is_of_house(key, article))
            and term.score >= ENOUGH
            and (term.is_name or term.is_tag or term.count >= 2 or (" " in key and term.weight >= HEADLINE * 0.8))
        ),
        key=lambda each: (-each[1].score, each[1].first, each[0]),
    )
    chosen: list[str] = []
    for key, term in ranked:
        if len(chosen) == MOST:
            break
        if not any(_alike(key, _key(other)) for other in chosen):
            chosen.append(max(term.shown, key=lambda form: (term.shown[form], -len(form), form)))
    return tuple(chosen)


def _texts(article: Article) -> list[tuple[float, str]]:
    """The texts of an article with what standing in them weighs."""
    found = [(HEADLINE, article.headline or ""), (LEAD, article.standfirst or "")]
    for place, paragraph in enumerate(article.paragraphs[:PARAGRAPHS]):
        found.append((LEAD if place == 0 else 0.0, paragraph[:LONGEST_PARAGRAPH]))
    return [(weight, text) for weight, text in found if text]


def _key(words: str) -> str:
    """One spelling for all: lower case, the last word in the singular, no possessive."""
    plain = POSSESSIVE.sub("", words.strip(EDGES).casefold().replace("’", "'")).replace("-", " ")
    if plain in SHORT:
        return SHORT[plain]
    if len(plain) > 4 and plain.endswith("ies"):
        return f"{plain[:-3]}y"
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")) else plain


def _add(terms: dict[str, Term], words: str, *, weight: float, is_name: bool, place: int, count: float = 1.0) -> None:
    is_initials = bool(re.search(r"\b[A-Z]\.$", words))
    words = POSSESSIVE.sub("", words.strip(EDGES)).strip(EDGES) + ("." if is_initials else "")
    for _ in range(3):
        words = (
            ARTICLE.sub("", words)
            if not is_name
            else re.sub(r"^(?:the|this|that|a|an)\s+", "", words, flags=re.IGNORECASE)
        )
    if (
        not 2 < len(words) <= LONGEST
        or len(words.split()) > MOST_WORDS
        or any(sign.isdigit() for sign in words.split()[0])
    ):
        return
    key = _key(words)
    is_shouted = words.isupper() and not is_name and len(words) > 4
    if (
        len(key) < 2
        or is_shouted
        or key in GENERIC
        or words.casefold() in GENERIC
        or key in when.WEEKDAYS
        or "\n" in words
    ):
        return
    term = terms[key]
    term.shown[words] += 1
    term.count += count
    term.weight = max(term.weight, weight)
    term.is_name |= is_name
    term.first = min(term.first, place)


def _read_blocks(blocks: Sequence[Block], terms: dict[str, Term]) -> None:
    for number, block in enumerate(islice(blocks, PARAGRAPHS)):
        if (block.at == "headline" or len(block.text) < TITLE) and _is_title(block.text):
            # Where every word has a capital, the parser takes half of them for names; the text says which are.
            continue
        weight = HEADLINE if block.at == "headline" else LEAD if block.at in ("summary", 0) else 0.0
        inside: set[int] = set()
        for entity in block.doc.ents:
            if (
                entity.label_ in NAMES
                and not JOINED.search(entity.text)
                and (entity.text[:1].isupper() or entity.root.pos_ == "PROPN")
            ):
                inside.update(range(entity.start, entity.end))
                _add(terms, entity.text, weight=weight, is_name=True, place=number)
        for chunk in block.doc.noun_chunks:
            words = _telling(chunk, inside)
            if words:
                # A single common noun is seldom what an article is about; two together mostly are.
                is_one = " " not in words
                _add(
                    terms,
                    words,
                    weight=weight * (0.5 if is_one else 0.8),
                    is_name=False,
                    place=number,
                    count=0.7 if is_one else 1.0,
                )


def _is_title(headline: str) -> bool:
    words = [word for word in WORD.findall(headline) if len(word) > 3]
    return bool(sum(word[0].isupper() for word in words) > 0.7 * len(words))


def _telling(chunk: Words, inside: set[int]) -> str | None:
    """The words of a noun phrase that make a term; None where it is a name, a pronoun, people, or a count of something."""
    root = chunk.root
    if (
        root.i in inside
        or root.pos_ not in ("NOUN", "PROPN")
        or root.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL")
    ):
        return None
    first = root.i
    while first > chunk.start:
        before = root.doc[first - 1]
        is_part = before.dep_ in ("compound", "amod", "nmod") or before.text == "-"
        if not is_part or before.like_num or before.i in inside or before.tag_ in ("JJR", "JJS", "CD"):
            break
        first -= 1
    if first and (root.doc[first - 1].text in ("-", "%") or root.doc[first].lower_ == "-"):
        return None
    if units.unit_named(root.doc[first].lower_) or any(sign.isdigit() for sign in root.doc[first : root.i + 1].text):
        return None
    if root.i == first and (units.counts_people(root.lemma_.lower()) or units.unit_named(root.lower_)):
        return None
    words: str = root.doc[first : root.i + 1].text
    return None if root.lower_ in GENERIC and first == root.i else words


def _read_capitals(article: Article, texts: Sequence[tuple[float, str]], terms: dict[str, Term]) -> None:
    """Names by their capitals inside sentences."""
    if (article.language or "").startswith("de"):
        return
    for number, (weight, text) in enumerate(texts):
        for sentence in SENTENCE.split(text):
            for words in _capitals(sentence):
                _add(terms, words, weight=weight * 0.8, is_name=True, place=number)


def _capitals(sentence: str) -> Iterator[str]:
    run: list[str] = []
    words = list(WORD.finditer(sentence))
    for place, match in enumerate(words):
        word = match[0]
        is_capital = word[0].isupper() and (
            place > 0 or (len(words) > 1 and words[1][0][0].isupper() and not words[1][0].isupper())
        )
        is_next = not run or sentence[words[place - 1].end() : match.start()] in (" ", "-")
        if (is_capital and is_next) or (
            run
            and word in SMALL
            and is_next
            and len(run) < 3
            and place + 1 < len(words)
            and words[place + 1][0][0].isupper()
        ):
            run.append(word)
        else:
            if run:
                yield " ".join(run)
            run = [word] if is_capital else []
    if run:
        yield " ".join(run)


def _read_tags(article: Article, whole: str, terms: dict[str, Term]) -> None:
    """The tags that people would choose: not the outlet's own name, sections, or what systems write."""
    is_stuffed = len(article.tags) > MOST_TAGS
    for place, tag in enumerate(article.tags[:80]):
        words = tag.strip(EDGES)
        if MACHINE.search(words) or len(words.split()) > MOST_WORDS:
            continue
        said = _times_said(words.casefold(), whole)
        if not said and (is_stuffed or len(whole) > 600):
            said = 0.5 if _any_said(words.casefold(), whole) else 0.0
            if not said:
                continue
        if is_stuffed and said < 2:
            continue
        key = _key(words)
        is_known = key in terms
        _add(
            terms, words, weight=TAG + (terms[key].weight / 2 if is_known else 0.0), is_name=words[:1].isupper(), place=place,
            count=0.5 if is_known else min(said, 4.0),
        )  # fmt: skip
        if key in terms:
            terms[key].is_tag = True


def _times_said(words: str, whole: str) -> float:
    return float(whole.count(words)) if words else 0.0


def _any_said(words: str, whole: str) -> bool:
    return any(len(word) > 3 and word[: max(4, len(word) - 2)] in whole for word in WORD.findall(words))


def _join_variants(terms: dict[str, Term]) -> None:
    """A name's last word counts for the whole name: Hask is Oriel Hask, where only one such name is in the article."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, term in terms.items():
        if term.is_name and " " in key:
            longer[key.rpartition(" ")[2]].append(key)
            longer[key.partition(" ")[0]].append(key)
    for key in [key for key in terms if " " not in key]:
        whole = longer.get(key, ())
        if len(whole) == 1 and terms[key].is_name:
            terms[whole[0]].count += terms[key].count
            terms[whole[0]].weight = max(terms[whole[0]].weight, terms[key].weight)
            terms[whole[0]].first = min(terms[whole[0]].first, terms[key].first)
            del terms[key]


def _house_words(article: Article) -> set[str]:
    """What names the outlet, its section or its writers."""
    names: Iterable[str | None] = (article.outlet, article.section, *article.authors)
    found = {_key(name) for name in names if name}
    if article.dateline and article.dateline.agency:
        found.add(_key(article.dateline.agency))
    return found


def _is_of_house(key: str, article: Article) -> bool:
    return bool(article.outlet) and key in _key(article.outlet or "").split()


def _weigh_headline(article: Article, terms: dict[str, Term]) -> None:
    """What stands in the headline weighs, however its words are written there."""
    headline = f" {_key(' '.join(WORD.findall(article.headline or '')))} "
    for key, term in terms.items():
        if f" {key}" in headline:
            term.weight = max(term.weight, HEADLINE * (1.0 if term.is_name or " " in key else 0.7))


def _alike(ours: str, theirs: str) -> bool:
    """Whether two terms say much the same: one's words stand in the other's."""
    mine, yours = set(ours.split()) - SMALL, set(theirs.split()) - SMALL
    return bool(mine and yours) and (mine <= yours or yours <= mine)
