"""Whom does a description mean, told by capitals, titles and the names of the article alone?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsbox.reading.speech import CAPITALS, Speech
from newsbox.types import Place

TOKEN = re.compile(r"[^\W\d_]\.(?=\s?[A-ZА-Я])|[^\W\d_][\w’'·-]*")
PARTICLES = frozenset("de da di do du del von van al el bin ben ibn la le dos ter ten".split())
"""Small words inside people's names."""
RUN = re.compile(
    rf"(?<!\w)[{CAPITALS}][\w’'-]*(?:(?:(?<=\b\w)\.)?\s(?:(?:{'|'.join(sorted(PARTICLES))})\s)?[{CAPITALS}][\w’'-]*)*"
)
"""Words with capitals that follow each other, an initial's full stop and a small word of names between them."""
LONGEST = 4
"""Words of a person's name."""
SHORTEST = 3
"""Letters of a name that an inflected form must share."""
CASES = re.compile(r"[аяуюеёйыиомхг]{1,3}$")
"""Endings that Russian changes by case."""
CHINESE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·・][\u4e00-\u9fff]{1,8})+|[ァ-ヴー・]{2,20}|[\u4e00-\u9fff]{2,3}[ぁ-ん]{0,3})$"
)
WITH_ARTICLE = re.compile(
    rf"\b(?:[Dd](?:er|ie|as|en|em|es)|[Ee]in(?:e|en|em|er|es)?|[Ii]m|[Aa]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]eim|kein\w*|[a-zäöü]\w*(?:em|es|igen?|ichen?|ischen?)) ([{CAPITALS}][\w-]+)(?![\w-]| [{CAPITALS}])"
)
"""A German noun by the article or the inflected word before it."""
NOUN = re.compile(r"(?:ung|ungen|heit|heiten|keit|schaft|schaften|ion|ionen|tät|ismus|nis|zentrum|zentrums|innen)$")
"""Endings of German nouns that surnames don't have."""
LONG_WORD = 14
"""Letters beyond which a word with a hyphen is a description and no first name."""
AGE = re.compile(r",? (?:\(?\d{2}\b)")
"""Tells a person's age behind the name."""
MOST_FORMS = 20
"""Names with one surname that are compared."""
KEPT = 50_000
"""Characters of an article in which its names are collected."""


def behind(text: str, end: int) -> str:
    """The few words behind the comma that follows a name."""
    match = re.match(r",\s([^.,;:]{3,30})", text[end : end + 40])
    return match.group(1) if match else ""


