"""The words around names: titles, roles, given names, kinds of organisation, countries (data only).

All of it is general knowledge of the language and of the trade; nothing here is learned from anybody's articles.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.replace("\n", "|").split("|") if word.strip())


HIS_TITLES = _words(
    "mr|mister|sir|lord|king|prince|duke|pope|father|brother|baron|herr|monsieur|señor|sheikh|emir|sultan|emperor|imam|rabbi|ayatollah"
)
HER_TITLES = _words(
    "mrs|ms|miss|lady|dame|queen|princess|duchess|sister|mother|baroness|madam|madame|frau|señora|empress"
)
HONORIFICS = HIS_TITLES | HER_TITLES | _words("mx|dr|prof|rev|hon|st|cllr")
"""Words before a name that say nobody's work; they are no part of the name. Lower case, without full stop."""
SHORT_TITLES = _words("sen|rep|gov|gen|lt|col|capt|maj|sgt|cpl|adm|cmdr|supt|insp|det|pres|amb|atty|pvt|cdr|brig")
"""Ranks and offices as they are shortened before names."""
NAME_ENDINGS = _words("jr|sr|ii|iii|iv")

# Nouns that say what a person does or is: the head of a role as stated. Singular, lower case.
ROLES = _words(
    """
    president|vice-president|premier|chancellor|minister|secretary|undersecretary|governor|mayor|senator|congressman|congresswoman|representative|lawmaker|legislator|deputy|councillor|councilor|councilman|councilwoman|alderman|commissioner|ambassador|envoy|diplomat|consul|delegate
    leader|chief|head|chair|chairman|chairwoman|chairperson|speaker|whip|director|executive|ceo|cfo|coo|cto|officer|manager|president-elect|nominee|candidate|incumbent|contender|challenger|frontrunner|front-runner|hopeful|politician|democrat|republican|conservative|liberal|socialist|independent|delegate|official|aide|adviser|advisor|strategist|consultant|counsel|counselor|counsellor|attorney|lawyer|solicitor|barrister|prosecutor|judge|justice|magistrate|sheriff|detective|inspector|superintendent|constable|sergeant|lieutenant|captain|major|colonel|general|admiral|commander|marshal|policeman|policewoman|trooper|agent|investigator|guard|soldier|veteran|pilot|astronaut|sailor|skipper|master
    spokesman|spokeswoman|spokesperson|spox|press-secretary|negotiator|mediator|coordinator|organizer|organiser|administrator|supervisor|inspector|clerk|registrar|treasurer|auditor|accountant|banker|broker|trader|investor|analyst|economist|strategist|expert|specialist|researcher|scientist|professor|lecturer|scholar|historian|sociologist|psychologist|psychiatrist|epidemiologist|virologist|physician|doctor|surgeon|nurse|paramedic|medic|midwife|dentist|pharmacist|vet|veterinarian|biologist|chemist|physicist|mathematician|geologist|hydrologist|seismologist|climatologist|meteorologist|forecaster|ecologist|conservationist|archaeologist|anthropologist|engineer|architect|designer|developer|programmer|technician|mechanic|electrician|carpenter|plumber|builder|miner|farmer|fisherman|grower|baker|butcher|chef|cook|waiter|waitress|barber|tailor|driver|trucker|courier|worker|employee|employer|labourer|laborer|apprentice|trainee|intern|student|pupil|graduate|teacher|headteacher|principal|dean|rector|provost|librarian|curator|conservator|archivist
    journalist|reporter|correspondent|editor|publisher|columnist|commentator|anchor|host|presenter|broadcaster|photographer|blogger|author|writer|novelist|poet|playwright|biographer|translator|actor|actress|comedian|singer|musician|rapper|composer|conductor|pianist|violinist|guitarist|drummer|artist|painter|sculptor|filmmaker|film-maker|director|producer|screenwriter|dancer|choreographer|model|influencer|youtuber|streamer|celebrity|star
    coach|trainer|player|captain|goalkeeper|striker|midfielder|defender|quarterback|pitcher|batsman|bowler|forward|winger|fullback|linebacker|receiver|athlete|runner|swimmer|cyclist|boxer|golfer|skater|skier|gymnast|rider|jockey|champion|referee|umpire|teammate|substitute
    owner|founder|co-founder|cofounder|entrepreneur|businessman|businesswoman|tycoon|billionaire|millionaire|landlord|landlady|tenant|shopkeeper|seller|vendor|dealer|contractor|supplier|partner|shareholder|stakeholder|chairholder|fellow|member|colleague|neighbour|neighbor|friend|resident|villager|citizen|voter|supporter|activist|campaigner|protester|demonstrator|volunteer|advocate|lobbyist|unionist|dissident|refugee|migrant|immigrant|survivor|victim|witness|suspect|defendant|plaintiff|inmate|prisoner|convict|gunman|shooter|attacker|hostage|patient|passenger|tourist|visitor|customer|client|user|fan|mourner
    mother|father|parent|son|daughter|brother|sister|wife|husband|widow|widower|spouse|fiancé|fiancée|girlfriend|boyfriend|partner|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|grandson|granddaughter|relative|man|woman|boy|girl|teenager|teen|child|pensioner|retiree|native|newcomer|heir|heiress|king|queen|prince|princess|duke|duchess|monarch|emperor|pope|bishop|archbishop|cardinal|priest|pastor|vicar|minister|preacher|rabbi|imam|cleric|monk|nun|reverend|chaplain|evangelist|theologian|philosopher|ex-wife|ex-husband|dictator|ruler|strongman|warlord|rebel|militant|terrorist|jihadist|whistleblower|hacker|spy|translator|interpreter|keeper|clockmaker|watchmaker|gardener|ranger|rescuer|firefighter|lifeguard|undertaker|caretaker|janitor|cleaner|receptionist|operator|dispatcher|tutor|mentor|pundit|pollster|statistician|actuary|scholar|laureate|winner|loser|finalist|survivor|successor|predecessor|counterpart|opponent|rival|ally|critic|appointee|designee|designate|mogul|magnate|boss|bureaucrat|technocrat|statesman|stateswoman|freshman|sophomore|assemblyman|assemblywoman|ombudsman|ombudswoman|lawman|provost|regent|trustee|warden|midwife|herder|rancher|blacksmith|brewer|winemaker|vintner|clergyman|creator|inventor|explorer|climber|mountaineer|diver
    """
)  # fmt: skip
PARTY_WORDS = _words(
    "republican|democrat|democratic|conservative|liberal|socialist|independent|libertarian|labour|green"
)
"""What says somebody's party; before a name it may as well belong to the party."""
LOOSE_ROLES = PARTY_WORDS | _words(
    "star|general|native|fellow|chief|head|model|child|fan|man|woman|king|queen|pope|partner|friend|member|user|host|forward|guard|master|cook|justice|union|champion|saint"
)
"""Roles that stand before names of all sorts and so are no sign of a person's name."""
LONG_TITLES = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "capt": "captain",
    "maj": "major",
    "sgt": "sergeant",
    "pres": "president",
    "amb": "ambassador",
    "atty": "attorney",
    "det": "detective",
    "supt": "superintendent",
    "adm": "admiral",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
}
"""What titles are short for."""
HIS_ROLES = _words(
    "man|boy|father|son|brother|husband|widower|uncle|nephew|grandfather|grandson|king|prince|duke|emperor|spokesman|chairman|congressman|councilman|alderman|businessman|policeman|assemblyman|actor|waiter|landlord|heir|pope|bishop|archbishop|cardinal|priest|monk|boyfriend|fiancé|ex-husband|fisherman|statesman|clergyman|anchorman|gunman|strongman|batsman"
)
HER_ROLES = _words(
    "woman|girl|mother|daughter|sister|wife|widow|aunt|niece|grandmother|granddaughter|queen|princess|duchess|empress|spokeswoman|chairwoman|congresswoman|councilwoman|businesswoman|policewoman|assemblywoman|actress|waitress|landlady|heiress|nun|girlfriend|fiancée|ex-wife|stateswoman|midwife|anchorwoman"
)
ROLE_VERBS = _words(
    "lead|head|run|chair|manage|direct|edit|coach|teach|own|represent|oversee|found|command|study|work|sell|grow|serve|farm|advise|train|research|govern|administer|supervise|coordinate|organize|organise|preside|specialize|specialise|chronicle|produce|publish|play|captain|rule"
)
"""Verbs of "X, who leads the port": what follows says what X does."""
FORMER = _words(
    "former|ex|acting|interim|late|then|longtime|outgoing|incoming|deputy|current|retired|veteran|senior|fellow|first|second|vice|assistant|associate|chief|prime"
)
KIN_OF_ROLES = {
    "leader": _words("president|premier|chancellor|minister|chairman|chairwoman|king|queen|monarch|dictator|ruler|head|chief|pope|emperor|emir|sultan"),
    "official": _words("minister|secretary|officer|commissioner|director|administrator|chief|mayor|governor|ambassador|envoy|spokesman|spokeswoman|spokesperson|deputy|head|undersecretary|aide"),
    "politician": _words("president|premier|chancellor|minister|senator|lawmaker|congressman|congresswoman|representative|governor|mayor|leader|deputy|candidate|democrat|republican"),
    "lawmaker": _words("senator|congressman|congresswoman|representative|deputy|legislator|assemblyman|assemblywoman|councillor"),
    "executive": _words("ceo|cfo|coo|director|chief|officer|chairman|chairwoman|president|founder|manager"),
    "boss": _words("ceo|chief|director|manager|chairman|chairwoman|coach|head|executive"),
    "chief": _words("head|director|ceo|executive|officer|leader|chairman|chairwoman"),
    "head": _words("director|chief|leader|chairman|chairwoman|president"),
    "premier": _words("minister"),
    "candidate": _words("nominee|hopeful|contender|challenger|senator|governor|president|frontrunner|front-runner"),
    "nominee": _words("candidate|contender|frontrunner|front-runner|president-elect"),
    "lawyer": _words("attorney|counsel|solicitor|barrister|prosecutor"),
    "attorney": _words("lawyer|counsel|prosecutor"),
    "expert": _words("analyst|economist|professor|researcher|scientist|scholar|fellow|specialist|director|epidemiologist|historian"),
    "scientist": _words("researcher|professor|biologist|chemist|physicist|epidemiologist|virologist|geologist|hydrologist|ecologist|climatologist"),
    "researcher": _words("scientist|professor|fellow|scholar|analyst"),
    "doctor": _words("physician|surgeon|psychiatrist|epidemiologist"),
    "academic": _words("professor|lecturer|scholar|researcher|historian"),
    "businessman": _words("billionaire|tycoon|mogul|magnate|entrepreneur|developer|ceo|founder|owner"),
    "billionaire": _words("businessman|tycoon|mogul|magnate|entrepreneur|developer"),
    "officer": _words("sergeant|lieutenant|captain|detective|policeman|policewoman|constable|inspector|deputy|trooper|sheriff|colonel|major|general"),
    "chairman": _words("chair"), "chair": _words("chairman|chairwoman"), "congressman": _words("representative|rep"), "writer": _words("author|novelist|journalist|columnist|poet|playwright"),
    "author": _words("writer|novelist|poet|biographer"), "journalist": _words("reporter|correspondent|editor|columnist|anchor|host|presenter"), "cleric": _words("pope|bishop|archbishop|cardinal|priest|pastor|imam|ayatollah|rabbi|vicar"),
    "athlete": _words("player|runner|swimmer|cyclist|boxer|golfer|quarterback|striker|champion|gymnast"), "player": _words("goalkeeper|striker|midfielder|defender|quarterback|pitcher|captain|forward|winger|substitute"),
}  # fmt: skip
"""By a wider word for a role, the narrower ones it may stand for: "the leader" may be a president."""
SPOKESPEOPLE = _words(
    "spokesman|spokeswoman|spokesperson|spokesmen|spokespeople|spox|statement|representative|press officer|press office"
)
"""Who speaks in the name of an organisation: "a spokeswoman for the port" is the port's word."""
SPEAKS = _words(
    "say|tell|write|ask|add|argue|explain|announce|warn|note|reply|answer|insist|claim|suggest|admit|acknowledge|declare|state|tweet|post|call|describe|recall|respond|promise|claim|concede|confirm|deny|continue|joke|quip|stress|complain|predict|believe|think|conclude|testify|remark|observe|emphasize|emphasise|urge|demand|read|shout|accuse|blast|criticize|criticise|praise|slam|vow|pledge|report|repeat|propose|recommend|signal|boast|lament"
)
"""Verbs that people speak by, as far as it matters to who is in focus."""

