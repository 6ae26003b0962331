"""What is kept of what somebody says: answers, ideas, words set aside or withheld; and what is forgotten.

Not here: which question the words answer (`participant`), what is asked about them (`probing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine import cards, choices, course, lists, second_rounds
from bot.engine.effects import (
    FoldCard,
    Notify,
    ProposeIdea,
    Record,
    RemoveBallot,
    SendCard,
    SetStanding,
    Standing,
    Tell,
    WithdrawAll,
    WithdrawIdea,
)
from bot.engine.events import ContributionId, Departed, WordsErased
from bot.engine.follow_ups import is_probe_key
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.probes import is_dont_know, protection
from bot.engine.reading import split_keywords
from bot.engine.run import Given, IdeaGiven, Stage, Status, UncertainText, Wait
from bot.engine.script import FreeText, GradedBallot, Key, Keywords, Proposals, Question, Step, StepId
from bot.engine.turn.base import Turn

UNCERTAIN_AT_MOST: Final = 4
NOWHERE: Final = 1_000
"""The place of an idea that was set apart while its author was asked about it."""


class Keeping(Turn):
    """A turn that keeps and forgets words."""

    # -- answers -------------------------------------------------------------------------------------------------------

    def keep(
        self,
        key: Key,
        text: str,
        *,
        codes: Sequence[str] = (),
        refs: tuple[tuple[int, str], ...] = (),
        probe: str = "",
        about: str = "",
        read_as: str = "",
    ) -> None:
        """Record an answer; it supersedes the one before. What holds personal data or an attack is withheld at once.

        `read_as`: how this person read it, if that is not how it is kept.
        """
        before = self.run.answers.get(key)
        supersedes = before.id if before is not None else ""
        reason = self.protection(text) if refs else ""
        contribution = self.new_id()
        step = self.script.step_of(key)
        self.do(
            Record(
                contribution,
                key,
                text,
                tuple(codes),
                supersedes=supersedes,
                standing=Standing.WITHHELD if reason else Standing.KEPT,
                reason=reason,
                probe=probe,
                about=about or self.reserved_item(key),
                round=len(self.run.cards.get(step.id, ())),
            )
        )
        self.withholds_no_more(supersedes)
        if reason:
            self.withholds(contribution, reason)
        pool = "" if is_probe_key(key) else pool_of(self.script.question(key))
        if pool and not reason and not is_dont_know(text, self.script.lexicon):
            self.do(ProposeIdea(contribution, pool, text, supersedes=supersedes))
        elif pool and supersedes:
            self.do(WithdrawIdea(supersedes))
        given = Given(contribution, read_as or text, tuple(codes), refs)
        answers = {one: value for one, value in self.run.answers.items() if one != key}
        self.run = replace(self.run, answers={**answers, key: given})

    def reserved_item(self, key: Key) -> str:
        """The item that the question `key` asks a reservation about, if it does."""
        vote = "" if is_probe_key(key) else self.script.question(key).reservation_on
        return self.run.reservations.get(vote, "")

    def append(self, key: Key, text: str, ref: int, *, probe: str = "") -> None:
        """One more message of the same answer."""
        before = self.run.answers.get(key)
        refs = (*(before.refs if before is not None else ()), (ref, text))
        self.keep(key, "\n".join(part for _, part in refs), refs=refs, probe=probe)

    def rewrite(self, key: Key, refs: tuple[tuple[int, str], ...], *, probe: str = "") -> bool:
        """The answer at `key` is now what these messages say; False if they hold more keywords than may be kept."""
        text = "\n".join(part for _, part in refs)
        accepts = None if is_probe_key(key) else self.script.question(key).accepts
        if not isinstance(accepts, Keywords):
            self.keep(key, text, refs=refs, probe=probe)
            return True
        words = split_keywords(text, accepts.at_most)
        if 0 < len(words) <= accepts.at_most:
            self.keep(key, "\n".join(words), codes=words, refs=refs, probe=probe)
            return True
        # The words given before still stand; what was typed is not lost either.
        self.set_aside(key, text, Standing.PARKED, "beyond_limit")
        too_many = say(Phrase.KEEP_THREE, words=", ".join(words), limit=accepts.at_most)
        self.do(SendCard(cards.notice_card(too_many if words else say(Phrase.NO_WORD))))
        return False

    def labels_kept(self, question: Question, codes: Sequence[str]) -> str:
        """What was chosen, in the script's own language: kept alike, whatever language it was read in."""
        options = choices.options_of(self.original.question(question.key), self.run, self.told)
        return ", ".join(one.label for one in options if one.code in codes)

    def kept_notice(self, key: Key) -> Notice:
        """« C'est noté », or why what was just said at `key` is not shown."""
        reason = self.run.withheld.get(self.run.answers[key].id)
        return say(Phrase.NOTED) if reason is None else cards.withheld_notice(reason)

    # -- ideas ---------------------------------------------------------------------------------------------------------

    def keep_idea(self, question: Question, text: str, ref: int, *, instead_of: str = "") -> None:
        """Record one idea of a collection, in the place of another where it replaces one."""
        step = self.script.step_of(question.key)
        contribution = self.new_id()
        reason = self.protection(text)
        self.do(
            Record(
                contribution,
                question.key,
                text,
                supersedes=instead_of,
                standing=Standing.WITHHELD if reason else Standing.KEPT,
                reason=reason,
            )
        )
        self.withholds_no_more(instead_of)
        if reason:
            self.withholds(contribution, reason)
        # « jsp » is kept as it was said, and nobody reads it as an idea.
        if not reason and not is_dont_know(text, self.script.lexicon):
            self.do(ProposeIdea(contribution, proposals_of(question).pool, text, supersedes=instead_of))
        elif instead_of:
            self.do(WithdrawIdea(instead_of))
        new = IdeaGiven(contribution, text, ref)
        ideas = self.run.ideas.get(step.id, ())
        # In the place of the one it replaces: a probe under way names an idea by its place.
        mine = tuple(new if idea.id == instead_of else idea for idea in ideas) if instead_of else (*ideas, new)
        given = Given(contribution, "\n".join(idea.text for idea in mine))
        self.run = replace(
            self.run, ideas={**self.run.ideas, step.id: mine}, answers={**self.run.answers, question.key: given}
        )

    def is_too_long(self, question: Question, text: str) -> bool:
        """Whether a sentence is too long for a ballot; if so it is kept apart, and its author told."""
        limit = proposals_of(question).max_length
        if len(text) <= limit:
            return False
        self.set_aside(question.key, text, Standing.PARKED, "too_long")
        notice = say(Phrase.IDEA_TOO_LONG, limit=limit, length=len(text))
        here = self.run.wait.key == question.key
        self.do(SendCard(self.current_card(notice) if here else cards.notice_card(notice)))
        return True

    def withdraw_ideas(self, step: Step, reason: str) -> None:
        """All this person proposed at the step, for a reason that is kept with it."""
        for idea in self.run.ideas.get(step.id, ()):
            self.do(SetStanding(idea.id, Standing.WITHDRAWN, reason))
            self.do(WithdrawIdea(idea.id))
            self.withholds_no_more(idea.id)
        self.run = replace(self.run, ideas={**self.run.ideas, step.id: ()})

    def idea_asked_about(self) -> str:
        """The id of the idea that the current wait is about, empty if it was set apart meanwhile."""
        ideas = self.run.ideas.get(self.script.step_of(self.run.wait.key).id, ())
        return ideas[self.run.wait.cursor].id if self.run.wait.cursor < len(ideas) else ""

    def without_idea(self, step: StepId, place: int) -> Wait:
        """The current wait, still naming the idea it is about; a place past the last if that one is gone."""
        wait = self.run.wait
        if wait.key != step or wait.stage not in (Stage.PROBED, Stage.GATHERING) or wait.cursor < place:
            return wait
        return replace(wait, cursor=wait.cursor - 1 if wait.cursor > place else NOWHERE)

    # -- words that are no answer, and words that nobody is shown ------------------------------------------------------

    def set_aside(self, key: Key, text: str, standing: Standing, reason: str = "") -> ContributionId:
        """Keep words that are no answer. What would be withheld as an answer is withheld here too."""
        hidden = self.protection(text)
        contribution = self.new_id()
        if hidden:
            standing, reason = Standing.WITHHELD, hidden
            self.withholds(contribution, hidden)
        self.do(Record(contribution, key, text, standing=standing, reason=reason))
        return contribution

    def off_script(self, text: str) -> None:
        """Words that no question asked for: passed on to facilitators, and in no count."""
        self.do(Notify(say(Phrase.TELL_QUESTION, text=text)))
        self.do(SendCard(cards.notice_card(say(Phrase.OFF_SCRIPT))))
        key = next(reversed(self.run.answers))
        self.set_aside(key, text, Standing.LATE, "off_script")

    def keep_uncertain(self, text: str) -> None:
        """Kept and flagged; the person says in one tap whether it answers the question on the screen."""
        wait = self.run.wait
        contribution = self.set_aside(wait.key, text, Standing.UNCERTAIN, "which_question")
        kept = UncertainText(contribution, text, wait.id)
        self.run = replace(self.run, uncertain=(*self.run.uncertain, kept)[-UNCERTAIN_AT_MOST:])
        title = self.script.step_of(wait.key).title
        self.do(SendCard(cards.which_question_card(title, kept)))

    def protection(self, text: str) -> str:
        """Why a text may not be shown, empty if it may."""
        return protection(text, self.script.lexicon)

    def withholds(self, contribution: ContributionId, reason: str) -> None:
        """Remember that nobody is shown these words, and why."""
        self.run = replace(self.run, withheld={**self.run.withheld, contribution: reason})

    def withholds_no_more(self, contribution: ContributionId) -> None:
        """Replaced, withdrawn or released: nothing is left to decide."""
        if contribution in self.run.withheld:
            left = {one: reason for one, reason in self.run.withheld.items() if one != contribution}
            self.run = replace(self.run, withheld=left)

    def tell_withheld(self, key: Key) -> None:
        """Say why what was just said at `key` is not shown, where no more may be asked about it."""
        reason = self.run.withheld.get(self.run.answers[key].id)
        if reason is not None:
            self.do(SendCard(cards.notice_card(cards.withheld_notice(reason))))

    def hide(self, contribution: ContributionId, reason: str) -> None:
        """Take it off every list, and show it to nobody until it is rewritten or released."""
        self.do(SetStanding(contribution, Standing.WITHHELD, reason))
        self.do(WithdrawIdea(contribution))
        self.withholds(contribution, reason)
        self.do(Tell(WordsErased(self.run.participant, contribution)))

    # -- where words are -----------------------------------------------------------------------------------------------

    def filed_at(self, contribution: ContributionId) -> Key:
        """The key of an answer or an idea that counts, of an earlier card too; empty for what is none."""
        cards_done = [given for done in self.run.cards.values() for given in done]
        ideas = {idea.id: step for step, ideas in self.run.ideas.items() for idea in ideas}
        answers = {given.id: key for many in (*cards_done, self.run.answers) for key, given in many.items()}
        return {**answers, **ideas}.get(contribution, "")

    def words_of(self, contribution: ContributionId) -> str:
        """The words of an answer or an idea that counts."""
        answers = [*(given for done in self.run.cards.values() for given in done), self.run.answers]
        said = {given.id: given.text for many in answers for given in many.values()}
        return {**said, **{idea.id: idea.text for ideas in self.run.ideas.values() for idea in ideas}}[contribution]

    # -- ballots that are counted --------------------------------------------------------------------------------------

    def forget_sealed_ballots(self) -> None:
        """Once a vote is counted, nothing here says what this person graded: only that they voted."""
        sealed = tuple(step for step in self.run.votes if step in self.group.results)
        for step in sealed:
            self.may_have_reservations(step)
        self.keep_first_rounds(sealed)
        if sealed:
            kept = {step: grades for step, grades in self.run.votes.items() if step not in sealed}
            self.run = replace(self.run, votes=kept, voted=(*self.run.voted, *sealed))

    def keep_first_rounds(self, sealed: Sequence[StepId]) -> None:
        """A second round gives back what one gave in the first; nothing of it is left once that round is counted."""
        awaited = second_rounds.awaited(self.script, self.group)
        kept = {step: grades for step, grades in self.run.first_round.items() if step in awaited}
        kept |= {step: self.run.votes[step] for step in sealed if step in awaited}
        if kept != self.run.first_round:
            self.run = replace(self.run, first_round=kept)

    def may_have_reservations(self, vote: StepId) -> None:
        """Before the ballot is forgotten: the one item its owner may be asked about, if the script asks that."""
        asks = any(question.reservation_on == vote for _, question in self.script.walk())
        form = self.script.step(vote).ballot
        if not asks or not isinstance(form, GradedBallot) or self.run.status is not Status.ACTIVE:
            return
        item = lists.reserved(form, self.group.results[vote], self.run.votes[vote])
        if item:
            self.run = replace(self.run, reservations={**self.run.reservations, vote: item})

    def forget_reservations(self) -> None:
        """Who said nothing of a low grade while it was asked leaves no trace of having given it."""
        if not self.run.reservations:
            return
        for step, question in self.script.walk():
            vote = question.reservation_on
            given = self.run.answers.get(question.key)
            over = course.is_frozen(self.script, self.run, self.group, step.id)
            if vote in self.run.reservations and over and (given is None or given.passed):
                self.forget_reservation(vote)

    def forget_reservation(self, vote: StepId) -> None:
        """Which item of that vote this person might be asked about."""
        kept = {one: item for one, item in self.run.reservations.items() if one != vote}
        self.run = replace(self.run, reservations=kept)

    # -- forgetting ----------------------------------------------------------------------------------------------------

    def erase(self) -> None:
        """Every word and every open ballot of this person. What is sealed and cut from its voter cannot be found."""
        for step in self.run.votes:
            if course.is_vote_open(self.group, step):
                self.do(RemoveBallot(step))
        self.do(WithdrawAll())
        self.do(Tell(WordsErased(self.run.participant)))
        self.run = replace(self.run, answers={}, ideas={}, votes={}, confirmed=(), withdrawn=True)
        # Words are held in more places than answers.
        self.run = replace(self.run, asides=(), uncertain=(), withheld={}, cards={}, reservations={}, first_round={})

    def goes_away(self, *, erase: bool, notify: Phrase = Phrase.TELL_LEFT) -> None:
        """This person takes part no more: gates recount, facilitators are told."""
        was = self.run.status
        self.do(FoldCard(self.run.wait.id))
        self.cancel_timers()
        self.run = replace(self.run, status=Status.LEFT, kept_on_leaving=not erase)
        if erase:
            self.erase()
        if was is Status.ACTIVE:
            self.do(Tell(Departed(self.run.participant)))
            self.do(Notify(Notice(notify)))


def pool_of(question: Question) -> str:
    """The pool that an answer joins as an item; empty if it joins none."""
    return question.accepts.pool if isinstance(question.accepts, FreeText | Proposals) else ""


def proposals_of(question: Question) -> Proposals:
    """The form of a question that collects ideas. Raises TypeError for any other."""
    if not isinstance(question.accepts, Proposals):
        raise TypeError(question.key)
    return question.accepts
