"""Translations: what they say is shown, what they lack or say of something else is told. All texts are fabricated."""

from __future__ import annotations

import pytest

from bot.authoring import Issue, check, load, read_texts
from bot.authoring.translating import Written, spelled, write_translation
from bot.authoring.translations import fingerprint
from bot.engine.script import Choice, GradedBallot, OwnProbe, Script
from bot.errors import AuthorError, OperatorError
from tests.authoring.steps import VOTE

SCRIPT = (
    """\
format: 1
id: essai
title: Essai
purpose: Essayer.
parameters:
  agence: {help: Qui organise., default: l'agence}
phases: {A: Début}
pools:
  horizons: {prepared: {RH1: Une phrase.}}
steps:
  - consent:
      id: consentement
      title: Accord
      phase: A
      minutes: 1
      intro:
        - Les élu·e·s et {{ agence }}.
        - Rien d'autre.
      ask: D'accord ?
      accept: {oui: Oui}
      decline: {non: Non}
      then:
        - id: citation
          ask: Citer ?
          buttons: {oui: Volontiers, non: Jamais}
  - open_question:
      id: vecu
      title: Le vécu
      phase: A
      minutes: 5
      ask: Racontez.
      buttons: {rien: Rien}
      own_probes:
        encore: {after: rien, ask: Et encore ?}
"""
    + VOTE
    + """\
  - closing: {id: cloture, title: Fin, phase: A, minutes: 1, gate: {at_most: 10}, ask: Un mot ?}
"""
)

ENGLISH = """\
format: 1
translates: essai
language: en
title: Trial
parameters: {agence: {help: Who organises., default: the agency}}
phases: {A: Start}
pools: {horizons: {prepared: {RH1: A sentence.}}}
steps:
  consentement:
    title: Consent
    intro:
      - Elected people and {{ agence }}.
      - Nothing else.
    ask: All right?
    accept: {oui: "Yes"}
    decline: {non: "No"}
    then:
      citation:
        ask: May we quote you?
        buttons: {oui: Gladly, non: Never}
  vecu:
    title: What happened
    ask: Tell us.
    buttons: {rien: Nothing}
    own_probes: {encore: {ask: And then?}}
  vote:
    title: Vote
    ask: That would be…
    grades: {bien: Good, moyen: So-so, mal: Bad}
    no_opinion: {sans: No opinion}
  cloture: {title: End, ask: A last word?}
"""


def noted(script: str = SCRIPT, english: str = ENGLISH) -> str:
    """The translation with its fingerprints, as the command leaves it."""
    return written(script, english).text


def written(script: str, english: str | None, *confirmed: str) -> Written:
    before = None if english is None else english.encode()
    return write_translation(read_texts("essai.yaml", script.encode()), "essai.en.yaml", before, "en", confirmed)


def issues(english: str, script: str = SCRIPT, name: str = "essai.en.yaml") -> list[Issue]:
    return check("essai.yaml", script.encode(), [(name, english.encode())])


def codes(english: str, script: str = SCRIPT) -> list[str]:
    return [issue.code for issue in issues(english, script)]


def spoken(english: str, script: str = SCRIPT) -> Script:
    return load("essai.yaml", script.encode(), [("essai.en.yaml", english.encode())]).spoken("en")


# -- what is shown ---------------------------------------------------------------------------------------------------


def test_every_text_of_a_complete_translation_is_spoken() -> None:
    """Titles, questions, follow-ups, buttons, probes, grades, items, phases, help: whatever people read."""
    script = spoken(noted())
    assert (script.language, script.title, script.phases[0].title) == ("en", "Trial", "Start")
    assert script.step("consentement").intro == ("Elected people and {{ agence }}.", "Nothing else.")
    citation = script.question("consentement.citation")
    assert citation.text == "May we quote you?"
    assert isinstance(citation.accepts, Choice)
    assert [(one.code, one.label) for one in citation.accepts.options] == [("oui", "Gladly"), ("non", "Never")]
    assert script.question("vecu").own_probes == (OwnProbe("encore", "And then?", "rien"),)
    ballot = script.step("vote").ballot
    assert isinstance(ballot, GradedBallot)
    assert [grade.label for grade in ballot.grades] == ["Bad", "So-so", "Good"]
    assert script.pool("horizons").prepared[0].text == "A sentence."
    assert (script.parameters[0].help, script.parameters[0].default) == ("Who organises.", "the agency")
    assert script.purpose == "Essayer."


