"""The English source of what panels about programmes say; continues `sentences` and `people_sentences`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.chat.sentences import Counted, Template


class ProgrammeUi(StrEnum):
    """What panels about programmes say. Values beside each."""

    BUTTON_PROGRAMMES = "button_programmes"
    BUTTON_PROGRAMMES_OF = "button_programmes_of"  # name
    PROGRAMMES = "programmes"  # name
    PROGRAMMES_NONE = "programmes_none"
    PROGRAMMES_LINE = "programmes_line"  # n, name, count
    BUTTON_PROGRAMME_NEW = "button_programme_new"
    PROGRAMME = "programme"  # name
    PROGRAMME_EMPTY = "programme_empty"
    PROGRAMME_DRAFT = "programme_draft"
    PROGRAMME_OPEN = "programme_open"  # date
    PROGRAMME_STEP = "programme_step"  # step, total
    PROGRAMME_CLOSED = "programme_closed"  # date
    PROGRAMME_ERASED = "programme_erased"
    PROGRAMME_PEOPLE = "programme_people"  # count
    PROGRAMME_SAID = "programme_said"  # count
    PROGRAMME_WITHHELD = "programme_withheld"  # count
    BUTTON_PROGRAMME_NOTEBOOK = "button_programme_notebook"
    BUTTON_PROGRAMME_ADD = "button_programme_add"
    BUTTON_PROGRAMME_REMOVE = "button_programme_remove"
    BUTTON_PROGRAMME_RENAME = "button_programme_rename"
    BUTTON_PROGRAMME_BACK = "button_programme_back"
    PROGRAMME_ADD = "programme_add"
    PROGRAMME_REMOVE = "programme_remove"
    PROGRAMME_NAME = "programme_name"
    PROGRAMME_NAME_NEW = "programme_name_new"  # name
    PROGRAMME_NAME_HOW = "programme_name_how"
    PROGRAMME_NAME_TOO_LONG = "programme_name_too_long"  # length
    CHOOSE_SOURCE = "choose_source"
    CHOOSE_TEACHING = "choose_teaching"
    CHOOSE_HEARD = "choose_heard"
    BUTTON_HEARD = "button_heard"  # number, name
    NOT_A_SESSION = "not_a_session"
    WHICH_PROGRAMME = "which_programme"
    WHICH_PROGRAMME_HOW = "which_programme_how"
    BUTTON_NO_PROGRAMME = "button_no_programme"


PROGRAMMES: Final[Mapping[ProgrammeUi, Template]] = {
    ProgrammeUi.BUTTON_PROGRAMMES: "📚 Programmes",
    ProgrammeUi.BUTTON_PROGRAMMES_OF: "📚 Programmes of {name}",
    ProgrammeUi.PROGRAMMES: "📚 Programmes of {name}",
    ProgrammeUi.PROGRAMMES_NONE: (
        "There is none yet. A programme puts sessions together (several territories, several dates, one subject): "
        "you follow them side by side, and one notebook compares them."
    ),
    ProgrammeUi.PROGRAMMES_LINE: Counted("{n}. {name}: {count} session", "{n}. {name}: {count} sessions", "count"),
    ProgrammeUi.BUTTON_PROGRAMME_NEW: "➕ New programme",
    ProgrammeUi.PROGRAMME: "📚 {name}",
    ProgrammeUi.PROGRAMME_EMPTY: "No session is in it yet.",
    ProgrammeUi.PROGRAMME_DRAFT: "in preparation",
    ProgrammeUi.PROGRAMME_OPEN: "open since {date}",
    ProgrammeUi.PROGRAMME_STEP: "step {step} of {total}",
    ProgrammeUi.PROGRAMME_CLOSED: "closed on {date}",
    ProgrammeUi.PROGRAMME_ERASED: "answers erased",
    ProgrammeUi.PROGRAMME_PEOPLE: Counted("{count} person", "{count} people", "count"),
    ProgrammeUi.PROGRAMME_SAID: Counted("{count} contribution", "{count} contributions", "count"),
    ProgrammeUi.PROGRAMME_WITHHELD: Counted("⚠ {count} withheld", "⚠ {count} withheld", "count"),
    ProgrammeUi.BUTTON_PROGRAMME_NOTEBOOK: "📄 The programme's notebook",
    ProgrammeUi.BUTTON_PROGRAMME_ADD: "➕ Put a session in",
    ProgrammeUi.BUTTON_PROGRAMME_REMOVE: "➖ Take a session out",
    ProgrammeUi.BUTTON_PROGRAMME_RENAME: "✏ Rename",
    ProgrammeUi.BUTTON_PROGRAMME_BACK: "↩ Back to the programme",
    ProgrammeUi.PROGRAMME_ADD: "Which session goes in? One that is in another programme leaves it.",
    ProgrammeUi.PROGRAMME_REMOVE: "Which session is taken out? It stays as it is, outside the programme.",
    ProgrammeUi.PROGRAMME_NAME: "What is the programme called?",
    ProgrammeUi.PROGRAMME_NAME_NEW: "What is “{name}” called from now on?",
    ProgrammeUi.PROGRAMME_NAME_HOW: "Write its name. For example: Producing closer, three valleys",
    ProgrammeUi.PROGRAMME_NAME_TOO_LONG: "It is {length} characters long: 80 at most. Can you shorten it?",
    ProgrammeUi.CHOOSE_TEACHING: (
        "Write it, or touch the number of a sentence that your team wrote after a past session. "
        "All it rests on comes from people who agreed to be read elsewhere. "
        "A tap on the sentence itself copies it, for you to change."
    ),
    ProgrammeUi.CHOOSE_HEARD: "Write a number, or take that of the people who answered in a past session.",
    ProgrammeUi.BUTTON_HEARD: "{number} · {name}",
    ProgrammeUi.CHOOSE_SOURCE: (
        "Tap a session, or write its code. In brackets: how many answers its authors let another group read, unnamed."
    ),
    ProgrammeUi.NOT_A_SESSION: "I know no session of your organisation by that code.",
    ProgrammeUi.WHICH_PROGRAMME: "In which programme?",
    ProgrammeUi.WHICH_PROGRAMME_HOW: "Tap one, or write the name of a new one.",
    ProgrammeUi.BUTTON_NO_PROGRAMME: "In none",
}