# What names itself an organisation by one of its words. Lower case.
ORGANISATIONS = _words(
    """
    ministry|department|agency|office|bureau|commission|committee|council|authority|board|administration|court|parliament|congress|senate|assembly|house|cabinet|government|embassy|consulate|police|army|navy|force|forces|guard|service|services|directorate|inspectorate|treasury|fed|reserve
    company|corporation|corp|inc|ltd|llc|plc|gmbh|ag|sa|co|group|holding|holdings|industries|enterprises|partners|associates|ventures|capital|fund|funds|bank|banco|trust|insurance|airlines|airways|motors|energy|oil|gas|power|minerals|mining|copper|steel|pharmaceuticals|biologics|technologies|tech|systems|software|labs|laboratories|media|networks|studios|pictures|entertainment|records|foods|stores|retail|logistics|railways|bahn|line|lines|shipping
    university|college|school|institute|institution|academy|centre|center|foundation|society|association|federation|union|league|club|fc|united|rovers|party|movement|front|alliance|coalition|bloc|campaign|initiative|project|network|organization|organisation|charity|church|hospital|clinic|museum|theatre|theater|orchestra|library
    times|post|herald|gazette|journal|tribune|guardian|telegraph|chronicle|observer|ledger|echo|mail|mirror|review|magazine|newspaper|news|press|radio|television|tv|broadcasting|wire
    democrats|republicans|conservatives|greens|liberals|accord|commons
    """
)  # fmt: skip
PLACE_WORDS = _words(
    "street|square|bridge|stadium|valley|river|mountain|mountains|hill|hills|island|islands|lake|bay|cape|port|harbour|harbor|park|road|avenue|boulevard|lane|row|airport|city|town|village|county|province|district|tower|point|beach|farm|hall|gate|head|cross|quay|plaza|peninsula|desert|ocean|sea|gulf|strait|canyon|forest|building|station|hotel|garden|gardens|heights|springs|creek|highway|route"
)
"""Words that end the names of places and hardly those of people."""
ORGANISATION_HEADS = _words(
    "company|firm|publication|ministry|department|agency|office|bureau|commission|committee|council|authority|board|administration|court|parliament|government|embassy|bank|fund|university|college|school|institute|academy|center|centre|foundation|society|association|federation|union|league|club|team|party|movement|group|organization|organisation|charity|church|hospital|museum|newspaper|paper|magazine|outlet|broadcaster|network|station|website|platform|site|airline|carrier|automaker|carmaker|manufacturer|maker|retailer|operator|utility|lender|insurer|startup|start-up|giant|conglomerate|regulator|watchdog|campaign|think-tank|tank|nonprofit|non-profit|corporation|business|institution|service|police|bloc|coalition|chain|developer|publisher|miner|drugmaker|chipmaker|body|militia"
)
"""Nouns by which an article speaks of an organisation it has named. Singular, lower case."""
COMPANY_HEADS = _words(
    "company|firm|airline|carrier|automaker|carmaker|manufacturer|maker|retailer|operator|utility|lender|insurer|startup|start-up|giant|conglomerate|corporation|business|chain|developer|publisher|miner|drugmaker|chipmaker"
)
PUBLIC_WORDS = _words(
    "ministry|department|commission|committee|council|court|parliament|senate|congress|assembly|house|government|embassy|police|army|navy|agency|bureau|party|university|institute|church|union|foundation|association|federation|democrats|republicans|museum|hospital|school|accord|administration|greens"
)
"""Words in the names of what is no company."""
OFFICIAL = _words(
    "ministry|department|agency|bureau|commission|committee|council|authority|administration|court|parliament|congress|senate|assembly|cabinet|government|embassy|consulate|police|army|navy|directorate|treasury|fed|reserve|kremlin|pentagon|fbi|cia|nsa|doj|epa|fda|cdc|irs|nasa|noaa|fema|white house|supreme court|state department|home office|downing street|un|u.n.|united nations|nato|eu|european union|who|imf|world bank|fire service|weather office|office of|military|navy|coast guard|city of|county|municipality|interpol|europol|central bank|public prosecutor|prosecutor|prosecutors|election"
)
OFFICIAL_ROLES = _words(
    "president|vice-president|premier|chancellor|minister|secretary|undersecretary|governor|mayor|senator|congressman|congresswoman|representative|lawmaker|legislator|councillor|councilor|commissioner|ambassador|envoy|diplomat|consul|judge|justice|magistrate|sheriff|prosecutor|superintendent|inspector|constable|sergeant|lieutenant|colonel|general|admiral|king|queen|president-elect|coroner|detective|trooper|king|monarch|deputy|assemblyman|assemblywoman|attorney general|police chief|fire officer|fire chief|chief fire officer"
)
EXPERT_ROLES = _words(
    "analyst|economist|expert|specialist|researcher|scientist|professor|lecturer|scholar|historian|sociologist|psychologist|psychiatrist|epidemiologist|virologist|biologist|chemist|physicist|mathematician|geologist|hydrologist|seismologist|climatologist|meteorologist|forecaster|ecologist|archaeologist|anthropologist|fellow|strategist|statistician|pollster|academic|theologian|philosopher|actuary|senior director|physician|surgeon|doctor"
)
OUTLET_NAMES = _words(
    "review|times|post|herald|gazette|journal|tribune|guardian|telegraph|chronicle|observer|ledger|echo|mail|mirror|magazine|newspaper|daily|weekly|cnn|bbc|nbc|abc|cbs|fox news|fox|msnbc|npr|cnbc|politico|axios|breitbart|buzzfeed|vox|al jazeera|sky news|itv|zdf|ard|cbc|nhk|the hill|bild|spiegel|monde|figaro|país|corriere|repubblica|izvestia|kommersant|pravda|time|newsweek|economist|atlantic|new yorker|huffington post|huffpost|usa today|news|radio|television|tv|daily beast|daily caller|star|sun|globe|inquirer|examiner|courier|tagblatt|zeitung|courrier|bulletin|dispatch|independent|standard|sentinel|record|wall street journal"
)
"""Words in the names of newspapers and stations, and names that have none of them."""