def test_what_is_not_translated_stays_in_the_language_of_the_script() -> None:
    """A hole in a translation is a French sentence, never an empty one."""
    script = spoken(noted().replace("    ask: Tell us.\n", "    ask:\n"))
    assert script.question("vecu").text == "Racontez."
    assert script.step("vecu").title == "What happened"


def test_a_text_that_changed_since_is_shown_as_it_is_now() -> None:
    """Asked an older question, people would answer something else than the others."""
    changed = SCRIPT.replace("ask: Racontez.", "ask: Racontez un moment difficile.")
    assert spoken(noted(), changed).question("vecu").text == "Racontez un moment difficile."
    assert spoken(noted(), changed).step("vecu").title == "What happened"


def test_the_hash_covers_the_translations() -> None:
    """A session is pinned to what its people read, in every language."""
    alone = load("essai.yaml", SCRIPT.encode())
    both = load("essai.yaml", SCRIPT.encode(), [("essai.en.yaml", noted().encode())])
    other = load("essai.yaml", SCRIPT.encode(), [("essai.en.yaml", noted().replace("Tell us", "Tell me").encode())])
    assert len({alone.hash, both.hash, other.hash}) == 3
    assert both.spoken("en").hash == both.hash
    moved = [("essai.en.yaml", noted().encode()), ("essai.xx.yaml", b"")]
    with pytest.raises(AuthorError, match=r"essai\.xx\.yaml:1:1 {2}S006"):
        load("essai.yaml", SCRIPT.encode(), moved)


def test_french_is_spoken_without_middle_dots_too() -> None:
    """From the script itself, and from a French translation of a script in another language."""
    script = load("essai.yaml", SCRIPT.encode())
    assert script.spoken("fr-doublets").step("consentement").intro[0] == "Les élues et élus et {{ agence }}."
    turned = SCRIPT.replace("id: essai\n", "id: essai\nlanguage: en\n", 1)
    french = "format: 1\ntranslates: essai\nlanguage: fr\nsteps: {vecu: {title: Des élu·e·s}}\n"
    both = load("essai.yaml", turned.encode(), [("essai.fr.yaml", french.encode())])
    assert both.spoken("fr-doublets").step("vecu").title == "Des élues et élus"
    assert both.spoken("fr-doublets").step("cloture").title == "Fin"


# -- what is told ----------------------------------------------------------------------------------------------------


def test_a_complete_translation_has_nothing_wrong() -> None:
    """Noted by the command, it is as clean as the script."""
    assert [str(issue) for issue in issues(noted())] == []


def test_missing_texts_are_told_step_by_step() -> None:
    """One line a step: a translator works through them in order."""
    text = noted().replace("    ask: Tell us.\n", "").replace("title: Trial\n", "")
    found = [(issue.line, issue.code, str(issue.finding)) for issue in issues(text)]
    step = text.split("\n").index("  vecu:") + 1
    assert found == [
        (1, "S951", "1 text not translated: title."),
        (step, "S951", '1 text not translated, in "steps.vecu": ask.'),
    ]
    many = check("essai.yaml", SCRIPT.encode(), [("essai.en.yaml", b"format: 1\ntranslates: essai\nlanguage: en\n")])
    consent = next(issue for issue in many if "consentement" in str(issue.finding))
    assert str(consent.finding).endswith("title, intro.1, intro.2, ask, accept.oui, decline.non and 3 more.")


def test_an_outdated_translation_is_told_with_both_versions() -> None:
    """Which text, what it is now, what to run."""
    changed = SCRIPT.replace("ask: Racontez.", "ask: Racontez un moment.")
    (issue,) = issues(noted(), changed)
    assert issue.code == "S952"
    assert fingerprint("Racontez.") in str(issue.finding)
    assert '"Racontez un moment."' in str(issue.finding)
    assert str(issue.remedy).endswith("horizons translate essai en --confirm steps.vecu.ask")
    assert noted().split("\n")[issue.line - 1] == "    ask: Tell us."


