"""The furniture of news pages: what stands beside an article and is not part of it (data only).

Each phrase is compared whole with a line, lower case, without punctuation at its ends; so "Share" goes and "Share
prices fell" stays.
"""

from __future__ import annotations

import re

FURNITURE = frozenset(
    phrase.strip()
    for phrase in """
    advertisement | advertising | ad | ads | sponsored | sponsored content | promoted | skip to content | skip to main content | skip advertisement | menu | home | search | close
    share | share this | share this article | share this story | share on facebook | share on twitter | share on x | share via email | share on whatsapp | share on linkedin | sharing
    tweet | facebook | twitter | whatsapp | linkedin | email | e-mail | telegram | reddit | pinterest | flipboard | x | copy link | copy link to clipboard | link copied | copied | print | print this page
    link copied to clipboard | copied to clipboard | copy url | get link | bookmark | bookmarks | bookmarked | add bookmark | save | save article | save for later | saved | add to favorites | favorites
    listen | listen to this article | listen to article | play | pause | watch | watch live | live | video | read aloud | audio
    subscribe | subscribe now | sign up | sign in | log in | login | log out | register | create account | create a free account | my account | account | newsletter | newsletters
    subscribe to our newsletter | sign up for our newsletter | get our newsletter | enter your email | your email address | get alerts | follow us | follow | following | follow us on google news
    comments | comment | leave a comment | post a comment | view comments | show comments | add a comment | join the conversation | reply | report | like | likes | 0 comments | no comments yet | be the first to comment
    read more | read more here | read also | read next | see also | see more | more | more on this | more on this story | more stories | more from | continue reading | show more | show less | load more | view all
    related | related articles | related stories | related topics | related content | related news | recommended | recommended for you | most read | most popular | trending | trending now | popular | latest news | latest
    top stories | editor's picks | editors' picks | you may also like | you might also like | up next | next | previous | back | back to top | back to home | topics | tags | in this article | in this story | about the author
    photos | photo | image | images | gallery | view gallery | open gallery | enlarge image | view full size image | hide caption | toggle caption | caption | image source | expand | fullscreen
    accept | accept all | accept cookies | reject all | cookie settings | manage preferences | privacy policy | terms of use | terms and conditions | terms of service | contact us | about us | all rights reserved
    translate | language | text size | font size | a | a+ | a- | dark mode | light mode | edition | today's paper | e-paper | donate | support us | become a member | gift article | give this article
    this article is more than 1 year old | what's next | what to read next | explore more | our standards | purchase licensing rights | reuse this content | republish this article | loading | please wait
    teilen | drucken | merken | kommentare | kommentar schreiben | kommentieren | zur startseite | startseite | anzeige | werbung | mehr zum thema | mehr lesen | weiterlesen | lesen sie auch | lesen sie mehr | auch interessant
    newsletter abonnieren | anmelden | abmelden | registrieren | abonnieren | jetzt abonnieren | suche | menü | schließen | artikel teilen | artikel merken | artikel anhören | vorlesen | link kopieren | link kopiert | feedback
    partager | imprimer | publicité | commentaires | commenter | lire aussi | lire la suite | lire plus | à lire aussi | voir plus | s'abonner | abonnez-vous | se connecter | s'inscrire | sauvegarder | enregistrer | copier le lien
    lien copié | sur le même sujet | les plus lus | écouter | écouter l'article | ajouter à vos favoris | accueil | fermer | recherche | newsletters | suivre | suivez-nous
    compartir | imprimir | publicidad | comentarios | comentar | leer más | leer también | lee también | ver más | suscríbete | suscribirse | suscribirse ahora | iniciar sesión | registrarse | guardar | copiar enlace | enlace copiado
    te puede interesar | más leídas | lo más leído | escuchar | inicio | buscar | cerrar | síguenos | relacionados | noticias relacionadas | temas
    condividi | stampa | pubblicità | commenti | leggi anche | leggi tutto | abbonati | accedi | registrati | salva | copia link | link copiato | ascolta | i più letti
    compartilhar | compartilhe | imprimir | publicidade | comentários | leia mais | leia também | continua após a publicidade | assine | entrar | cadastre-se | salvar | copiar link | ouvir | mais lidas
    delen | afdrukken | advertentie | reacties | lees ook | lees meer | abonneren | inloggen | bewaren | link kopiëren | luister | meest gelezen
    поделиться | печать | реклама | комментарии | читать далее | читайте также | подписаться | войти | зарегистрироваться | сохранить | скопировать ссылку | ссылка скопирована | подробнее | по теме
    udostępnij | drukuj | reklama | komentarze | czytaj także | czytaj więcej | zobacz też | zaloguj się | zapisz | paylaş | yazdır | reklam | yorumlar | ayrıca oku | devamını oku | giriş yap
    分享 | 打印 | 广告 | 评论 | 阅读更多 | 相关新闻 | 相关阅读 | 登录 | 注册 | 收藏 | 复制链接 | シェア | シェアする | 印刷 | 広告 | コメント | 続きを読む | 関連記事 | ログイン | 会員登録 | ブックマーク | 공유 | 공유하기 | 인쇄 | 광고 | 댓글 | 관련기사 | 로그인
    """.replace("\n", "|").split("|")
    if phrase.strip()
)  # fmt: skip

