"""What happened, in the past tense: two closed unions, one an aggregate.

Every event comes in a `Stamp`: when it happened and an identifier, unique in the installation, from which the steps
derive the identifiers of whatever they create. The same stamp twice changes nothing.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.engine.ballots import Item, ItemCode, VoteResult
from bot.engine.matter import Matter
from bot.engine.phrases import Notice
from bot.engine.prompts import Act
from bot.engine.script import Key, StepId
from bot.engine.timetable import QuietHours

ParticipantId = str
SessionId = str
ContributionId = str


class Stamp(msgspec.Struct, frozen=True):
    """When (UTC, aware) and which event."""

    at: datetime
    id: str


# -- what happens to one participant -----------------------------------------------------------------------------------


class Entered(msgspec.Struct, frozen=True, tag=True):
    """Came in by the session's link, for the first time."""


class Resumed(msgspec.Struct, frozen=True, tag=True):
    """Asked to be shown where they are (`/start`, `/reprendre`), or came back after having blocked the bot."""


class AnswerGiven(msgspec.Struct, frozen=True, tag=True):
    """Wrote a message.

    `ref` identifies it on its channel, so that a later edit finds it. `shown` is the wait of the last card known to
    have been on the screen when it was written; `doubtful` says that a later card may have been there too.
    """

    text: str
    ref: int
    shown: str = ""
    doubtful: bool = False


class AnswerEdited(msgspec.Struct, frozen=True, tag=True):
    """Edited an earlier message, known by its `ref`."""

    text: str
    ref: int


class SaidInGroup(msgspec.Struct, frozen=True, tag=True):
    """Replied, in the group's own chat, to a question for discussion: the `number`th of the session, asked at `step`.

    `ref` identifies the reply there; with the same one again, its text was edited.
    """

    step: StepId
    number: int
    question: str
    text: str
    ref: int


class UnreadableSent(msgspec.Struct, frozen=True, tag=True):
    """Sent something that is not text: `kind` is voice, photo, sticker, document, video, location, contact or other.

    `emoji`: what a sticker stands for, which can be read; `shown` and `doubtful` as for a text.
    """

    kind: str
    ref: int
    emoji: str = ""
    shown: str = ""
    doubtful: bool = False


class ButtonPressed(msgspec.Struct, frozen=True, tag=True):
    """Tapped a button of the card that waits for `wait`, at its revision `rev`."""

    act: Act
    wait: str
    rev: int
    value: str = ""


class AnswersAsked(msgspec.Struct, frozen=True, tag=True):
    """Asked to see their answers (`/mesreponses`)."""


class DataAsked(msgspec.Struct, frozen=True, tag=True):
    """Asked what is held about them (`/mesdonnees`)."""


class HourAsked(msgspec.Struct, frozen=True, tag=True):
    """Asked to choose another hour for the day's message (`/heure`)."""


class LeaveAsked(msgspec.Struct, frozen=True, tag=True):
    """Asked to leave (`/quitter`)."""


class LanguageChosen(msgspec.Struct, frozen=True, tag=True):
    """Chose a language, `fr` or `en`."""

    language: str


class TimerFired(msgspec.Struct, frozen=True, tag=True):
    """A timer set for `wait` came due."""

    timer: str
    wait: str


class Shared(msgspec.Struct, frozen=True):
    """One contribution, on its way to the others' screens. `author` never leaves the engine.

    `codes`: of options chosen, which the others see counted.
    """

    key: Key
    text: str
    author: ParticipantId
    codes: tuple[str, ...] = ()


class DayBegan(msgspec.Struct, frozen=True, tag=True):
    """A day of an asynchronous session opens for this person: her hour has come.

    `shared` is what others said at the steps that are over, and that she has not been shown; `pinned`: of what was
    pinned, what still stands.
    """

    shared: tuple[Shared, ...] = ()
    pinned: tuple[ContributionId, ...] = ()


class GateOpened(msgspec.Struct, frozen=True, tag=True):
    """The group goes on to the step `gate`. `shared` is what the steps behind it let the group see."""

    gate: StepId
    shared: tuple[Shared, ...] = ()
    results: tuple[StepId, ...] = ()
    """Votes that this gate closed, whose results are in the group's state."""