_HIS = "aaron abdul abdullah abraham adam adolf adrian ahmad ahmed aidan alan albert alberto alec alejandro aleksandr alessandro alex alexander alexei alexey alfred ali alistair allan allen alvaro amir anatoly anders andre andreas andrei andrew andrey angelo angus anthony anton antonio antony archie arjun armando arnold arthur arturo asif austin axel barack barney barry bart ben benedict benjamin benny bernard bernd bernie bert bill billy björn bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb calvin cameron carl carlo carlos carter cecil cedric chad charles charlie chris christian christoph christopher chuck clarence claude claudio clay clayton cliff clifford clint clyde colin conor conrad corey craig curt curtis cyril dale damian damien dan daniel danny darrell darren daryl dave david dean dennis denis derek desmond devin dexter didier diego dieter dietrich dirk dmitri dmitry dominic don donald doug douglas duncan dustin dwayne dwight earl eddie edgar edmund eduardo edward edwin egor eli elias elijah elliott elon emanuel emil emilio emmanuel enrico enrique eric erich erik ernest ernesto erwin ethan eugene evan everett fabian federico felipe felix ferdinand fernando fidel floyd francesco francis francisco francois franco frank franklin franz fred frederic frederick friedrich gabriel gareth garrett gary gavin gene geoff geoffrey george gerald gerard gerhard gianni gideon gil gilbert giorgio giovanni giuseppe glen glenn gordon graham grant greg gregor gregory guido guillermo günter gunther gus gustav guy hamid hank hans harald hari harold harris harry harvey hassan heath hector heinrich heinz helmut henri henrik henry herbert herman hermann hillel horst howard hubert hugh hugo hussein ian ibrahim igor ilya imran isaac isaiah ismail ivan ivo jack jackson jacob jacques jaime jake jakob jamal james jamie jan jared jason javier jay jean jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin jochen joe joel johan johann johannes john johnny jon jonas jonathan jordan jorge jose josef joseph josh joshua juan julian julio julius jürgen justin kai karim karl keith ken kenneth kent kevin khalid kirk klaus konrad konstantin kurt kyle lamar lance larry lars laurence laurent lawrence lee len lenny leo leon leonard leonardo leonid leroy leslie lester lewis liam lionel lloyd logan lorenzo lou louis luc luca lucas luigi luis luka lukas luke luther mahmoud malcolm manfred manuel marc marcel marco marcos marcus mario mark markus marshall martin martín marvin mason massimo mateo mathias matt matteo matthew matthias maurice mauricio max maximilian mehmet melvin michael michel miguel mike mikhail miles milton mitch mitchell mohamed mohammad mohammed morgan morris moses muhammad mustafa narendra nate nathan nathaniel neil nelson nicholas nick nicolas nigel nikita nikolai noah noel norman oleg oliver olivier omar orlando oscar osama oskar otto owen pablo paolo patrick paul paulo pavel pedro percy perry pete peter petr phil philip philippe phillip pierre pieter piers piet quentin rafael raj rajiv ralph ramon randall randy raul ray raymond reginald reinhard rené rex reza ricardo richard rick ricky rob robert roberto robin rod roderick rodney rodrigo roger roland rolf roman ron ronald ronnie ross roy ruben rudolf rudy rupert rusell russell rufus ryan salman salvador sam samir samuel sandro saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn sidney silvio simon solomon spencer stan stanley stefan stephan stephen sterling steve steven stewart stuart sven tariq ted terence terrence terry theo theodore thierry thomas tim timothy tobias todd tom tomas tommy tony travis trevor tristan troy tyler ulrich umberto uwe vaclav valentin vernon victor vijay viktor vincent vincenzo vince vitaly vlad vladimir volodymyr wade walter warren wayne wendell werner wesley wilbur wilfred wilhelm will willard william willie winston wladimir wolfgang woody xavier yasser yuri yusuf yves zachary zoltan luka hamish nils karl bela abe ahmet aleksei alexis amit andrej andriy andrzej andrés anil antonis antónio aníbal armin arseniy arvind ashok bashar beppe bibi bohdan cory deepak denys dragan ehud emre evo fatih ferenc françois fredrik fumio garth gerry goran gábor gérard göran hakan hal hamza harlan heiko hiram hiroshi hosni huey irving irwin istván jarosław jeb jerrold joschka josé joão jud juha junichiro jános kazuo kemal kenji kirby kjell kofi kostas krzysztof kyriakos lamont laszlo leif lorne luís lyndon lászló mack manmohan manny mateusz mick milan mitt mort muammar mykola mário naftali naoto nathanial nawaz ned newt nicolás nikos norm nuno olaf oleksandr orrin otis pascal paweł peer pervez petro philipp piotr péter quincy rahm rahul rainer ramesh rand recep reggie reince rico rocco romano rory ruslan russ rusty saddam sanford sanjay satoshi sauli sebastián sheldon shinzo sid sigmar slobodan stefano stu sunil suresh sylvester tad takashi tamás taras taro tayyip teddy terrell theodor thurgood tiago tito tobin tomasz tomáš trey tyrone tyson vasco vasyl vaughn vern vic vikram vinny virgil václav wally wilbert wiley winslow wyatt yanis yitzhak yoshihide zack zbigniew zeke zoran édouard"
_HER = "abigail ada adele adriana agatha agnes agneta aisha alba alejandra alena alessandra alexa alexandra alice alicia alina alison allison alyssa amalia amanda amber amelia amina amy ana anastasia andrea angela angelica angelina anita anke ann anna annabelle anne annette annika anya april ariana arlene ashley astrid audrey aurora ayesha barbara beata beatrice beatrix becky belinda benazir bernadette beth bethany betsy betty beverly bianca birgit bonnie brenda bridget britta brooke camila camilla carina carla carly carmen carol carole carolina caroline carolyn carrie cassandra catalina catherine cathy cecilia celia celine charlene charlotte chelsea cheryl chiara chloe christa christina christine cindy claire clara clare claudia colleen condoleezza connie constance corinna corinne cristina crystal cynthia daisy dana daniela danielle daphne darlene dawn deanna debbie deborah debra denise desiree diana diane dolores donna dora doreen doris dorothy edda edith edna eileen elaine eleanor elena elisa elisabeth elise elizabeth ella ellen elsa elsie emilia emily emma erica erika erin esther ethel eunice eva eve evelyn faith fatima felicia fiona flora florence frances francesca françoise frida gabriela gabriele gabriella gabrielle gail gemma genevieve georgia georgina geraldine gertrude gina gisela giulia gladys glenda gloria grace greta grete gretchen gudrun gwen gwendolyn hannah harriet hazel heather hedda hedwig heidi helen helena helene hélène helga henrietta hilary hilda hilde hillary holly ida ilka ilse indira inga ingrid irena irene irina iris irma isabel isabella isabelle ivana ivanka ivy jackie jacqueline jana jane janet janice janine jasmine jean jeanette jeanne jen jenna jennifer jenny jessica jill joan joana joanna joanne jocelyn jodi josephine joy joyce juana juanita judith judy julia juliana julie juliet june jutta kamala karen karin karina karla katarina kate katharina katherine kathleen kathryn kathy katie katja katrina kayla kelly kendra kerry kim kimberly kirsten klara kristen kristin kristina laila lara larissa laura lauren laurie lea leah leila lena leslie leticia libby lidia lillian lily linda lindsay lindsey lisa lise liz lois lola loretta lori lorraine louise lucia lucinda lucy ludmila luisa lydia lynn mabel madeleine madison magdalena maggie malala manuela marcela marcia margaret margarita margot marguerite maria mariam marian mariana marianne marie marilyn marina marion marissa marjorie marlene marsha marta marte martha martina mary maryam matilda maud maureen maxine maya megan meghan melanie melania melinda melissa mercedes meredith meryl mia michaela michele michelle mildred mimi mina miranda miriam moira molly mona monica monika muriel myra myrtle nadia nadine nancy naomi natalia natalie natasha nell nicola nicole nina noelle nora norma odile olga olivia ophelia ofelia oprah paloma pam pamela pat patricia patti paula pauline pearl peggy penelope penny petra phoebe phyllis priscilla rachel ramona rebecca regina renate renee rhonda rita roberta robyn rosa rosalind rose rosemary rosie roxanne ruth sabina sabine sabrina sally samantha sandra sara sarah selma serena shannon sharon sheila shelley sherry shirley sierra signe silvia simone sofia sonia sonja sonya sophia sophie stacey stacy stella stephanie sue susan susana susanne suzanne svetlana sybil sylvia tabitha tamara tammy tania tanya tara tatiana teresa tess thelma theresa theresa tiffany tina toni tova tracey tracy trudy ulrike ursula ute valentina valerie vanessa vera verena veronica vicky victoria viola violet virginia vivian viviane wanda wendy whitney wilhelmina wilma winifred xenia yasmin yolanda yulia yvette yvonne zara zoe zora lise helga alisyn aminata annie beyoncé cate charlize christiane cokie delcy dilma elly elvira erna fatou federica gayle giorgia graça gro gwyneth hina huma imelda iryna jacinda jeanine julianne jóhanna karine katrín kayleigh keira kellyanne khaleda ksenia leni leymah lupita makiko malia mamata mamie megawati megyn mika najat ngozi nikki nirmala norah octavia oksana olena poppy pratibha priyanka rachida rihanna rosalynn rosario sadako samia sanna sasha savannah scarlett shakira smriti soledad sushma ségolène tulsi viktoria wangari whoopi winnie yingluck yuliya yuriko zanele élisabeth"
_EITHER = frozenset("alex andrea ariel ashley cameron carmen casey chris dana dominique drew gabriele jamie jan jean jordan kelly kerry kim lee leslie lindsey logan lou madison marion max michele mina morgan nicola noel pat robin sam sandy shannon sidney sierra simone taylor terry toni tracy".split())  # fmt: skip
HIS_NAMES = frozenset(_HIS.split()) - _EITHER
HER_NAMES = frozenset(_HER.split()) - _EITHER
LEANING = {
    "chris": 0.5,
    "alex": 0.4,
    "sam": 0.4,
    "lee": 0.4,
    "jordan": 0.4,
    "terry": 0.4,
    "max": 0.6,
    "drew": 0.5,
    "noel": 0.5,
    "logan": 0.6,
    "cameron": 0.5,
    "jean": -0.3,
    "leslie": -0.4,
    "kelly": -0.4,
    "ashley": -0.6,
    "andrea": -0.5,
    "kim": -0.3,
    "robin": -0.2,
    "dana": -0.4,
    "taylor": -0.2,
    "tracy": -0.6,
    "lindsey": -0.3,
    "lindsay": -0.5,
    "madison": -0.6,
    "nicola": -0.5,
    "simone": -0.5,
    "toni": -0.5,
    "marion": -0.4,
    "carmen": -0.6,
    "gabriele": -0.3,
}
"""What names that both bear mostly are: above 0 for his."""
GIVEN_NAMES = HIS_NAMES | HER_NAMES | _EITHER
"""Common given names; whether one is his or hers is only said where both hardly share it."""
NICKNAMES = {
    "joe": "joseph", "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "mike": "michael", "jim": "james", "tom": "thomas", "tim": "timothy", "ted": "edward", "ed": "edward", "dick": "richard", "rick": "richard", "chuck": "charles", "charlie": "charles", "dan": "daniel", "dave": "david", "steve": "steven", "stephen": "steven", "tony": "anthony", "andy": "andrew", "alex": "alexander", "al": "albert", "ben": "benjamin", "bernie": "bernard", "chris": "christopher", "don": "donald", "greg": "gregory", "jeff": "jeffrey", "ken": "kenneth", "larry": "lawrence", "matt": "matthew", "nick": "nicholas", "pat": "patrick", "pete": "peter", "phil": "philip", "ron": "ronald", "sam": "samuel", "kate": "katherine", "kathy": "katherine", "liz": "elizabeth", "beth": "elizabeth", "sue": "susan", "jen": "jennifer", "jenny": "jennifer", "debbie": "deborah", "vlad": "vladimir", "mitch": "mitchell", "rudy": "rudolph", "josh": "joshua", "jon": "jonathan", "zach": "zachary",
}  # fmt: skip
NO_NAMES = _words(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|the|a|an|i|he|she|it|they|we|you|and|but|or|if|in|on|at|of|for|to|from|by|with|as|this|that|these|those|his|her|its|their|my|our|your|who|what|when|where|why|how|which|there|here|not|no|yes|christmas|easter|ramadan|god|internet|english|spanish|covid|covid-19|read|photo|image|advertisement|republican|republicans|democrat|democrats|democratic|conservative|liberal|muslim|muslims|christian|christians|jewish|catholic|americans|american|brexit|gmt|est|edt|pst|utc|ceo|tv"
)
"""Capitalised words that name nobody when they stand alone. Lower case."""

