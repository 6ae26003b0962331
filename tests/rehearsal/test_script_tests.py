"""Script tests: what a file may say, what is wrong with one, and that an expectation that does not hold is told."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from bot.app import ChatArtist, commands
from bot.authoring.shelf import load_files
from bot.engine.script import Script
from bot.errors import AuthorError
from bot.rehearsal.crowd_findings import CODES
from bot.rehearsal.script_test_checks import verify
from bot.rehearsal.script_test_reading import load_test
from bot.rehearsal.script_test_run import Report, run_test

ROOT = Path(__file__).parents[2]
SCRIPT = load_files(ROOT / "workshops" / "relocalisation.yaml")
ATELIER = load_files(ROOT / "tests" / "facilitation" / "atelier.yaml")
"""Small, fabricated: one prepared idea, three grades."""
HEAD = "format: 1\nseats: [ana, bob]\nsteps:\n"
IN = "- everyone: [Je commence, J'accepte, Oui, Je passe, Je passe, Je passe]\n"
"""Up to the first question that the group answers together."""
TO_THE_VOTE = (
    IN
    + """\
- facilitator: next
- facilitator: next
- ana: [Chaque bourg a son four à pain., J'ai fini]
- bob: [Le bourg a un four à pain commun., J'ai fini]
"""
)


def write(folder: Path, steps: str, head: str = HEAD) -> Path:
    file = folder / "relocalisation.test.yaml"
    file.write_text(head + indent(dedent(steps), "  "), encoding="utf-8")
    return file


def played(folder: Path, steps: str, head: str = HEAD, script: Script = SCRIPT) -> Report:
    test = load_test(write(folder, steps, head))
    verify(test, script)
    return run_test(test, script, ChatArtist(), commands())


def told(report: Report) -> list[str]:
    """The failures, without their file."""
    return [str(failure).removeprefix(f"{report.path}:") for failure in report.failures]


def test_what_holds_is_silent(tmp_path: Path) -> None:
    """Every kind of expectation, once, on something that is so."""
    steps = """\
    - expect:
        everyone: {at: accueil, status: entering, says: je déroule cet atelier, offers: [Je commence]}
        session: open
    - ana: [Je commence, J'accepte, Oui]
    - expect:
        ana: {at: profil, status: active, not_says: Acceptez-vous, not_offers: J'accepte}
        contributions: {consentement.citation: 1, ana.consentement.citation: Oui, bob.consentement.citation: 0}
    - ana: {sends: voice}
    - expect:
        ana: {says: Je ne sais pas}
    - ana: /mesreponses
    - expect:
        ana: {says: Voici vos réponses}
    """
    report = played(tmp_path, steps)
    assert told(report) == []
    assert report.claims == 4 * 2 + 1 + 4 + 3 + 1 + 1


def test_what_does_not_hold_is_one_line_with_its_place_what_was_expected_and_what_is_seen(tmp_path: Path) -> None:
    """An author mends what she can find, and sees why without running it again."""
    steps = """\
    - everyone: Je commence
    - expect:
        ana: {at: vecu, status: waiting, says: Racontez, not_says: Acceptez-vous, offers: Oui, not_offers: J'accepte}
        gate: vecu
        session: closed
        facilitators: Tout le monde
        contributions: {vecu: 1, consentement: J'accepte}
        pool: {horizons: Un four}
        vote: {vote: {voters: 2, RH1: Bien}}
    """
    lines = told(played(tmp_path, steps))
    assert lines[:2] == [
        '6:17  ana.at: expected "vecu", seen "consentement"',
        '6:31  ana.status: expected "waiting", seen "entering"',
    ]
    assert lines[2].startswith('6:46  ana.says: expected "Racontez", seen C\'est noté. Avant de commencer')
    assert lines[3:] == [
        '6:66  ana.not_says: expected "Acceptez-vous", seen Acceptez-vous de participer dans ces conditions ?',
        '6:89  ana.offers: expected "Oui", seen "J\'accepte", "Je n\'accepte pas"',
        '6:106  ana.not_offers: expected "J\'accepte", seen "J\'accepte", "Je n\'accepte pas"',
        '7:13  gate: expected "vecu", seen "nothing"',
        '8:16  session: expected "closed", seen "open"',
        '9:21  facilitators: expected "Tout le monde", seen nothing',
        "10:23  contributions.vecu: expected 1, seen 0",
        '10:32  contributions.consentement: expected "J\'accepte", seen nothing',
        '11:14  pool.horizons: expected "Un four", seen nothing',
        "12:21  vote.vote.voters: expected 2, seen 0",
        '12:32  vote.vote.RH1: expected "Bien", seen a vote that has not been counted',
    ]


def test_the_clock_and_the_facilitator_bring_what_they_bring(tmp_path: Path) -> None:
    """A gate that opens by the clock is half of what one wants to see of a script."""
    steps = (
        IN
        + """\
- bot: everyone
- expect: {everyone: {status: waiting}}
- clock: +9m
- expect:
    gate: vecu
    facilitators: 2 sur 2
    ana: {at: vecu}
- facilitator: next
- expect: {gate: horizons}
- facilitator: close
- expect: {session: closed, everyone: {status: finished}}
- facilitator: notebook
- expect: {ana: {says: Vous reconnaissez-vous}}
- ana: {aside: Oui}
- expect: {contributions: {retour: 1}}
"""
    )
    assert told(played(tmp_path, steps)) == []


FOUR, ALSO = "Chaque bourg a son four à pain.", "Le bourg a un four à pain commun."


def test_ideas_are_merged_and_their_authors_answer_beside(tmp_path: Path) -> None:
    """A merge holds if every author agrees, and the vote shows its wording."""
    steps = (
        TO_THE_VOTE
        + f"""\
- expect: {{pool: {{horizons: [{FOUR}, {ALSO}]}}}}
- facilitator: {{merge: Chaque bourg a un four commun., of: [{FOUR}, {ALSO}]}}
- expect: {{everyone: {{says: Chaque bourg a un four commun.}}}}
- everyone: {{aside: Oui}}
- expect: {{facilitators: Chaque bourg a un four commun.}}
- ana: {{aside: Oui}}
- facilitator: {{merge: Autre chose., of: [Une idée que personne n'a eue.]}}
"""
    )
    lines = [line.partition("  ")[2] for line in told(played(tmp_path, steps))]
    assert lines[0] == 'ana has no card beside that offers "Oui"'
    assert lines[1].startswith('nobody has proposed "Une idée que personne n\'a eue.": "Chaque bourg a son four')
    assert len(lines) == 2


def test_a_ballot_is_filled_in_by_codes_and_the_result_is_looked_at_by_code_or_text(tmp_path: Path) -> None:
    """Nobody writes a vote of eight items as sixteen taps."""
    steps = """\
- everyone: [Je commence, J'accepte, Oui, Je passe, Je passe, Je passe]
- facilitator: next
- ana: [Un four à pain dans chaque bourg., J'ai fini]
- bob: Je passe
- facilitator: next
- ana: {vote: Parfait}
- ana: {vote: {P1: Excellent, G1: Bien, G7: Bien}}
- ana: {vote: {Un premier horizon inventé.: Excellent, G1: Bien}}
- bob: {vote: {P1: Excellent}}
- bob: {vote: Bien}
- expect: {vote: {vote: {voters: 2}}}
- facilitator: next
- expect:
    vote:
      vote: {voters: 2, P1: Excellent, Un premier horizon inventé.: Excellent, G1: Bien, G9: Bien, Un four: Bien}
"""
    lines = [line.partition("  ")[2] for line in told(played(tmp_path, steps, script=ATELIER))]
    there = 'seen no such item: "Un premier horizon inventé.", "Un four à pain dans chaque bourg.", "P1", "G1"'
    assert lines == [
        "ana.vote: no grade is called Parfait",
        "ana.vote: not on the ballot: G7",
        "bob.vote: no ballot is on the screen",
        f'vote.vote.G9: expected "Bien", {there}',
        f'vote.vote.Un four: expected "Bien", {there}',
    ]


def test_who_comes_late_enters_and_who_declined_is_gone(tmp_path: Path) -> None:
    """A gesture that arrives nowhere must not pass for one that was made."""
    head = "format: 1\nseats: 3\nlate: [3]\nsteps:\n"
    steps = """\
    - everyone: Je commence
    - 2: Je n'accepte pas
    - expect:
        2: {status: declined}
        3: {status: entering}
    - 2: encore un mot
    - 3: Je commence
    - enter: [3, 1]
    - everyone: Je commence
    - expect:
        3: {at: consentement}
        2: {at: vecu}
    """
    lines = told(played(tmp_path, steps, head))
    assert [line.partition("  ")[2] for line in lines] == [
        '3.status: expected "entering", seen nobody there yet',
        "2 did not consent, or is not there yet: nothing they do arrives",
        "3 did not consent, or is not there yet: nothing they do arrives",
        '2.at: expected "vecu", seen gone: nothing is kept',
    ]


def test_a_bot_does_the_rest_and_the_same_seed_does_the_same(tmp_path: Path) -> None:
    """An author who cares about one step need not play the others."""
    steps = "- bot: everyone\n- rest: bot\n- expect: {session: closed, everyone: {status: finished}}\n"
    report = played(tmp_path, steps)
    assert told(report) == []
    assert report == played(tmp_path, steps)
    asked = {one.step: one for one in report.reached}
    assert asked["vecu"].asked == 2
    assert asked["retour"].asked == 2
    assert asked["vecu"].answered + asked["vecu"].passed >= 2
    assert str(report.lines()[0]).startswith(f"{report.path}  3 expectations, 0 failed;")


def test_what_was_not_reached_is_said(tmp_path: Path) -> None:
    """A green test that stops at the door proves nothing about the room."""
    lines = [str(line) for line in played(tmp_path, "- ana: Je commence\n").lines()]
    assert "0 expectations, 0 failed; 2 of" in lines[0]
    assert any(line.split() == ["vecu", "not", "reached"] for line in lines)
    assert any(line.split() == ["accueil", "asked", "2"] for line in lines)


def test_the_shipped_tests_hold(tmp_path: Path) -> None:
    """They are what authors copy."""
    for file in sorted((ROOT / "workshops").glob("*.test.yaml")):
        test = load_test(file)
        script = load_files(file.parent / f"{test.workshop}.yaml")
        verify(test, script)
        assert told(run_test(test, script, ChatArtist(), commands())) == []


WRONG = [
    ("", "- ana: x\n", "format: 2\nseats: 1\nsteps:\n", "C107", "This version reads `format: 1`."),
    ("steps", "", "format: 1\nseats: 2\n", "C105", '"steps" is missing'),
    ("seats", "- ana: x\n", "format: 1\nsteps:\n", "C105", '"seats" is missing'),
    ("seats", "- 1: x\n", "format: 1\nseats: 99\nsteps:\n", "C107", "1 to 30"),
    ("seats", "- 1: x\n", "format: 1\nseats: beaucoup\nsteps:\n", "C104", "a number, or a list of names"),
    ("seats", "- 1: x\n", "format: 1\nseats: [everyone]\nsteps:\n", "C108", "is reserved"),
    ("seats", "- 1: x\n", "format: 1\nseats: [a.b]\nsteps:\n", "C107", "is no name"),
    ("seats", "- ana: x\n", "format: 1\nseats: [ana, ana]\nsteps:\n", "C108", "already at line 2"),
    ("late", "- ana: x\n", "format: 1\nseats: [ana]\nlate: [bob]\nsteps:\n", "T101", 'nobody is called "bob"'),
    ("key", "- ana: x\n", "format: 1\nseat: [ana]\nseats: [ana]\nsteps:\n", "C106", 'Did you mean "seats"?'),
    ("step", "- anna: x\n", HEAD, "C106", 'Did you mean "ana"?'),
    ("step", "- ana: x\n  bob: y\n", HEAD, "T105", "Write each after a dash of its own."),
    ("step", "- {}\n", HEAD, "T105", "a step says one thing"),
    ("step", "- next\n", HEAD, "C104", "a mapping"),
    ("clock", "- clock: demain\n", HEAD, "T104", '"demain" is no moment'),
    ("facilitator", "- facilitator: pause\n", HEAD, "C107", "no gesture of a facilitator"),
    ("merge", "- facilitator: {merge: x}\n", HEAD, "C105", '"of" is missing'),
    ("rest", "- rest: people\n", HEAD, "C107", "Write `rest: bot`."),
    ("gesture", "- ana: {votes: Bien}\n", HEAD, "C106", 'Did you mean "vote"?'),
    ("sends", "- ana: {sends: voix}\n", HEAD, "C107", 'nobody can send "voix"'),
    ("bot", "- bot: clo\n", HEAD, "T101", 'nobody is called "clo"'),
    ("expect", "- expect: closed\n", HEAD, "C104", "a seat, or a word such as pool"),
    ("expect", "- expect: {clo: {at: vecu}}\n", HEAD, "C106", 'nothing is expected of "clo"'),
    ("expect", "- expect: {ana: vecu}\n", HEAD, "C104", "{at: vecu"),
    ("expect", "- expect: {ana: {not_say: x}}\n", HEAD, "C106", 'Did you mean "not_says"?'),
    ("expect", "- expect: {pool: 3}\n", HEAD, "C104", "a mapping"),
    ("expect", "- expect: {vote: {vote: 3}}\n", HEAD, "C104", "{voters: 3, RH1: Bien}"),
    ("checked", "- expect: {ana: {at: vécu}}\n", HEAD, "T102", 'Did you mean "vecu"?'),
    ("checked", "- expect: {gate: germes}\n", HEAD, "T102", 'no gate "germes"'),
    ("checked", "- expect: {contributions: {ana.vecus: 1}}\n", HEAD, "T102", 'Did you mean "vecu"?'),
    ("checked", "- expect: {pool: {horizon: 1}}\n", HEAD, "T102", 'Did you mean "horizons"?'),
    ("checked", "- expect: {vote: {votes: {voters: 1}}}\n", HEAD, "T102", 'Did you mean "vote"?'),
    (
        "checked",
        "- ana: x\n",
        "format: 1\nparameters: {agense: x}\nseats: [ana]\nsteps:\n",
        "T103",
        'Did you mean "agence"?',
    ),
]


@pytest.mark.parametrize(("_where", "steps", "head", "code", "said"), WRONG)
def test_what_is_wrong_with_a_file_is_said_with_its_place_and_remedy(
    _where: str, steps: str, head: str, code: str, said: str, tmp_path: Path
) -> None:
    """As `check` does for scripts: nothing is played that was not understood."""
    with pytest.raises(AuthorError) as wrong:
        verify(load_test(write(tmp_path, steps, head)), SCRIPT)
    assert any(f"  {code}  " in line and said in line for line in wrong.value.lines), wrong.value.lines
    assert all("relocalisation.test.yaml:" in line for line in wrong.value.lines)


def test_what_failed_is_said_in_french_too(tmp_path: Path) -> None:
    """The report is read by whoever wrote the workshop."""
    report = played(tmp_path, "- expect:\n    ana: {at: vecu, offers: Partir}\n    vote: {vote: {RH1: Bien}}\n")
    said = [one.into("fr").replace("\u00a0", " ").partition("  ")[2] for one in report.failures]
    assert said[0] == "ana.at : attendu « vecu », vu « accueil »"
    assert said[-1].endswith("vu un vote qui n'a pas été dépouillé")
    assert (
        report.lines()[0]
        .into("fr")
        .replace("\u00a0", " ")
        .endswith("3 attentes, 3 en échec ; étapes atteintes : 1 sur 16")
    )
    assert "demandée 2" in report.lines()[1].into("fr")


@pytest.mark.parametrize("text", ["", "- a\n", "\tx: [", "format: 1\nformat: 1\nseats: 1\nsteps: []\n"])
def test_any_other_yaml_gets_a_finding_too(text: str, tmp_path: Path) -> None:
    """Never a traceback."""
    file = tmp_path / "relocalisation.test.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AuthorError):
        load_test(file)


def test_a_file_too_long_to_be_read_in_a_second_is_refused(tmp_path: Path) -> None:
    """Whatever somebody downloads and tries."""
    with pytest.raises(AuthorError, match="larger than 200,000 bytes"):
        load_test(write(tmp_path, "- ana: Je commence\n" * 20_000))


def test_everything_wrong_is_said_in_one_run(tmp_path: Path) -> None:
    """Not the first thing only."""
    with pytest.raises(AuthorError) as wrong:
        load_test(write(tmp_path, "- anna: x\n- clock: hier\n- rest: people\n"))
    assert len(wrong.value.lines) == 3


def test_the_page_about_script_tests_explains_every_code() -> None:
    """A code that nobody explains is a riddle."""
    page = (ROOT / "docs" / "script-tests.md").read_text(encoding="utf-8")
    for code in CODES:
        if code.startswith("T"):
            assert f"| {code} |" in page