# Lines that begin like this tell of the page and not of the event, however they go on.
FURNITURE_BEGINNINGS = re.compile(
    r"^(?:sign up (here|for|to)\b.{0,90}(newsletter|inbox|alerts|briefing|news)|subscribe to (our|the)\b.{0,60}(newsletter|channel)"
    r"|follow (us|our|@)\S* on\b|click here (to|for)\b|(download|get) (our|the) app\b|© ?\d{4}|<?copyright ?(©|ⓒ|\(c\)|\d{4})|all rights reserved|photo gallery ?:"
    r"|this article was (originally )?(published|amended)|this site is protected by|have you got a story|\d+ (comments?|shares?|min(ute)?s? read)$"
    # What a house asks of its readers, and tells of its terms.
    r"|(?:do you have|got|have you) (?:a|any) (?:story|news|tip)s?\b.{0,120}(?:e-?mail|contact|get in touch|@)|get in touch\b.{0,90}@|for more stories like this\b|we (?:may )?(?:earn|receive|get) (?:a |an )?(?:affiliate commission|(?:small )?commission .{0,40}(?:if you|when you|through (?:links|our)))"
    r"|.{0,120}\b(?:affiliate commission|may earn us a commission)\b|you must confirm your public display name|please log ?out and then log ?in"
    r"|(?:recommended|most (?:read|popular|viewed)) (?:videos?|stories|articles|reading|in \w+)$|follow along (?:with|here|below)\b.{0,60}$"
    # Where a wall stands, and where a platform's content would.
    r"|il vous reste \d+(?:[.,]\d+)? ?% de cet|la suite est réservée aux abonnés|cet article est réservé|(?:to continue|continue) reading\b.{0,60}\b(?:subscribe|sign (?:in|up)|log ?in)\b"
    r"|(?:ein klick für den datenschutz|link zum \w+[- ]inhalt|empfohlener (?:externer )?(?:redaktioneller )?inhalt|an dieser stelle (?:finden sie|befindet sich) (?:einen? |externe).{0,60}(?:inhalt|video|podcast|beitrag|post|tweet|karte|grafik))"
    r"|(?:this (?:content|post|video) is (?:not available|hosted|provided)|to (?:view|see|display) this (?:content|post|embed|video)|view this post on|content from (?:twitter|x|youtube|instagram|facebook)\b|we need your (?:consent|permission))"
    r"|(?:this is|dies ist) (?:an?|eine) (?:automated|machine|maschinelle) (?:translation|übersetzung)|(?:기사 )?url이 복사|무단 ?전재|저작권자 ?ⓒ)",
    re.IGNORECASE,
)
# Words that lead to another article. A title follows them: after a mark, or without a full stop at its end.
LEADING_ON = re.compile(
    r"^\W*(?:read (?:more|also|next)|see also|also read|related(?: (?:articles?|stor(?:y|ies)|reading|coverage))?|more on this|more from|don['’]t miss|watch (?:more|also|next)"
    r"|(?:lire|voir) (?:aussi|également)|à lire (?:aussi|également)|(?:lesen|lest|lies) (?:sie )?(?:auch|dazu|mehr|hier)|mehr (?:zum thema|dazu|lesen)|(?:zum|zur|zu den) (?:artikel|themenseite|liveblog|livestream|podcast)|auch interessant|passend dazu"
    r"|(?:lee|lea|leer|vea|ver|mira|mire|leia|veja|leggi|guarda) (?:también|tambien|más|mas|além|também|mais|anche)|te puede interesar|más (?:información|noticias)|(?:lees|bekijk|zie) ook|lees meer|les også|læs også|læs mere|läs (?:också|även|mer)|lue myös"
    r"|(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)|(?:čtěte|čítajte|přečtěte si) (?:také|tiež|též)|citește și|olvasd (?:el|tovább)|pročitajte|читайте также|читайте ещё|смотрите также|по теме|читайте також|дивіться також|baca juga|simak juga|lihat juga|xem thêm|ilgili haber|ayrıca oku"
    r"|اقرأ أيضا|اقرأ المزيد|قد يهمك|更多新闻|延伸閱讀|延伸阅读|相关阅读|推荐阅读|あわせて読みたい|関連記事|관련 ?기사)(?P<mark>\s*[:：|>»–—-]|\W*$)?(?P<rest>.*)$",
    re.IGNORECASE,
)
LONGEST_TITLE = 240
"""Characters of a line that leads to another article."""


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to its article."""
    bare = line.strip(" \t.!:…·•|»›→«‹←+-–—()[]\"'“”").casefold().replace("’", "'")
    return not bare or bare in FURNITURE or bool(FURNITURE_BEGINNINGS.match(line.strip())) or leads_on(line)


def leads_on(line: str) -> bool:
    """Whether a line sends its reader to another article: "Read more: ...", or with a title behind it."""
    if len(line) > LONGEST_TITLE or not (match := LEADING_ON.match(line)):
        return False
    rest = match["rest"].strip()
    return bool(match["mark"]) or (len(rest) > 12 and rest[0].isupper() and not re.search(r"[.!…。]\W*$", rest))


# What a house says below its article: who helped, where else it can be followed. Only looked for at an article's end.
HOUSE_NOTE = re.compile(
    r"^\W*(with |mit |avec )?(material|informationen|agency|agencies|wires?|afp|ap|dpa|reuters|epd|kna|sid|apa)\W{0,3}((und|and|et|,|/) ?(afp|ap|dpa|reuters|epd|kna|sid|apa)\W*)*$"
    r"|^\W*(additional reporting|reporting|editing|writing|compiled|edited|translated|translation|mitarbeit|redaktion|übersetzung|aus dem \w+ von|quellen?|eigene recherchen?|sources?|traduction|traducción)\b(.{0,20}( (by|von|par|de) (?-i:(?=[A-ZÀ-Þ]))|:).{0,110}|[^.!?]{0,60})$"
    r"|\b(whatsapp[- ]?(kanal|channel)|app (herunterladen|store)|google news|abonnieren sie|follow us|folgen sie)\b.{0,200}$|^\W*(sign up|subscribe to)\b.{0,200}$|\bsubscribe to (our|the)\b"
    r"|\b(our|unser\w*|notre|nuestr[ao]|nostra|nossa|onze|this|diese\w*|free|kostenlose\w*|daily|weekly|get|click)\b.{0,60}\bnewsletters?\b|^.{0,30}\bnewsletters?\W*$|(sign|subscri|abonn|anmeld|inscri|regist)\w*.{0,120}\bnewsletter|\bnewsletters?\b.{0,120}\b(sign|subscri|abonn|anmeld|inscri|regist)"
    r"|(réservé aux abonnés|nur für abonnenten|for subscribers only)\W*$",
    re.IGNORECASE,
)


def is_house_note(line: str) -> bool:
    """Whether a line at an article's end speaks of the house and its services."""
    return len(line) < 260 and bool(HOUSE_NOTE.search(line))


