"""Less common mistakes, one value at a time. The scripts are fabricated."""

from fractions import Fraction

import pytest

from bot.authoring import check, load
from tests.authoring.steps import VOTE

GOOD = (
    """\
format: 1
id: essai
title: Essai
phases: {A: Début}
pools:
  horizons:
    group_prefix: RG
    prepared: {RH1: Une phrase.}
steps:
  - welcome: {id: accueil, title: Bienvenue, phase: A, minutes: 1, intro: Bonjour., enter: {go: Je commence}}
  - consent:
      id: consentement
      title: Accord
      phase: A
      minutes: 1
      ask: D'accord ?
      accept: {oui: Oui}
      decline: {non: Non}
  - open_question:
      id: vecu
      title: Le vécu
      phase: A
      minutes: 5
      gate: {quorum: 2/3, at_most: 10}
      ask: Racontez.
      then:
        - id: suite
          ask: Et après ?
          buttons: {oui: Oui}
"""
    + VOTE
    + """\
  - closing:
      id: cloture
      title: Fin
      phase: A
      minutes: 1
      gate: {at_most: 10}
      ask: Un mot ?
"""
)


def swapped(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_model_script_is_without_a_finding() -> None:
    """Every case below changes one thing in it."""
    assert check("essai.yaml", GOOD.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format: 1\n", "", "S008"),
        ("{A: Début}", "[A, B]", "S004"),
        ("{A: Début}", "{A: Début, é: Suite}", "S101"),
        ("phase: A\n      minutes: 5\n      gate: {quorum", "minutes: 5\n      gate: {quorum", "S006"),
        ("  horizons:\n", "  Les horizons:\n", "S101"),
        ("group_prefix: RG", "group_prefix: r1", "S116"),
        ("{RH1: Une phrase.}", "{rh 1: Une phrase.}", "S116"),
        ("{RH1: Une phrase.}", "[Une phrase.]", "S004"),
        ("id: essai", "id: essai\nparameters:\n  jour: {type: date, default: demain}", "S304"),
        ("id: essai", "id: essai\nparameters:\n  jour: {type: nombre}", "S009"),
        ("id: essai", "id: essai\nlanguage: de", "S009"),
        ("id: essai", "id: end", "S101"),
        ("id: essai", "id: {a: b}", "S004"),
        ("title: Essai", "title: ''", "S006"),
        ("  - welcome: {", "  - bonjour\n  - welcome: {", "S103"),
        ("enter: {go: Je commence}", "enter: {go: Je commence, ici: Ou ici}", "S009"),
        ("enter: {go: Je commence}", "enter: [Je commence]", "S107"),
        ("enter: {go: Je commence}", "hint: rien", "S006"),
        ("enter: {go: Je commence}", "enter: {}", "S006"),
        ("accept: {oui: Oui}", "accept: {}", "S006"),
        ("decline: {non: Non}", "decline: {non: Non}\n      may_pass: true", "S009"),
        ("decline: {non: Non}", "decline: {non: Non}\n      may_pass: peut-être", "S004"),
        ("quorum: 2/3", "quorum: 7/3", "S009"),
        ("quorum: 2/3", "quorum: 1/0", "S009"),
        ("quorum: 2/3", "quorum: 0 %", "S009"),
        ("quorum: 2/3", "quorum: beaucoup", "S009"),
        ("{quorum: 2/3, at_most: 10}", "dix minutes", "S004"),
        ("at_most: 10", "at_most: 0", "S009"),
        ("at_most: 10", "at_most: 1e9", "S004"),
        (
            "then:\n        - id: suite\n          ask: Et après ?\n          buttons: {oui: Oui}",
            "then: Et après ?",
            "S004",
        ),
        ("buttons: {oui: Oui}", "buttons: {oui: Oui}\n        - {id: suite, ask: Encore ?}", "S102"),
        ("buttons: {oui: Oui}", "buttons: {oui: Oui}\n          when: vecu == 'rien'", "S113"),
        ("ask: Racontez.", "ask: Racontez.\n      own_probes: {'a b': Encore ?}", "S107"),
        ("no_opinion: {sans: Sans avis}", "no_opinion: {bien: Sans avis}", "S115"),
        ("mal: Mal}", "mal: Bien}", "S115"),
        ("ask: Un mot ?", "ask: Un mot ?\n      then: [{id: a, ask: A ?, when: vote == 'bien'}]", "S113"),
        ("id: cloture", "id: cloture\n      when: vecu", "S111"),
    ],
)
def test_each_is_found(old: str, new: str, code: str) -> None:
    """Each would otherwise be met by a participant."""
    issues = check("essai.yaml", swapped(old, new).encode())
    assert code in {issue.code for issue in issues}, [str(issue) for issue in issues]


@pytest.mark.parametrize(
    ("written", "quorum"),
    [
        ("everyone", Fraction(1)),
        ("none", None),
        ("2/3", Fraction(2, 3)),
        ("60 %", Fraction(3, 5)),
        ("100%", Fraction(1)),
    ],
)
def test_a_quorum_is_written_as_people_say_it(written: str, quorum: Fraction | None) -> None:
    """Two thirds of seven is no decimal anybody would write."""
    gate = load("essai.yaml", swapped("2/3", written).encode()).step("vecu").gate
    assert gate is not None
    assert gate.quorum == quorum


def test_two_pools_that_number_alike_are_refused() -> None:
    """RG1 would name two horizons in one notebook."""
    pools = "pools:\n  pistes: {group_prefix: RG, prepared: {PA1: Une piste., RH1: Une autre.}}\n"
    more = GOOD[GOOD.index("  - majority_vote") : GOOD.index("  - closing")]
    source = swapped("pools:\n", pools)
    vote = more.replace("id: vote", "id: vote_pistes").replace("pool: horizons", "pool: pistes")
    source = source.replace("  - closing", vote + "  - closing")
    findings = [str(issue.finding) for issue in check("essai.yaml", source.encode()) if issue.code == "S116"]
    assert len(findings) == 2
    assert any("RH1" in finding for finding in findings)
    assert any("RG1, RG2" in finding for finding in findings)


def test_steps_must_be_a_list() -> None:
    """Their order is the workshop's."""
    head = GOOD[: GOOD.index("steps:")]
    assert "S006" in {issue.code for issue in check("essai.yaml", head.encode())}
    assert "S004" in {issue.code for issue in check("essai.yaml", (head + "steps: {a: b}").encode())}
