"""What the method's checks look for, in each language a script may be written in: patterns and short word lists.

Patterns are applied to texts prepared by `plain`, which keeps every character's place. They are conservative: a word
that has an innocent use is left out, since a false alarm teaches people to read past the true ones. Not here: which
texts are looked at, and what is said of them (`check_wording`, `check_method`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Final

from bot.engine.letters import unaccented

_SAME: Final = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\n": " "})
_VALUE: Final = re.compile(r"\{\{\s*\w+\s*\}\}")
_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


class Lean(Enum):
    """Which way the label of an option leans."""

    GOOD = auto()
    BAD = auto()
    MIDDLE = auto()
    NO_OPINION = auto()


def plain(text: str) -> str:
    """The text with one kind of apostrophe and space, and each `{{ value }}` as one word; no character moves."""
    return _VALUE.sub(lambda match: "x" * len(match[0]), text.translate(_SAME))


def unquoted(text: str) -> str:
    """The text with what stands between « » or “ ” blanked out: somebody else's words. No character moves."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


@dataclass(frozen=True)
class Words:
    """One language's patterns, as sources: a script has one language, so only that one's are compiled."""

    why_source: str
    leading_source: str
    double_question_source: str
    double_negation_source: str
    praise_source: str
    example_source: str
    story_source: str
    opinion_source: str
    favourable_source: str
    unfavourable_source: str
    middle_source: str
    no_opinion_source: str
    common: frozenset[str]
    """Words that say nothing of a workshop's topic."""

    @cached_property
    def why(self) -> re.Pattern[str]:
        """A question that asks people to justify themselves."""
        return _compiled(self.why_source)

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """A form that says what the answer should be."""
        return _compiled(self.leading_source)

    @cached_property
    def double_question(self) -> re.Pattern[str]:
        """Two questions joined in one sentence."""
        return _compiled(self.double_question_source)

    @cached_property
    def double_negation(self) -> re.Pattern[str]:
        """One negation that bears on another."""
        return _compiled(self.double_negation_source)

    @cached_property
    def praise(self) -> re.Pattern[str]:
        """Praise for an answer."""
        return _compiled(self.praise_source)

    @cached_property
    def example(self) -> re.Pattern[str]:
        """An example; the group `said` is what it says."""
        return _compiled(self.example_source)

    @cached_property
    def story(self) -> re.Pattern[str]:
        """What asks for something that happened."""
        return _compiled(self.story_source)

    @cached_property
    def opinion(self) -> re.Pattern[str]:
        """What asks for an opinion, a fear, a wish or a solution."""
        return _compiled(self.opinion_source)

    @cached_property
    def _leans(self) -> dict[Lean, re.Pattern[str]]:
        # In this order: « pas du tout satisfait » before « satisfait ».
        return {
            Lean.BAD: _compiled(self.unfavourable_source),
            Lean.GOOD: _compiled(self.favourable_source),
            Lean.MIDDLE: _compiled(self.middle_source),
            Lean.NO_OPINION: _compiled(self.no_opinion_source),
        }

    def lean(self, label: str) -> Lean | None:
        """Which way a label leans; None if it rates nothing."""
        said = " ".join(re.sub(r"·\w+", "", plain(label[:100])).strip(" .!").split())
        return next((lean for lean, pattern in self._leans.items() if pattern.fullmatch(said)), None)

    def content(self, text: str) -> dict[str, str]:
        """The words of a text that may say what it is about: their stem, and the first form met."""
        said: dict[str, str] = {}
        for match in _WORD.finditer(re.sub(r"·\w+", "", _VALUE.sub(" ", text))):
            stem = _stem(match[0])
            if stem not in self.common:
                said.setdefault(stem, match[0])
        return said


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.VERBOSE)


def _stem(word: str) -> str:
    # « réparer », « réparation » and « réparons » are one word to whoever reads them; « transport » and
    # « transformer » are not, hence six letters.
    endings = r"(?<=\w{4})(?:ements?|ations?|ateurs?|ants?|antes?|ons|ez|ees?|ers?|ing|ed|es|e|s|x)$"
    return re.sub(endings, "", unaccented(word))[:6]


_RATED_FR: Final = (
    r"excellent|bien|bon(?:ne)?s?|d'accord|satisfait|facile|utile|favorable|important|agréable|confiant|juste|simple"
)
_AGAINST_FR: Final = (
    r"mal|mauvais(?:e)?s?|insatisfait|difficile|inutile|défavorable|désagréable|méfiant|injuste|compliqué|insuffisant"
)