class SessionClosed(msgspec.Struct, frozen=True, tag=True):
    """The session is over. `shared`: the answers to rounds of objections that end with it."""

    results: tuple[StepId, ...] = ()
    shared: tuple[Shared, ...] = ()


class ProbeSent(msgspec.Struct, frozen=True, tag=True):
    """A facilitator asks this person one more thing about a contribution of theirs, filed at `key`.

    `words`: the question, if it is the facilitator's own and not one of those that have a code.
    """

    key: Key
    code: str
    contribution: ContributionId
    words: str = ""


class MergeSubmitted(msgspec.Struct, frozen=True, tag=True):
    """A facilitator proposes one wording for ideas of which this person wrote some."""

    merge: str
    wording: str
    yours: tuple[str, ...]


class MergeSettled(msgspec.Struct, frozen=True, tag=True):
    """A proposed merge needs no answer any more: held, refused by someone, or out of time."""

    merge: str


class ContributionParked(msgspec.Struct, frozen=True, tag=True):
    """A facilitator set a contribution of this person apart, as a point to take up again."""

    contribution: ContributionId


class ContributionReleased(msgspec.Struct, frozen=True, tag=True):
    """A facilitator decided that a contribution of this person, withheld so far, may be shown all the same."""

    contribution: ContributionId


class PrecisionRequested(msgspec.Struct, frozen=True, tag=True):
    """Somebody would like this person's idea made clearer."""

    idea: str
    text: str


class IntroductionSubmitted(msgspec.Struct, frozen=True, tag=True):
    """Facilitators propose to put this person in touch with another; `directly`: each gives the other a contact."""

    introduction: str
    about: str
    directly: bool


class MemberCheckAsked(msgspec.Struct, frozen=True, tag=True):
    """The notebook of the closed session is there: does this person recognise themselves in it?"""


class DeliveryFailed(msgspec.Struct, frozen=True, tag=True):
    """This person cannot be reached any more (blocked the bot, or is gone)."""


class NoticeSent(msgspec.Struct, frozen=True, tag=True):
    """The facilitators, or the session, have something to say to this person."""

    notice: Notice


class ContributionHidden(msgspec.Struct, frozen=True, tag=True):
    """A facilitator shows a contribution of this person to nobody, and says why: a code, or her own words.

    `loose`: it is no answer that counts (at the parking, late, off the script), and so lies under no question.
    """

    contribution: ContributionId
    reason: str
    loose: bool = False


class SplitSubmitted(msgspec.Struct, frozen=True, tag=True):
    """A facilitator proposes to make two ideas of one that this person wrote."""

    split: str
    idea: str
    parts: tuple[str, str]


class PersonNudged(msgspec.Struct, frozen=True, tag=True):
    """A facilitator reminds this person of the question on their screen, in her own words if she gave any."""

    text: str = ""


class Removed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator ended this person's participation, and said why. `keep`: what they said stays."""

    reason: str
    keep: bool


class ErasureAsked(msgspec.Struct, frozen=True, tag=True):
    """Asked, outside the session, that everything of theirs be erased: nothing is kept of them, not even that."""


class StepReopened(msgspec.Struct, frozen=True, tag=True):
    """A step that was over may be answered again, until the group goes on."""

    step: StepId


class ClockRestarted(msgspec.Struct, frozen=True, tag=True):
    """A pause of the group is over; it lasted that many seconds."""

    seconds: float


class ClockConverted(msgspec.Struct, frozen=True, tag=True):
    """The session goes on over days from now on, or live."""


class CourseExtended(msgspec.Struct, frozen=True, tag=True):
    """A step was added before the gate that was the next one: who rests there waits for that step instead."""

    before: StepId
    step: StepId


class ProbedWithGroup(msgspec.Struct, frozen=True, tag=True):
    """Facilitators ask everybody one of the step's own follow-ups; each answers about what they said there."""

    step: StepId
    code: str


class Nudged(msgspec.Struct, frozen=True, tag=True):
    """Facilitators remind everybody who has said nothing at these steps; `minutes` are left, 0: nobody knows."""

    steps: tuple[StepId, ...]
    minutes: int = 0