def test_a_translation_of_nothing_is_told_with_the_nearest_name() -> None:
    """A key misspelt, a step renamed, a value that has no language."""
    (missing, orphan) = issues(noted().replace("    ask: Tell us.", "    aks: Tell us."))
    assert (orphan.code, str(orphan.finding)) == ("S953", 'The script has no text called "steps.vecu.aks".')
    assert (
        str(orphan.remedy)
        == 'Did you mean "ask"? Texts of "steps.vecu": title, ask, buttons.rien, own_probes.encore.ask.'
    )
    assert missing.code == "S951"
    (issue,) = issues(noted().replace("  vecu:\n", "  vecu:\n    minutes: 7\n"))
    assert str(issue.finding) == '"steps.vecu.minutes" is no text: it is the same in every language.'
    assert codes(noted().replace("  vecu:\n", "  vecu:\n    minutes: 5\n")) == []
    assert codes(noted().replace("phases:", "stages: {Z: Now}\nphases:")) == ["S953"]


def test_a_copy_of_the_script_is_a_translation_to_be_filled_in() -> None:
    """Some begin by copying: ids and kinds may stay."""
    copied = SCRIPT.replace("id: essai\n", "", 1).replace("format: 1\n", "format: 1\ntranslates: essai\nlanguage: en\n")
    assert codes(copied) == ["S954"]


def test_a_text_that_is_nothing_but_a_value_needs_no_translation() -> None:
    """The value is what the facilitator gave, in every language; points and numbers are in none."""
    shown = SCRIPT.replace("buttons: {rien: Rien}", 'buttons: {rien: "{{ agence }}"}')
    assert codes(noted(shown, ENGLISH.replace("    buttons: {rien: Nothing}\n", "")), shown) == []
    more = ENGLISH.replace("buttons: {rien: Nothing}", 'buttons: {rien: "to {{ agence }}"}')
    assert codes(noted(shown, more), shown) == []


def test_texts_that_nobody_noted_are_shown_and_told() -> None:
    """A translation written by hand works at once; the command notes it."""
    (issue,) = issues(ENGLISH)
    assert (issue.code, issue.line) == ("S954", 1)
    assert str(issue.finding) == "26 texts without a line under `sources`."
    assert spoken(ENGLISH).question("vecu").text == "Tell us."


@pytest.mark.parametrize(
    ("english", "code", "line"),
    [
        ("", "S006", 1),
        ("- one", "S004", 1),
        ("a: [", "S002", 1),
        ("a: \x00", "S001", 1),
        (ENGLISH.replace("format: 1", "format: 2"), "S008", 1),
        (ENGLISH.replace("translates: essai", "translates: autre"), "S501", 2),
        (ENGLISH.replace("translates: essai\n", ""), "S006", 1),
        (ENGLISH.replace("language: en\n", ""), "S006", 1),
        (ENGLISH.replace("language: en", "language: fr"), "S501", 3),
        (ENGLISH.replace("language: en", "language: english"), "S009", 3),
        (ENGLISH.replace("Tell us.", '"Tell {{ agency }}."'), "S301", 23),
        (ENGLISH.replace("Tell us.", '"Tell {% us %}."'), "S302", 23),
        (ENGLISH.replace("oui: Gladly", "oui: Never"), "S117", 20),
        (ENGLISH + "sources: [a]\n", "S004", 32),
        (ENGLISH + "sources: {a: }\n", "S954", 1),
    ],
)
def test_what_is_wrong_in_a_translation_is_told_with_its_place(english: str, code: str, line: int) -> None:
    """Wherever it is, it is the translator who can mend it."""
    assert (code, line) in {(issue.code, issue.line) for issue in issues(english)}
    assert all(issue.file == "essai.en.yaml" for issue in issues(english))


def test_the_language_is_that_of_the_files_name() -> None:
    """Two files of one language would be told apart by nobody."""
    (issue,) = issues(noted(), name="essai.fr.yaml")
    assert (issue.code, str(issue.finding)) == ("S501", '`language` is "en" in essai.fr.yaml.')


def test_translations_of_a_broken_script_are_left_alone() -> None:
    """What they translate is not known; a hundred findings would hide the one that matters."""
    assert codes(noted(), SCRIPT.replace("- open_question:", "- open:")) == ["S103"]


# -- writing ---------------------------------------------------------------------------------------------------------


def test_the_first_version_holds_every_text_to_translate() -> None:
    """In the order of the script, empty, each under what it has to say."""
    page = written(SCRIPT, None)
    assert (page.translated, len(page.missing)) == (0, 26)
    lines = page.text.split("\n")
    asked = lines.index("    # = Racontez.")
    assert lines[asked + 1] == "    ask:"
    assert "      # = Rien d'autre.\n      -\n" in page.text
    assert "purpose" not in page.text
    assert {issue.code for issue in issues(page.text)} == {"S951"}


