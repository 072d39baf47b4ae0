"""Which words tell no story from another, in any newspaper of their language?

Function words, the verbs of saying, days of the week and what newsrooms write of themselves; by BCP 47 language. Other languages are
read with the English list, and what is rare in them is told by reports of the same language alone (`likeness.Scales.share`).
"""

from __future__ import annotations

_LISTS = {
    "en": """a about after again against all also although am among an and another any are around as at be because been before
        being between both but by can could did do does doing done down during each even ever every few for from further get gets
        getting go goes going gone got had has have having he her here hers him himself his how however i if in including into is
        it its itself just know last latest least less like likely made make makes many may me might more most mr mrs ms much must
        my near never new news next no nor not now of off on once one only onto or other others our out over own people per quite
        rather really said same say saying says see set she should since so some still such take taken takes tell tells than that
        the their them then there these they thing things think this those though three through time to today told tomorrow took
        too two under until up update updated updates upon us use very via video want wants was watch way we week weeks well went
        were what when where whether which while who whom whose why will with within without would year years yesterday yet you
        your yours monday tuesday wednesday thursday friday saturday sunday day days month months first according back came come
        comes don t s re ve ll d doesn didn isn aren wasn weren won wouldn couldn it's he's she's that's there's don't doesn't
        didn't isn't aren't wasn't weren't won't wouldn't couldn't can't i'm we're they're you're i've we've they've""",
    "de": """aber als am an auch auf aus bei beim bin bis da damit dann das dass dem den denn der des die dies diese diesem diesen
        dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa für gegen hat hatte hatten habe haben hier ihr
        ihre ihrem ihren ihrer im in ins ist jetzt kann kein keine können laut man mehr mit muss nach nicht noch nun nur ob oder
        ohne sagte sagt schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sollen über um und uns unter viele
        vom von vor war waren was wegen weil wenn werde werden wie wieder will wir wird wo worden wurde wurden zu zum zur zwei zwischen
        heute gestern montag dienstag mittwoch donnerstag freitag samstag sonntag uhr jahr jahre jahren neue neuen""",
    "fr": """a afin ai ainsi alors après au aucun aussi autre autres aux avait avant avec avoir car ce ceci cela celle celui ces cet
        cette ceux chez comme comment contre d dans de depuis des deux dit donc dont du elle elles en encore entre est et étaient
        était été être eu fait font hier ici il ils j jamais je jour jours l la le les leur leurs lors lui m mais me même moins n ne
        ni non nos notre nous on ont ou où par pas pendant peu peut plus plusieurs pour pourquoi qu quand que quel quelle qui s sa
        sans se selon sera ses si son sont sous sur t tous tout toute très un une vers vous y lundi mardi mercredi jeudi vendredi
        samedi dimanche an ans année c c'est n'est qu'il qu'elle qu'on d'un d'une""",
    "es": """a al algo ante antes así aunque bajo bien cada como con contra cual cuando de del desde dijo donde dos durante e el él
        ella ellos en entre era es esa ese eso esta está están este esto estos fue fueron ha había hace han hasta hay hoy la las le
        les lo los más me menos mi mientras muy nada ni no nos o otra otro otros para parte pero poco por porque que qué quien se
        sea según ser si sí sido sin sobre solo son su sus también tan tiene todo todos tras tres tu un una uno unos y ya lunes
        martes miércoles jueves viernes sábado domingo ayer año años día días""",
    "it": """a ad ai al alla alle allo anche ancora avere aveva c che chi ci come con contro cosa così cui d da dal dalla dalle degli dei
        del della delle dello di dopo dove due e è ed era essere fa fino fra fu già gli ha hanno i il in l la le lei lo loro lui ma
        mai me meno mentre mi molto ne nei nel nella nelle no noi non nostro o ogni oggi per perché più poi prima quando quella
        quello questa questo qui s sarà se secondo sei senza si sia solo sono sta stata stato su sua sue sugli sui sul sulla suo suoi
        tra tre tutti tutto un una uno v lunedì martedì mercoledì giovedì venerdì sabato domenica ieri anno anni giorno giorni""",
    "pt": """a à ao aos após as às até com como contra da das de dela dele depois desde disse do dois dos e é ela elas ele eles em
        entre era essa esse esta está este eu foi foram há isso isto já lhe mais mas me mesmo meu muito na nas não nem no nos nós
        o onde os ou para pela pelas pelo pelos por porque quando que quem se segundo seja sem ser seu seus só sob sobre sua suas
        também tem têm ter todo todos um uma você segunda terça quarta quinta sexta sábado domingo hoje ontem ano anos dia dias""",
    "nl": """aan al alle als bij daar dan dat de der deze die dit door dus een en er ga geen haar had heeft het hem hier hij hoe hun
        ik in is ja je kan kon maar me meer men met mijn na naar niet nog nu of om omdat onder ons ook op over te tegen toch toen
        tot uit van veel voor want waren was wat we wel werd wie worden wordt zal ze zei zich zij zijn zo zou maandag dinsdag
        woensdag donderdag vrijdag zaterdag zondag jaar dag dagen""",
}

PLAIN = {language: frozenset(words.split()) for language, words in _LISTS.items()}
"""By language, in lower case."""