ParticipantEvent = (
    Entered
    | Resumed
    | AnswerGiven
    | AnswerEdited
    | UnreadableSent
    | SaidInGroup
    | ButtonPressed
    | AnswersAsked
    | DataAsked
    | HourAsked
    | LeaveAsked
    | LanguageChosen
    | TimerFired
    | DayBegan
    | GateOpened
    | SessionClosed
    | ProbeSent
    | MergeSubmitted
    | MergeSettled
    | PrecisionRequested
    | IntroductionSubmitted
    | MemberCheckAsked
    | ContributionParked
    | ContributionReleased
    | DeliveryFailed
    | NoticeSent
    | ClockRestarted
    | ClockConverted
    | CourseExtended
    | Nudged
    | PersonNudged
    | ProbedWithGroup
    | Removed
    | ErasureAsked
    | StepReopened
    | ContributionHidden
    | SplitSubmitted
)


# -- what happens to the group -----------------------------------------------------------------------------------------


class SessionOpened(msgspec.Struct, frozen=True, tag=True):
    """A facilitator opened the session."""


class Accepted(msgspec.Struct, frozen=True, tag=True):
    """A person consented and is now one of the group. `relayed`: somebody else enters what they say."""

    participant: ParticipantId
    relayed: bool = False


class Declined(msgspec.Struct, frozen=True, tag=True):
    """Somebody refused. Nothing says who."""


class Arrived(msgspec.Struct, frozen=True, tag=True):
    """A person has done everything before the gate (empty gate: everything there is)."""

    participant: ParticipantId
    gate: StepId


class Departed(msgspec.Struct, frozen=True, tag=True):
    """A person left, was removed, or cannot be reached."""

    participant: ParticipantId


class Returned(msgspec.Struct, frozen=True, tag=True):
    """A person who had departed is back."""

    participant: ParticipantId


class DeadlinePassed(msgspec.Struct, frozen=True, tag=True):
    """A timer of the gate came due: `timer` is `earliest` or `deadline`. Of a merge, by its id: `merge`."""

    gate: StepId
    timer: str


class MovedOn(msgspec.Struct, frozen=True, tag=True):
    """A facilitator goes on to the next gate. `gate`: the one she saw, so that two taps do one thing.

    `now`: though whoever is awaited was warned only just before. Without it a second tap leaves them their half minute.
    """

    gate: StepId
    now: bool = False


class ItemChosen(msgspec.Struct, frozen=True, tag=True):
    """A facilitator puts something on the next ballot, behind what is there, or takes it off (`on` False).

    It takes the place of whatever has one of its ideas, which is what is taken off; codes follow the order.
    """

    pool: str
    item: Item
    on: bool = True


class PreparedLeftOut(msgspec.Struct, frozen=True, tag=True):
    """Facilitators settled which prepared items make room for the group's on the next ballot: these, and no others."""

    pool: str
    codes: tuple[ItemCode, ...]


class MergeProposed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator proposes `wording` for the ideas `sources` (idea id, author)."""

    merge: str
    pool: str
    wording: str
    sources: tuple[tuple[str, ParticipantId], ...]


class MergeAnswered(msgspec.Struct, frozen=True, tag=True):
    """An author said yes or no; `suggestion` is another wording she would accept."""

    merge: str
    participant: ParticipantId
    agreed: bool
    suggestion: str = ""


class PrecisionAsked(msgspec.Struct, frozen=True, tag=True):
    """A person would like an idea made clearer."""

    participant: ParticipantId
    idea: str


class PrecisionGiven(msgspec.Struct, frozen=True, tag=True):
    """The author of an idea made it clearer, in that contribution."""

    participant: ParticipantId
    idea: str
    text: str
    contribution: ContributionId = ""


class Kept(msgspec.Struct, frozen=True, tag=True):
    """A person keeps these ideas of their team's in that round; `done`: and has finished choosing."""

    participant: ParticipantId
    round: StepId
    ideas: tuple[str, ...]
    done: bool = False


class WordsErased(msgspec.Struct, frozen=True, tag=True):
    """What a person said, all of it or one contribution, is shown to nobody any more: withdrawn, or withheld."""

    participant: ParticipantId
    contribution: ContributionId = ""


class IntroductionProposed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator proposes to put two people in touch. `about`: what brings them together, in neither's name."""

    introduction: str
    about: str
    people: tuple[ParticipantId, ParticipantId]
    directly: bool


class IntroductionAnswered(msgspec.Struct, frozen=True, tag=True):
    """One of the two said yes or no; `contact` is what they give the other, if they agreed and it is direct."""

    introduction: str
    participant: ParticipantId
    agreed: bool
    contact: str = ""


