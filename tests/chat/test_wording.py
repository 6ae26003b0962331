"""The catalogues: everything the bot can say is said in both languages, in the texts that were agreed on."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Message

from bot.chat.lead_sentences import LEADS, LeadUi
from bot.chat.people_sentences import PEOPLE, PeopleUi
from bot.chat.programme_sentences import PROGRAMMES, ProgrammeUi
from bot.chat.sentences import LABELS, PHRASES, SENTENCES, UI, Counted, Ui
from bot.chat.wording import LANGUAGES, Wording, closest, placeholders, read_catalog, templates, wording
from bot.engine.phrases import Label, Notice, Phrase, say
from bot.errors import Defect
from bot.facilitation.panels import Sentence, SentencePanel
from tests.chat.support import NBSP

_ROOT: Final = Path(__file__).parents[2]


def _messages(language: str) -> dict[str, Message]:
    return {str(message.context): message for message in read_catalog(language) if message.id}


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_everything_that_can_be_said_has_a_sentence() -> None:
    """A phrase without wording would be found out by a participant."""
    assert set(PHRASES) == set(Phrase)
    assert set(LABELS) == set(Label)
    assert set(SENTENCES) == set(Sentence)
    assert set(UI) == set(Ui)
    assert set(PEOPLE) == set(PeopleUi)
    assert set(PROGRAMMES) == set(ProgrammeUi)
    assert set(LEADS) == set(LeadUi)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_sentence_and_no_other(language: str) -> None:
    """Missing: half the group reads English. Left over: translators work for nothing."""
    messages = _messages(language)
    assert set(messages) == {context for context, _ in templates()}
    for context, template in templates():
        message = messages[context]
        source = (template.one, template.many) if isinstance(template, Counted) else template
        assert message.id == source, f"{context}: the source was changed, not the catalogue"
        assert not message.fuzzy
        assert all(string.strip() for string in _strings(message)), f"{context} is not translated"


def test_no_sentence_is_left_that_nobody_says() -> None:
    """Translators' time, and a reader's: a list of what the bot says must be what it says."""
    core = [path for folder in ("engine", "facilitation", "chat") for path in (_ROOT / "bot" / folder).rglob("*.py")]
    lists = {"phrases.py", "sentences.py", "people_sentences.py", "programme_sentences.py", "lead_sentences.py"}
    code = "\n".join(path.read_text("utf-8") for path in core if path.name not in lists)
    for kind in (Phrase, Label, Sentence, Ui, PeopleUi, ProgrammeUi, LeadUi):
        said = set(re.findall(rf"\b{kind.__name__}\.(\w+)", code))
        unused = {one.name for one in kind} - said
        assert not unused, f"{kind.__name__}: {sorted(unused)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_shows_the_same_values(language: str) -> None:
    """A value left out hides a fact; one that does not exist fails in front of a person."""
    messages = _messages(language)
    for context, template in templates():
        for string in _strings(messages[context]):
            # A singular may write its number in letters.
            assert _names(string) <= placeholders(template), context
            assert _names(string) >= placeholders(template) - (
                {template.by} if isinstance(template, Counted) else set()
            )


def _said_in_code() -> Iterator[tuple[str, str, frozenset[str], bool]]:
    """(where, phrase, values given, whether it goes to the facilitators) of every `say(Phrase.X, …)` in the core."""
    for path in sorted(
        path for folder in ("engine", "facilitation") for path in (_ROOT / "bot" / folder).rglob("*.py")
    ):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            if name in ("say", "toast") and isinstance(first, ast.Attribute) and ast.unparse(first.value) == "Phrase":
                given = frozenset(word.arg for word in node.keywords if word.arg)
                yield f"{path.name}:{node.lineno}", first.attr, given, first.attr.startswith("TELL_")


def test_whoever_says_a_phrase_gives_the_values_it_shows() -> None:
    """A missing value is a message that cannot be rendered, to somebody who waits for it."""
    said = list(_said_in_code())
    assert len(said) > 50
    for where, phrase, given, to_facilitators in said:
        needed = placeholders(PHRASES[Phrase[phrase]]) - ({"who"} if to_facilitators else set())
        assert needed <= given, f"{where}: {phrase} shows {sorted(needed - given)}, which it is not given"


# Storyboards, « Phrases du bot (communes) »: the agreed texts, as far as a phrase exists for them.
@pytest.mark.parametrize(
    ("notice", "text"),
    [
        (say(Phrase.NOTED), "C'est noté."),
        (say(Phrase.REPLACED), "Votre réponse est remplacée. L'ancienne n'est plus utilisée."),
        (say(Phrase.PASSED), "D'accord. On continue."),
        (say(Phrase.STEP_CLOSED), "Cette question est close. Merci."),
        (
            say(Phrase.LATE, n=4, total=8),
            "Bienvenue. Nous en sommes à l'étape 4 sur 8. Vous pourrez répondre aux précédentes tout à l'heure.",
        ),
        (
            say(Phrase.AFTER_CLOSE),
            "Cette étape est close. Votre message n'est pas perdu : il est transmis à l'animation, hors comptage.",
        ),
        (say(Phrase.OFF_SCRIPT), "Je ne sais pas répondre à cela. Je transmets à l'animation."),
        (say(Phrase.PARKED), "Votre message est gardé dans « points à reprendre ». Il figurera dans le cahier."),
        (say(Phrase.WITHDRAW_CONFIRM), "Vos réponses sont retirées. Les résultats sont recalculés. Confirmez-vous ?"),
        (say(Phrase.LEAVE_CONFIRM), "Merci d'être venu·e. Gardez-vous vos réponses dans la synthèse ?"),
        (
            say(Phrase.REMINDER, minutes=5),
            "Il reste 5 minutes. Votre réponse compte, même brève. Vous pouvez aussi passer.",
        ),
        (
            say(Phrase.UNREADABLE, kind="voice"),
            "Je ne sais pas lire ce format. Pouvez-vous l'écrire en quelques mots ?",
        ),
        (say(Phrase.MERGE_ASKED), "Ces propositions se ressemblent. Peut-on les réunir ainsi ?"),
    ],
)
def test_the_agreed_sentences_are_the_ones_said(notice: Notice, text: str) -> None:
    """They were weighed word by word with the people who run the workshops."""
    assert wording("fr").notice(notice).replace(NBSP, " ") == text


def test_the_agreed_buttons_are_the_ones_shown() -> None:
    """Crowd files and people who were told « touchez Je passe » rely on them."""
    words = wording("fr")
    agreed = {
        Label.PASS: "Je passe",
        Label.MERGE_NO: "Non, gardez la mienne",
        Label.MERGE_OTHER: "Je propose une autre phrase",
        Label.LEAVE_KEEP: "Oui",
        Label.LEAVE_ERASE: "Non, tout retirer",
        Label.DONE: "✅ J'ai fini",
        Label.ADD: "➕ J'ajoute",
        Label.BACK: "⬅ Retour",
    }
    assert {label: words.label(label) for label in agreed} == agreed


def test_french_signs_never_stand_alone_at_the_start_of_a_line() -> None:
    """« Confirmez-vous » on one line and « ? » on the next is how a phone breaks an ordinary space."""
    for context, message in _messages("fr").items():
        for string in _strings(message):
            assert not re.search(r"[ \t](?=[:;?!»])|«(?!\u00a0)|(?<!\u00a0)»", string), f"{context}: {string}"


def test_sentences_are_short_enough_to_be_read_once() -> None:
    """Twenty words at most: people read on a small screen, between two other things."""
    for context, message in _messages("fr").items():
        for string in _strings(message):
            for sentence in re.split(r"[.?!:\n]+", string.replace(NBSP, " ")):
                words = [word for word in sentence.split() if re.search(r"\w", word)]
                assert len(words) <= 20, f"{context}: {sentence}"


def test_nobody_is_applauded() -> None:
    """An answer is acknowledged, never judged."""
    said = " ".join(
        string for language in LANGUAGES for one in _messages(language).values() for string in _strings(one)
    )
    assert not re.search(r"bravo|excellente|félicitations|great|well done|!", said, re.IGNORECASE)


@pytest.mark.parametrize(("count", "text"), [(0, "0 proposition"), (1, "1 proposition"), (2, "2 propositions")])
def test_french_counts_nought_as_one(count: int, text: str) -> None:
    """« 0 propositions » is a mistake that every reader sees."""
    assert text + " sur 9" in wording("fr").phrase(Phrase.BALLOT_SUMMARY, graded=count, total=9)


def test_values_are_shown_and_never_executed() -> None:
    """A title with braces in it comes from a script or a person."""
    assert "{0.__class__} {n}" in wording("fr").phrase(Phrase.GOING_ON, title="{0.__class__} {n}")


def test_a_missing_value_is_our_own_mistake() -> None:
    """It must not reach a person as « {title} »."""
    with pytest.raises(Defect, match=r"phrase\.going_on"):
        wording("fr").phrase(Phrase.GOING_ON)


def test_an_unknown_language_is_spoken_to_in_french() -> None:
    """Telegram's hint may be absent, or any tag."""
    assert [closest(tag) for tag in ("fr", "en-GB", "EN", "de", "")] == ["fr", "en", "en", "fr", "fr"]


