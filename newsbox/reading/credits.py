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
    "Imago Images", "Scanpix", "NTB Scanpix", "TT Nyhetsbyrån", "Bildbyrån", "STT", "Anadolu Ajansı", "DHA", "İHA", "DepoPhotos", "AMNA", "ΑΠΕ-ΜΠΕ", "Eurokinissi", "Intime News", "HINA", "Pixsell",
    "FENA", "TASR", "SITA", "Profimedia", "East News", "Inquam Photos", "Mediafax", "BGNES", "БТА", "БелТА", "РИА Новости", "ТАСС", "Интерфакс", "Рейтер", "Укринформ", "Укрінформ", "УНИАН", "УНІАН",
    "Antara Foto", "TTXVN", "Freepik", "Dreamstime", "Fotolia", "Envato", "Newscom", "YouTube", "TikTok", "Truth Social", "Reddit", "NHK", "رويترز", "فرانس برس", "أ ف ب", "الأناضول", "أ.ف.ب",
    "新华社", "新華社", "中新社", "中央社", "视觉中国", "路透社", "路透", "法新社", "美联社", "美聯社", "彭博社", "共同", "共同通信", "時事", "時事通信", "ロイター", "ゲッティ", "연합뉴스", "뉴시스", "뉴스1", "로이터", "게티이미지",
)  # fmt: skip
_AGENCY = {name.casefold(): name for name in AGENCIES}
# What names itself an agency, a desk or an institution by one of these words.
AGENCY_WORDS = re.compile(
    r"\b(agency|newsroom|newspapers?|radio|service|agentur|agence|agencia|agência|agenzia|ajansı|byrån|агентство|press|presse|prensa|news|images|photos?|pictures|wire|media|stock|archiv\w*|archives?|times|post|herald|gazette"
    r"|tribune|courier|journal|guardian|zeitung|television|tv|studios?|productions?|police|polizei|policía|polizia|feuerwehr|ministry|ministère|ministerium|ministerio|office|university|universität|museum|handout|collection|library"
    r"|company|corporation|club|fc|county|city of|municipality|department|foundation|institute?|hospital)\b|新聞|通信|日报|日報|新闻|뉴스|일보",
    re.IGNORECASE,
)
# Words that open a credit, by language; the next mark (a colon, "by") belongs to them.
LEAD_WORDS = (
    r"photos?|photograph|photography|pictures?|images?|credits?|source|illustrations?|graphic|collage|composite|screen ?(?:shot|grab)|file photo|photo illustration"
    r"|fotos?|bild|bilder|fotografie|grafik|montage|fotomontage|quelle|(?:bild|foto)(?:quelle|rechte|nachweis|credit)"
    r"|crédits?(?:\s+(?:photos?|images?))?|photographie|infographie"
    r"|fotografía|imagen|ilustración|fuente|credito|créditos?|kredit|fotografia|imagem|ilustração|fonte|immagine|illustrazione"
    r"|beeld|bron|bilde|billede|illustrasjon|illustration|källa|kilde|kuva|kuvat|lähde"
    r"|fot\.?|zdjęcie|zdj\.|źródło|zdroj|snímek|ilustrační foto|fotó|kép|forrás|surs[aă](?: foto)?|foto izvor|izvor|vir|slika|nuotr\.|allikas"
    r"|fotoğraf|fotoğraflar|görsel|kaynak|фото|фотография|фотографія|коллаж|колаж|снимок|снимка|скриншот|источник|джерело|иллюстрация|ілюстрація"
    r"|φωτογραφία|φωτογραφίες|φωτό|φωτο|φωτ\.|πηγή|צילום|קרדיט|تصوير|الصورة|مصدر الصورة|صورة|عکس|फोटो|फ़ोटो|स्रोत|साभार|ảnh|nguồn|ภาพ|เครดิต|ที่มา|gambar|sumber|dok\.?|dokumentasi"
    r"|图(?:片|源)?(?:来源)?|圖(?:片)?(?:來源)?|照片|摄影|攝影|写真|画像|提供|撮影|出典|사진(?:제공)?|사진 제공|출처|촬영"
)
LEAD_IN = re.compile(
    rf"^\s*(?:(?:{LEAD_WORDS}|photo\s+credit|image\s+credit|credit\s+line)"
    r"(?:\s+(?:credit|source|courtesy|illustration))?\s*(?:[:：＝=]|(?<=[图圖片真진])[/／]|\bby\b|\bpar\b|\bvon\b|\bdi\b|\bde\b|\bdurch\b|\bcourtesy(?:\s+of)?\b)\s*"
    r"|(?:photo|foto|bild|picture|credit|crédit)s?\s*(?:\.{2,}|…)\s*|(?:photo|foto|bild|picture|cr[eé]dit(?!s?\s+(?:suisse|agricole|mutuel|lyonnais|foncier|unions?|cards?)\b)|fot\.)s?\s+(?-i:(?=[A-ZÀ-Þ][\w’'-]+\s+(?:[a-zà-ÿ]{2,3}\s+)?[A-ZÀ-Þ]))|dok\.\s*|courtesy(?:\s+(?:photo|image))?(?:\s+of|[:：])?\s+"
    r"|(?:©|\(c\)|copyright|copyright\s*©)\s*(?:\d{4}\s*)?)+",
    re.IGNORECASE,
)
# What some languages set behind the name: "X撮影" (photographed by), "X cung cấp" (provided by).
LEAD_OUT = re.compile(r"\s*(?:撮影|提供|摄影?|攝影?|供图|供圖|기자|제공|촬영|cung cấp)$")
# "AP Photo", "Reuters file photo": the word says what it is, not who.
SORT = re.compile(
    r"\s*\b(?:(?:file|staff|courtesy|stock)\s+)?(?:photos?|foto|pictures?|image|file|archivo?|arkiv|arhiva|архив|illustrations?|screen ?(?:shot|grab)|videostill|pool|handout|stringer|staff(?:\s+photographer)?|contributor|photographer|freelance|symbol(?:bild|foto)|archivbild|archivfoto|stf|str)s?\b\s*",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"[\s.,;/|-]*\b(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden|med ensamrätt|все права защищены|wszelkie prawa zastrzeżone|tüm hakları saklıdır)\.?\s*$",
    re.IGNORECASE,
)
"""Words that hang on a credit and name nobody."""
BRACKETED = re.compile(r"\s*[(\[（【]\s*([^()\[\]（）【】]{2,120})[)\]）】]\s*[.。]?\s*$")
NESTED = re.compile(r"\s*[(（]((?:[^()（）]|\([^()（）]*\)){2,120})[)）]\s*[.。]?\s*$")
"""A bracket at the end that has a bracket in it: "(Jane Roe (Gazette))"."""
IN_CAPTION = re.compile(
    rf"(?:^|(?<=[.!?。»”\"'…])\s?|\s[|–—/-]\s*|,\s|\s{{2,}}|(?=\s©))"
    rf"\s?((?:{LEAD_WORDS}|©)"
    r"(?:\s+(?:credit|photo|courtesy))?\s*(?:[:：＝=]|(?<=[图圖片真진])[/／]|\bby\b(?=\s+(?-i:[A-ZÀ-Þ]))|(?<=©))\s*(?:[^:]{2,110}|[^:]{0,40} (?:foto|photo|bild|fotograf):[^:]{2,80}))$",
    re.IGNORECASE,
)
# Who gave the picture, where nobody is named.
PROVIDED = re.compile(
    r"(?:supplied|submitted|handout|courtesy|privat|privé|divulgação|reprodução|istimewa|dok\. ?pribadi|cedida|代表撮影|提供写真|자료사진|d\.? ?r\.?)\.?$",
    re.IGNORECASE,
)
LONGEST = 160
"""Characters; a longer line tells a story and credits nobody."""
LONGEST_CAPTION = 3000
"""Characters; what is longer is no caption."""
STOPS = '.!?…。！？」”»"'
NO_CASE = re.compile(r"[\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts without capitals."""
SENTENCE_END = re.compile(r"(?:[다요음た]|です|ます|る|中|右|左|時)\)?$")
"""How a sentence or a note on who stands where ends in Korean and Japanese."""


# What stands between two names of a credit.
BETWEEN = re.compile(
    r"\s*[/|•·／]\s*|\s+[–—-]\s+|,\s+|、|\s+(?:for|pour|für|para|per|voor|för|for)\s+|;\s*|\s+(?=(?:Foto|Photo|Bild|Fotograf):)"
)


def split(line: str | None) -> Credit | None:
    """A line that is known to be a credit, taken apart. None for an empty line or one too long to be a credit.

    "Jane Roe/AFP via Getty Images" is by Jane Roe, of AFP, passed on by Getty Images; "AP Photo/Jane Roe" the other
    way round; "Ju Peng Xinhua via AP" has no mark between the two, so known agencies are looked for at its ends.
    """
    text = squeeze(line).strip(" ;,|")
    if len(text) > 1 and text[0] in "([（【" and text[-1] in ")]）】":
        text = text[1:-1].strip()
    if not text or len(text) > LONGEST:
        return None
    text = RIGHTS.sub("", text) or text
    if text.endswith(")") and "(" not in text:
        text = text.rstrip(" )")
    bare = LEAD_OUT.sub("", LEAD_IN.sub("", text)).strip(" ;,/|–—-")
    if PROVIDED.match(bare) or PROVIDED.match(text) or not SORT.sub("", bare):
        # "Handout" says of what sort it is, and credits nobody; "Image" says nothing.
        return Credit(text) if bare and not re.fullmatch(r"(?:photo|foto|picture|image|file)s?", bare, re.I) else None
    # "Jane Roe (Reuters)" is "Jane Roe/Reuters".
    bare = re.sub(r"\s*[(（]([^()（）]{2,80})[)）]", r"/\1/", bare).strip("/ ")
    bare, _, via = (part.strip(" ,;/|") for part in _partition(r"\s+(?:via|vía|durch|through)\s+", bare))
    names = [
        part
        for piece in re.split(BETWEEN, bare)
        if (part := LEAD_IN.sub("", piece).strip(" ,@")) and SORT.sub("", part)
    ]
    photographers: list[str] = []
    agencies: list[str] = []
    for place, name in enumerate(names):
        known = known_agency(name)
        if known:
            agencies.append(known)
        elif len(names) == 1 or (place == 0 and _ends_in_agency(name)):
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


def cut(caption: str | None, *, is_caption: bool = False) -> tuple[str | None, Credit | None]:
    """A caption with the credit that stands at its end, as two: the caption alone, and the credit.

    is_caption: the words are known to stand below a picture, where a bare name after the last sentence is a credit.
    """
    text = squeeze(caption)
    if not text or len(text) > LONGEST_CAPTION:
        return text or None, None
    for bracket in (BRACKETED, NESTED):
        if match := bracket.search(text):
            before, inside = text[: match.start()].strip(), match[1].strip()
            if is_caption and known_agency(inside) and (name := _last_name(before)):
                # "The harbour on Tuesday. Jane Roe (Reuters)"
                return before[: -len(name)].strip() or None, split(f"{name} ({inside})")
            if is_credit(inside) or (is_caption and (not before or before[-1] in STOPS) and _is_name(inside)):
                return before or None, split(inside)
    if match := IN_CAPTION.search(text):
        return text[: match.start()].strip(" |–—-,/") or None, split(match[1])
    for mark in (". ", "。", "! ", "? ", "” ", "» ", '" ', " | ", " – ", " — ", "  "):
        before, found, after = text.rpartition(mark)
        if found and len(after) <= 80 and (is_credit(after) or (is_caption and mark[0] in STOPS and _is_name(after))):
            return (before + mark).strip(" |–—/"), split(after)
    if is_credit(text):
        return None, split(text)
    return text, None


def _last_name(text: str) -> str | None:
    """The person whose bare name is a caption's last sentence."""
    last = re.split(r"[.!?…”»]\s+(?=\S+ \S+(?: \S+)?$)", text)[-1] if len(text) < LONGEST_CAPTION else text
    return last if 2 <= len(last.split()) <= 3 and last != text and _is_name(last) else None


def _is_name(text: str) -> bool:
    """Whether words after a caption's last sentence can only name somebody: few, and all of them capitals or initials."""
    if PROVIDED.match(text):
        return True
    words = LEAD_OUT.sub("", text).split()
    if not 0 < len(words) <= 6 or len(text) > 60 or text[-1] in STOPS or not SORT.sub("", text):
        return False
    if NO_CASE.search(text):
        return len(text) <= 16 and not SENTENCE_END.search(text)
    return all(word[0].isupper() or len(word) <= 3 or "@" in word for word in words) and words[0][0].isupper()


def is_credit(line: str) -> bool:
    """Whether a line credits a picture: it says so, or it ends or begins with a picture agency and tells nothing else."""
    text = squeeze(line).strip("()[] ")
    if not 2 < len(text) <= LONGEST:
        return False
    if LEAD_IN.match(text):
        return len(text.split()) <= 14
    if PROVIDED.fullmatch(text) or (LEAD_OUT.search(text) and len(text) <= 24):
        return True
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
    text = re.sub(
        r"^(?:the|die|der)\s+(?=[A-Z]{2,4}$)|\.(?:com|de|net|org)$", "", name.strip(" ."), flags=re.IGNORECASE
    )
    if found := _AGENCY.get(text.casefold()):
        return found if text.isupper() or not found.isupper() or len(found) > 3 or text == found else None
    bare = SORT.sub(" ", text).strip()
    return _AGENCY.get(bare.casefold()) if bare != text and bare else None


def _ends_in_agency(name: str) -> bool:
    """Whether a person's name runs on into an agency's: "Alexandre Schneider Getty Images"."""
    words = name.split()
    return len(words) > 2 and any(known_agency(" ".join(words[-size:])) for size in (1, 2) if len(words) - size >= 2)


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