class Names:
    """The people and bodies an article names."""

    def __init__(self, speech: Speech, texts: Sequence[str]) -> None:
        self.speech = speech
        self.cased = not speech.signs and speech.language != "ar"
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.genders: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        """By a role's last word: who was last introduced by it."""
        self.known: list[str] = []
        self.persons: set[str] = set()
        """Names that stand with a role or an age."""
        self.starters: dict[str, bool] = {}
        self.words: Counter[str] = Counter()
        self.lowered: set[str] = set()
        """Words that also stand without a capital, so that one with a capital only opens a sentence."""
        self.nouns: set[str] = set()
        """German words with a capital that stand with an article or an adjective: they are nobody's name."""
        if self.cased:
            self.collect("\n".join(texts)[:KEPT])
        else:
            self.collect_uncased("\n".join(texts)[:KEPT])

    # What an article names ------------------------------------------------------------------------------------------

    def collect(self, text: str) -> None:
        """Note every run of capitalised words that may be a person's full name, with the role before it."""
        self.words = Counter(TOKEN.findall(text))
        self.lowered = {word for word in self.words if word.islower()}
        if self.speech.language == "de":
            self.nouns = set(WITH_ARTICLE.findall(text))
        run: list[re.Match[str]] = []
        last = 0
        for match in TOKEN.finditer(text):
            word = match.group()
            joined = not text[last : match.start()].strip(" \u00a0") and "\n" not in text[last : match.start()]
            if run and not joined:
                self.note(text, run)
                run = []
            if self.is_proper(word) or (run and word in PARTICLES and joined):
                run.append(match)
            elif run:
                self.note(text, run)
                run = []
            last = match.end()
        self.note(text, run)

    def note(self, text: str, run: list[re.Match[str]]) -> None:
        """Keep a run as a name, if two words of it are left without roles."""
        while run and run[-1].group() in PARTICLES:
            run = run[:-1]
        if not run:
            return
        start = run[0].start()
        name = self.person([each.group() for each in run], led=self.led(text, start))
        if name is None or (self.speech.language == "de" and self.is_noun(name, [each.group() for each in run])):
            return
        self.forms[self.key(name.split()[-1])][name] += 1
        if AGE.match(text, run[-1].end()) or self.speech.people.search(behind(text, run[-1].end())):
            self.persons.add(name)
        ahead = text[max(0, start - 60) : start]
        ahead = re.split(r"[.,;:!?«»„“”\"\n]", re.sub(r",\s*$", "", ahead))[-1]
        own = text[start : run[-1].end()]
        ahead = f"{ahead} {own[: max(0, len(own) - len(name))]}"
        if told := self.gender_of(ahead, name):
            self.genders.setdefault(name, told)
        role = list(self.speech.people.finditer(ahead))
        if role:
            self.persons.add(name)
            self.roles[self.role_key(role[-1].group())] = name

    def is_noun(self, name: str, run: list[str]) -> bool:
        """Whether a German run of capitals is no name: its last word is a noun by its ending, or stands with an article."""
        first, last = name.split()[0], name.split()[-1]
        introduced = any(self.speech.people.fullmatch(word) for word in run[: len(run) - len(name.split())])
        if NOUN.search(first) or ("-" in first and len(first) > LONG_WORD):
            return True
        return bool(NOUN.search(last)) or last in self.nouns or (first in self.nouns and not introduced)

    def collect_uncased(self, text: str) -> None:
        """Note the names behind titles, in scripts without capitals."""
        if self.speech.signs:
            return
        words = text.split()
        for number, word in enumerate(words[:-2]):
            if self.speech.people.fullmatch(word) and number + 3 < len(words):
                described = " ".join(words[number : number + 6])
                described = re.split(r"[،,.:؛\n\"«»“”]", described)[0]
                cut = self.until_stop(described)
                name = self.full(cut)
                if name and len(name.split()) >= 2 and not self.speech.bodies.search(name):
                    self.forms[self.key(name.split()[-1])][name] += 1
                    self.genders.setdefault(name, "f" if re.search(r"ة(\s|$)", word) else "m")
                    self.roles[self.role_key(word)] = name

    def until_stop(self, described: str) -> str:
        """A description up to its first word that can't belong to it."""
        kept: list[str] = []
        for word in described.split():
            if self.speech.stop.fullmatch(word) or self.speech.cue.fullmatch(word):
                break
            kept.append(word)
        return " ".join(kept)

    def led(self, text: str, start: int) -> bool:
        """Whether a word is no first name by what stands before it.

        An article or an adjective where nouns have capitals; elsewhere "of" after a role: "mayor of Valcroix Luc Armandin".
        """
        found = re.search(r"([\w-]+)[ \u00a0]$", text[max(0, start - 30) : start])
        if found is None:
            return False
        before = found.group(1)
        if self.speech.language == "de":
            return bool(self.speech.articles.fullmatch(before)) or before[0].islower()
        return before in ("de", "of", "di", "van", "du") and bool(
            self.speech.people.search(text[max(0, start - 40) : start])
        )

    def key(self, surname: str) -> str:
        """What the forms of a surname share."""
        low = surname.casefold().removesuffix("’s").removesuffix("'s")
        if self.speech.language == "ru" and len(low) > SHORTEST + 1:
            return low[:SHORTEST] + CASES.sub("", low[SHORTEST:])
        return low.removeprefix("ال") if self.speech.language == "ar" else low

    def role_key(self, role: str) -> str:
        """What the forms of a role share."""
        low = role.casefold().split()[-1]
        if self.speech.language == "ar":
            return low.removeprefix("و").removeprefix("ال")
        if self.speech.language == "de":
            stem = re.search(
                r"(minister|präsident|kanzler|sprecher|chef|vorsitzende|leiter|direktor|meister|forscher|anwält|anwalt|richter|ökonom|historiker|trainer|general|kapitän)(in|r|n|s|en)?$",
                low,
            )
            return stem.group(1) + ("in" if stem.group(2) == "in" else "") if stem else low
        return low[:5] if self.speech.language == "ru" else low

    # What a word or description is ------------------------------------------------------------------------------------

    def is_proper(self, word: str) -> bool:
        """Whether a word is written like a name."""
        if not self.cased:
            return False
        bare = word[2:] if word[1:2] in ("'", "’") and len(word) > 2 else word
        return bare[:1].isupper() and not bare.isdigit()

    def person(self, words: list[str], *, led: bool = False) -> str | None:
        """The person's name in a run of capitalised words: its roles taken off; None if fewer than two are left."""
        speech = self.speech
        words = [re.sub(r"^[dlDL]['’]", "", word.rstrip(".")) or word for word in words]
        if speech.language == "de" and "von" in words[:-2] and words[words.index("von") + 1 :][0] not in PARTICLES:
            words = words[words.index("von") + 1 :]
        while words and (
            speech.people.fullmatch(words[0])
            or words[0] in PARTICLES
            or speech.articles.fullmatch(words[0])
            or self.is_starter(words[0])
        ):
            words = words[1:]
            led = False
        if led and len(words) > 2:
            words = words[1:]
        if any(speech.bodies.fullmatch(word) or speech.people.fullmatch(word) for word in words):
            cut = max(
                number
                for number, word in enumerate(words)
                if speech.bodies.fullmatch(word) or speech.people.fullmatch(word)
            )
            words = words[cut + 1 :]
        while words and words[0] in PARTICLES:
            words = words[1:]
        if (
            speech.language == "de"
            and len(words) == 3
            and not any(word in PARTICLES for word in words)
            and len(words[0]) > 8
        ):
            words = words[1:]
        if speech.language == "ru" and len(words) == 3 and not words[1].endswith(("вич", "вна", "ич")):
            words = words[1:]
        if any(word.isupper() and len(word) > 1 for word in words) and not all(word.isupper() for word in words):
            return None
        long = len([word for word in words if word not in PARTICLES]) > LONGEST - (
            speech.language in ("de", "en", "fr", "nl")
        )
        return " ".join(words) if len(words) >= 2 and not long else None

    def is_starter(self, word: str) -> bool:
        """Whether a capital may only come from the beginning of a sentence."""
        if word not in self.starters:
            speech = self.speech
            kinds = (speech.stop, speech.lead, speech.no_subject, speech.cue)
            self.starters[word] = (
                word.lower() in self.lowered
                or word.lower() in speech.pronouns
                or any(kind.fullmatch(word) for kind in kinds)
            )
        return self.starters[word]

    def looks_named(self, described: str) -> bool:
        """Whether a description holds a person's full name, or a surname that is known."""
        return self.name_in(described) is not None

    def name_in(self, described: str) -> str | None:
        """The fullest form of the person's name that a description holds."""
        if not self.cased:
            return self.uncased_name(described)
        for run in reversed(RUN.findall(described)):
            words = run.split()
            led = self.led(described, described.find(run))
            name = self.person(list(words), led=led)
            if name is not None and not self.speech.works.fullmatch(words[0]) and not self.is_starter(name.split()[-1]):
                if self.speech.language == "de" and self.is_noun(name, words):
                    if self.key(words[-1]) in self.forms:
                        return self.best(words[-1])
                    continue
                return self.best(name)
            if not self.speech.people.fullmatch(words[-1]) and self.key(words[-1]) in self.forms:
                return self.best(words[-1])
        return None

    def best(self, name: str) -> str:
        """The fullest form of a name in the article: the shortest that still has a first name."""
        forms = list(self.forms.get(self.key(name.split()[-1]), ()))[:MOST_FORMS]
        own = name.split()
        if len(own) > 1:
            same = [form for form in forms if form.split()[0][:SHORTEST] == own[0][:SHORTEST]]
            return min([*same, name], key=len) if self.speech.language == "ru" else name
        return min(forms, key=lambda form: (len(form.split()), len(form))) if forms else name

    def uncased_name(self, described: str) -> str | None:
        """The name in a description in Arabic, Chinese or Japanese."""
        speech = self.speech
        if speech.signs:
            return self.signs_name(described)
        words = described.split()
        roles = [
            number
            for number, word in enumerate(words)
            if speech.people.fullmatch(word) or speech.bodies.fullmatch(word)
        ]
        if roles:
            rest = words[roles[-1] + 1 :]
            while len(rest) > 2 and rest[0].startswith("ال"):
                rest = rest[1:]
            rest = rest[:3] if len(rest) > 2 and rest[1] in ("بن", "أبو", "آل", "عبد") else rest[:2]
            if not rest or rest[-1].startswith(("باسم", "لل")):
                return None
            if len(rest) == 1:
                forms = list(self.forms.get(self.key(rest[0]), ()))[:1]
                return forms[0] if forms else None
            return " ".join(rest)
        if len(words) == 1:
            forms = list(self.forms.get(self.key(words[0]), ()))[:1]
            return forms[0] if forms else None
        return described if len(words) <= SHORTEST and not speech.nobody.search(described) else None

    def signs_name(self, described: str) -> str | None:
        """The name in a Chinese or Japanese description."""
        speech = self.speech
        titles = list(speech.people.finditer(described))
        if titles:
            rest = described[titles[-1].end() :].strip()
            lead = described[: titles[0].start()].strip()
            for part in (rest, lead):
                bare = re.split(r"の|的|是|兼|、", part)[-1]
                if CHINESE.match(bare) and not speech.bodies.search(bare[-1:]) and not speech.nobody.search(bare):
                    return self.longest(bare)
            return None
        bare = re.split(r"の|的|、", described)[-1]
        if (
            CHINESE.match(bare)
            and not any(match.end() == len(bare) for match in speech.bodies.finditer(bare))
            and not speech.nobody.search(bare)
        ):
            return self.longest(bare)
        return None

    def longest(self, name: str) -> str:
        """The longest form that the article has of a name in signs."""
        known = next(
            (
                each
                for each in self.known
                if each != name and (each.endswith(("·" + name, "・" + name)) or each.startswith(name))
            ),
            None,
        )
        if known is None and len(name) > 1:
            self.known.append(name)
        return known or name

    def may_speak(self, described: str) -> bool:
        """Whether a description may be a speaker: a name, a role, a body, a pronoun, or somebody nobody names."""
        speech = self.speech
        low = described.lower()
        if (
            low in speech.pronouns
            or speech.people.search(described)
            or speech.bodies.search(described)
            or speech.nobody.search(described)
        ):
            return True
        if speech.signs:
            return self.signs_name(described) is not None
        if speech.language == "ar":
            return (
                1 <= len(described.split()) <= LONGEST
                and not described.startswith(("ب", "ل"))
                and len(described) > SHORTEST
            )
        words = [word for word in described.split() if self.is_proper(word)]
        return bool(words) and not all(self.is_starter(word) or speech.articles.fullmatch(word) for word in words)

    def is_only_start(self, described: str) -> bool:
        """Whether several words have no capital but the sentence's first, and tell of nobody."""
        words = described.split()
        if not self.cased or self.speech.language == "de" or len(words) < 2 or not self.is_proper(words[0]):
            return False
        if (
            any(self.is_proper(word) for word in words[1:])
            or self.speech.articles.fullmatch(words[0])
            or self.key(words[0]) in self.forms
        ):
            return False
        return not (
            self.speech.people.search(described)
            or self.speech.bodies.search(described)
            or self.speech.nobody.search(described)
        )

    def is_apposition(self, text: str, start: int, end: int, *, named: bool) -> bool:
        """Whether what follows a comma is the name of the role before it: "the governor, Amara Soll"."""
        if named or not self.cased:
            return False
        piece = re.split(r"[,.;]", text[start:end])[0]
        words = piece.split()
        return 2 <= len(words) <= LONGEST and all(self.is_proper(word) or word in PARTICLES for word in words)

    def ends_noun(self, described: str, word: str) -> bool:
        """Whether a lower-case word behind a German or Dutch noun is the sentence's verb, and not the speaker's."""
        speech = self.speech
        if (
            speech.language != "de"
            or not described
            or self.is_proper(word)
            or speech.link.fullmatch(word)
            or speech.articles.fullmatch(word)
        ):
            return False
        if re.search(r"\bvon\b", described) and word.endswith("ten"):
            return False
        return self.is_proper(described.split()[-1])

    def is_body_at(self, text: str, start: int, end: int) -> bool:
        """Whether the next word is an organisation."""
        match = TOKEN.search(text, start, min(end, start + 40))
        return match is not None and bool(self.speech.bodies.fullmatch(match.group()))

    def is_known(self, described: str) -> bool:
        """Whether a single word in a script without capitals is a surname of the article."""
        return not self.cased and len(described.split()) == 1 and self.key(described) in self.forms

    def goes_on(self, text: str, start: int, end: int) -> bool:
        """Whether a name or a noun follows a small word, so that it belongs to the description."""
        match = TOKEN.search(text, start, min(end, start + 40))
        return (
            match is not None
            and not text[start : match.start()].strip()
            and not self.speech.stop.fullmatch(match.group())
        )

    # Whom a description means ----------------------------------------------------------------------------------------

    def full(self, described: str) -> str | None:
        """The full name of a description by itself: a person's, or a body's as it is written."""
        if described.lower() in self.speech.pronouns:
            return None
        ours = self.speech.bodies.search(described) and not self.speech.people.search(described)
        if ours and self.speech.language in ("en", "fr", "es", "it", "pt") and not self.speech.nobody.search(described):
            return self.without_article(described)
        name = self.name_in(described)
        if name is not None:
            return name
        if self.speech.nobody.search(described):
            return None
        if self.speech.bodies.search(described) and not self.speech.people.search(described):
            return self.without_article(described)
        proper = [word for word in described.split() if self.is_proper(word)]
        if self.cased and self.speech.language != "de" and proper and not self.speech.people.search(described):
            return self.without_article(described)
        alone = self.speech.language == "de" and len(described.split()) == 1 and bool(proper)
        return (
            described
            if alone and (described.isupper() or (described not in self.nouns and self.is_said_twice(described)))
            else None
        )

    def is_said_twice(self, word: str) -> bool:
        """Whether a word with a capital stands more than once in the article."""
        return self.words.get(word, 0) > 1

    def without_article(self, described: str) -> str:
        """A body's name as it is written, without its article."""
        if titled := re.search(r"[«„“\"]([^«»„“”\"]{3,40})", described):
            return titled.group(1).strip()
        words = described.split()
        while len(words) > 1 and self.speech.articles.fullmatch(words[0]):
            words = words[1:]
        joined = " ".join(words)
        return re.sub(r"^[LlDd]['’]", "", joined)

    def resolve(self, described: str, at: Place, start: int, sentences: list[str], *, said: str = "") -> str | None:
        """Whom a speaker's words mean: the name itself, or whoever a pronoun or a bare role goes back to."""
        kind = self.speech.pronouns.get(described.lower())
        if kind is None:
            name = self.full(described)
            if name is not None:
                self.remember(name, described, said)
                return name
            role = list(self.speech.people.finditer(described))
            if (
                role
                and not self.speech.nobody.search(described)
                and not re.match(r"(ein|eine|un|une|una|um|uma|a|an|один|een)\s", described)
            ):
                return self.roles.get(self.role_key(role[-1].group()))
            return None
        if kind in ("p", "n"):
            return None
        for sentence in reversed(sentences):
            for place in self.people_in(sentence):
                name = self.full(sentence[place[0] : place[1]])
                if name and self.genders.get(name, kind) == kind and self.is_somebody(name):
                    return name
        return next((name for name in reversed(self.spoke) if self.genders.get(name, kind) == kind), None)

    def is_somebody(self, name: str) -> bool:
        """Whether a name is surely a person's: one who spoke, was introduced by a role, or is named more than once."""
        return (
            not self.cased
            or name in self.known
            or name in self.genders
            or name in self.persons
            or name in self.roles.values()
            or self.forms.get(self.key(name.split()[-1]), Counter()).total() > 1
        )

    def cut(self, described: str) -> int:
        """How much of a German or Arabic description is the speaker's: "Falk im Interview" ends at the name."""
        if self.speech.language == "ar":
            name = self.uncased_name(described)
            return described.index(name) + len(name) if name and name in described else len(described)
        if self.speech.language == "de":
            for run in RUN.finditer(described):
                rest = re.match(r"\s+([a-zäöü]\w*)", described[run.end() :])
                words = run.group().split()
                named = (
                    self.person(list(words), led=self.led(described, run.start())) is not None
                    or self.key(words[-1]) in self.forms
                )
                if rest and rest.group(1) not in ("von", "vom", "van") and named:
                    return run.end()
        return len(described)

    @property
    def spoke(self) -> list[str]:
        """The people who spoke so far, the last one last."""
        return self.known

    def remember(self, name: str, described: str, said: str) -> None:
        """Note that somebody spoke, and whether the words tell of a woman or a man."""
        if self.name_in(described) is None:
            return
        if name in self.known:
            self.known.remove(name)
        self.known.append(name)
        told = self.gender_of(described.replace(name, " "), name)
        if told is None and self.speech.language in ("ru", "ar") and said:
            told = "f" if self.speech.women.fullmatch(said) else None
        if told:
            self.genders.setdefault(name, told)
        role = list(self.speech.people.finditer(described))
        if role:
            self.roles[self.role_key(role[-1].group())] = name

    def gender_of(self, described: str, name: str) -> str | None:
        """A woman ("f") or a man ("m"), if the role, the title or a Russian surname tells."""
        speech = self.speech
        if speech.language == "ru":
            surname = name.split()[-1]
            return "f" if speech.women.fullmatch(surname) else None
        if speech.signs:
            return None
        words = described.split()
        for number, word in reversed(list(enumerate(words))):
            if not speech.people.fullmatch(word.rstrip(".")):
                continue
            for told in (word.rstrip("."), words[number - 1] if number else ""):
                if speech.women.fullmatch(told):
                    return "f"
                if speech.men.fullmatch(told):
                    return "m"
            if speech.language == "de":
                return "m" if re.search(r"(er|ent|ef|or|ist|af|at)$", word) else None
        return None

    def people_in(self, sentence: str) -> list[tuple[int, int]]:
        """Where a sentence names people: full names, or surnames that are known."""
        if not self.cased:
            return []
        found = []
        for match in RUN.finditer(sentence[:1500]):
            words = match.group().split()
            if self.is_starter(words[-1]) or self.speech.articles.fullmatch(words[-1]):
                continue
            if self.name_in(match.group()) is not None or (len(words) == 1 and self.key(words[0]) in self.forms):
                found.append(match.span())
        return found

    def first_in(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Whom a sentence names first."""
        places = self.people_in(text[start:end])
        return (start + places[0][0], start + places[0][1]) if places else None