def test_a_sentence_outside_sessions_is_worded_with_its_values() -> None:
    """A deep link of a closed session must say which."""
    text = wording("fr").sentence(SentencePanel(Sentence.SESSION_OVER, {"title": "Essai"}))
    assert text.startswith(f"La séance «{NBSP}Essai{NBSP}» est terminée.")


def test_help_says_how_to_change_pass_go_back_and_leave() -> None:
    """Somebody who is lost asks for help once."""
    text = wording("fr").sentence(SentencePanel(Sentence.HELP))
    for way in ("/mesreponses", "Je passe", "⬅ Retour", "/quitter", "/reprendre", "/confidentialite"):
        assert way in text


def test_a_catalogue_that_is_not_there_is_our_own_mistake() -> None:
    """A wheel built without its catalogues must fail at start, not in a conversation."""
    with pytest.raises(Defect):
        read_catalog("xx")


def test_without_a_translation_the_source_is_said() -> None:
    """Better English than nothing."""
    assert Wording("fr", gettext.NullTranslations()).phrase(Phrase.NOTED) == "Noted."


def test_french_without_middle_dots_says_the_same_in_full_words() -> None:
    """Only the catalogue's own words are spelt out: a value is somebody's."""
    said = wording("fr-doublets").phrase(Phrase.TELL_MERGE_HELD, wording="des élu·e·s")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "Accord de chaque auteur ou autrice : « des élu·e·s » va au vote."
    assert wording("fr-doublets") is wording("fr-doublets")
    assert wording("fr-doublets").language == "fr"


@pytest.mark.parametrize(
    ("hour", "french", "english"),
    [("08:00", "8 h", "08:00"), ("12:30", "12 h 30", "12:30"), ("20:05", "20 h 05", "20:05")],
)
def test_hours_are_told_as_people_say_them(hour: str, french: str, english: str) -> None:
    """The engine gives HH:MM; « 08:00 » is no French."""
    assert wording("fr").label(Label.AT_HOUR, {"hour": hour}).replace(NBSP, " ") == f"À {french}"
    assert wording("en").label(Label.AT_HOUR, {"hour": hour}) == f"At {hour}"


def test_dates_are_told_with_their_weekday() -> None:
    """Over days people count in weekdays."""
    told = {code: wording(code).phrase(Phrase.UNTIL_DATE, date="2026-11-30", hour="08:00") for code in LANGUAGES}
    assert "lundi 30 novembre" in told["fr"]
    assert "Monday, November 30" in told["en"]