# Words that open what stands below an article: comments, further reading, tags, the author, the page's foot.
TAIL_MARKS = re.compile(
    r"^\W*(\d+ )?(comments?|leave a (reply|comment)|post a comment|join the (conversation|discussion)|related|(more )?(related|recommended|popular|recent|latest|similar|other|featured|trending)( \w+)? (articles|posts|stories|news|topics|reading|content|coverage|links|videos)"
    r"|recommended|read (next|more|also|on)|see also|more (from|on|in|about|stories|news|articles)|most (read|popular|viewed|shared|commented)|you (may|might) (also )?(like|enjoy|be interested)|up next|next (up|post|article)|previous (post|article)|post navigation"
    r"|about the authors?|about us|written by|author|contact (us|the author)|tags?|topics?|categories|filed under|share( (this|on|via|article|story)\b.*)?|follow us|subscribe|sign up|newsletters?|trending( now)?|popular|top stories|latest( news)?|references|footnotes|sources?|discussion about this post|back to (top|blog)|continue reading"
    r"|kommentare?|diskussion|mehr (zum thema|zu|von|aus|lesen|artikel)\b.*|lesen sie (auch|mehr)|das könnte sie (auch )?interessieren|auch interessant|weitere (artikel|themen|meldungen|nachrichten)|themen|schlagw(o|ö)rter?|schlagworte|meistgelesen|teilen|verwandte (artikel|themen)|zur startseite|über den autor|über die autorin"
    r"|commentaires?|réagir|à lire (aussi|également)|lire aussi|sur le même (sujet|thème)|les plus lus|articles? (liés|similaires|associés)|partager|mots[- ]clés|thèmes|vous aimerez aussi|à propos de l'auteur"
    r"|comentarios?|relacionad[oa]s?|noticias relacionadas|te puede interesar|también te puede interesar|lo más (leído|visto)|más (noticias|leídas|sobre|en)|temas|etiquetas|archivado en|compartir|sobre el autor"
    r"|comentários?|leia (também|mais)|mais (lidas|notícias|sobre)|veja (também|mais)|notícias relacionadas|compartilhe?|assuntos|commenti|leggi anche|articoli correlati|potrebbe interessarti|argomenti|condividi|i più letti"
    r"|reacties|lees (ook|meer)|meer (over|van|nieuws)|meest gelezen|gerelateerd|onderwerpen|les også|relaterte|emner|mer (om|fra)|läs (också|mer|även)|mer om|ämnen|kommentarer|læs (også|mere)|mere om|lue (myös|lisää)|aiheet|kommentit|komentarze|czytaj (także|też|więcej)|zobacz (też|także|również)|tagi|komentáře|diskuze|čtěte (také|dále)|související|témata|yorumlar|ilgili haberler|etiketler|bunlar da ilginizi çekebilir|hozzászólások|kapcsolódó|olvasnivaló|comentarii|citește și|σχόλια|διαβάστε (επίσης|ακόμη|ακόμα)|σχετικά|baca juga|berita terkait|terkait|tin liên quan|bình luận"
    r"|комментарии|читайте (также|ещё|еще)|материалы по теме|по теме|ещё по теме|поделиться|теги|вам (также )?может быть интересно|коментарі|читайте також|поділитися|коментари|още по темата"
    r"|تعليقات|التعليقات|اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|شارك|الوسوم|נושאים|תגובות|כתבות נוספות|संबंधित|यह भी पढ़ें|ये भी पढ़ें|टिप्पणियाँ|شیئر|یہ بھی پڑھیں"
    r"|相关(阅读|新闻|文章|报道|推荐)|推荐阅读|延伸阅读|评论|责任编辑.*|編輯.*|热门.*|相關(新聞|文章|報導)|延伸閱讀|留言|関連(記事|ニュース|リンク|キーワード)|コメント|おすすめ.*|ランキング|人気記事|こちらも.*|あわせて読みたい.*|관련(기사| 기사|뉴스)|댓글|추천.*|많이 본.*)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)


def is_tail_mark(line: str) -> bool:
    """Whether a line opens one of the lists and boxes that stand below articles."""
    return len(line) < 80 and bool(TAIL_MARKS.match(line))


# Words by which a page speaks of itself: consent, accounts, subscriptions, embedded content, advertising, loading. An
# article may use them, too, so they only count as a hint.
PAGE_TALK = re.compile(
    r"\b(cookies?|newsletters?|inbox|subscri(be|bers?|ption)|sign(ed)?[- ]?(in|up)|log(ged)?[- ]?in|register(ed)?|your (account|email|e-mail|browser|device|privacy|data)|privacy policy|terms (of|and|&)|unsubscribe|javascript|adblock\w*|ad blocker"
    r"|advertis\w+|sponsored|affiliate|commission|external content|embedded|content is not available|third[- ]party|all rights reserved|podcasts?|download|app store|google (news|play)|click|this (article|story|site|page|website)|our (website|newsletter|journalism|app|editorial)|unlimited access|paywall"
    r"|datenschutz\w*|einwilligung\w*|zustimm\w*|einverstanden|externe[rn]? inhalte?\w*|personenbezogene\w*|abonn\w+|anmelde\w*|registrier\w*|werbung|anzeige|newsletters|unserer? (website|app|newsletter)|dieser? (artikel|beitrag|text)"
    r"|données personnelles|confidentialité|inscri\w+|s'abonner|abonné\w*|publicité|cet article|contenu externe|votre (compte|adresse|navigateur)|suscr\w+|boletín|privacidad|publicidad|este artículo|tu (correo|cuenta)|inscreva-se|assin(e|ante|atura)s?|privacidade|publicidade|esta matéria"
    r"|iscriviti|abbona\w*|pubblicità|questo articolo|nieuwsbrief|aanmelden|abonnee\w*|advertentie\w*|annonsørinnhold|annons\w*|nyhetsbrev\w*|prenumer\w*|abonner\w*|newsletteru|reklam\w*|przeglądark\w*|подпис\w+|рассылк\w+|реклам\w+|регистрац\w+|персональн\w+)\b"
    r"|会員|購読|無断転載|転載|广告|订阅|版权|著作権|무단|구독|저작권|अधिसूचना|सब्सक्राइब|اشترك|النشرة|حقوق",
    re.IGNORECASE,
)


def is_page_talk(line: str) -> bool:
    """Whether a line has words by which pages speak of themselves."""
    return bool(PAGE_TALK.search(line))