class ValueGiven(msgspec.Struct, frozen=True, tag=True):
    """A facilitator gave a value that the script shows later: an improvement proposed, three stories of yesterday."""

    name: str
    value: str


class HorizonChosen(msgspec.Struct, frozen=True, tag=True):
    """A facilitator chose which item of that vote is debated, instead of the one that divides most, and said why."""

    vote: StepId
    code: str
    reason: str = ""


class MatterGathered(msgspec.Struct, frozen=True, tag=True):
    """What the stretch behind `gate` shows or votes on has been gathered, as `GatherMatter` asked."""

    gate: StepId
    matter: Matter


class VoteCounted(msgspec.Struct, frozen=True, tag=True):
    """The ballots of a vote that `CloseVote` asked for have been counted and sealed."""

    result: VoteResult


class VotesRecounted(msgspec.Struct, frozen=True, tag=True):
    """The closed votes have been counted again after a withdrawal; `results`: those that changed."""

    results: tuple[VoteResult, ...]


class MoveAnnounced(msgspec.Struct, frozen=True, tag=True):
    """A facilitator goes on to the gate in a moment; who has not answered is warned. `gate`: the one she saw."""

    gate: StepId


class MoveCalledOff(msgspec.Struct, frozen=True, tag=True):
    """A facilitator would rather wait than go on as announced."""

    gate: StepId


class DeadlineExtended(msgspec.Struct, frozen=True, tag=True):
    """A facilitator gave the group more time before the gate she saw. `zone`: on whose clocks the new end is told."""

    gate: StepId
    minutes: int
    zone: str


class SessionPaused(msgspec.Struct, frozen=True, tag=True):
    """A facilitator stopped the clock, for that many minutes as she thinks; 0: she did not say."""

    minutes: int
    zone: str


class SessionResumed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator lets the clock go on."""


class ModeChosen(msgspec.Struct, frozen=True, tag=True):
    """A facilitator has an open session go on over that many days; live if there are none."""

    days: int
    quiet: QuietHours = QuietHours()


class RoundAdded(msgspec.Struct, frozen=True, tag=True):
    """A facilitator adds a further round of a vote that was counted."""

    of: StepId


class GroupNudged(msgspec.Struct, frozen=True, tag=True):
    """A facilitator reminds whoever has said nothing; `steps` are those at which she saw somebody silent."""

    steps: tuple[StepId, ...]


class GroupProbed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator asks everybody who has answered a step one of its own follow-ups."""

    step: StepId
    code: str


class GroupAddressed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator wrote to the whole group."""

    text: str


class ContributionPinned(msgspec.Struct, frozen=True, tag=True):
    """A facilitator put a contribution forward. `title`: of its step; `minority`: few share that view, she judges.

    `signed`: the code of its author's profile, if enough people share it to be named.
    """

    contribution: ContributionId
    author: ParticipantId
    title: str
    text: str
    minority: bool = False
    step: StepId = ""
    signed: str = ""


class ContributionUnpinned(msgspec.Struct, frozen=True, tag=True):
    """A facilitator puts it forward no more."""

    contribution: ContributionId


class WentBack(msgspec.Struct, frozen=True, tag=True):
    """A facilitator goes back to a step that is over."""

    step: StepId


class CloseAsked(msgspec.Struct, frozen=True, tag=True):
    """A facilitator closes the session."""


SessionEvent = (
    SessionOpened
    | Accepted
    | Declined
    | Arrived
    | Departed
    | Returned
    | DeadlinePassed
    | MovedOn
    | MoveAnnounced
    | MoveCalledOff
    | DeadlineExtended
    | SessionPaused
    | SessionResumed
    | ModeChosen
    | RoundAdded
    | GroupNudged
    | GroupProbed
    | GroupAddressed
    | ContributionPinned
    | ContributionUnpinned
    | WentBack
    | ItemChosen
    | MergeProposed
    | MergeAnswered
    | PrecisionAsked
    | PrecisionGiven
    | Kept
    | WordsErased
    | IntroductionProposed
    | IntroductionAnswered
    | ValueGiven
    | HorizonChosen
    | PreparedLeftOut
    | MatterGathered
    | VoteCounted
    | VotesRecounted
    | CloseAsked
)
