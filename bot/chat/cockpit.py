"""The cockpit as a Telegram message: where the group is, a line a person, what waits, and the buttons of each choice.

Pure. Not here: what the panel's fields mean (`facilitation.panels`), when it is edited (`facilitation.cockpit`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from bot.chat.lead_sentences import LeadUi
from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.panel_parts import hour_in_words, keys_of, looked_up, moment_in_words
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import AnyUi, Wording
from bot.engine.group import SessionStatus
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.organisations import Role
from bot.facilitation.panels import CockpitPanel, Offer, PersonLine
from bot.facilitation.roles import may

LINES: Final = 16
"""Up to so many people have a line each; of more, only who has not answered is named."""
NAMED: Final = 24
"""How many pseudonyms one line of a crowd names."""
MINUTES: Final = (2, 5, 10)
HOURS: Final = (12, 24)
PAUSES: Final = (5, 10, 15)

_END: Final = "end"

_ANSWERED, _WRITING, _SILENT, _GONE = "✓", "…", "◦", "✕"
_STATES: Final = {
    "answered": (_ANSWERED, Ui.STATE_ANSWERED),
    "writing": (_WRITING, Ui.STATE_WRITING),
    "silent": (_SILENT, Ui.STATE_SILENT),
    "waiting": (_ANSWERED, Ui.STATE_WAITING),
    "voted": (_ANSWERED, Ui.STATE_VOTED),
    "finished": (_ANSWERED, Ui.STATE_FINISHED),
    "gone": (_GONE, Ui.STATE_GONE),
}
_CROWD: Final = {
    _ANSWERED: Ui.CROWD_ANSWERED,
    _WRITING: Ui.CROWD_WRITING,
    _SILENT: Ui.CROWD_SILENT,
    _GONE: Ui.CROWD_GONE,
}
_STATUSES: Final = {
    SessionStatus.DRAFT: ("⚪", Ui.COCKPIT_DRAFT),
    SessionStatus.OPEN: ("🟢", Ui.COCKPIT_OPEN),
    SessionStatus.CLOSED: ("⚫", Ui.COCKPIT_CLOSED),
}
_OFFERS: Final[dict[Gesture, AnyUi]] = {
    Gesture.HORIZONS: Ui.BUTTON_HORIZONS,
    Gesture.PREPARED: Ui.BUTTON_PREPARED,
    Gesture.MATCHES: Ui.BUTTON_MATCHES,
    Gesture.TEAM_CARD: Ui.BUTTON_TEAM_CARD,
    Gesture.MEMBER_CHECK: Ui.BUTTON_MEMBER_CHECK,
    Gesture.VALIDATE: Ui.BUTTON_VALIDATE,
    Gesture.ANSWERS: LeadUi.BUTTON_ANSWERS,
    Gesture.REVISE: Ui.BUTTON_REVISE,
    Gesture.PLACES: PeopleUi.BUTTON_PLACES,
    Gesture.DUPLICATE: PeopleUi.BUTTON_DUPLICATE,
    Gesture.HAND_OVER: PeopleUi.BUTTON_HAND_OVER,
    Gesture.RELAY: PeopleUi.BUTTON_RELAY,
    Gesture.ROOM: PeopleUi.BUTTON_ROOM,
    Gesture.PREVIEW: PeopleUi.BUTTON_PREVIEW,
    Gesture.VALUE: Ui.BUTTON_TEAM_CARD,
    Gesture.GO_BACK_MENU: Ui.BUTTON_GO_BACK,
    Gesture.MODE_MENU: Ui.BUTTON_MODE,
    Gesture.ROUND_MENU: Ui.BUTTON_ROUND,
}


def cockpit(panel: CockpitPanel, words: Wording, zone: tzinfo) -> Rendered:
    """The whole message. `zone`: where its hours are told."""
    sign, status = looked_up(_STATUSES, SessionStatus(panel.status))
    if panel.paused and panel.status == SessionStatus.OPEN:
        sign, status = "⏸", Ui.COCKPIT_PAUSED
    pieces = [Piece(f"{sign} {panel.title}", Style.BOLD), Piece(words.ui(status), tight=True)]
    pieces += _block(_course(panel, words, zone))
    if panel.note:
        pieces.append(Piece(words.ui(Ui.COCKPIT_NOTE, title=panel.watched, note=panel.note)))
    pieces += _block(_people(panel, words))
    if 0 < len(panel.people) <= LINES:
        pieces.append(Piece(words.ui(Ui.COCKPIT_LEGEND), Style.ITALIC, tight=True))
    if panel.status == SessionStatus.OPEN:
        pieces += _block(_profiles(panel, words))
    pieces += _block(_gathered(panel, words))
    if panel.link and panel.status != SessionStatus.CLOSED:
        pieces += [Piece(words.ui(Ui.COCKPIT_LINK)), Piece(panel.link, tight=True)]
    if panel.menu:
        pieces.append(Piece(_question(panel, words), Style.BOLD))
    role = Role(panel.role) if panel.role else None
    keys = ([key for key in row if _is_for(role, key)] for row in _keys(panel, words))
    return compose(pieces, [row for row in keys if row])


def _is_for(role: Role | None, key: Key) -> bool:
    return isinstance(key.button, FacilitatorButton) and may(role, key.button.gesture)


def _block(lines: Sequence[str]) -> list[Piece]:
    return [Piece(line, tight=position > 0) for position, line in enumerate(lines)]


def _course(panel: CockpitPanel, words: Wording, zone: tzinfo) -> list[str]:
    """Where the group is, what time is left, what it goes towards and for whom it waits."""
    lines = []
    if panel.days and panel.day:
        lines.append(words.ui(Ui.COCKPIT_DAY, day=panel.day, days=panel.days))
    elif panel.days:
        lines.append(words.ui(Ui.COCKPIT_DAYS, days=panel.days, date=panel.first))
    if panel.status != SessionStatus.OPEN:
        return lines
    if panel.stretch and panel.step < panel.last_step:
        steps = {"step": panel.step, "last": panel.last_step, "total": panel.total_steps}
        lines.append(words.ui(Ui.COCKPIT_STEPS_NOW, stretch=panel.stretch, **steps))
    elif panel.stretch and panel.step:
        lines.append(words.ui(Ui.COCKPIT_STEP_NOW, step=panel.step, total=panel.total_steps, stretch=panel.stretch))
    elif panel.stretch:
        lines.append(words.ui(Ui.COCKPIT_NOW, stretch=panel.stretch))
    lines += _time(panel, words, zone)
    if panel.next_gate in ("", _END):
        lines.append(words.ui(Ui.COCKPIT_LAST, arrived=panel.arrived, active=panel.active))
    elif not panel.active:
        lines.append(words.ui(Ui.COCKPIT_NEXT_UNCOUNTED, title=panel.next_title))
    else:
        lines.append(words.ui(Ui.COCKPIT_NEXT, title=panel.next_title, arrived=panel.arrived, active=panel.active))
    if panel.voting:
        lines.append(words.ui(Ui.COCKPIT_VOTED, voted=panel.voted, active=panel.active))
    if panel.few_voted and not panel.leaving:
        lines.append(words.ui(Ui.COCKPIT_FEW_VOTED, arrived=panel.arrived, active=panel.active))
    if panel.leaving:
        lines.append(words.ui(Ui.COCKPIT_LEAVING))
    elif panel.holding and not panel.paused:
        lines.append(words.ui(Ui.COCKPIT_HOLDING, count=len(panel.holding), people=", ".join(panel.holding)))
    return lines


def _time(panel: CockpitPanel, words: Wording, zone: tzinfo) -> list[str]:
    lines = []
    if panel.paused and panel.paused_until:
        lines.append(words.ui(Ui.COCKPIT_PAUSED_UNTIL, hour=panel.paused_until))
    if panel.deadline is None:
        return lines
    if panel.days:
        lines.append(words.ui(Ui.COCKPIT_DEADLINE, when=moment_in_words(panel.deadline, zone, words)))
    elif panel.paused:
        lines.append(words.ui(Ui.COCKPIT_TIME_HELD, minutes=panel.minutes_left))
    else:
        hour = hour_in_words(panel.deadline, zone)
        lines.append(words.ui(Ui.COCKPIT_TIME_LEFT, minutes=panel.minutes_left, hour=hour))
    return lines


def _people(panel: CockpitPanel, words: Wording) -> list[str]:
    count = len(panel.people)
    lines = [words.ui(Ui.COCKPIT_PEOPLE, count=count) if count else words.ui(Ui.COCKPIT_NOBODY)]
    if panel.declined:
        lines.append(words.ui(Ui.COCKPIT_DECLINED, count=panel.declined))
    if count <= LINES:
        return lines + [short_line(person, panel.total_steps) for person in panel.people]
    for sign, sentence in _CROWD.items():
        there = [one.alias for one in panel.people if looked_up(_STATES, one.state)[0] == sign]
        if there:
            said = words.ui(sentence, count=len(there))
            lines.append(f"{sign} {said}" if sign in (_ANSWERED, _GONE) else f"{sign} {said}{_named(there, words)}")
    return lines


def _profiles(panel: CockpitPanel, words: Wording) -> list[str]:
    """Who is expected and not there, and who may answer to whom."""
    lines = []
    if panel.lacking:
        lines.append(words.ui(Ui.COCKPIT_LACKING, profiles=", ".join(panel.lacking)))
    if panel.hierarchy:
        one, other = panel.hierarchy
        lines.append(words.ui(Ui.COCKPIT_HIERARCHY, one=one, other=other))
    return lines


def _named(aliases: Sequence[str], words: Wording) -> str:
    names = ", ".join(aliases[:NAMED])
    more = len(aliases) - NAMED
    return words.ui(Ui.CROWD_NAMES, names=names) if more <= 0 else words.ui(Ui.CROWD_SOME, names=names, count=more)


def _who(person: PersonLine) -> str:
    who = f"{person.alias} · {person.profile}" if person.profile else person.alias
    return f"📝 {who}" if person.relayed else who


def short_line(person: PersonLine, total: int) -> str:
    """« ✓ Châtaigne · Élu·e (5/8) », to fit on one line of a phone; the legend says what the signs are."""
    sign, _ = looked_up(_STATES, person.state)
    who = _who(person)
    return f"{sign} {who} ({person.step}/{total})" if person.step and total else f"{sign} {who}"


def person_line(person: PersonLine, total: int, words: Wording) -> str:
    """« ✓ Châtaigne · Élu·e — attend le groupe (étape 5/8) »; without `total`, no step."""
    sign, state = looked_up(_STATES, person.state)
    who = _who(person)
    step = f" ({words.ui(Ui.COCKPIT_STEP, step=person.step, total=total)})" if person.step and total else ""
    return f"{sign} {who} — {words.ui(state)}{step}"


def _gathered(panel: CockpitPanel, words: Wording) -> list[str]:
    lines = []
    if panel.ideas:
        lines.append(words.ui(Ui.COCKPIT_IDEAS, ideas=panel.ideas, chosen=panel.chosen))
    if panel.contributions:
        lines.append(words.ui(Ui.COCKPIT_CONTRIBUTIONS, count=panel.contributions))
    if panel.withheld:
        lines.append(words.ui(Ui.COCKPIT_WITHHELD, count=panel.withheld))
    if panel.pinned and panel.minorities:
        lines.append(words.ui(Ui.COCKPIT_PINNED, count=panel.pinned))
    elif panel.pinned:
        lines.append(words.ui(Ui.COCKPIT_PINNED_ALIKE, count=panel.pinned))
    return lines


# -- choices -----------------------------------------------------------------------------------------------------------


def _missing(panel: CockpitPanel) -> int:
    return max(panel.active - panel.arrived, 0)


def _question(panel: CockpitPanel, words: Wording) -> str:
    match panel.menu:
        case "next" if _missing(panel):
            rate = {"arrived": panel.arrived, "active": panel.active}
            return words.ui(Ui.COCKPIT_CONFIRM_NEXT, missing=_missing(panel), title=panel.next_title, **rate)
        case "next":
            return words.ui(Ui.COCKPIT_CONFIRM_NEXT_ALL, title=panel.next_title)
        case "extend":
            return words.ui(Ui.COCKPIT_HOW_LONG)
        case "pause":
            return words.ui(Ui.COCKPIT_PAUSE_HOW_LONG)
        case "mode" if panel.days:
            return words.ui(Ui.COCKPIT_MODE_LIVE)
        case "mode":
            return words.ui(Ui.COCKPIT_MODE_DAYS)
        case "round":
            return words.ui(Ui.COCKPIT_ROUND)
        case "more":
            return words.ui(Ui.COCKPIT_MORE)
        case _:
            return words.ui(Ui.COCKPIT_CONFIRM_CLOSE)


def _keys(panel: CockpitPanel, words: Wording) -> list[list[Key]]:
    key = keys_of(panel.session, words)
    refresh = key(Ui.BUTTON_REFRESH, Gesture.COCKPIT, "")
    match SessionStatus(panel.status):
        case SessionStatus.DRAFT:
            return [[key(Ui.BUTTON_OPEN, Gesture.OPEN, "")], *_offers(panel, words), [refresh]]
        case SessionStatus.CLOSED:
            read = [
                key(Ui.BUTTON_NOTEBOOK, Gesture.NOTEBOOK, ""),
                key(Ui.BUTTON_CONTRIBUTIONS, Gesture.CONTRIBUTIONS, ""),
            ]
            return [read, *_withheld(panel, words), *_offers(panel, words)]
        case SessionStatus.OPEN:
            return _choice(panel, words) if panel.menu else _gestures(panel, words)


def _gestures(panel: CockpitPanel, words: Wording) -> list[list[Key]]:
    key = keys_of(panel.session, words)
    gate = panel.next_gate
    going: list[Key] = []
    if panel.leaving:
        going += [
            key(Ui.BUTTON_NEXT_NOW, Gesture.NEXT_NOW, gate),
            key(Ui.BUTTON_NEXT_CALL_OFF, Gesture.NEXT_CALLED_OFF, gate),
        ]
    elif panel.may_go_on and gate not in ("", _END) and not panel.paused:
        going.append(key(Ui.BUTTON_NEXT, Gesture.NEXT, gate))
    if panel.deadline is not None and not panel.leaving:
        going.append(key(Ui.BUTTON_EXTEND, Gesture.EXTEND_MENU, ""))
    if panel.paused:
        clock = [key(Ui.BUTTON_RESUME_SESSION, Gesture.RESUME, "")]
    else:
        clock = [key(Ui.BUTTON_PAUSE, Gesture.PAUSE_MENU, ""), key(Ui.BUTTON_NUDGE, Gesture.NUDGE, "")]
    reading = [key(Ui.BUTTON_IDEAS, Gesture.IDEAS, ""), key(Ui.BUTTON_CONTRIBUTIONS, Gesture.CONTRIBUTIONS, "")]
    asking = [key(Ui.BUTTON_PROBE_ALL, Gesture.PROBE_ALL_MENU, "")] if panel.asks_all else []
    rows = [
        going,
        clock,
        reading,
        asking,
        *_withheld(panel, words),
        [key(Ui.BUTTON_WRITE, Gesture.WRITE, ""), key(Ui.BUTTON_PARTICIPANTS, Gesture.PARTICIPANTS, "")],
        [key(Ui.BUTTON_MORE, Gesture.MORE_MENU, ""), key(Ui.BUTTON_CLOSE, Gesture.CLOSE, "")],
    ]
    return [row for row in rows if row]


def _choice(panel: CockpitPanel, words: Wording) -> list[list[Key]]:
    """The buttons of the choice that is open."""
    key = keys_of(panel.session, words)
    not_yet = key(Ui.BUTTON_NOT_YET, Gesture.COCKPIT, "")
    back = key(Ui.BUTTON_COCKPIT, Gesture.COCKPIT, "")
    gate = panel.next_gate
    match panel.menu:
        case "next" if _missing(panel) and not panel.days:
            rows = [[key(Ui.BUTTON_NEXT_ANNOUNCE, Gesture.NEXT_ANNOUNCED, gate)]]
            if panel.deadline is not None:
                rows.append([_added(panel, MINUTES[0], words, Ui.BUTTON_WAIT_MORE)])
            return [*rows, [not_yet]]
        case "next":
            return [[key(Ui.BUTTON_NEXT_CONFIRM, Gesture.NEXT_CONFIRMED, gate), not_yet]]
        case "extend" if panel.days:
            return [[_added(panel, 60 * hours, words, Ui.BUTTON_HOURS) for hours in HOURS], [back]]
        case "extend":
            return [[_added(panel, minutes, words, Ui.BUTTON_MINUTES) for minutes in MINUTES], [back]]
        case "pause":
            spans = [
                Key(
                    words.ui(Ui.BUTTON_PAUSE_FOR, minutes=one),
                    FacilitatorButton(panel.session, Gesture.PAUSE, str(one)),
                )
                for one in PAUSES
            ]
            return [spans, [key(Ui.BUTTON_PAUSE_OPEN, Gesture.PAUSE, "0")], [back]]
        case "mode" if panel.days:
            return [[key(Ui.BUTTON_GO_LIVE, Gesture.MODE, "0"), not_yet]]
        case "mode":
            return [*([_over_days(panel, days, date, words)] for days, date in panel.over_days), [not_yet]]
        case "round":
            return [*([_round(panel, vote, title, words)] for vote, title in panel.rounds), [not_yet]]
        case "more":
            return [*_offers(panel, words), [key(Ui.BUTTON_REFRESH, Gesture.COCKPIT, "")]]
        case _:
            return [[key(Ui.BUTTON_CLOSE_CONFIRM, Gesture.CLOSE_CONFIRMED, ""), not_yet]]


def _added(panel: CockpitPanel, minutes: int, words: Wording, text: Ui) -> Key:
    shown = words.ui(text, minutes=minutes, hours=minutes // 60)
    return Key(shown, FacilitatorButton(panel.session, Gesture.EXTEND, f"{minutes}:{panel.next_gate}"))


def _over_days(panel: CockpitPanel, days: int, date: str, words: Wording) -> Key:
    shown = words.ui(Ui.BUTTON_GO_OVER_DAYS, days=days, date=date)
    return Key(shown, FacilitatorButton(panel.session, Gesture.MODE, str(days)))


def _round(panel: CockpitPanel, vote: str, title: str, words: Wording) -> Key:
    return Key(words.ui(Ui.BUTTON_VOTE_AGAIN, title=title), FacilitatorButton(panel.session, Gesture.ROUND, vote))


def _withheld(panel: CockpitPanel, words: Wording) -> list[list[Key]]:
    key = keys_of(panel.session, words)
    return [[key(Ui.BUTTON_WITHHELD, Gesture.WITHHELD, "")]] if panel.withheld else []


def _offers(panel: CockpitPanel, words: Wording) -> list[list[Key]]:
    return [[_offer(panel.session, offer, words)] for offer in panel.offers]


def _offer(session: str, offer: Offer, words: Wording) -> Key:
    text = looked_up(_OFFERS, Gesture(offer.gesture))
    return Key(words.ui(text, title=offer.title), FacilitatorButton(session, Gesture(offer.gesture), offer.step))
