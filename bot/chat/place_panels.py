"""Panels about the places of a session, as Telegram messages. Pure; see `people_panels`, which calls this."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Final, TypeAlias

from bot.chat.markup import Key, Piece, Rendered, Style, compose
from bot.chat.panel_parts import looked_up
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.people_panels import (
    LaunchPlacesPanel,
    LinkLine,
    PlaceOfferedPanel,
    PlacesAskPanel,
    PlacesPanel,
    WaitingPanel,
)

_LINKS_SHOWN: Final = 30
_NUMBERS: Final = (8, 12, 20, 40)
_QUOTAS: Final = ((1, 2, 3, 4), (5, 6, 8, 10))
_ERRORS: Final = {"not_places": PeopleUi.LAUNCH_PLACES_AGAIN, "no_such_profile": PeopleUi.LAUNCH_PLACES_NO_PROFILE}

_QUESTIONS: Final = {
    "capacity": (PeopleUi.ASK_CAPACITY, PeopleUi.ASK_CAPACITY_HOW, PeopleUi.ASK_CAPACITY_AGAIN),
    "profile": (PeopleUi.ASK_PROFILE, PeopleUi.ASK_PROFILE_HOW, PeopleUi.ASK_PROFILE_AGAIN),
    "personal": (PeopleUi.ASK_PERSONAL, PeopleUi.ASK_PERSONAL_HOW, PeopleUi.ASK_PERSONAL_HOW),
}


PlacesPanels: TypeAlias = PlacesPanel | PlacesAskPanel | LaunchPlacesPanel | WaitingPanel | PlaceOfferedPanel


def render_places(panel: PlacesPanels, words: Wording, zone: tzinfo) -> Rendered:
    """The message of a panel about places. `zone`: where its hours are told."""
    match panel:
        case PlacesPanel():
            return _places(panel, words, zone)
        case PlacesAskPanel():
            return _ask(panel, words)
        case LaunchPlacesPanel():
            return _quota(panel, words) if panel.asking else _at_launch(panel, words)
        case WaitingPanel(session=session, name=name, rank=rank):
            give_up = Key(words.ui(PeopleUi.BUTTON_GIVE_UP_PLACE), FacilitatorButton(session, Gesture.GIVE_UP_PLACE))
            return compose([Piece(words.ui(PeopleUi.WAITING_LIST, title=name, rank=rank))], [[give_up]])
        case PlaceOfferedPanel(session=session, name=name, until=until):
            local = until.astimezone(zone)
            day, hour = local.date().isoformat(), f"{local:%H:%M}"
            text = words.ui(PeopleUi.PLACE_OFFERED, title=name, date=day, hour=hour)
            take = Key(words.ui(PeopleUi.BUTTON_TAKE_PLACE), FacilitatorButton(session, Gesture.TAKE_PLACE))
            give_up = Key(words.ui(PeopleUi.BUTTON_GIVE_UP_PLACE), FacilitatorButton(session, Gesture.GIVE_UP_PLACE))
            return compose([Piece(text, Style.BOLD)], [[take], [give_up]])


def _places(panel: PlacesPanel, words: Wording, zone: tzinfo) -> Rendered:
    here, links = panel.session, panel.links[:_LINKS_SHOWN]
    if panel.capacity:
        taken = words.ui(PeopleUi.PLACES_COUNTED, taken=panel.taken, capacity=panel.capacity)
    else:
        taken = words.ui(PeopleUi.PLACES_UNLIMITED, taken=panel.taken)
    pieces = [Piece(words.ui(PeopleUi.PLACES, title=panel.name), Style.BOLD), Piece(taken)]
    if panel.waiting:
        pieces.append(Piece(words.ui(PeopleUi.PLACES_WAITING, count=panel.waiting), tight=True))
    state = PeopleUi.PLACES_LINK_OPEN if panel.open else PeopleUi.PLACES_LINK_CLOSED
    pieces.append(Piece(words.ui(state), tight=True))
    pieces += [Piece(_link(n, one, words, zone), tight=n > 1) for n, one in enumerate(links, 1)]

    def key(text: PeopleUi, gesture: Gesture, value: str = "", n: int = 0) -> Key:
        return Key(words.ui(text, n=n), FacilitatorButton(here, gesture, value))

    keys = [
        [key(PeopleUi.BUTTON_CAPACITY, Gesture.PLACES_ASK, "capacity")],
        [key(PeopleUi.BUTTON_PROFILE_LINK, Gesture.PLACES_ASK, "profile")],
        [key(PeopleUi.BUTTON_PERSONAL_LINK, Gesture.PLACES_ASK, "personal")],
        [key(PeopleUi.BUTTON_CLOSE_LINK if panel.open else PeopleUi.BUTTON_OPEN_LINK, Gesture.PLACES_OPEN)],
    ]
    revoked = [key(PeopleUi.BUTTON_REVOKE_LINK, Gesture.PLACES_REVOKE, one.revoke, n) for n, one in enumerate(links, 1)]
    keys += [revoked[start : start + 3] for start in range(0, len(revoked), 3)]
    back = Key(words.ui(Ui.BUTTON_COCKPIT), FacilitatorButton(here, Gesture.COCKPIT))
    return compose(pieces, [*keys, [back]])


def _link(number: int, one: LinkLine, words: Wording, zone: tzinfo) -> str:
    if one.until is None:
        return words.ui(PeopleUi.PLACES_PROFILE, n=number, label=one.label, taken=one.taken, most=one.most)
    day = _day(one.until, zone)
    if one.label:
        return words.ui(PeopleUi.PLACES_PERSONAL_LABELLED, n=number, label=one.label, date=day)
    return words.ui(PeopleUi.PLACES_PERSONAL, n=number, date=day)


def _day(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).date().isoformat()


def _ask(panel: PlacesAskPanel, words: Wording) -> Rendered:
    ask, how, again = _QUESTIONS[panel.what]
    pieces = [
        Piece(panel.name, Style.ITALIC),
        Piece(words.ui(ask), Style.BOLD),
        Piece(words.ui(again if panel.error else how)),
    ]
    keys: list[list[Key]] = []
    if panel.what == "capacity":
        numbers = [Key(str(n), FacilitatorButton(panel.session, Gesture.PLACES_NUMBER, str(n))) for n in _NUMBERS]
        unlimited = FacilitatorButton(panel.session, Gesture.PLACES_NUMBER, "0")
        keys = [numbers, [Key(words.ui(PeopleUi.BUTTON_NO_LIMIT), unlimited)]]
    elif panel.what == "personal":
        unlabelled = FacilitatorButton(panel.session, Gesture.PLACES_UNLABELLED)
        keys = [[Key(words.ui(PeopleUi.BUTTON_NO_LABEL), unlabelled)]]
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    return compose(pieces, [*keys, [cancel]])


def _at_launch(panel: LaunchPlacesPanel, words: Wording) -> Rendered:
    counted = PeopleUi.LAUNCH_PLACES_COUNTED if panel.capacity else PeopleUi.LAUNCH_PLACES_UNLIMITED
    pieces = [
        Piece(panel.workshop, Style.ITALIC),
        Piece(words.ui(PeopleUi.ASK_CAPACITY), Style.BOLD),
        Piece(words.ui(counted, count=panel.capacity)),
    ]
    quotas = [one for one in panel.profiles if one.most]
    if panel.profiles and not quotas:
        pieces.append(Piece(words.ui(PeopleUi.LAUNCH_NO_QUOTA)))
    elif quotas:
        pieces.append(Piece(words.ui(PeopleUi.LAUNCH_QUOTAS)))
    pieces += [Piece(words.ui(PeopleUi.LAUNCH_QUOTA, label=one.label, count=one.most), tight=True) for one in quotas]
    if panel.error:
        pieces.append(Piece(words.ui(looked_up(_ERRORS, panel.error))))
    how = PeopleUi.LAUNCH_PLACES_HOW if panel.profiles else PeopleUi.LAUNCH_PLACES_HOW_SIMPLE
    pieces.append(Piece(words.ui(how), Style.ITALIC))

    def key(text: str, value: str, *, chosen: bool = False) -> Key:
        return Key(f"✓ {text}" if chosen else text, FacilitatorButton("", Gesture.LAUNCH_PLACES, value))

    numbers = [key(str(n), f"n:{n}", chosen=n == panel.capacity) for n in _NUMBERS]
    unlimited = key(words.ui(PeopleUi.BUTTON_NO_LIMIT), "n:0", chosen=not panel.capacity)
    profiles = [
        key(f"{one.label} · {one.most}" if one.most else one.label, f"p:{n}", chosen=bool(one.most))
        for n, one in enumerate(panel.profiles, 1)
    ]
    pairs = [profiles[start : start + 2] for start in range(0, len(profiles), 2)]
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    done = key(words.ui(PeopleUi.BUTTON_PLACES_DONE), "ok")
    return compose(pieces, [numbers, [unlimited], *pairs, [done], [cancel]])


def _quota(panel: LaunchPlacesPanel, words: Wording) -> Rendered:
    profile = panel.profiles[panel.asking - 1]
    pieces = [
        Piece(panel.workshop, Style.ITALIC),
        Piece(words.ui(PeopleUi.ASK_QUOTA, label=profile.label), Style.BOLD),
        Piece(words.ui(PeopleUi.ASK_QUOTA_HOW)),
    ]

    def key(text: str, value: str) -> Key:
        return Key(text, FacilitatorButton("", Gesture.LAUNCH_PLACES, value))

    numbers = [[key(str(n), f"q:{panel.asking}:{n}") for n in row] for row in _QUOTAS]
    none = key(words.ui(PeopleUi.BUTTON_NO_QUOTA), f"q:{panel.asking}:0")
    return compose(pieces, [*numbers, [none], [key(words.ui(PeopleUi.BUTTON_QUOTA_BACK), "p:0")]])
