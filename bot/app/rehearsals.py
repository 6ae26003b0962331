"""`horizons play` and `horizons test`: rehearsals without a bot, drawn and worded as the chat would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console

from bot import shipped
from bot.authoring.shelf import load_files
from bot.chat.cards import draw_card
from bot.chat.cleaning import clean
from bot.chat.reader import SPELLINGS
from bot.chat.wording import LANGUAGES, wording
from bot.engine.events import AnswersAsked, DataAsked, HourAsked, LeaveAsked, ParticipantEvent, Resumed
from bot.engine.phrases import Notice
from bot.engine.prompts import Card
from bot.errors import AuthorError, OperatorError
from bot.facilitation.incoming import Command, ParticipantButton
from bot.rehearsal.drawing import Commands, Drawn, Face, Line, Look
from bot.rehearsal.parameters import ask_for, with_stand_ins
from bot.rehearsal.play import Play
from bot.rehearsal.script_test_checks import verify as verify_test
from bot.rehearsal.script_test_reading import load_test
from bot.rehearsal.script_test_run import Report, run_test
from bot.rehearsal.terminal import Terminal
from bot.saying import Sayable, say
from bot.settings import Settings


class ChatArtist:
    """Cards as the chat draws them, sentences as it words them, for rehearsals without one."""

    def card(self, card: Card, language: str) -> Drawn:
        """A card as it looks in the chat."""
        pieces, keys = draw_card(card, "", language)
        buttons = {(button.act, button.value): button for row in card.rows for button in row}
        rows = tuple(
            tuple(
                Face(key.text, buttons[key.button.act, key.button.value])
                for key in row
                if isinstance(key.button, ParticipantButton)
            )
            for row in keys
        )
        return Drawn(tuple(Line(piece.text, Look(piece.style.value), piece.tight) for piece in pieces), rows)

    def notice(self, notice: Notice, language: str) -> str:
        """A sentence of the bot's own."""
        return wording(language).notice(notice)


_TYPED: Final[dict[Command, ParticipantEvent]] = {
    Command.START: Resumed(),
    Command.RESUME: Resumed(),
    Command.ANSWERS: AnswersAsked(),
    Command.DATA: DataAsked(),
    Command.HOUR: HourAsked(),
    Command.QUIT: LeaveAsked(),
}


def commands() -> Commands:
    """The commands of participants that a rehearsal without a chat can take, as they are spelt."""
    return {spelling: event for command, event in _TYPED.items() for spelling in SPELLINGS[command]}


def play_alone(
    settings: Settings,
    workshop: str,
    *,
    seats: int,
    language: str,
    record: Path | None,
    console: Console,
    ask: Callable[[str], str | None],
    asks_parameters: bool,
    reads: str,
) -> None:
    """`horizons play`: a rehearsal at a terminal; what was done is written to `record`.

    `language`: of the people played; `reads`: of whoever plays them.

    Raises:
        AuthorError: the script is wrong.
        OperatorError: no such workshop or language, or nothing can be written to `record`.
    """
    if record is not None:
        _may_record(record)
    if language and language not in LANGUAGES:
        raise OperatorError(
            say(
                'Nobody speaks "{language}" here. Languages: {languages}.',
                language=language,
                languages=LANGUAGES,
            )
        )
    file = shipped.workshop_file(workshop, settings.workshops_dir)
    script = load_files(file)
    terminal = Terminal(console, reads)
    spoken = script.spoken(language or script.language)
    terminal.say(spoken.title)
    values = ask_for(spoken, ask, terminal.say) if asks_parameters else with_stand_ins(script, {})
    rehearsal = Play(
        script,
        values,
        seats=seats,
        language=language or script.language,
        seed=PLAY_SEED,
        terminal=terminal,
        artist=ChatArtist(),
        commands=commands(),
    )

    def cleaned(prompt: str) -> str | None:
        typed = ask(prompt)
        return None if typed is None else clean(typed)

    try:
        rehearsal.run(cleaned)
    finally:
        # Whatever ends it: what led to a fall is the best test to keep.
        if record is not None:
            record.write_text(rehearsal.recorded(), encoding="utf-8")
            terminal.say(say("Written: {record}", record=record))


PLAY_SEED: Final = "1"


@dataclass(frozen=True, slots=True)
class ScriptTests:
    """What one run of `test` did: a report a file, and what is wrong with files that could not be run."""

    reports: tuple[Report, ...]
    wrong: tuple[Sayable, ...]

    @property
    def passed(self) -> bool:
        """Whether every file could be run and held."""
        return not self.wrong and not any(report.failures for report in self.reports)


def run_script_tests(settings: Settings, places: Sequence[Path]) -> ScriptTests:
    """`horizons test`: the files named, or every test beside the workshops.

    Raises:
        OperatorError: a place that is not there.
    """
    files = shipped.tests_at(places) if places else shipped.test_files(settings.workshops_dir)
    reports: list[Report] = []
    wrong: list[Sayable] = []
    for file in files:
        try:
            test = load_test(file)
            beside = file.parent / f"{test.workshop}.yaml"
            script_file = beside if beside.is_file() else shipped.workshop_file(test.workshop, settings.workshops_dir)
            script = load_files(script_file)
            verify_test(test, script)
            reports.append(run_test(test, script, ChatArtist(), commands()))
        except AuthorError as error:
            wrong += error.findings
        except OperatorError as error:
            wrong.append(say("{file}: {error}", file=file, error=error.message))
    return ScriptTests(tuple(reports), tuple(wrong))


def _may_record(file: Path) -> None:
    """Before anybody plays for an hour."""
    if not file.name.endswith(shipped.TEST_SUFFIX):
        raise OperatorError(
            say(
                "--record: call the file {name}, so that `horizons test` finds it.",
                name=f"{file.stem}{shipped.TEST_SUFFIX}",
            )
        )
    if file.exists():
        raise OperatorError(say("--record: {file} is there already. Give another name, or remove it.", file=file))
    if not file.parent.is_dir():
        raise OperatorError(say("--record: there is no folder {folder}.", folder=file.parent))
