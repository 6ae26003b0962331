"""Panels about the people of an organisation, as Telegram messages. Pure; see `panels`, which calls this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Final

from bot.chat.markup import Key, Piece, Rendered, Style, compose, cut
from bot.chat.people_sentences import PeopleUi
from bot.chat.place_panels import render_places
from bot.chat.sentences import Ui
from bot.chat.wording import Wording
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.organisations import Role
from bot.facilitation.people_panels import (
    AcceptedPanel,
    InvitationLine,
    JoinedPanel,
    LabelPanel,
    LaunchPlacesPanel,
    MemberInvitationPanel,
    MemberLine,
    MembersPanel,
    MyDataPanel,
    MySession,
    MySessionsPanel,
    MyWordsPanel,
    OrganisationsPanel,
    PeoplePanel,
    PlaceOfferedPanel,
    PlacesAskPanel,
    PlacesPanel,
    TakeOverPanel,
    WaitingPanel,
)

_ROLES: Final = {
    Role.OWNER: PeopleUi.ROLE_OWNER,
    Role.FACILITATOR: PeopleUi.ROLE_FACILITATOR,
    Role.OBSERVER: PeopleUi.ROLE_OBSERVER,
    Role.TEAM: PeopleUi.ROLE_TEAM,
}
_INVITATIONS: Final = {
    Role.OWNER: PeopleUi.MEMBER_INVITATION_OWNER,
    Role.FACILITATOR: PeopleUi.MEMBER_INVITATION_FACILITATOR,
    Role.OBSERVER: PeopleUi.MEMBER_INVITATION_OBSERVER,
    Role.TEAM: PeopleUi.MEMBER_INVITATION_TEAM,
}
_WELCOMES: Final = {
    Role.OWNER: PeopleUi.JOINED_OWNER,
    Role.FACILITATOR: PeopleUi.JOINED_FACILITATOR,
    Role.OBSERVER: PeopleUi.JOINED_OBSERVER,
    Role.TEAM: PeopleUi.JOINED_TEAM,
}
_MEMBERS_SHOWN: Final = 30
_BEGINNING: Final = 40
"""Of what somebody said, as much as tells them which it is."""


def render_people(panel: PeoplePanel, words: Wording, zone: tzinfo) -> Rendered:
    """The message of a panel about people. `zone`: where its dates are told."""
    match panel:
        case MembersPanel():
            return _members(panel, words, zone)
        case LabelPanel():
            return _label(panel, words)
        case MemberInvitationPanel(name=name, role=role, link=link, until=until):
            text = words.ui(_INVITATIONS[Role(role)], name=name, date=_day(until, zone), link=link)
            return compose([Piece(text)])
        case JoinedPanel(name=name, role=role):
            return compose([Piece(words.ui(_WELCOMES[Role(role)], name=name))])
        case AcceptedPanel(name=name, role=role, label=label):
            who = words.ui(_ROLES[Role(role)])
            if label:
                return compose([Piece(words.ui(PeopleUi.ACCEPTED_LABELLED, name=name, role=who, label=label))])
            return compose([Piece(words.ui(PeopleUi.ACCEPTED, name=name, role=who))])
        case PlacesPanel() | PlacesAskPanel() | LaunchPlacesPanel() | WaitingPanel() | PlaceOfferedPanel():
            return render_places(panel, words, zone)
        case MyDataPanel(silenced=silenced):
            return _my_data(words, silenced=silenced)
        case MyWordsPanel():
            return _my_words(panel, words)
        case MySessionsPanel():
            return _my_sessions(panel, words)
        case OrganisationsPanel():
            return _organisations(panel, words)
        case TakeOverPanel(session=session, title=title):
            button = FacilitatorButton(session, Gesture.SHOW_SESSION)
            take = Key(words.ui(PeopleUi.BUTTON_TAKE_OVER), button)
            return compose([Piece(words.ui(PeopleUi.TAKE_OVER, title=title))], [[take]])


def _day(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).date().isoformat()


def _members(panel: MembersPanel, words: Wording, zone: tzinfo) -> Rendered:
    here = panel.organisation
    members, invitations = panel.members[:_MEMBERS_SHOWN], panel.invitations[:_MEMBERS_SHOWN]
    pieces = [Piece(words.ui(PeopleUi.MEMBERS, name=panel.name), Style.BOLD)]
    pieces += [Piece(_member(n, one, words, zone), tight=n > 1) for n, one in enumerate(members, 1)]
    if invitations:
        pieces.append(Piece(words.ui(PeopleUi.MEMBERS_INVITED)))
        pieces += [Piece(_invited(n, one, words, zone), tight=True) for n, one in enumerate(invitations, 1)]
    pieces.append(Piece(words.ui(PeopleUi.MEMBERS_HOW), Style.ITALIC))
    if panel.confirm:
        number = next(n for n, one in enumerate(members, 1) if one.remove == panel.confirm)
        pieces.append(Piece(words.ui(PeopleUi.MEMBER_CONFIRM, n=number), Style.BOLD))
        yes = FacilitatorButton("", Gesture.REMOVE_MEMBER_CONFIRMED, f"{here}:{panel.confirm}")
        no = FacilitatorButton("", Gesture.REMOVE_MEMBER, f"{here}:")
        keys = [[Key(words.ui(PeopleUi.BUTTON_REMOVE_CONFIRM, n=number), yes), Key(words.ui(Ui.BUTTON_NOT_YET), no)]]
        return compose(pieces, keys)
    keys = [
        [
            Key(
                words.ui(PeopleUi.BUTTON_INVITE, role=words.ui(_ROLES[Role(role)])),
                FacilitatorButton("", Gesture.INVITE, f"{here}:{role}"),
            )
        ]
        for role in panel.invites
    ]
    keys += _pairs(
        [
            Key(
                words.ui(PeopleUi.BUTTON_REVOKE, n=n),
                FacilitatorButton("", Gesture.REVOKE_INVITATION, f"{here}:{one.revoke}"),
            )
            for n, one in enumerate(invitations, 1)
        ]
    )
    keys += _pairs(
        [
            Key(
                words.ui(PeopleUi.BUTTON_REMOVE, n=n),
                FacilitatorButton("", Gesture.REMOVE_MEMBER, f"{here}:{one.remove}"),
            )
            for n, one in enumerate(members, 1)
            if one.remove
        ]
    )
    return compose(pieces, keys)


def _pairs(keys: Sequence[Key]) -> list[list[Key]]:
    return [list(keys[start : start + 2]) for start in range(0, len(keys), 2)]


def _member(number: int, one: MemberLine, words: Wording, zone: tzinfo) -> str:
    role, day = words.ui(_ROLES[Role(one.role)]), _day(one.since, zone)
    if one.me:
        return words.ui(PeopleUi.MEMBER_ME, n=number, role=role, date=day)
    if one.label:
        return words.ui(PeopleUi.MEMBER_LABELLED, n=number, role=role, label=one.label, date=day)
    return words.ui(PeopleUi.MEMBER, n=number, role=role, date=day)


def _invited(number: int, one: InvitationLine, words: Wording, zone: tzinfo) -> str:
    role, day = words.ui(_ROLES[Role(one.role)]), _day(one.until, zone)
    if one.label:
        return words.ui(PeopleUi.INVITED_LABELLED, n=number, role=role, label=one.label, date=day)
    return words.ui(PeopleUi.INVITED, n=number, role=role, date=day)


def _label(panel: LabelPanel, words: Wording) -> Rendered:
    role = words.ui(_ROLES[Role(panel.role)])
    pieces = [
        Piece(panel.name, Style.ITALIC),
        Piece(words.ui(PeopleUi.LABEL_ASK, role=role), Style.BOLD),
        Piece(words.ui(PeopleUi.LABEL_HOW)),
    ]
    button = FacilitatorButton("", Gesture.INVITE_UNLABELLED, f"{panel.organisation}:{panel.role}")
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    return compose(pieces, [[Key(words.ui(PeopleUi.BUTTON_NO_LABEL), button)], [cancel]])


def _my_data(words: Wording, *, silenced: bool) -> Rendered:
    def key(text: PeopleUi, gesture: Gesture, value: str) -> Key:
        return Key(words.ui(text), FacilitatorButton("", gesture, value))

    files = [
        [key(PeopleUi.BUTTON_MY_DATA_TEXT, Gesture.MY_DATA, "text")],
        [key(PeopleUi.BUTTON_MY_DATA_JSON, Gesture.MY_DATA, "json")],
    ]
    reminders = (
        [[key(PeopleUi.BUTTON_REMINDERS_ON, Gesture.REMIND, "on")]]
        if silenced
        else [
            [key(PeopleUi.BUTTON_SNOOZE, Gesture.REMIND, "snooze")],
            [key(PeopleUi.BUTTON_STOP_REMINDERS, Gesture.REMIND, "stop")],
        ]
    )
    where = [key(PeopleUi.BUTTON_MY_WORDS, Gesture.MY_WORDS, "")]
    return compose([Piece(words.ui(PeopleUi.MY_DATA_ALL))], [where, *files, *reminders])


def _my_words(panel: MyWordsPanel, words: Wording) -> Rendered:
    pieces = [Piece(words.ui(PeopleUi.MY_WORDS, name=panel.name), Style.BOLD)]
    for n, one in enumerate(panel.places):
        if not one.printed:
            name = PeopleUi.MY_WORDS_COUNTED_AT if one.counted else PeopleUi.MY_WORDS_COUNTED
        elif one.places:
            name = PeopleUi.MY_WORDS_AT_COUNTED if one.counted else PeopleUi.MY_WORDS_AT
        else:
            name = PeopleUi.MY_WORDS_ANNEX_COUNTED if one.counted else PeopleUi.MY_WORDS_ANNEX
        begins = cut(" ".join(one.text.split()), _BEGINNING, "…")
        line = words.ui(
            name,
            number=words.ui(PeopleUi.MY_WORDS_BEGIN, number=one.number, words=begins) if begins else one.number,
            title=one.title,
            places=", ".join(one.places),
            counted=", ".join(one.counted),
        )
        pieces.append(Piece(line, tight=n > 0))
    return compose(pieces, [])


def _my_sessions(panel: MySessionsPanel, words: Wording) -> Rendered:
    pieces = [Piece(words.ui(PeopleUi.MY_SESSIONS), Style.BOLD)]
    keys = []
    for n, one in enumerate(panel.sessions, 1):
        pieces.append(Piece(words.ui(_state(one), n=n, title=one.name), tight=n > 1))
        keys.append([Key(f"{n}. {one.name}", FacilitatorButton("", Gesture.SWITCH, one.participant))])
    return compose(pieces, keys)


def _state(one: MySession) -> PeopleUi:
    if not one.live:
        return PeopleUi.MY_SESSION_OVER
    return PeopleUi.MY_SESSION_CURRENT if one.current else PeopleUi.MY_SESSION


def _organisations(panel: OrganisationsPanel, words: Wording) -> Rendered:
    pieces = [Piece(panel.workshop, Style.ITALIC), Piece(words.ui(PeopleUi.WHICH_ORGANISATION), Style.BOLD)]
    keys = [
        [Key(name, FacilitatorButton("", Gesture.CHOOSE_ORGANISATION, organisation))]
        for organisation, name in panel.choices
    ]
    cancel = Key(words.ui(Ui.PARAMETER_CANCEL), FacilitatorButton("", Gesture.CANCEL_DRAFT))
    return compose(pieces, [*keys, [cancel]])