FRENCH: Final = Words(
    why_source=r"\bpourquoi\b",
    leading_source=r"""
        # « Ne pensez-vous pas… », « N'est-il pas temps… »; not « Que n'avez-vous pas dit ? »
        (?:^|[.!?…:;,]\s*|\b(?:et|mais)\s+) n(?:e\s+|')[\w']+(?:-t)?-(?:vous|tu|ils?|elles?|on|ce)\s+(?:donc\s+)?pas\b
      | \bn'est-ce\s+pas\b
        # « Seriez-vous d'accord pour être rappelé·e ? » asks for consent, not for assent.
      | \b(?:seriez|serez)-vous\s+d'accord\b (?!\s+pour\s+(?!dire|penser|reconnaître|affirmer))
        # « Dans quelle mesure êtes-vous d'accord… » is a scale's question.
      | (?<!mesure\s)(?<!point\s) \b(?:êtes|es)-(?:vous|tu)\s+d'accord\s+(?:pour\s+dire|que\b|qu'|avec\s+l'idée)
      | \b(?:évidemment|bien\s+entendu|bien\s+sûr|comme\s+chacun\s+sait|tout\s+le\s+monde\s+sait)\b
      | \bil\s+est\s+(?:clair|évident|certain)\s+qu
      | ,\s*(?:non|hein|pas\s+vrai)\s*\?
    """,
    double_question_source=r"""
        # « Qu'avez-vous fait et comment… ? »; « et que », « et qui », « et où » also begin relative clauses.
        (?:^|[.!?…:]\s*) [^.!?…:]* (?:\bqu[ei']|\bquel(?:le)?s?\b|\bcomment\b|\boù\b|\bquand\b|\bcombien\b|\w-vous\b)
        [^.!?…:]* \bet\s+
        (?:comment|combien|quel(?:le)?s?|quand|qu'est-ce|(?:à|avec|pour|par)\s+qui|(?:à|avec|pour|par)\s+quoi)\b
        [^.!?…]* \?
      | \b(?:où|quand|comment|combien|qui)\s+et\s+(?:où|quand|comment|combien|avec\s+qui)\b
    """,
    double_negation_source=r"""
        \bn(?:e\s|')[^.!?;:,]*?\b(?:pas|plus|jamais|aucune?|rien)\b
        (?:(?!\bet\b|\bou\b|\bmais\b)[^.!?;:,])*?
        (?:\bn(?:e\s|')[^.!?;:,]*?\b(?:pas|plus|jamais|aucune?|rien|personne)\b
          | \bsans\b
          | \b(?:im(?:possible|juste|pensable)|in(?:utile|acceptable|capable|complet|concevable|évitable|juste
             |satisfait|suffisant|supportable|tolérable)|ir(?:réaliste|réalisable|responsable)|il(?:légitime|logique)
             |dés(?:agréable|approuve\w*|avantage\w*)|déplai\w*|défavorable|contre)s?(?:e|es)?\b)
    """,
    praise_source=r"""
        \bbravo\b | \bfélicitations\b | \bbien\s+joué\b
      | \b(?:excellent|très\s+bon|super|génial)(?:e|es|s|ne|nes)?\s+
        (?:idée|réponse|question|contribution|proposition|remarque|exemple)s?\b
        # « Il n'y a pas de bonne réponse » praises nobody.
      | \bbonne\s+(?:idée|question|réponse)\s*!
      | (?:^|[.!?]\s*)(?:super|génial|parfait|formidable|magnifique|excellent)\s*!
    """,
    example_source=r"""
        \b(?:exemples?|ex\.)[^:.?!«(]{0,60}[:«]\s*(?P<said>[^)]+)
      | \bpar\s+exemple,?\s+(?P<also>[^.?!)]+)
    """,
    story_source=r"""
        \bracont\w+ | \bdécri[vts]\w* | \b(?:un|une|le|la)\s+(?:moment|jour|journée|fois|situation|expérience)\b
      | \bque\s+s'est-il\s+passé
    """,
    opinion_source=r"""
        \bvous\s+(?:en\s+)?pensez\b
      | \b(?:selon|d'après)\s+vous\b | \bà\s+votre\s+avis\b
      | \b(?:croyez|pensez)-vous\b | \btrouvez-vous\s+(?:que|qu'|normal|juste|bien|utile)
      | \bêtes-vous\s+(?:pour|contre|(?:dé)?favorable|d'accord|satisfait|inqui)
      | \b(?:faut|faudrait)-il\b | \b(?:doit|devrait)-on\b | \bdevri(?:ons|ez)-(?:nous|vous)\b
      | \bcomment\s+(?:jugez|voyez|percevez|trouvez|évaluez|imaginez)-vous\b
      | \bquel(?:le)?\s+est\s+votre\s+(?:avis|opinion|position|sentiment|point\s+de\s+vue|vision)\b
      | \b(?:aimeriez|voudriez|souhaitez|souhaiteriez|proposez|proposeriez|feriez|changeriez)-vous\b
      | \bvous\s+inqui[èé]t
    """,
    favourable_source=rf"(?:(?:très|plutôt|assez|tout\sà\sfait|vraiment)\s)?(?:{_RATED_FR}|oui)"
    r"|tout\sà\sfait|oui,?\stout\sà\sfait|mieux|beaucoup\smieux|un\speu\smieux|pour|fort|élevée?",
    unfavourable_source=rf"(?:(?:très|plutôt|assez|tout\sà\sfait|vraiment)\s)?(?:{_AGAINST_FR}|non)"
    rf"|(?:pas|pas\sdu\stout|pas\svraiment|pas\strès|peu|plutôt\spas)\s(?:{_RATED_FR})"
    r"|pas\sdu\stout|pas\svraiment|non,?\spas\sdu\stout|moins\sbien|pire|bien\spire|contre|à\srejeter|faible",
    middle_source=r"moyen(?:ne)?(?:ment)?|passable|neutre|mitigé|indifférent|acceptable|correct|pareil"
    r"|ni\sl'un\sni\sl'autre|ni\sd'accord\sni\spas\sd'accord|dans\sle\sdoute|(?:cela|ça)\sdépend",
    no_opinion_source=r"sans\s(?:avis|opinion)|je\sne\ssais\spas|ne\ssait\spas|je\spasse|pas\sd'avis",
    common=frozenset(
        _stem(word)
        for word in """
            alors année années ainsi après atelier atteindre aussi autant autre autres autrement avant avec avoir
            beaucoup bien cela celle celles celui cette ceux chaque chose choses choisir comme comment comprendre
            condition conditions contre créer dans débattre depuis dernière dernier deux dire donc elle elles encore
            enquête entre être exemple exemples faire faut fait faits façon façons fois fort grand grande grands
            groupe habitants horizon horizons identifier idée idées imaginer leur leurs lieu lieux local locale
            locales locaux mais mieux moins moment mots même mêmes nombre notre nous nouveau nouvelle nouvelles
            nouveaux objet parce parmi partir pendant personne personnes petit petite peut phrase piste pistes plus
            plusieurs pour pouvoir premier première premières près présent proposer proposition public publics puis
            quand quel quelle quelles quels quelqu question quoi racontez réponse réussite sans sera seul seule sont
            sous souhaitable souhaitables sujet sur territoire toujours tous tout toute toutes trois trop tester utile
            vers voici voir voit votre vous vivre vivent
        """.split()
    ),
)

