"""`horizons explain`: what a sponsor reads is what participants will be asked. All scripts here are fabricated."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.authoring import load
from bot.authoring.explain import explain, plain
from bot.authoring.outline import outline
from bot.authoring.outline_words import ENGLISH, FRENCH
from bot.engine.script import Visibility
from tests.authoring import hostile

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(file for file in (ROOT / "workshops").glob("*.yaml") if "." not in file.stem)

SMALL = """\
format: 1
id: essai
title: "Essai <b>& co</b> * {{ lieu }}"
parameters: {lieu: {default: ici}, sujet: {help: De quoi l'on parle.}}
pools: {idees: {group_prefix: G}}
steps:
  - consent: {id: accord, title: Accord, minutes: 1, ask: D'accord ?, accept: {oui: Oui}, decline: {non: Non}}
  - profile:
      id: profil
      title: Qui ?
      minutes: 1
      ask: Qui ?
      buttons: {elu: Élu·e, agent: Agent·e, autre: Autre}
      then:
        - {id: mots, when: profil == 'autre', ask: Avec vos mots ?}
        - {id: deux, when: "profil in ('elu', 'agent') and not answered('profil.mots')", ask: Deux ?}
        - {id: trois, when: "'elu' != profil or (profil not in ('autre',) and profil == 'elu')", ask: Trois ?}
        - {id: note, ask: Note ?, buttons: {'1': Peu, '2': Assez, '3': Très}}
        - {id: haut, when: 3 <= profil.note, ask: Haut ?}
        - {id: bas, when: profil.note < 2, ask: Bas ?}
  - open_question:
      {id: vecu, title: Le vécu, minutes: 3, gate: {quorum: 2/3, at_most: 5, by_hand: false},
       ask: "Que dire de {{ sujet }} ?", hint: Peu suffit., buttons: {rien: Rien},
       own_probes: {plus: {after: rien, ask: Rien du tout ?}, qui: Qui ?}}
  - ideas:
      {id: idees, title: Idées, minutes: 3, gate: {quorum: none, not_before: 2, at_most: 9}, ask: Une idée ?,
       pool: idees, catch_up: false}
  - majority_vote:
      {id: vote, title: Vote, minutes: 3, gate: {at_most: 9}, ask: Ce serait…, pool: idees,
       grades: {bien: Bien, moyen: Moyen, mal: Mal}, no_opinion: {sans: Sans avis}}
  - closing: {id: fin, title: Fin, minutes: 1, gate: {at_most: 9}, ask: Un mot ?}
"""
_VOID = {"meta", "br", "hr", "img", "link"}


class Structure(HTMLParser):
    """Checks that every tag is closed where it should be; gathers the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        self.links.add(given.get("href") or "")
        assert "src" not in given
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def small(language: str = "fr") -> str:
    return SMALL.replace("format: 1", f"format: 1\nlanguage: {language}", 1)


def page(source: str, page_format: str = "html") -> str:
    return explain(load("essai.yaml", source.encode()), page_format)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_text_and_button_of_a_shipped_workshop_is_on_its_page(file: Path) -> None:
    """A sponsor who has read the page has read everything that will be asked."""
    script = load(file.name, file.read_bytes())
    html = Structure(explain(script, "html"))
    assert {link[1:] for link in html.links if link.startswith("#")} <= html.ids

    def flat(words: str) -> str:
        return " ".join(words.split())

    shown = {flat(plain(part.title)) for part in outline(script).parts}
    for step, question in script.walk():
        assert step.title in shown
        options = getattr(question.accepts, "options", ())
        for text in (*step.intro, question.text, question.hint, *(option.label for option in options)):
            for piece in re.split(r"\{\{.*?\}\}", text):
                assert flat(piece) in html.text
        for words in (step.data, step.rule, step.note, *(probe.text for probe in question.own_probes)):
            assert flat(words) in html.text
    for item in (item for pool in script.pools for item in pool.prepared):
        assert flat(item.text) in html.text


def test_the_pictures_of_a_choice_are_described() -> None:
    """A sponsor who reads the page on paper knows what people will be shown."""
    step = """  - choice:
      id: image
      title: Image
      minutes: 1
      ask: Laquelle ?
      pictures: {banc: {label: Le banc, description: Un banc vide sous un arbre.}}
"""
    for page_format in ("html", "md"):
        shown = page(hostile.GOOD.replace("  - closing:", f"{step}  - closing:"), page_format)
        assert "Le banc — Un banc vide sous un arbre." in shown


def test_the_page_asks_nothing_of_the_network() -> None:
    """It is sent by mail, and opened on an agency's machine."""
    shown = page(small())
    assert "<script" not in shown
    assert not re.search(r"(https?:)?//", shown)


def test_an_authors_markup_is_text() -> None:
    """`<b>` in a title is what it says, in both formats."""
    assert "Essai &lt;b&gt;&amp; co&lt;/b&gt; *" in page(small())
    assert r"# Essai \<b\>& co\</b\> \* [ici]" in page(small(), "md")


def test_parameters_show_their_default_or_their_name() -> None:
    """The page is read before anybody has given them values."""
    shown = page(small())
    assert '<mark title="lieu">ici</mark>' in shown
    assert '<mark title="sujet">sujet</mark>' in shown
    assert "à renseigner" in shown


def everything(source: str = "") -> str:
    source = source or (ROOT / "tests" / "engine" / "tout.yaml").read_text(encoding="utf-8")
    return Structure(explain(load("tout.yaml", source.encode()), "html")).text


@pytest.mark.parametrize(
    "sentence",
    [
        "un ou plusieurs boutons, 2 au plus",
        "seulement si « Équilibre » : « 2 » ou moins",
        "un numéro, dans la liste anonyme des propositions du groupe (« horizons »)",
        "Tout est clair",
        "En privé, à l'auteur·rice d'une proposition, si quelqu'un demande une précision",
        "En privé, aux auteur·rice·s, si l'animation propose de réunir leurs propositions",
        "Non, gardez la mienne",
        "seulement s'il reste plus de 2 propositions du groupe",
        "2 propositions au plus, à choisir dans la liste « horizons »",
        "seulement à qui a donné une mention basse, à « Vote »",
        "Acheter ici vaut la peine.",
        "les arguments des autres, sans nom, ceux des deux côtés en alternance",
        "dans les 3 premiers horizons de « Vote », et celui qui partage le plus",
        "3 points à répartir entre les propositions de la liste « pistes », 2 au plus sur une même",
        "des contributions d'autres personnes à « Conséquences »",
        "chaque participant·e, une fois le cahier là",
    ],
)
def test_what_lives_on_the_group_is_said_in_words(sentence: str) -> None:
    """A sponsor sees which list people are shown, and who is asked what in private."""
    assert sentence in everything()


def test_a_step_in_parts_is_one_step_with_its_gates_inside() -> None:
    """« Débat » is one thing to whoever reads the page, though the group is gathered in the middle of it."""
    shown = outline(load("tout.yaml", (ROOT / "tests" / "engine" / "tout.yaml").read_bytes()))
    (debate,) = [part for part in shown.parts if part.id == "debat"]
    assert debate.minutes == 4
    assert [bool(stage.gate) for stage in debate.stages] == [False, True]
    assert [len(stage.asked) for stage in debate.stages] == [2, 2]


def test_what_the_team_does_and_what_comes_from_another_session_is_said() -> None:
    """Needs and resources are brought together after the workshop; readers may come from another one."""
    source = (ROOT / "tests" / "engine" / "tout.yaml").read_text(encoding="utf-8")
    source = source.replace("parameters:\n", "parameters:\n  ailleurs: {type: session, help: Une autre.}\n")
    source = source.replace("      of: consequences\n", "      of: consequences\n      session: ailleurs\n")
    card = "  - card: {id: besoins, record: need, title: Besoins, phase: A, minutes: 1, ask: Quoi ?}\n"
    other = card.replace("besoins", "ressources").replace("need", "resource").replace("Besoins", "Ressources")
    matching = (
        "  - matching: {id: liens, title: Liens, phase: A, minutes: 0, needs: besoins, resources: ressources,\n"
        "      ask: D'accord ?, buttons: {oui: Oui, plus_tard: Plus tard, non: Non}}\n"
    )
    text = everything(source.replace("  - closing:", f"{card}{other}{matching}  - closing:"))
    assert "des contributions d'une autre séance (ailleurs)" in text
    assert "un besoin (« Besoins ») et une ressource (« Ressources »)" in text
    assert "l'équipe ; rien n'est demandé" in text
    assert "facultatif" in text


def test_a_gate_may_close_at_an_hour() -> None:
    """Over several days, minutes say nothing."""
    source = small().replace("ask: Une idée ?", "day: 2, ask: Une idée ?")
    text = Structure(page(source.replace("not_before: 2,", 'closes: "12:00",'))).text
    assert "en différé, à 12:00" in text
    text = Structure(page(source.replace("not_before: 2,", "at_most_hours: 30,"))).text
    assert "en différé, 30 h au plus" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Puis, seulement si « Qui ? » : « Autre »",
        "seulement si « Qui ? » : « Élu·e » ou « Agent·e » et non (« Avec vos mots ? » a une réponse)",
        "seulement si « Qui ? » : pas « Élu·e » ou (« Qui ? » : pas « Autre » et « Qui ? » : « Élu·e »)",
        "seulement si « Note ? » : « Très » ou plus",
        "seulement si « Note ? » : moins de « Assez »",
        "on attend 2/3 du groupe, 5 min au plus, l'animation ne peut pas ouvrir plus tôt",
        "on n'attend pas un nombre de personnes, pas avant 2 min, 9 min au plus, l'animation peut ouvrir plus tôt",
        "Rien du tout ? (après « Rien »)",
        "Qui ? (au choix de l'animation)",
        "Proposées au vote : celles du groupe, 6 au plus",
        "qui l'a manquée peut répondre jusqu'au vote suivant",
        "chaque participant·e présent·e ; pas de rattrapage",
    ],
)
def test_conditions_gates_and_probes_are_sentences(sentence: str) -> None:
    """`profil in ('elu', 'agent')` tells a sponsor nothing."""
    assert sentence in Structure(page(small())).text


def test_grades_are_best_first_as_participants_see_them() -> None:
    """They are kept worst first, as they are counted."""
    text = Structure(page(small())).text
    assert text.index("Bien") < text.index("Moyen") < text.index("Mal") < text.index("Sans avis")


def test_minutes_add_up_by_phase_and_by_day() -> None:
    """What the agency tells participants about their time must be right."""
    script = load("relocalisation.yaml", (ROOT / "workshops" / "relocalisation.yaml").read_bytes())
    shown = outline(script)
    total = sum(step.minutes for step in script.steps)
    assert shown.minutes == sum(chapter.minutes for chapter in shown.chapters) == total
    assert [(day.number, day.minutes) for day in shown.days] == [(n, script.minutes_on(n, 5)) for n in range(1, 6)]
    assert sum(len(day.titles) for day in shown.days) == len(shown.parts)
    assert (
        "3, 5 ou 7",
        "jours en différé",
        f"{max(day.minutes for day in shown.days)} min par jour au plus",
    ) in shown.figures


def test_an_english_workshop_is_explained_in_english() -> None:
    """The page speaks the language of its workshop."""
    shown = page(small("en"))
    assert '<html lang="en">' in shown
    text = Structure(shown).text
    assert "What becomes of the answers" in text
    assert "only if “Qui ?”: “Autre”" in text
    assert "Ce que deviennent" not in text


def test_markdown_has_no_gap_and_no_empty_cell() -> None:
    """It is pasted into other documents."""
    shown = page(small(), "md")
    assert "\n\n\n" not in shown
    assert "| |" not in shown
    assert "> **Que dire de [sujet]" in shown


def test_both_languages_say_the_same_things() -> None:
    """A sentence that one of them lacks would fail on a sponsor's page."""
    assert FRENCH.keys() == ENGLISH.keys()
    for name, words in FRENCH.items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", ENGLISH[name])), name
    assert all(f"sees.{visibility}" in FRENCH for visibility in Visibility)