# Countries: the name the reading gives, then what else the text may call it, then what is called after it.
_COUNTRIES = """
United States: US, U.S., USA, U.S.A., United States of America, America; American, Americans | China: People's Republic of China, PRC; Chinese | Russia: Russian Federation; Russian | United Kingdom: UK, U.K., Britain, Great Britain; British, Briton
North Korea: DPRK, Democratic People's Republic of Korea; North Korean | South Korea: Republic of Korea; South Korean | Japan; Japanese | Germany; German | France; French | Italy; Italian | Spain; Spanish | Portugal; Portuguese | Netherlands: Holland, the Netherlands; Dutch | Belgium; Belgian | Luxembourg; Luxembourgish
Switzerland; Swiss | Austria; Austrian | Poland; Polish | Czech Republic: Czechia; Czech | Slovakia; Slovak | Slovenia; Slovenian, Slovene | Hungary; Hungarian | Romania; Romanian | Bulgaria; Bulgarian | Greece; Greek | Turkey: Türkiye; Turkish | Cyprus; Cypriot | Malta; Maltese | Albania; Albanian | Kosovo; Kosovar
North Macedonia: Macedonia; Macedonian | Serbia; Serbian, Serb | Croatia; Croatian, Croat | Bosnia and Herzegovina: Bosnia; Bosnian | Montenegro; Montenegrin | Ukraine; Ukrainian | Belarus; Belarusian | Moldova; Moldovan | Lithuania; Lithuanian | Latvia; Latvian | Estonia; Estonian | Finland; Finnish | Sweden; Swedish | Norway; Norwegian
Denmark; Danish | Iceland; Icelandic | Ireland; Irish | Israel; Israeli | Palestine: Palestinian Authority, Palestinian territories; Palestinian | Lebanon; Lebanese | Syria; Syrian | Jordan; Jordanian | Iraq; Iraqi | Iran: Islamic Republic of Iran; Iranian | Saudi Arabia; Saudi, Saudi Arabian | Yemen; Yemeni | Oman; Omani
Qatar; Qatari | Kuwait; Kuwaiti | Bahrain; Bahraini | United Arab Emirates: UAE, U.A.E.; Emirati | Egypt; Egyptian | Libya; Libyan | Tunisia; Tunisian | Algeria; Algerian | Morocco; Moroccan | Sudan; Sudanese | South Sudan; South Sudanese | Ethiopia; Ethiopian | Eritrea; Eritrean | Somalia; Somali | Kenya; Kenyan | Uganda; Ugandan
Tanzania; Tanzanian | Rwanda; Rwandan | Burundi; Burundian | Democratic Republic of Congo: DRC, Congo, DR Congo; Congolese | Nigeria; Nigerian | Niger; Nigerien | Ghana; Ghanaian | Ivory Coast: Côte d'Ivoire; Ivorian | Senegal; Senegalese | Mali; Malian | Burkina Faso; Burkinabe | Cameroon; Cameroonian | Chad; Chadian | Gabon; Gabonese
Angola; Angolan | Mozambique; Mozambican | Zambia; Zambian | Zimbabwe; Zimbabwean | South Africa; South African | Namibia; Namibian | Botswana; Botswanan | Madagascar; Malagasy | Malawi; Malawian | India; Indian | Pakistan; Pakistani | Bangladesh; Bangladeshi | Sri Lanka; Sri Lankan | Nepal; Nepalese, Nepali | Bhutan; Bhutanese
Afghanistan; Afghan | Kazakhstan; Kazakh | Uzbekistan; Uzbek | Turkmenistan; Turkmen | Kyrgyzstan; Kyrgyz | Tajikistan; Tajik | Georgia; Georgian | Armenia; Armenian | Azerbaijan; Azerbaijani, Azeri | Mongolia; Mongolian | Taiwan; Taiwanese | Hong Kong; Hongkonger | Vietnam; Vietnamese | Thailand; Thai | Cambodia; Cambodian | Laos; Laotian
Myanmar: Burma; Burmese | Malaysia; Malaysian | Singapore; Singaporean | Indonesia; Indonesian | Philippines: the Philippines; Philippine, Filipino | Brunei; Bruneian | Australia; Australian | New Zealand; New Zealander | Papua New Guinea; Papua New Guinean | Fiji; Fijian | Canada; Canadian | Mexico; Mexican | Guatemala; Guatemalan
Honduras; Honduran | El Salvador; Salvadoran | Nicaragua; Nicaraguan | Costa Rica; Costa Rican | Panama; Panamanian | Cuba; Cuban | Haiti; Haitian | Dominican Republic; Dominican | Jamaica; Jamaican | Colombia; Colombian | Venezuela; Venezuelan | Ecuador; Ecuadorian, Ecuadorean | Peru; Peruvian | Bolivia; Bolivian | Brazil; Brazilian
Chile; Chilean | Argentina; Argentine, Argentinian | Uruguay; Uruguayan | Paraguay; Paraguayan | Greenland; Greenlandic | Vatican: Holy See, Vatican City | Scotland; Scottish | Wales; Welsh | England; English | European Union: EU, E.U.
"""  # fmt: skip
COUNTRIES: dict[str, str] = {}
"""By every name of a country, its first name."""
DEMONYMS: dict[str, str] = {}
"""By what is called after a country, its name."""
for _line in _COUNTRIES.replace("\n", "|").split("|"):
    if _line.strip():
        _names, _, _demonyms = _line.partition(";")
        _first, _, _others = _names.partition(":")
        for _name in (_first, *_others.split(",")):
            if _name.strip():
                COUNTRIES[_name.strip()] = _first.strip()
        for _name in _demonyms.split(","):
            if _name.strip():
                DEMONYMS[_name.strip()] = _first.strip()