_RATED_EN: Final = (
    r"excellent|good|well|fine|agree|satisfied|easy|useful|helpful|favourable|in\sfavour|important|pleasant|happy|likely"
    r"|comfortable|fair"
)
_AGAINST_EN: Final = (
    r"bad|badly|poor|poorly|disagree|dissatisfied|unsatisfied|difficult|hard|useless|unhelpful|unfavourable|unimportant"
    r"|unpleasant|unhappy|unlikely|uncomfortable|unfair|insufficient"
)

ENGLISH: Final = Words(
    why_source=r"\bwhy\b",
    leading_source=r"""
        \b(?:don't|doesn't|wouldn't|won't|isn't|aren't|shouldn't|haven't|didn't)\s+(?:you|it|we|they|this|that|people)\b
      | \bwould\s+you\s+(?:not\s+)?(?:agree|say)\s+that\b
        # « To what extent do you agree that… » is a scale's question.
      | (?<!extent\s)(?<!much\s)(?<!strongly\s) \bdo\s+you\s+agree\s+that\b
      | \b(?:surely|obviously|of\s+course|needless\s+to\s+say|as\s+everyone\s+knows)\b
    """,
    double_question_source=r"""
        # « and who », « and where », « and when » also begin relative clauses.
        (?:^|[.!?:]\s*) (?:what|how|which|who|where|when|do|does|did|are|is|have|would|could)\b [^.!?:]*
        \band\s+(?:how|what|which|why)\b [^.!?]* \?
      | \b(?:where|when|how|who|what)\s+and\s+(?:where|when|how|who|why|with\s+whom)\b
    """,
    double_negation_source=r"""
        (?:\bnot\b|n't\b|\bnever\b|\bnobody\b|\bnothing\b|\bno\s+one\b)
        (?:(?!\band\b|\bor\b|\bbut\b)[^.!?;:,])*?
        (?:\bnot\b|n't\b|\bnever\b|\bnothing\b|\bwithout\b|\bhardly\b|\bimpossible\b|\binadequate\b|\binsufficient\b
          | \bun(?:able|acceptable|clear|common|fair|happy|helpful|important|likely|necessary|pleasant|reasonable|safe
             |satisfied|usual|wanted|welcome)\b
          | \bdis(?:agree|like|satisfied|advantage)\w*)
    """,
    praise_source=r"""
        \bbravo\b | \bwell\s+done\b | \bcongratulations\b | \bgood\s+job\b
      | \b(?:great|excellent|brilliant|wonderful|fantastic|amazing|very\s+good)\s+
        (?:idea|answer|question|contribution|point|proposal|remark|example|job|work)s?\b
      | \bgood\s+(?:idea|question|answer|point)\s*!
      | (?:^|[.!?]\s*)(?:great|super|awesome|brilliant|perfect|fantastic|excellent)\s*!
    """,
    example_source=r"""
        \bexamples?\b[^:.?!“"(]{0,60}[:“"]\s*(?P<said>[^)]+)
      | \b(?:for\s+example|for\s+instance|e\.g\.),?\s+(?P<also>[^.?!)]+)
    """,
    story_source=r"""
        \btell\b | \bdescribe\b | (?:^|[.!]\s*)think\s+of\b
      | \b(?:a|an|the|one)\s+(?:last\s+)?(?:moment|time|day|situation|experience)\b
      | \bwhat\s+happened\b
    """,
    opinion_source=r"""
        \bwhat\s+do\s+you\s+think\b | \bin\s+your\s+(?:opinion|view)\b | \baccording\s+to\s+you\b
      | \bdo\s+you\s+(?:think|believe|agree|want|feel\s+that)\b
      | \bare\s+you\s+(?:for|against|in\s+favour|satisfied|worried|happy\s+with)\b
      | \bshould\s+(?:we|the|there|people|it|they)\b
      | \bhow\s+do\s+you\s+(?:see|feel\s+about|rate|judge|view|imagine)\b
      | \bwhat\s+is\s+your\s+(?:opinion|view|position|vision)\b
      | \bwhat\s+would\s+you\s+(?:like|want|propose|suggest|change|do)\b | \bwould\s+you\s+like\b
      | \bworr(?:y|ies)\s+you\b
    """,
    favourable_source=rf"(?:(?:very|rather|quite|fairly|somewhat|strongly|completely)\s)?(?:{_RATED_EN})|yes"
    r"|(?:yes,?\s)?(?:completely|totally|absolutely)|better|much\sbetter|for|high|strong",
    unfavourable_source=rf"(?:(?:very|rather|quite|fairly|somewhat|strongly|completely)\s)?(?:{_AGAINST_EN})|no"
    rf"|not\s(?:at\sall\s|very\s|really\s)?(?:{_RATED_EN})|(?:no,?\s)?not\sat\sall|not\sreally|worse|much\sworse|against"
    r"|reject|to\sreject|low|weak",
    middle_source=r"average|neutral|mixed|indifferent|acceptable|so-so|neither|in\sdoubt|undecided|passable|medium"
    r"|it\sdepends|neither\sagree\snor\sdisagree|fair\senough|about\sthe\ssame",
    no_opinion_source=r"no\sopinion|i\sdon't\sknow|don't\sknow|not\ssure|i\spass",
    common=frozenset(
        _stem(word)
        for word in """
            about after also another around because been before best better between both choose come could does during
            each else even ever every example examples find first from give group have here horizon horizons idea
            ideas identify imagine into just know last less like little local look make many might more most much need
            never next only other others over people person place places please point public question really same
            sentence should small some something start still such take tell than that their them then there these they
            thing things think this those three through time together toward towards under understand very want ways
            well were what when where which while will with within without word words workshop would year years your
            yours
        """.split()
    ),
)

WORDS: Final = {"fr": FRENCH, "en": ENGLISH}
