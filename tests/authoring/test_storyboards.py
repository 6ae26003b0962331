"""Each line of the storyboards can be found again in a shipped workshop."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.engine.probes import COMMON
from bot.engine.script import GradedBallot, StepKind, Visibility
from tests.authoring.shipped_texts import labels, normal, questions, said, storyboard, workshop, written

FLAGSHIPS = storyboard("ateliers")

KINDS = {
    "accueil": StepKind.WELCOME,
    "consentement": StepKind.CONSENT,
    "profil": StepKind.PROFILE,
    "trois_mots": StepKind.KEYWORDS,
    "choix": StepKind.CHOICE,
    "echelle": StepKind.SCALE,
    "question_ouverte": StepKind.OPEN_QUESTION,
    "collecte_idees": StepKind.IDEAS,
    "partage_clarification": StepKind.SHARE,
    "vote_jugement_majoritaire": StepKind.MAJORITY_VOTE,
    "debat_mouvant": StepKind.DEBATE,
    "pistes_action": StepKind.CARD,
    "points_priorite": StepKind.POINTS,
    "engagement": StepKind.ENGAGEMENT,
    "cloture": StepKind.CLOSING,
    "retour": StepKind.RETURN,
}

# The words each workshop gives to its steps (storyboards, § 0.10).
IDS = {
    "relocalisation": "accueil consentement profil trois_mots vecu craintes germes horizons clarification vote debat "
    "pistes points engagement cloture retour",
    "espaces_publics": "accueil consentement profil trois_mots lieu vecu place horizons clarification vote "
    "consequences pistes points engagement cloture retour",
    "teletravail": "accueil consentement profil trois_mots equilibre vecu craintes territoire horizons clarification "
    "vote pistes points engagement cloture retour",
}

VISIBILITY = {
    "chacun·e, en privé": Visibility.PRIVATE,
    "chacun·e, en privé ; total affiché au groupe": Visibility.ANONYMOUS,
    "en silence, en privé": Visibility.PRIVATE,
    "en privé": Visibility.PRIVATE,
    # The list is the one that points are shared out over.
    "en privé, puis liste anonyme": Visibility.PRIVATE,
    # The list is read by all without names; who would like what made clearer stays private.
    "liste anonyme, ordre tiré au sort": Visibility.PRIVATE,
    "mots affichés sans nom, quand tout le monde a répondu ou à la fin du temps": Visibility.ANONYMOUS,
    "mots affichés sans nom, ensemble": Visibility.ANONYMOUS,
    "anonyme": Visibility.ANONYMOUS,
    "anonyme, affiché par lots": Visibility.ANONYMOUS,
    "anonyme, par lots": Visibility.ANONYMOUS,
    "anonyme, rangé en « mieux » et « moins bien »": Visibility.ANONYMOUS,
    "compte par type de lieu": Visibility.ANONYMOUS,
    "répartition affichée à la fin": Visibility.ANONYMOUS,
    "positions comptées ; arguments anonymes affichés en alternance": Visibility.ANONYMOUS,
    "vote secret ; résultat affiché à la clôture seulement": Visibility.AT_CLOSE,
    "secret ; total affiché à la clôture": Visibility.AT_CLOSE,
}

# Buttons that the bot puts there itself: the numbers of a list, the points of an item, « that is all ».
OF_THE_BOT = ("Numéro…", "+1 / −1 sous chaque piste", "J'ai fini")

_LATER = re.compile(r"^(.*?) Question posée : « (.*?) »((?: \[[^]]+\])+)\.$")
_STEP_CODE = re.compile(r"\b[RET]\d\d\b")


def _steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for flagship in FLAGSHIPS["ateliers"]:
        for name, step in zip(IDS[flagship["id"]].split(), flagship["steps"], strict=True):
            yield flagship["id"], name, step


STEPS = [pytest.param(*one, id=one[2]["id"]) for one in _steps()]
FOLLOWED = [pytest.param(*one, id=one[2]["id"]) for one in _steps() if "suite" in one[2]]
WORDS = {step["id"]: name for _, name, step in _steps()}
RULES = {step["id"]: step.get("regle", "") for _, _, step in _steps()}


def by_word(line: str) -> str:
    """Steps are named by their word in a workshop, by their code in a storyboard."""
    return _STEP_CODE.sub(lambda code: f"étape « {WORDS[code[0]]} »", line)


def asked_later(line: str) -> tuple[str, str, list[str]]:
    """A message, the question and the buttons that « … Question posée : « … ? » [Oui] [Non]. » holds."""
    found = _LATER.match(line)
    if found is None:
        return line, "", []
    return found[1], found[2], re.findall(r"\[([^]]+)\]", found[3])


@pytest.mark.parametrize("flagship", FLAGSHIPS["ateliers"], ids=lambda one: one["id"])
def test_the_head_of_each_workshop_is_that_of_its_storyboard(flagship: dict[str, Any]) -> None:
    """A sponsor decides on these lines; the total decides how long people are kept."""
    script = workshop(flagship["id"])
    assert script.title == flagship["titre"]
    assert script.purpose == flagship["but"]
    assert script.block == flagship["bloc"]
    assert script.audience == flagship["public"]
    assert script.preparation == flagship["commande"]
    assert sum(step.minutes for step in script.steps) == flagship["duree_etapes_min"]
    year = next(one for one in script.parameters if one.name == "annee_horizon")
    in_years = re.search(r"dans \w+ ans", flagship["horizon_temps"])
    assert in_years is not None
    assert in_years[0] in year.help
    assert year.default is not None


@pytest.mark.parametrize("flagship", FLAGSHIPS["ateliers"], ids=lambda one: one["id"])
def test_each_prepared_horizon_keeps_its_code_and_its_words(flagship: dict[str, Any]) -> None:
    """Votes on the same horizon are compared from one session to the next by its code."""
    pool = workshop(flagship["id"]).pools[0]
    assert [(one.code, one.text) for one in pool.prepared] == [
        (one["id"], one["texte"]) for one in flagship["horizons"]
    ]


@pytest.mark.parametrize("flagship", FLAGSHIPS["ateliers"], ids=lambda one: one["id"])
def test_the_steps_are_those_of_the_storyboard_in_its_order(flagship: dict[str, Any]) -> None:
    """Sessions are compared by the words that name their steps."""
    assert list(written(workshop(flagship["id"]))) == IDS[flagship["id"]].split()


@pytest.mark.parametrize(("name", "step_id", "expected"), STEPS)
def test_the_frame_of_each_step(name: str, step_id: str, expected: dict[str, Any]) -> None:
    """Kind, title, phase, minutes and day are what the table at the head of a storyboard gives."""
    script = workshop(name)
    parts = written(script)[step_id]
    first = parts[0]
    assert first.kind is KINDS[expected["type"]]
    assert (first.title, first.phase) == (expected["titre"], expected["phase"])
    assert script.day_of(step_id, length=5) == expected["jour"]
    assert sum(part.minutes for part in parts) == expected["live"]


@pytest.mark.parametrize(("name", "step_id", "expected"), STEPS)
def test_each_line_shown_to_participants(name: str, step_id: str, expected: dict[str, Any]) -> None:
    """Every word was weighed: one changed may lead people on, or promise what is not kept."""
    parts = written(workshop(name))[step_id]
    asked, everything = questions(parts), set(said(parts))
    for line in expected.get("message", ()):
        message, question, buttons = asked_later(normal(line))
        assert message in everything
        if question:
            assert labels(asked[question]) == buttons
    if "question" in expected:
        assert normal(expected["question"]) in asked
    if "aide" in expected:
        assert asked[normal(expected["question"])].hint == expected["aide"]
    options = [label for label in expected.get("options", ()) if label not in OF_THE_BOT]
    if options:
        main = asked[normal(expected["question"])] if "question" in expected else parts[0].questions[0]
        assert labels(main) == options


@pytest.mark.parametrize(("name", "step_id", "expected"), FOLLOWED)
def test_each_question_that_follows(name: str, step_id: str, expected: dict[str, Any]) -> None:
    """« puis … si … »: the question, its buttons, the field of the card it fills, and whom it is asked of."""
    parts = written(workshop(name))[step_id]
    asked, everything = questions(parts), set(said(parts))
    for follow_up in expected["suite"]:
        text = normal(follow_up["question"])
        assert text in everything
        buttons = [normal(label) for label in follow_up.get("options", ()) if label not in OF_THE_BOT]
        if text in asked:
            assert labels(asked[text]) == buttons
        elif buttons:
            assert [option.label for option in parts[0].merge_options] == buttons
        if "champ" in follow_up:
            assert asked[text].key == f"{step_id}.{follow_up['champ']}"
        match follow_up.get("condition", "").split(" ; ")[0]:
            case "une précision est demandée":
                assert parts[0].precision == text
            case "l'animation propose une fusion":
                assert parts[0].merge == text
            case "posée après la clôture, sur un horizon classé dans les trois premiers ou le plus partagé":
                assert asked[text].reservation_on == step_id
                assert parts[1].gate is not None
            case condition:
                assert not condition


@pytest.mark.parametrize(("name", "step_id", "expected"), STEPS)
def test_the_probes_of_each_step(name: str, step_id: str, expected: dict[str, Any]) -> None:
    """A probe too many tires people, one missing leaves a story without its turn."""
    parts = written(workshop(name))[step_id]
    main = parts[0].questions[0] if "question" not in expected else questions(parts)[normal(expected["question"])]
    assert list(main.probes) == expected.get("relances", [])
    own = {probe.text: probe.after for probe in main.own_probes}
    assert list(own) == [normal(line) for line in expected.get("relances_propres", ())]
    for line in expected.get("relances_propres", ()):
        after = re.match(r"\(après « (.*?) »\)", line)
        options = {option.code: option.label for option in getattr(main.accepts, "options", ())}
        assert options.get(own[normal(line)]) == (after[1] if after else None)


@pytest.mark.parametrize(("name", "step_id", "expected"), STEPS)
def test_what_becomes_of_the_answers(name: str, step_id: str, expected: dict[str, Any]) -> None:
    """Who sees them, what is kept, where it goes in the notebook, by which rule, and what facilitators do."""
    first = written(workshop(name))[step_id][0]
    assert first.visibility is VISIBILITY[expected["visible"]]
    assert first.data == by_word(expected["donnees"])
    assert list(first.rubrics) == expected["rubrique"].split(" ; ")
    assert first.note == expected["animation"]
    same_as = re.fullmatch(r"Mêmes règles que ([RET]\d\d)\.", expected.get("regle", ""))
    assert first.rule == (RULES[same_as[1]] if same_as else expected.get("regle", ""))


def test_the_grades_and_the_common_probes_are_those_of_the_storyboards() -> None:
    """They are the same in every workshop."""
    for name in IDS:
        ballot = workshop(name).step("vote").ballot
        assert isinstance(ballot, GradedBallot)
        assert [grade.label for grade in reversed(ballot.grades)] == FLAGSHIPS["mentions"]
    common = {code: normal(probe["texte"]) for code, probe in FLAGSHIPS["relances_communes"].items()}
    assert {code: wording["fr"] for code, wording in COMMON.items()} == common
