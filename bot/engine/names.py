"""Proper names in what people wrote: who may be named there, so that a person looks before it is shown or printed.

Pure word lists and rules for French and English, wrong now and then on purpose: a name that is missed harms somebody, a
flag too many costs a glance. Nothing is withheld or rewritten because of it. Not here: telephone numbers and addresses
(`probes`), what a facilitator does about a flag (`facilitation.contributions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.engine.lexicon import plain_words

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’·][^\W\d_]+)*")
_ELIDED: Final = re.compile(r"^(?:[dljmntscDLJMNTSC]|qu|Qu)['’](?=\w)")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…:\n«»\"“”(•]")
_ABBREVIATED: Final = re.compile(r"(?:^|\W)(?:M|Mr|Mrs|Ms|Dr|Me|MM)\.\s*$")

_TITLES: Final = frozenset(
    "m mm mr mrs ms mme mmes mlle mlles monsieur madame mademoiselle dr docteur doctor maitre miss sir".split()
)
_OF_PLACES: Final = frozenset(
    "rue avenue boulevard place quai impasse chemin allee square pont lycee college ecole gare stade hopital parc "
    "saint sainte st ste fort mont street road school station bridge".split()
)
"""After these a name is that of a street or a school."""
_TOWARDS_PLACES: Final = frozenset("a en in at near".split())
_PARTICLES: Final = frozenset("de du des la le van von el ben d".split())
_NO_PERSON: Final = frozenset(
    "alpes alsace amap amazon april atlantique auchan august bio biocoop bretagne carrefour corse covid december "
    "dordogne edf england english est etat etats euro europe euros facebook february france french friday garonne "
    "google i instagram intermarche internet january july june jura leclerc lidl loire london march may "
    "mediterranee monday noel nord normandie november occitanie october ouest paques paris provence pyrenees "
    "republique rhone saturday scic scop seine september sncf sud sunday telegram thursday toussaint tuesday uk "
    "vosges wednesday whatsapp wikipedia youtube".split()
)
_FIRST_NAMES: Final = frozenset(
    # The commonest of several generations in France, in plain letters.
    "adam adele adrien agathe agnes aicha alain albert alex alexandra alexandre alexis alice aline alix amandine "
    "amelie amina amine anais andre andrea andree anna anne annick annie anthony antoine antonin ariane armand "
    "arnaud arthur audrey augustin aurelie aurelien aurore axel aya baptiste basile bastien beatrice benedicte "
    "benjamin benoit bernadette bernard bertrand brahim brigitte bruno camille capucine carine carole caroline "
    "catherine cecile cedric celestine celine chantal charlene charles charlotte chloe christelle christian "
    "christiane christine christophe claude claudette claudine clemence clementine colette coralie corinne cyril "
    "damien daniel danielle david deborah delphine denis denise diane didier dimitri dominique dorothee driss "
    "edith edouard elena eleonore eliane elisa elisabeth elise ella elodie eloise elsa emeline emile emilie emma "
    "emmanuel emmanuelle enzo eric esteban estelle ethan etienne eugenie eva evelyne fabien fabienne fabrice "
    "fanny fatima fatou felix fernand flavie florence florent florian francine francis franck francois francoise "
    "frederic frederique gabriel gabrielle gael gaelle gaetan genevieve geoffrey georges gerald gerard germaine "
    "ghislaine gilbert gilles gregoire gregory guillaume gustave guy gwenaelle hamza hassan helene henri "
    "henriette herve hubert hugo ibrahim ines irene isabelle ismael jacqueline jacques james jamila jean jeanne "
    "jeannine jennifer jeremie jeremy jerome jessica joel joelle johan john jonathan joseph josephine josette "
    "josiane julie julien juliette justine karim karima karine kevin khadija laetitia lamine laura laure laurence "
    "laurent lea leila leo leon leonie lina lionel lisa loic lola louis louise louna luc lucas lucie lucien "
    "lucienne ludovic lydie maelle magali malik manon marc marcel marcelle margaux margot maria mariam marianne "
    "marie marielle marion marius marjorie martine mary maryse mathieu mathilde mathis matthieu maurice max "
    "maxence maxime medhi mehdi melanie melissa michael michel michele micheline mickael mireille mohamed "
    "mohammed monique morgane moussa mustapha myriam nadege nadia nadine nathalie nathan nicolas nicole nina noa "
    "noe noemie nolwenn odette odile olivier omar oscar ousmane pascal pascale patrice patricia patrick paul "
    "paule paulette pauline peter philippe quentin rachel rachid raphael rayan raymond raymonde regine regis remi "
    "remy rene renee richard robert robin roger roland romain romane sabine sabrina said salome samia samir "
    "samuel sandra sandrine sarah sebastien serge severine sidonie simon simone sofia solange solene sonia sophie "
    "stephane stephanie susan suzanne sylvain sylvette sylviane sylvie tanguy theo theophile therese thibault "
    "thibaut thierry thomas tom tristan valentin valentine valerie vanessa veronique victor victoria vincent "
    "virginie viviane vivien william xavier yacine yann yannick yasmine yoann youssef yves yvette yvon yvonne zoe "
    "zohra".split()
)
_ALSO_WORDS: Final = frozenset(
    "aime aimee alban ange bill blanche cerise claire clement constance desire esperance fleur franc grace hope "
    "hortense iris jade joy luce margerite marguerite marine mark martin melodie modeste olive parfait pierre "
    "prudence rosalie rose victoire violette will".split()
)
"""First names that open sentences as ordinary words: there, only a name that follows gives them away."""


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The capitalised words of the workshop's own texts and parameters: its territory, its agency, its year."""
    capitalised = (word for text in texts for word, _, _ in _words(text) if word[0].isupper())
    return frozenset(part for word in capitalised for part in plain_words(word))


