"""A facilitator's panel as a Telegram message.

Pure. Here: what a panel's fields look like and which buttons go with them. Not here: escaping and limits (`markup`),
sentences (`wording`), whether a gesture is allowed (`facilitation`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from typing import Final

from bot.chat import room_panels, seat_panels
from bot.chat.cockpit import cockpit
from bot.chat.coding_panels import coding_panel
from bot.chat.lead_panels import render_leads
from bot.chat.markup import CAPTION_UNITS, Key, Piece, Rendered, Style, compose, cut
from bot.chat.panel_parts import keys_of, looked_up
from bot.chat.people_panels import render_people
from bot.chat.people_sentences import PeopleUi
from bot.chat.programme_panels import render_programmes
from bot.chat.programme_sentences import ProgrammeUi
from bot.chat.sentences import Ui
from bot.chat.wording import LANGUAGES, AnyUi, Wording, wording
from bot.engine.doublets import IN_FULL
from bot.engine.effects import Standing
from bot.engine.phrases import Value
from bot.facilitation.coding_panels import CodingPanel
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.lead_panels import LeadNewsPanel, LeadPanel, LeadsPanel
from bot.facilitation.panels import (
    CockpitPanel,
    ConsolePanel,
    ContributionPanel,
    IdeaLine,
    IdeasPanel,
    InvitationPanel,
    LanguagePanel,
    LetterPanel,
    ListPanel,
    ModePanel,
    NoticePanel,
    Panel,
    ParameterPanel,
    ParticipantPanel,
    ParticipantsPanel,
    ReasonPanel,
    RevisionPanel,
    SentencePanel,
    StartPanel,
    TeamCardPanel,
    WorkshopsPanel,
)
from bot.facilitation.programme_panels import (
    ProgrammeNamePanel,
    ProgrammePanel,
    ProgrammesPanel,
    WhichProgrammePanel,
)
from bot.facilitation.relay_panels import (
    DigestPanel,
    DiscussionAskPanel,
    DiscussionPanel,
    RelayBegunPanel,
    RelayConsentPanel,
    RelayPanel,
    RoomBoundPanel,
    RoomPanel,
    RoomUnboundPanel,
)

_IDEAS_SHOWN: Final = 80
_NUMBERS_A_ROW: Final = 5
_LANGUAGE_NAMES: Final = {
    "fr": "Français",
    IN_FULL: "Français, sans point médian (lecteur d'écran)",
    "en": "English",
}
_END: Final = "end"

_MARKS: Final = {
    "chosen": Ui.MARK_CHOSEN,
    "merging": Ui.MARK_MERGING,
    "merged": Ui.MARK_MERGED,
    "refused": Ui.MARK_REFUSED,
}
_STANDINGS: Final = {
    Standing.KEPT: Ui.STANDING_KEPT,
    Standing.PARKED: Ui.STANDING_PARKED,
    Standing.LATE: Ui.STANDING_LATE,
    Standing.UNCERTAIN: Ui.STANDING_UNCERTAIN,
    Standing.WITHDRAWN: Ui.STANDING_WITHDRAWN,
}
_WITHHELD: Final = {
    "donnee_perso": Ui.WITHHELD_CONTACTS,
    "tiers": Ui.WITHHELD_PERSON,
    "hostile": Ui.WITHHELD_ATTACK,
}
_REASONS: Final = {
    "donnee_perso": Ui.REASON_CONTACTS,
    "tiers": Ui.REASON_PERSON,
    "hostile": Ui.REASON_ATTACK,
}
_ERRORS: Final[dict[str, AnyUi]] = {
    "not_a_session": ProgrammeUi.NOT_A_SESSION,
    "not_a_number": Ui.PARAMETER_NOT_A_NUMBER,
    "not_a_date": Ui.PARAMETER_NOT_A_DATE,
    "too_long": Ui.PARAMETER_TOO_LONG,
}
_START_ERRORS: Final = {
    "not_a_date": Ui.PARAMETER_NOT_A_DATE,
    "too_early": Ui.START_TOO_EARLY,
    "too_late": Ui.START_TOO_LATE,
}


def render_panel(panel: Panel, language: str, zone: tzinfo = UTC) -> Rendered:
    """The message of a panel; for an invitation, the caption of its picture. `zone`: where its hours are told.

    Raises:
        Defect: a field holds what the panel's definition does not allow, or the message does not fit.
    """
    words = wording(language)
    match panel:
        case WorkshopsPanel():
            return _workshops(panel, words)
        case ParameterPanel():
            return _parameter(panel, words)
        case ModePanel():
            return _mode(panel, words)
        case StartPanel():
            return _start(panel, words)
        case CockpitPanel():
            return cockpit(panel, words, zone)
        case InvitationPanel():
            return _invitation(panel, words)
        case IdeasPanel():
            return _ideas(panel, words)
        case ContributionPanel():
            return _contribution(panel, words)
        case ListPanel():
            return _list(panel, words)
        case TeamCardPanel():
            return _team_card(panel, words)
        case RevisionPanel():
            return _revision(panel, words)
        case LetterPanel():
            return _letter(panel, words)
        case ConsolePanel():
            return _console(panel, words)
        case ParticipantsPanel():
            return seat_panels.participants(panel, words)
        case ParticipantPanel():
            return seat_panels.participant(panel, words)
        case RelayPanel() | RelayConsentPanel() | RelayBegunPanel():
            return seat_panels.relay(panel, words)
        case (
            RoomPanel()
            | RoomBoundPanel()
            | RoomUnboundPanel()
            | DiscussionAskPanel()
            | DiscussionPanel()
            | DigestPanel()
        ):
            return room_panels.room(panel, words)
        case ReasonPanel():
            return seat_panels.reason(panel, words)
        case NoticePanel(notice=notice):
            return compose([Piece(words.notice(notice))])
        case SentencePanel():
            return compose([Piece(words.sentence(panel))])
        case LanguagePanel():
            return _languages()
        case CodingPanel():
            return coding_panel(panel, words)
        case LeadsPanel() | LeadPanel() | LeadNewsPanel():
            return render_leads(panel, words, zone)
        case ProgrammesPanel() | ProgrammePanel() | ProgrammeNamePanel() | WhichProgrammePanel():
            return render_programmes(panel, words, zone)
        case _:
            return render_people(panel, words, zone)


def _workshops(panel: WorkshopsPanel, words: Wording) -> Rendered:
    pieces = [Piece(words.ui(Ui.WORKSHOPS if panel.launches else Ui.SESSIONS_TO_FOLLOW), Style.BOLD)]
    keys = []
    for workshop in panel.workshops:
        heading = words.ui(Ui.WORKSHOP_MINUTES, title=workshop.title, minutes=workshop.minutes)
        pieces += [Piece(heading, Style.BOLD), Piece(workshop.purpose, tight=True)]
        keys.append([Key(heading, FacilitatorButton("", Gesture.PICK_WORKSHOP, workshop.id))])
    if panel.launches and not panel.workshops:
        pieces.append(Piece(words.ui(Ui.WORKSHOPS_NONE)))
    elif not panel.launches and not panel.sessions:
        pieces.append(Piece(words.ui(Ui.SESSIONS_TO_FOLLOW_NONE)))
    keys += [
        [Key(words.ui(PeopleUi.BUTTON_MEMBERS, name=name), FacilitatorButton("", Gesture.MEMBERS, organisation))]
        for organisation, name in panel.organisations
    ]
    for organisation, name in panel.programmes:
        alone = len(panel.programmes) == 1
        named = (
            words.ui(ProgrammeUi.BUTTON_PROGRAMMES) if alone else words.ui(ProgrammeUi.BUTTON_PROGRAMMES_OF, name=name)
        )
        keys.append([Key(named, FacilitatorButton("", Gesture.PROGRAMMES, organisation))])
    if panel.sessions:
        if panel.launches:
            pieces.append(Piece(words.ui(Ui.SESSIONS_UNDER_WAY)))
        keys += [
            [Key(f"▶ {title}", FacilitatorButton(session, Gesture.SHOW_SESSION))] for session, title in panel.sessions
        ]
    if panel.past:
        pieces.append(Piece(words.ui(PeopleUi.SESSIONS_PAST)))
        pieces += [Piece(f"• {title}", tight=True) for _, title in panel.past]
        keys += [[Key(f"⚫ {title}", FacilitatorButton(one, Gesture.SHOW_SESSION))] for one, title in panel.past]
    return compose(pieces, keys)


def _parameter(panel: ParameterPanel, words: Wording) -> Rendered:
    heading = words.ui(Ui.PARAMETER, workshop=panel.workshop, n=panel.number, total=panel.total)
    pieces = [Piece(heading, Style.ITALIC), Piece(panel.help or panel.name, Style.BOLD)]
    keys = []
    if panel.error:
        pieces.append(Piece(words.ui(looked_up(_ERRORS, panel.error))))
    pieces.append(Piece(words.ui(_how_to_answer(panel))))
    numbers = []
    for number, one in enumerate(panel.teachings, 1):
        button = FacilitatorButton("", Gesture.CHOOSE_TEACHING, one.key)
        if panel.counts:
            keys.append([Key(words.ui(ProgrammeUi.BUTTON_HEARD, number=one.text, name=one.source), button)])
        else:
            pieces += [Piece(f"{number}. {one.source}"), Piece(one.text, Style.COPIED, tight=True)]
            numbers.append(Key(str(number), button))
    keys += _in_rows(numbers, _NUMBERS_A_ROW)
    keys += [[Key(name, FacilitatorButton("", Gesture.CHOOSE_SOURCE, session))] for session, name in panel.choices]
    if panel.default is not None:
        default = words.ui(Ui.PARAMETER_NOTHING) if panel.default == "" else panel.default
        pieces.append(Piece(words.ui(Ui.PARAMETER_DEFAULT, default=default)))
        keep = words.ui(Ui.PARAMETER_KEEP, default=default)
        keys.append([Key(keep, FacilitatorButton("", Gesture.KEEP_DEFAULT, panel.name))])
    keys.append([Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))])
    return compose(pieces, keys)


def _how_to_answer(panel: ParameterPanel) -> AnyUi:
    if panel.teachings:
        return ProgrammeUi.CHOOSE_HEARD if panel.counts else ProgrammeUi.CHOOSE_TEACHING
    return ProgrammeUi.CHOOSE_SOURCE if panel.choices else Ui.PARAMETER_WRITE


def _mode(panel: ModePanel, words: Wording) -> Rendered:
    pieces = [
        Piece(panel.workshop, Style.ITALIC),
        Piece(words.ui(Ui.MODE), Style.BOLD),
        Piece(words.ui(Ui.MODE_ABOUT_LIVE, minutes=panel.minutes)),
        Piece(words.ui(Ui.MODE_ABOUT_DAYS, days=panel.usual), tight=True),
    ]
    keys = [[Key(words.ui(Ui.MODE_LIVE), FacilitatorButton("", Gesture.CHOOSE_MODE, "live"))]]
    keys += [
        [Key(words.ui(Ui.MODE_DAYS, days=days), FacilitatorButton("", Gesture.CHOOSE_MODE, str(days)))]
        for days in panel.lengths
    ]
    keys.append([Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))])
    return compose(pieces, keys)


def _start(panel: StartPanel, words: Wording) -> Rendered:
    pieces = [Piece(panel.workshop, Style.ITALIC), Piece(words.ui(Ui.START, days=panel.days), Style.BOLD)]
    if panel.error:
        pieces.append(Piece(words.ui(looked_up(_START_ERRORS, panel.error))))
    pieces.append(Piece(words.ui(Ui.START_WRITE)))
    keys = [
        [Key(words.ui(Ui.START_DATE, date=one), FacilitatorButton("", Gesture.CHOOSE_START, one))]
        for one in panel.dates
    ]
    keys.append([Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))])
    return compose(pieces, keys)


def _list(panel: ListPanel, words: Wording) -> Rendered:
    lines = panel.lines[:_IDEAS_SHOWN]
    pieces = [Piece(words.sentence(SentencePanel(panel.heading)), Style.BOLD)]
    pieces += [Piece(f"{n}. {line}", Style.LISTED, tight=n > 1) for n, line in enumerate(lines, 1)]
    gesture = Gesture(panel.gesture)
    values = panel.values or tuple(str(n) for n in range(1, len(lines) + 1))
    numbers = [
        Key(str(n), FacilitatorButton(panel.session, gesture, value)) for n, value in enumerate(values[: len(lines)], 1)
    ]
    back = Key(words.ui(Ui.BUTTON_COCKPIT), FacilitatorButton(panel.session, Gesture.COCKPIT))
    return compose(pieces, [*_in_rows(numbers, _NUMBERS_A_ROW), [back]])


def _revision(panel: RevisionPanel, words: Wording) -> Rendered:
    pieces = [Piece(words.ui(Ui.REVISION, title=panel.title, count=panel.total), Style.BOLD)]
    pieces += [Piece(f"• {line}", Style.LISTED, tight=position > 0) for position, line in enumerate(panel.lines)]
    if len(panel.lines) < panel.total:
        pieces.append(Piece(words.ui(Ui.REVISION_MORE, count=panel.total - len(panel.lines)), tight=True))
    keys = []
    if panel.take_up:
        pieces.append(Piece(words.ui(Ui.REVISION_APPLIES)))
        button = FacilitatorButton(panel.session, Gesture.TAKE_UP, panel.take_up)
        keys.append([Key(words.ui(Ui.BUTTON_TAKE_UP), button)])
    else:
        pieces.append(Piece(words.ui(Ui.REVISION_REFUSED)))
    if panel.affected:
        people = ", ".join(panel.affected)
        pieces.append(Piece(words.ui(Ui.REVISION_AFFECTED, count=len(panel.affected), people=people)))
    keys.append([Key(words.ui(Ui.BUTTON_COCKPIT), FacilitatorButton(panel.session, Gesture.COCKPIT))])
    return compose(pieces, keys)


def _letter(panel: LetterPanel, words: Wording) -> Rendered:
    asked = words.ui(Ui.LETTER_TO, who=panel.to) if panel.to else words.ui(Ui.LETTER, count=panel.people)
    pieces = [Piece(asked, Style.BOLD)]
    if panel.too_long:
        pieces.append(Piece(words.ui(Ui.LETTER_TOO_LONG, length=panel.too_long)))
    pieces.append(Piece(words.ui(Ui.LETTER_HOW)))
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    return compose(pieces, [[cancel]])


def _team_card(panel: TeamCardPanel, words: Wording) -> Rendered:
    pieces = [Piece(words.ui(Ui.TEAM_CARD, title=panel.title, n=panel.number, total=panel.total), Style.ITALIC)]
    pieces += [Piece(text) for text in panel.intro]
    pieces.append(Piece(panel.ask, Style.BOLD))
    pieces += [Piece(f"• {option}", tight=position > 0) for position, option in enumerate(panel.options)]
    pieces.append(Piece(words.ui(Ui.TEAM_CARD_WRITE), Style.ITALIC))
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    return compose(pieces, [[cancel]])


def _console(panel: ConsolePanel, words: Wording) -> Rendered:
    anew = Key(words.ui(Ui.BUTTON_CONSOLE_ANEW), FacilitatorButton("", Gesture.CONSOLE_ANEW))
    if panel.button:
        rendered = compose([Piece(words.ui(Ui.CONSOLE_LINK, minutes=panel.minutes))], [[anew]])
        return replace(rendered, opens=(words.ui(Ui.BUTTON_CONSOLE), panel.link))
    # Telegram refuses a button that leads to this machine.
    return compose([Piece(words.ui(Ui.CONSOLE_LINK_TYPED, minutes=panel.minutes, link=panel.link))], [[anew]])


def _invitation(panel: InvitationPanel, words: Wording) -> Rendered:
    # The link is what matters: the title gives way first.
    title = cut(panel.title, 200)
    if panel.days:
        over: dict[str, Value] = {"title": title, "days": panel.days, "date": panel.first, "link": panel.link}
        if panel.agency:
            text = words.ui(Ui.INVITATION_DAYS, agency=cut(panel.agency, 200), **over)
        else:
            text = words.ui(Ui.INVITATION_DAYS_UNSIGNED, **over)
    elif panel.agency:
        agency = cut(panel.agency, 200)
        text = words.ui(Ui.INVITATION, agency=agency, title=title, minutes=panel.minutes, link=panel.link)
    else:
        text = words.ui(Ui.INVITATION_UNSIGNED, title=title, minutes=panel.minutes, link=panel.link)
    pieces = [Piece(text)]
    if panel.profile:
        whom = words.ui(PeopleUi.INVITATION_PROFILE, label=cut(panel.profile, 100), count=panel.places)
        pieces.append(Piece(whom))
    # « l'Agence d'essai » is given as it stands in a sentence, and may begin this one.
    pieces[0] = replace(pieces[0], text=pieces[0].text[:1].upper() + pieces[0].text[1:])
    return compose(pieces, most=CAPTION_UNITS)


def _ideas(panel: IdeasPanel, words: Wording) -> Rendered:
    shown = panel.ideas[:_IDEAS_SHOWN]
    pieces = [Piece(words.ui(Ui.IDEAS_TITLE), Style.BOLD)]
    if not shown:
        pieces.append(Piece(words.ui(Ui.IDEAS_NONE)))
    pieces += [Piece(_idea(idea, words), tight=position > 0) for position, idea in enumerate(shown)]
    if len(panel.ideas) > len(shown):
        pieces.append(Piece(words.ui(Ui.IDEAS_MORE, count=len(panel.ideas) - len(shown))))
    pieces.append(Piece(words.ui(Ui.IDEAS_CHOSEN, chosen=panel.chosen, most=panel.most)))
    if panel.pending_merges:
        pieces.append(Piece(words.ui(Ui.IDEAS_PENDING, count=panel.pending_merges), tight=True))
    if shown:
        pieces.append(Piece(words.ui(Ui.IDEAS_HOW), Style.ITALIC))
    numbers = [
        Key(f"✓ {idea.number}" if idea.mark == "chosen" else str(idea.number), button)
        for idea in shown
        if idea.mark in ("", "chosen", "refused")
        for button in [FacilitatorButton(panel.session, Gesture.TOGGLE_IDEA, _toggles(idea))]
    ]
    keys = _in_rows(numbers, _NUMBERS_A_ROW)
    back = Key(words.ui(Ui.BUTTON_COCKPIT), FacilitatorButton(panel.session, Gesture.COCKPIT))
    return compose(pieces, [*keys, [back]])


def _idea(idea: IdeaLine, words: Wording) -> str:
    mark = f" — {words.ui(looked_up(_MARKS, idea.mark))}" if idea.mark else ""
    return f"{'✓ ' if idea.mark == 'chosen' else ''}{idea.number}. {idea.text}{mark}"


def _contribution(panel: ContributionPanel, words: Wording) -> Rendered:
    key = keys_of(panel.session, words)
    back = key(Ui.BUTTON_COCKPIT, Gesture.COCKPIT, "")
    if not panel.total:
        return compose([Piece(words.ui(Ui.CONTRIBUTIONS_NONE))], [[back]])
    number = str(panel.number)
    heading = words.ui(Ui.CONTRIBUTION, n=panel.number, total=panel.total, title=panel.title)
    withheld = panel.standing == Standing.WITHHELD
    if not withheld:
        standing = words.ui(looked_up(_STANDINGS, Standing(panel.standing)))
    elif panel.reason in _WITHHELD:
        standing = words.ui(_WITHHELD[panel.reason])
    else:
        standing = words.ui(Ui.WITHHELD_BY_HAND, reason=panel.reason)
    pieces = [
        Piece(heading, Style.BOLD),
        Piece(f"{panel.who} — {standing}", tight=True),
        Piece(panel.text, Style.QUOTE),
    ]
    if panel.names:
        pieces.append(Piece(words.ui(Ui.NAMES_FLAGGED, names=", ".join(panel.names)), Style.ITALIC))
    if panel.unseen:
        pieces.append(Piece(words.ui(Ui.NAMES_UNSEEN, count=panel.unseen), Style.BOLD))
    if panel.probes:
        pieces.append(Piece(words.ui(Ui.PROBE_WHICH), Style.BOLD))
        keys = [
            [Key(text, FacilitatorButton(panel.session, Gesture.PROBE, f"{panel.contribution}:{code}"))]
            for code, text in panel.probes
        ]
        own = key(Ui.BUTTON_WRITE_ONE, Gesture.PROBE_WRITE, panel.contribution)
        return compose(pieces, [*keys, [own], [key(Ui.BUTTON_NOT_YET, Gesture.CONTRIBUTIONS, number)]])
    if panel.pinned:
        pieces.append(Piece(words.ui(Ui.PINNED_MINORITY if panel.pinned == "minority" else Ui.PINNED), Style.ITALIC))
    if panel.hiding:
        pieces.append(Piece(words.ui(Ui.REASON_HIDE), Style.BOLD))
        keys = [
            [Key(words.ui(text), FacilitatorButton(panel.session, Gesture.HIDE, f"{panel.contribution}:{code}"))]
            for code, text in _REASONS.items()
        ]
        other = key(Ui.BUTTON_OTHER_REASON, Gesture.HIDE_OTHER, panel.contribution)
        return compose(pieces, [*keys, [other], [key(Ui.BUTTON_NOT_YET, Gesture.CONTRIBUTIONS, number)]])
    moves = []
    if panel.number > 1:
        moves.append(key(Ui.BUTTON_PREVIOUS, Gesture.CONTRIBUTIONS, str(panel.number - 1)))
    if panel.number < panel.total:
        moves.append(key(Ui.BUTTON_NEXT_ONE, Gesture.CONTRIBUTIONS, str(panel.number + 1)))
    keep = [key(Ui.BUTTON_KEEP_NAMED, Gesture.KEEP_NAMED, panel.contribution)] if panel.unseen else []
    flagged = [key(Ui.BUTTON_NEXT_NAMED, Gesture.CONTRIBUTIONS, str(panel.next_named))] if panel.next_named else []
    gestures = (
        [] if panel.standing == Standing.WITHDRAWN else [key(Ui.BUTTON_PROBE, Gesture.PROBE_MENU, panel.contribution)]
    )
    if panel.standing not in (Standing.PARKED, Standing.WITHDRAWN, Standing.WITHHELD):
        gestures.append(key(Ui.BUTTON_PARK, Gesture.PARK, panel.contribution))
    if panel.standing not in (Standing.WITHDRAWN, Standing.WITHHELD):
        gestures.append(key(Ui.BUTTON_CODING, Gesture.FILE_MENU, f"{number}:{panel.contribution}"))
    forward = []
    if panel.standing not in (Standing.WITHDRAWN, Standing.WITHHELD):
        forward.append(key(Ui.BUTTON_HIDE, Gesture.HIDE_MENU, panel.contribution))
    if panel.pinned:
        forward.append(key(Ui.BUTTON_UNPIN, Gesture.UNPIN, panel.contribution))
    pins = []
    if panel.may_pin and panel.pinned != "yes":
        pins.append(key(Ui.BUTTON_PIN, Gesture.PIN, panel.contribution))
    if panel.may_pin and panel.pinned != "minority":
        pins.append(key(Ui.BUTTON_PIN_MINORITY, Gesture.PIN_MINORITY, panel.contribution))
    decisions = (
        [
            key(Ui.BUTTON_RELEASE, Gesture.RELEASE, panel.contribution),
            key(Ui.BUTTON_LEAVE_WITHHELD, Gesture.LEAVE_WITHHELD, panel.contribution),
        ]
        if withheld
        else []
    )
    return compose(pieces, [row for row in (keep, moves, flagged, decisions, gestures, forward, pins, [back]) if row])


def _languages() -> Rendered:
    # In every language at once: whoever asks may not read the current one.
    pieces = [Piece(wording(code).ui(Ui.LANGUAGE_WHICH), tight=position > 0) for position, code in enumerate(LANGUAGES)]
    # One a line: the names differ in length, and a phone would cut the longest.
    buttons = ((name, FacilitatorButton("", Gesture.CHOOSE_LANGUAGE, code)) for code, name in _LANGUAGE_NAMES.items())
    return compose(pieces, [[Key(name, button)] for name, button in buttons])


def _toggles(idea: IdeaLine) -> str:
    return f"-{idea.number}" if idea.mark == "chosen" else str(idea.number)


def _in_rows(keys: Sequence[Key], width: int) -> list[list[Key]]:
    return [list(keys[start : start + width]) for start in range(0, len(keys), width)]