def test_writing_again_changes_nothing() -> None:
    """A command that one runs to see must be one that one can run twice."""
    text = noted()
    assert noted(english=text) == text
    first = written(SCRIPT, None).text
    assert written(SCRIPT, first).text == first


def test_comments_and_background_texts_stay_where_they_are() -> None:
    """A translator's notes to the next one."""
    text = noted().replace("    ask: Tell us.", "    # Not too formal.\n\n    ask: Tell us.  # or: go on")
    text = text.replace("title: Trial\n", "title: Trial\npurpose: Trying.\n").replace("  vecu:", "# ---\n  vecu:")
    again = noted(english=text)
    assert "    # Not too formal.\n    ask: Tell us.  # or: go on\n" in again
    assert "title: Trial\npurpose: Trying.\n" in again
    assert "  # ---\n  vecu:\n" in again
    assert again.startswith(text[: text.index("format: 1")])
    braces = noted(english='{\n"format": 1, "translates": essai, "language": en,\n"title": Trial}\n')
    assert "\nformat: 1\ntranslates: essai\nlanguage: en\ntitle: Trial\n" in braces
    assert "{\n" not in braces
    kept = "# Mine.\n" + ENGLISH
    assert noted(english=kept).startswith("# Mine.\nformat: 1\n")


def test_a_changed_text_is_marked_until_its_translation_is_confirmed() -> None:
    """Only somebody who reads both can say that it still holds."""
    changed = SCRIPT.replace("ask: Racontez.", "ask: Racontez tout.")
    page = written(changed, noted())
    assert page.changed == ("steps.vecu.ask",)
    assert "    # ≠ Racontez tout.\n    ask: Tell us.\n" in page.text
    assert written(changed, page.text).text == page.text
    for name in ("steps.vecu.ask", "all"):
        confirmed = written(changed, page.text, name)
        assert confirmed.changed == ()
        assert "≠ Racontez" not in confirmed.text
        assert codes(confirmed.text, changed) == []
    with pytest.raises(OperatorError, match=r'No text called "steps\.vecu\.aks".*steps\.vecu\.ask'):
        written(changed, page.text, "steps.vecu.aks")


def test_a_text_that_moved_takes_its_translation_along() -> None:
    """A paragraph put in front, a step renamed: the work is not lost and not asked for again."""
    moved = SCRIPT.replace("      intro:\n", "      intro:\n        - Avant tout.\n").replace("id: vecu", "id: recit")
    page = written(moved, noted())
    assert page.missing == ("steps.consentement.intro.1",)
    assert (page.changed, page.aside) == ((), ())
    assert "      - Elected people and {{ agence }}.\n      - Nothing else.\n" in page.text
    assert "  recit:\n    title: What happened\n    ask: Tell us.\n" in page.text


def test_a_text_that_is_gone_leaves_its_translation_as_a_comment() -> None:
    """It may be of use elsewhere; nothing somebody wrote is thrown away."""
    less = SCRIPT.replace("      buttons: {rien: Rien}\n      own_probes:\n", "      own_probes:\n").replace(
        "{after: rien, ask: Et encore ?}", "Et encore ?"
    )
    page = written(less, noted())
    assert page.aside == ("steps.vecu.buttons.rien",)
    assert "#   steps.vecu.buttons.rien: Nothing\n" in page.text
    assert "encore: And then?" in page.text
    assert written(less, page.text).text == page.text
    assert codes(page.text, less) == []


def test_a_translation_with_errors_is_mended_by_hand_first() -> None:
    """Writing it anew would lose what could not be read."""
    with pytest.raises(AuthorError, match="S501"):
        written(SCRIPT, ENGLISH.replace("translates: essai", "translates: autre"))
    with pytest.raises(AuthorError, match="S001"):
        written(SCRIPT, ENGLISH + "\x00")


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("Simply so.", "Simply so."),
        ("On this: buying", '"On this: buying"'),
        ("{{ agence }} asks", '"{{ agence }} asks"'),
        ("a # b", '"a # b"'),
        ("two\nlines", '"two\\nlines"'),
        ("~", '"~"'),
        ("'quoted'", "\"'quoted'\""),
        ("Yes", "Yes"),
    ],
)
def test_a_text_is_quoted_where_yaml_would_read_something_else(text: str, yaml: str) -> None:
    """What the translator wrote is what comes back."""
    assert spelled(text) == yaml
