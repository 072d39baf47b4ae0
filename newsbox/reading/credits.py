"""Whose picture is it? A credit line, taken apart into photographer, agency and who passed it on."""

from __future__ import annotations

import re

from newsbox.reading.page import squeeze
from newsbox.types import Credit

# Agencies and picture desks by the names that stand in credits. A name here needs no "agency" in it to be one.
AGENCIES = (
    "AP", "The Associated Press", "Associated Press", "AFP", "Agence France-Presse", "AFP-JIJI", "Reuters", "Thomson Reuters", "Getty Images", "Getty",
    "EPA", "EPA-EFE", "EFE", "dpa", "dpa-infocom", "Picture Alliance", "picture-alliance", "APA", "Keystone", "Keystone-SDA", "SDA", "ANSA",
    "LaPresse", "Xinhua", "Xinhua News Agency", "TASS", "RIA Novosti", "Sputnik", "Interfax", "Kyodo", "Kyodo News", "Jiji", "Jiji Press", "Yonhap",
    "PTI", "ANI", "UPI", "PA", "PA Wire", "PA Images", "PA Media", "Press Association", "AAP", "AAP Image", "Bloomberg", "Anadolu", "Anadolu Agency", "AA",
    "NurPhoto", "SIPA", "Sipa USA", "SIPA Press", "Zuma", "ZUMA Press", "Zuma Wire", "Imago", "IMAGO", "ddp", "epd", "KNA", "Ritzau", "Ritzau Scanpix", "NTB",
    "TT", "TT News Agency", "Lehtikuva", "ANP", "Belga", "CTK", "ČTK", "PAP", "MTI", "Tanjug", "Ukrinform", "Unian", "BTA", "Agerpres", "Lusa", "Europa Press",
    "The Canadian Press", "Canadian Press", "CP", "Notimex", "Agencia Brasil", "Agência Brasil", "Estadão Conteúdo", "Folhapress", "CNA", "VNA", "Antara", "Bernama",
    "Shutterstock", "Rex Features", "Rex/Shutterstock", "Alamy", "Alamy Stock Photo", "iStock", "iStockphoto", "Adobe Stock", "Unsplash", "Pexels", "Pixabay", "Depositphotos",
    "Corbis", "Magnum", "Magnum Photos", "Contour", "WireImage", "FilmMagic", "Redux", "Polaris", "Abaca", "Backgrid", "Splash News", "MAXPPP", "Hans Lucas",
    "Wikimedia Commons", "Wikimedia", "Flickr", "Facebook", "Instagram", "Twitter", "X", "Telegram", "NASA", "ESA", "USGS", "NOAA", "US Navy", "Maxar", "Maxar Technologies",
    "Action Images", "USA TODAY Sports", "Icon Sportswire", "CBC", "BBC", "CNN", "AFPTV", "VCG", "China Daily", "Imaginechina", "NurPhoto SRL", "Pool",
)  # fmt: skip
_AGENCY = {name.casefold(): name for name in AGENCIES}
# What names itself an agency, a desk or an institution by one of these words.
AGENCY_WORDS = re.compile(
    r"\b(agency|newsroom|newspapers?|radio|service|agentur|agence|agencia|agenzia|press|presse|news|images|photos?|pictures|wire|media|stock|archiv\w*|archives?|times|post|herald|gazette"
    r"|tribune|courier|journal|guardian|zeitung|television|tv|studios?|police|polizei|ministry|ministère|ministerium|office|university|museum|handout|collection|library)\b",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r"^\s*(?:(?:photo|photograph|photography|picture|image|foto|fotos|photos|bild|bilder|fotografie|fotografía|fotografia|imagen|imagem|bildquelle|bildrechte|bildnachweis|collage|crédits?\s+photos?|photo\s+credit"
    r"|image\s+credit|credit\s+line|credits?|credito|crédito|créditos|crédit|kredit|quelle|source|fuente|fonte|fotoğraf|фото|фотография|коллаж|zdroj|fot\.?|图(?:片)?|摄影|写真|사진)"
    r"(?:\s+(?:credit|source|courtesy|illustration))?\s*(?:[:：]|\bby\b|\bpar\b|\bvon\b|\bdi\b|\bde\b|\bdurch\b|\bcourtesy(?:\s+of)?\b)\s*"
    r"|(?:photo|foto|bild|picture|credit|crédit)s?\s*(?:\.{2,}|…)\s*|(?:photo|foto|bild|picture|credit|crédit)s?\s+(?-i:(?=[A-ZÀ-Þ][\w’'-]+\s+(?:[a-zà-ÿ]{2,3}\s+)?[A-ZÀ-Þ]))|courtesy(?:\s+of)?\s+|(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?)+",
    re.IGNORECASE,
)
# "AP Photo", "Reuters file photo": the word says what it is, not who.
SORT = re.compile(
    r"\s*\b(?:file\s+)?(?:photo|foto|picture|file|archive|archiv|illustration|screenshot|videostill|pool|handout)s?\b\s*",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*\.?\s*$")
IN_CAPTION = re.compile(
    r"(?:^|(?<=[.!?。»”\"']\s)|(?<=[.!?。»”\"'])|\s[|–—-]\s*|\s{2,})"
    r"((?:photo|photograph|picture|image|foto|fotos|fotograf|bild|bildquelle|bildrechte|bildnachweis|imagen|collage|коллаж|credit|credits|crédit|crédits|crédito|quelle|source|фото|fot\.|写真|图|사진|©)"
    r"(?:\s+(?:credit|photo|courtesy))?\s*(?:[:：]|\bby\b(?=\s+(?-i:[A-ZÀ-Þ]))|(?<=©))\s*[^:]{2,110})$",
    re.IGNORECASE,
)
LONGEST = 160
"""Characters; a longer line tells a story and credits nobody."""


def split(line: str | None) -> Credit | None:
    """A line that is known to be a credit, taken apart. None for an empty line or one too long to be a credit.

    "Jane Roe/AFP via Getty Images" is by Jane Roe, of AFP, passed on by Getty Images; "AP Photo/Jane Roe" the other
    way round; "Ju Peng Xinhua via AP" has no mark between the two, so known agencies are looked for at its ends.
    """
    text = squeeze(line).strip(" ;,")
    if len(text) > 1 and text[0] in "([（" and text[-1] in ")]）":
        text = text[1:-1].strip()
    if not text or len(text) > LONGEST:
        return None
    bare = LEAD_IN.sub("", text).strip(" ;,/|")
    if not SORT.sub("", bare):
        # "Handout" says of what sort it is, and credits nobody.
        return Credit(text) if bare else None
    bare, _, via = (part.strip(" ,;/|") for part in _partition(r"\s+(?:via|durch|through)\s+", bare))
    names = [
        part
        for piece in re.split(r"\s*[/|•·]\s*|\s+[–—-]\s+|,\s+|\s+for\s+|\s+pour\s+|;\s*", bare)
        if (part := piece.strip(" ,")) and SORT.sub("", part)
    ]
    photographers: list[str] = []
    agencies: list[str] = []
    for place, name in enumerate(names):
        known = known_agency(name)
        if known:
            agencies.append(known)
        elif len(names) == 1:
            person, agency = _glued(name)
            photographers += [person] if person else []
            agencies += [agency] if agency else []
        elif AGENCY_WORDS.search(name) or (place > 0 and not agencies and photographers) or _is_initials(name):
            bare_name = SORT.sub(" ", name).strip()
            agencies.append(bare_name if _is_initials(bare_name) else name)
        else:
            photographers.append(_bare_person(name))
    if not photographers and not agencies and not via:
        return None
    if len(agencies) > 1 and not via:
        via = agencies.pop()
    return Credit(
        text=text,
        photographer=", ".join(name for name in photographers if name) or None,
        agency=agencies[0] if agencies else None,
        via=known_agency(via) or via or None,
    )


def cut(caption: str | None) -> tuple[str | None, Credit | None]:
    """A caption with the credit that stands at its end, as two: the caption alone, and the credit."""
    text = squeeze(caption)
    if not text:
        return None, None
    if (match := BRACKETED.search(text)) and is_credit(match[1]):
        return text[: match.start()].strip() or None, split(match[1])
    if match := IN_CAPTION.search(text):
        return text[: match.start()].strip(" |–—-") or None, split(match[1])
    for mark in (". ", "。", " | ", " – ", " — ", "  "):
        before, found, after = text.rpartition(mark)
        if found and len(after) <= 80 and is_credit(after):
            return (before + mark).strip(" |–—"), split(after)
    if is_credit(text):
        return None, split(text)
    return text, None


def is_credit(line: str) -> bool:
    """Whether a line credits a picture: it says so, or it ends or begins with a picture agency and tells nothing else."""
    text = squeeze(line).strip("()[] ")
    if not 2 < len(text) <= LONGEST:
        return False
    if LEAD_IN.match(text):
        return len(text.split()) <= 14
    if len(text.split()) > 9 or text.endswith((".", "!", "?")):
        return False
    if re.search(r"\w\s+via\s+[A-Z]", text) and len(text.split()) <= 7:
        return True
    names = [piece.strip() for piece in re.split(r"[/|•]|,\s", text)]
    if len(names) > 1:
        return any(known_agency(name) or re.search(r"\b(images|agency|press|photos?)\b", name, re.I) for name in names)
    person, agency = _glued(text)
    return bool(known_agency(text)) or bool(person and agency) or not SORT.sub("", text)


def known_agency(name: str) -> str | None:
    """The agency this names, spelled as it is printed here; None for anybody else."""
    text = name.strip(" .")
    if found := _AGENCY.get(text.casefold()):
        return found if text.isupper() or not found.isupper() or len(found) > 3 or text == found else None
    bare = SORT.sub(" ", text).strip()
    return _AGENCY.get(bare.casefold()) if bare != text and bare else None


def _glued(name: str) -> tuple[str | None, str | None]:
    """Person and agency in one run of words without a mark between: "Ju Peng Xinhua"."""
    words = name.split()
    for size in range(min(3, len(words) - 1), 0, -1):
        if agency := known_agency(" ".join(words[-size:])):
            return _bare_person(" ".join(words[:-size])), agency
        if (agency := known_agency(" ".join(words[:size]))) and len(words) - size >= 2:
            return _bare_person(" ".join(words[size:])), agency
    if len(words) > 2 and _is_initials(words[-1]):
        return _bare_person(" ".join(words[:-1])), words[-1]
    return (None, name) if AGENCY_WORDS.search(name) or _is_initials(name) else (_bare_person(name), None)


def _bare_person(name: str) -> str:
    return SORT.sub(" ", re.sub(r"^(?:by|von|par|di|de)\s+", "", name, flags=re.IGNORECASE)).strip(" ()[],")


def _is_initials(name: str) -> bool:
    return name.isupper() and name.isalpha() and 2 <= len(name) <= 5


def _partition(pattern: str, text: str) -> tuple[str, str, str]:
    match = re.search(pattern, text, re.IGNORECASE)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")