def named(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What looks like the names of people in the text, as typed, in order, each once.

    After a title (« Mme Arnal »); a common first name with what follows (« Léa B. Morin »); any other capitalised word
    inside a sentence, unless it is `known` (see `known_words`), all capitals, or stands where a place does.
    """
    words = list(_words(text))
    found: list[str] = []
    at = 0
    while at < len(words):
        if at and words[at][0][0].isupper() and _plain(words[at - 1][0]) in _OF_PLACES:
            at += 1 + _surname(words, at + 1, known)
            continue
        length = _person(words, at, known)
        if length:
            found.append(" ".join(word for word, _, _ in words[at : at + length]))
        at += length or 1
    return tuple(dict.fromkeys(found))


_Word = tuple[str, bool, bool]
"""A word without its elided article; whether a sentence begins with it; whether only spaces come before it."""


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        # The dot of « M. Arnal » ends no sentence.
        abbreviated = _ABBREVIATED.search(text[: match.start()]) is not None if "." in between else False
        begins = not text[: match.start()].strip() or (_ENDS_SENTENCE.search(between) is not None and not abbreviated)
        word = _ELIDED.sub("", match[0])
        end = match.end()
        yield word, begins and word == match[0], abbreviated or not between.strip()


def _person(words: list[_Word], at: int, known: frozenset[str]) -> int:
    """How many words from there name a person; 0 if they name none."""
    word, begins, _ = words[at]
    before = _plain(words[at - 1][0]) if at else ""
    if not word[0].isupper():
        return 0
    plain = _plain(word)
    after = _surname(words, at + 1, known)
    if plain in _TITLES:
        # « Madame la maire » names nobody.
        return 0
    if before in _TITLES and not begins:
        return 1 + after
    parts = set(plain.split())
    if parts & _NO_PERSON or parts & known or parts & _OF_PLACES:
        return 0
    if parts & _FIRST_NAMES and len(word) > 1:
        return 1 + after
    if begins:
        return 1 + after if plain in _ALSO_WORDS and after else 0
    shouted = word.isupper()
    towards = before in _TOWARDS_PLACES and plain not in _ALSO_WORDS
    return 0 if shouted or towards else 1 + after


def _surname(words: list[_Word], at: int, known: frozenset[str]) -> int:
    """How many words from there go on with a name: capitals, and particles between them."""
    length = 0
    for ahead, (word, begins, joined) in enumerate(words[at : at + 4], 1):
        if begins or not joined or set(plain_words(word)) & known:
            break
        if word[0].isupper() and _plain(word) not in _NO_PERSON:
            length = ahead
        elif _plain(word) not in _PARTICLES:
            break
    return length


def _plain(word: str) -> str:
    return " ".join(plain_words(word))
