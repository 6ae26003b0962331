"""A rich session, made by hand. Everybody here is fabricated, and so is the place; the numbers are kept for fiction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from bot.engine.ballots import Item, ItemCount, Origin, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.engine.voting import Tally, rank
from bot.facilitation.records import Contribution, Idea, JournalEntry, Material, MergeRecord, SessionRecord, Speaker
from tests.notebook.workshop import a_script

NOTICE = "Données fabriquées : aucune de ces personnes n'existe."
OPENED = datetime(2026, 10, 12, 12, 0, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script> {{ 7*7 }} =HYPERLINK("x") [clic](javascript:1) *gras* _it_ `code` # titre | a'
BIDI = "\u202eà l'envers\u202c et la suite"
LONG = "Un récit très long. " * 250
ALIASES = (
    "Châtaigne",
    "Agrafe",
    "Bette",
    "Rabot",
    "Lentille",
    "Comptoir",
    "Sureau",
    "Halte",
    "Cagette",
    "Levain",
    "Osier",
    "Navette",
)
PROFILES = (
    "habitant",
    "habitant",
    "habitant",
    "habitant",
    "association",
    "association",
    "association",
    "elu",
    "agent",
    "agent",
    "entreprise",
    "autre",
)
QUOTATIONS = ("yes", "yes", "yes", "no", "yes", "ask", "yes", "yes", "no", "yes", "yes", "")


def a_session(**changes: object) -> SessionRecord:
    record = SessionRecord(
        id="s1",
        workshop="essai",
        script_hash="ab" * 32,
        title="Réancrer dans le Val d'Essai",
        join="join",
        created_by="f1",
        created_at=OPENED,
        language="fr",
        status=SessionStatus.CLOSED,
        opened_at=OPENED,
        closed_at=OPENED + timedelta(minutes=76),
        notice=NOTICE,
        parameters={
            "agence": "Agence d'essai",
            "territoire": "Val d'Essai",
            "non_negociable": "les règles de la commande publique",
            "duree_conservation": "un an",
            "enseignement_1": "le prix et le trajet décident avant l'envie",
            "enseignement_2": "beaucoup d'objets sont jetés faute de savoir à qui les confier",
        },
    )
    return msgspec.structs.replace(record, **changes)


def speaker(n: int, **changes: object) -> Speaker:
    profile, place = PROFILES[n % 12], ("ville", "bourg", "village")[n % 3]
    made = Speaker(
        participant=f"p{n:03d}",
        alias=ALIASES[n % 12],
        joined_at=OPENED + timedelta(seconds=n),
        status="finished",
        missed=("trois_mots",) if n == 11 else (),
        quotation=QUOTATIONS[n % 12],
        answers={
            "consentement": ("oui",),
            "profil": (profile,),
            "profil.lieu": (place,),
            "cloture.meteo": (("tb", "b", "b", "m")[n % 4],),
        },
    )
    return msgspec.structs.replace(made, **changes)


class Voices:
    """Contributions as they come, each a minute after the other."""

    def __init__(self) -> None:
        self.said: list[Contribution] = []

    def say(self, n: int, key: str, text: str, **changes: object) -> str:
        number = len(self.said)
        made = Contribution(
            id=f"x{number:04d}",
            session="s1",
            participant=f"p{n:03d}",
            key=key,
            text=text,
            at=OPENED + timedelta(seconds=20 * number + 60),
        )
        self.said.append(msgspec.structs.replace(made, **changes))
        return made.id

    def replace(self, contribution: str, **changes: object) -> None:
        place = next(i for i, c in enumerate(self.said) if c.id == contribution)
        self.said[place] = msgspec.structs.replace(self.said[place], **changes)


WORDS = (
    "proximité, souveraineté, patience",
    "règles\nproximité\nsaisons",
    "terre - saison - fatigue",
    "Ecologie, prix, caché",
    "écologie, lien, prix",
    "lien, temps, voiture",
    "LIEN, envie, terre",
    "mandat, lien, proximite",
    "prix, budget, secret",
    "farine, four, lien",
    "caisse, terre, chaleur",
    "eau, ombre, silence",
)
VECU = (
    "En mars, la supérette du village a fermé. Le mercredi matin, trois personnes âgées m'ont appelée pour du pain.",
    "L'an passé j'ai voulu faire reparer mon vélo, persone ne faisait ça a moins de 40 km.",
    "Un soir de juillet, quarante cagettes de tomates mûres et le grossiste qui annule.",
    "PHRASE-REFUSEE-VECU une vieille presse que je gardais pour moi.",
    "On a ouvert l'atelier un samedi. Soixante personnes. On avait prévu du café pour douze.",
    "PHRASE-A-CONFIRMER le jour où le guichet m'a renvoyé trois fois.",
    "J'ai trouvé du bois d'ici par hasard, en discutant à la déchèterie.",
    HOSTILE,
    "AUTRE-REFUS le dossier faisait quarante pages.",
    BIDI,
    LONG,
    "Avant-dernière ligne\n- puis un tiret\n\n1. puis un chiffre",
)
CRAINTES = {
    0: "Que ça devienne une affaire de gens qui ont du temps et de l'argent.",
    1: "Le prix. Avec 30 euros la semaine on ne choisit pas.",
    2: "Qu'on me commande des carottes toute l'année.",
    4: "Pour les petites associations : on leur demandera tout.",
    6: "Que l'on ferme les portes à ce qui vient d'ailleurs.",
    7: "Que les règles changent encore.",
    8: "REFUS-CRAINTE de signer seule.",
    10: "Les loyers du centre.",
}
GERMES = {
    0: "On prête la cuisine de la salle des fêtes à une dame qui fait des conserves.",
    2: "À trois maraîchers on partage une chambre froide.",
    4: "Un repair café tous les mois dans l'ancienne gare.",
    7: "Un groupement de commandes entre deux écoles.",
}


def a_material(**changes: object) -> Material:
    """Twelve people; a tie, an unranked horizon, merges, and everything that must not be printed."""
    voices = Voices()
    for n, words in enumerate(WORDS):
        codes = tuple(word.strip() for word in words.replace("\n", ",").replace(" - ", ",").split(","))
        voices.say(n, "trois_mots", words, codes=codes)
    voices.say(0, "trois_mots.explication", "Patience, parce qu'un mandat passe plus vite qu'un verger ne pousse.")
    voices.say(9, "trois_mots.explication", "Un four, ça rassemble.")
    voices.say(11, "profil.autre", "MARAICHERE-UNIQUE du vallon")
    vecu = [voices.say(n, "vecu", text) for n, text in enumerate(VECU)]
    voices.say(0, "vecu.probe", "La secrétaire de mairie, et moi.", probe="concerne")
    # An ordinary second version: the first one is kept in the annex.
    voices.replace(vecu[6], superseded=True)
    voices.say(6, "vecu", "J'ai trouvé du bois d'ici par hasard, à la déchèterie de Brume.", supersedes=vecu[6])
    # A rewriting asked for privacy's sake: the first version is never printed.
    first = voices.say(
        4,
        "craintes",
        "VERSION-INTERDITE appelez-moi au 01 99 00 12 34",
        standing=Standing.WITHHELD,
        reason="donnee_perso",
        superseded=True,
    )
    for n, text in CRAINTES.items():
        voices.say(n, "craintes", text, **({"supersedes": first, "probe": "donnee_perso"} if n == 4 else {}))
    voices.say(9, "craintes", "Rien ne m'inquiète", codes=("rien",))
    voices.say(9, "craintes.probe", "On a tenu jusqu'ici, on tiendra.", probe="rassure")
    voices.say(11, "craintes", "Rien ne m'inquiète", codes=("rien",))
    for n, text in GERMES.items():
        voices.say(n, "germes", text)
    voices.say(1, "germes", "Je n'en connais pas", codes=("aucune",))
    voices.say(10, "germes", "Écrivez à boutique@exemple.invalid ou au 01 99 00 56 78, ils prêtent 12 vélos.")
    voices.say(5, "germes", "TEXTE-RETENU il s'appelle comme son père", standing=Standing.WITHHELD, reason="tiers")
    voices.say(6, "germes", "Et les horaires des trains, on en parle quand ?", standing=Standing.PARKED)
    voices.say(7, "vecu", "Je réponds trop tard, mais le marché du jeudi compte.", standing=Standing.LATE)
    voices.say(2, "craintes", "oui plutôt celle d'avant", standing=Standing.UNCERTAIN)
    # One person withdrew everything: out of every page.
    voices.say(12, "vecu", "", standing=Standing.WITHDRAWN)
    voices.say(12, "craintes", "TEXTE-RETIRE", standing=Standing.WITHDRAWN)

    ideas = [
        (0, "Chaque commune affiche à l'entrée du bourg la liste de ses producteurs."),
        (2, "Un marché de producteurs se tient le jeudi soir sur la place de la halte."),
        (3, "Les rez-de-chaussée vides deviennent des ateliers."),
        (4, "Un atelier de réparation ouvre dans chaque quartier."),
        (6, "Les outils se prêtent d'un voisin à l'autre."),
        (8, "IDEE-NON-VOTEE-REFUS Un guichet unique signe à ma place."),
        (10, "Les loyers du centre sont plafonnés pour les artisans."),
    ]
    made = [voices.say(n, "horizons", text) for n, text in ideas]
    for n in range(12):
        essential = (
            "Ne plus être seule.",
            "Le prix.",
            "Que ma fille ait envie de reprendre.",
            "Que l'eau reste dans la rivière.",
        )[n % 4]
        voices.say(n, "cloture", essential if QUOTATIONS[n] == "yes" else f"REFUS-FIN {essential}")
    voices.say(0, "cloture.oubli", "Les secrétaires de mairie. Ce sont elles qui savent.")
    voices.say(1, "cloture.oubli", "Rien à ajouter", codes=("rien",))

    items = (
        *(Item(p.code, p.text, Origin.PREPARED) for p in a_script().pools[0].prepared),
        Item("RG1", ideas[1][1], Origin.GROUP, (made[1],)),
        Item("RG2", ideas[2][1], Origin.GROUP, (made[2],)),
        Item("RG3", "On répare et on prête des outils dans chaque quartier.", Origin.FACILITATION, (made[3], made[4])),
        Item("RG4", ideas[0][1], Origin.GROUP, (made[0],)),
    )
    counts = {
        "RH1": ((0, 1, 1, 2, 3, 3, 1), 0),
        "RH2": ((0, 0, 1, 2, 4, 3, 1), 0),
        "RH3": ((3, 2, 0, 0, 1, 3, 2), 0),
        "RG1": ((0, 0, 0, 1, 2, 5, 3), 0),
        "RG2": ((0, 0, 1, 2, 4, 3, 1), 0),
        "RG3": ((0, 0, 1, 1, 3, 4, 1), 1),
        "RG4": ((0, 0, 1, 0, 1, 1, 0), 8),
    }
    material = Material(
        session=a_session(),
        script=a_script(),
        speakers=(
            *(speaker(n) for n in range(12)),
            speaker(12, withdrawn=True, status="left"),
            speaker(13, status="entering", answers={}),
        ),
        contributions=tuple(voices.said),
        ideas=tuple(
            Idea(i, "s1", f"p{n:03d}", "horizons", text, OPENED) for i, (n, text) in zip(made, ideas, strict=True)
        ),
        items={"vote": items},
        results={"vote": a_result(items, counts, voters=11, electorate=12)},
        merges=(
            MergeRecord("On répare et on prête des outils dans chaque quartier.", (made[3], made[4]), "held"),
            MergeRecord(
                "Les loyers et les rez-de-chaussée vides sont tenus par la commune.", (made[2], made[6]), "refused"
            ),
        ),
        journal=(
            JournalEntry("s1", OPENED, "opened", "animation"),
            JournalEntry(
                "s1",
                OPENED + timedelta(minutes=20),
                "gate_opened",
                "horloge",
                {"gate": "craintes", "arrived": 11, "active": 12},
            ),
            JournalEntry(
                "s1",
                OPENED + timedelta(minutes=25),
                "probed",
                "animation",
                {"who": "Châtaigne", "text": "MOTS-DU-JOURNAL", "step": "vecu"},
            ),
            JournalEntry("s1", OPENED + timedelta(minutes=76), "closed", "animation"),
        ),
        declined=1,
        withdrawn=1,
        compiled_at=OPENED + timedelta(days=1),
        timezone="Europe/Paris",
        software="Horizons 0.1.0",
    )
    return msgspec.structs.replace(material, **changes)


def a_result(
    items: Sequence[Item], counts: Mapping[str, tuple[tuple[int, ...], int]], *, voters: int, electorate: int
) -> VoteResult:
    """A result whose ranks are those of the engine's own rule."""
    tallies = {item.code: Tally(*counts[item.code]) for item in items}
    return VoteResult(
        "vote",
        voters,
        electorate,
        tuple(items),
        tuple(ItemCount(item.code, *counts[item.code]) for item in items),
        tuple(Place(r.item, r.rank, r.grade, r.above, r.below) for r in rank(tallies, voters=voters)),
    )


def an_empty_material(**changes: object) -> Material:
    """A session that nobody entered."""
    empty = msgspec.structs.replace(
        a_material(),
        speakers=(),
        contributions=(),
        ideas=(),
        items={},
        results={},
        merges=(),
        journal=(),
        declined=0,
        withdrawn=0,
    )
    return msgspec.structs.replace(empty, **changes)


def a_crowd(people: int) -> Material:
    """The same workshop with many people, each of whom answered one question."""
    voices = Voices()
    for n in range(people):
        voices.say(n, "trois_mots", "lien, eau", codes=("lien", "eau"))
        voices.say(n, "vecu", f"Récit {n}.")
    items = a_material().items["vote"]
    counts = {item.code: ((people // 5, people // 5, 0, 0, people // 5, people // 5, 0), 0) for item in items}
    return a_material(
        speakers=tuple(speaker(n, quotation="yes") for n in range(people)),
        contributions=tuple(voices.said),
        ideas=(),
        merges=(),
        results={"vote": a_result(items, counts, voters=people, electorate=people)},
        withdrawn=0,
        declined=0,
    )
