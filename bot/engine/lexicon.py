"""Word lists, in French and English: above all what the `hostile` trigger looks for.

Everything here is in the form that is compared: lower case, no accents, look-alike digits turned into letters.
Disagreement, even rough, is welcome in a workshop; these lists hold what is aimed at people. A word with an innocent
life of its own (ordures to collect, pain bâtard, rats in a street) counts only when something aims it at somebody.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INSULTS: Final = _words("""
    connard connards connarde connardes connasse connasses conard conards encule encules enculee enfoire enfoires
    enfoiree salaud salauds salope salopes salopard salopards pute putes petasse petasses pouffiasse abruti abrutis
    abrutie abruties couillon couillons trouduc trouducs fdp ntm bougnoule bougnoules negro negros youpin youpins pede
    pedes tarlouze gouine gouines bicot bicots raclure raclures bolosse bolos mongolien mongoliens
    asshole assholes bitch bitches cunt cunts dickhead dickheads moron morons scumbag scumbags wanker wankers twat twats
    faggot faggots nigger niggers motherfucker motherfuckers shithead shitheads arsehole arseholes
""")
"""Aimed at somebody wherever they stand."""

NOUNS: Final = _words("""
    imbecile imbeciles cretin cretins cretine cretines debile debiles idiot idiots idiote idiotes con cons conne connes
    bouffon bouffons fool fools jerk jerks
""")
"""Insults as nouns (« un imbécile », « des crétins »), milder as adjectives of a thing (« une règle imbécile »)."""

AIMED_ONLY: Final = _words("""
    batard batards batarde ordure ordures nul nuls nulle nulles menteur menteurs menteuse menteuses voleur voleurs
    voleuse incapable incapables parasite parasites clown clowns pourri pourris pourrie faineant faineants feignant
    feignants feignasse assiste assistes merde merdes porc porcs chien chiens rat rats cafard cafards escroc escrocs
    guignol guignols bourrique ane anes boulet boulets minable minables raciste racistes facho fachos sauvage sauvages
    tare tares attarde attardes ignare ignares
    bastard bastards liar liars thief thieves pig pigs loser losers scum trash stupid useless
""")
"""Insults only after one of `AIMS` or of `ADDRESSES`."""

DETERMINERS: Final = _words("""
    un une des les ces cet cette ce quel quelle quels quelles gros grosse pauvre pauvres sale sales vrai vrais
""")
"""What makes a noun of a word of `NOUNS` that follows it."""

ENGLISH_DETERMINERS: Final = _words("a an the these those you such")
"""The same; but « the cons » are the other side of the pros."""

AIMS: Final = ("espece de", "especes de", "espece d", "especes d", "bande de", "bande d", "sale", "sales")
"""What aims the next word at somebody."""

ADDRESSES: Final = (
    "t es",
    "tu es",
    "t etes",
    "vous etes",
    "vous n etes",
    "tu n es",
    "you are",
    "you re",
    "u r",
)
"""What says of the reader what follows."""

ABOUT_OTHERS: Final = ("il est", "elle est", "ils sont", "elles sont", "they are", "they re", "he is", "she is")
"""What says of somebody else what follows; of a thing too, so that only a noun counts."""

BEING: Final = _words("est sont etait etaient sois soyez")
"""Before « con »: « le maire est con ». « C'est con » is said of events."""

FILLERS: Final = _words("""
    tous toutes tout que qu un une des de vraiment juste rien trop tellement si bien vrais vraies gros grosse sacres
    all just a an such really so fucking
""")
"""What may stand between an address and the insult."""

_BLOWS: Final = "buter|crever|defoncer|demolir|egorger|etrangler|flinguer|casser la gueule|peter la gueule"

THREATS: Final = (
    rf"\b(je|on|j|nous) (vais|va|allons|viens) (te|vous|t) (faire )?({_BLOWS}|tuer|casser|eclater|frapper|cogner)\b",
    rf"\b(je|on|j|nous) (vais|va|allons) (le|la|les|lui|leur) ({_BLOWS})\b",
    r"\b(je|on) (vous|te|t) (tue|tuera|tuerai|bute|butera|buterai|creve|creverai)\b",
    r"\b(je|on) (vous|te) retrouver(ai|a)\b",
    r"\b(je sais|on sait) ou (tu habites|vous habitez|t habites|tu vis|vous vivez)\b",
    r"^(creve|crevez)( donc| tous| toutes| en enfer)*$",
    r"\bva (te|t) (crever|pendre|noyer)\b",
    r"^(va|allez|vous pouvez) (tous |toutes )?(vous )?(crever|mourir|pendre)( tous| toutes)?$",
    r"\b(te|vous) (mettre|coller) (mon poing|un pain|une balle)\b",
    r"\b(i|we) (will|ll|am going to|m going to|are going to|gonna|m gonna) (kill|hurt|shoot|stab) (you|him|her|them)\b",
    r"\bi know where you live\b",
)
"""Threats, as regular expressions over the compared form of one clause."""

ABUSE: Final = (
    r"\b(ta|vos|votre) gueules?\b",
    r"^(mais |allez |bon )?(ferme|fermez) la$",
    r"\b(va|allez) (tous |toutes )?(te|t|vous) faire (foutre|voir|encul\w+|mettre)\b",
    r"\b(nique|niquez|baise|baisez) (ta|tes|vos|votre|sa) (mere|race|meres|races)\b",
    r"\bfils? de (pute|putes|chien|chienne)\b",
    r"\bje (vous|t|te) (emmerde|encule|conchie|chie dessus)\b",
    r"\b(tu|vous) (me |nous )?(fais|faites) chier\b",
    r"\b(va|allez) chier\b",
    r"\bsales? (arabe|noir|noire|juif|juive|francais|etranger|etrangere|rom|gitan|flic|bougnoul\w*)s?\b",
    r"\bfuck (you|off|u|yourself|yourselves)\b",
    r"^(just |please |oh )?shut (the fuck )?up\b",
    r"\bgo to hell\b",
    r"\bpiece of shit\b",
)
"""Abuse in several words, as regular expressions over the compared form of one clause."""

SUBJECTS: Final = _words("""
    le la les l un une des chaque tous toutes nos notre tout toute aucun aucune plusieurs
    the every all each our a an no
""")
"""What opens a sentence on a subject of its own."""

LINKS: Final = _words("de du des d la le les l a au aux en par pour sur sans avec of the to in for with")
"""In « commerce de proximité » spaces do not separate keywords."""
