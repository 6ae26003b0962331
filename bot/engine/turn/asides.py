"""What is asked beside the course, each under a wait of its own: what is on the screen stays there.

Merges, precisions, splits, introductions, the member check, and taking back one contribution.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.engine import cards, choices
from bot.engine.effects import FoldCard, Notify, Record, SendCard, Standing, Tell, WithdrawOne
from bot.engine.events import (
    ContributionId,
    IntroductionAnswered,
    IntroductionSubmitted,
    MergeAnswered,
    PrecisionGiven,
    SplitSubmitted,
    WordsErased,
)
from bot.engine.follow_ups import CORRECTION, PRECISION, is_probe_key
from bot.engine.phrases import Phrase, say
from bot.engine.probes import probe_text
from bot.engine.reading import is_pass
from bot.engine.run import Aside, AsideKind, Given, Stage, Status
from bot.engine.script import YES, FreeText, Key, Keywords, Proposals, StepKind
from bot.engine.turn.moving import Moving


class Asides(Moving):
    """A turn that asks beside the course."""

    # -- asked ---------------------------------------------------------------------------------------------------------

    def ask_aside(self, aside: Aside) -> None:
        """Ask something beside the course: it has its own wait, and what is on the screen stays there."""
        self.run = replace(self.run, asides=(*self.run.asides, aside))
        self.do(SendCard(cards.aside_card(self.script, self.run, self.group, aside), timely=False))

    def merge_submitted(self, merge: str, wording: str, yours: Sequence[str]) -> None:
        """One wording for several ideas, one of them this person's: nothing becomes of it without their yes."""
        if self.run.status in (Status.ACTIVE, Status.FINISHED):
            self.ask_aside(Aside(merge, AsideKind.MERGE, wording, cards.merge_wait(merge), tuple(yours)))

    def merge_settled(self, merge: str) -> None:
        """The merge holds or fails without this person's word: there is nothing left to answer."""
        asked = next((one for one in self.run.asides if one.id == merge and one.kind is AsideKind.MERGE), None)
        if asked is not None and not asked.answered:
            self.settle_aside(asked, Phrase.MERGE_OVER)

    def precision_requested(self, idea: str, text: str) -> None:
        """Somebody would like this person's idea made clearer."""
        if self.run.status is Status.ACTIVE:
            # Where a text is waited for already, it takes a tap to say that the next one is meant for this.
            writing = not self.takes_text() or not self.waits_for_words()
            aside = Aside(idea, AsideKind.PRECISION, text, cards.precision_wait(idea), (idea,), writing=writing)
            self.ask_aside(aside)

    def waits_for_words(self) -> bool:
        """Whether the question on the screen is answered in words."""
        words = FreeText | Keywords | Proposals
        return self.run.wait.stage is not Stage.ASKED or isinstance(self.question_at(self.run.wait.key).accepts, words)

    def introduction_submitted(self, event: IntroductionSubmitted) -> None:
        """Facilitators propose to put this person in touch with another."""
        if self.run.status in (Status.ACTIVE, Status.FINISHED) and not self.run.withdrawn:
            wait = cards.introduction_wait(event.introduction)
            aside = Aside(event.introduction, AsideKind.INTRODUCTION, event.about, wait, directly=event.directly)
            self.ask_aside(aside)

    def member_check_asked(self) -> None:
        """« Vous reconnaissez-vous dans ce cahier ? », once for each notebook that the facilitators send."""
        step = cards.checking(self.script)
        if step is None or self.run.status is not Status.FINISHED or self.run.withdrawn:
            return
        number = sum(one.kind is AsideKind.MEMBER_CHECK for one in self.run.asides) + 1
        for before in self.run.asides:
            if before.kind is AsideKind.MEMBER_CHECK and not before.answered:
                self.settle_aside(before, Phrase.STALE)
        self.ask_aside(Aside(f"{step.id}{number}", AsideKind.MEMBER_CHECK, "", cards.check_wait(number)))

    def split_submitted(self, event: SplitSubmitted) -> None:
        """Two ideas proposed instead of one: nothing becomes of it without its author's yes."""
        if self.may_split(event.idea):
            text = "\n".join(" ".join(part.split()) for part in event.parts)
            self.ask_aside(Aside(event.split, AsideKind.SPLIT, text, cards.split_wait(event.split), (event.idea,)))

    def may_split(self, idea: str) -> bool:
        """Whether the idea still stands as its author wrote it, and no vote has opened on it."""
        key = self.filed_at(idea)
        form = self.script.question(key).accepts if key and not is_probe_key(key) else None
        voted = {ballot.pool for step in self.group.ballots if (ballot := self.script.step(step).ballot) is not None}
        standing = idea not in self.run.withheld and any(one.id == idea for one in self.run.ideas.get(key, ()))
        return standing and isinstance(form, Proposals) and form.pool not in voted

    # -- answered by a tap ---------------------------------------------------------------------------------------------

    def answers_aside(self, wait: str, value: str) -> None:
        """A button of a card beside the course; one that is settled changes nothing."""
        asked = next((one for one in self.run.asides if one.wait == wait), None)
        # Who has left still has a right over what was kept of them.
        gone = not self.is_here() and (asked is None or asked.kind is not AsideKind.WITHDRAWAL)
        if asked is None or asked.answered or gone:
            self.toast(Phrase.STALE if asked is None else Phrase.MERGE_OVER)
            return
        match asked.kind:
            case AsideKind.MERGE:
                self.answers_merge(asked, value)
            case AsideKind.PRECISION if value == "write":
                self.toast(Phrase.GO_ON)
                self.change_aside(replace(asked, writing=True))
            case AsideKind.PRECISION:
                self.toast(Phrase.PASSED)
                self.settle_aside(asked, Phrase.PASSED)
            case AsideKind.INTRODUCTION:
                self.answers_introduction(asked, value)
            case AsideKind.MEMBER_CHECK:
                self.answers_member_check(asked, value)
            case AsideKind.SPLIT:
                self.answers_split(asked, value)
            case AsideKind.WITHDRAWAL:  # pragma: no branch - the union is exhausted
                self.withdraws_one(asked, value)

    def answers_merge(self, asked: Aside, value: str) -> None:
        """Yes, no, or another wording, which is then waited for."""
        if value == "other":
            self.toast(Phrase.GO_ON)
            self.change_aside(replace(asked, writing=True))
            self.do(SendCard(cards.notice_card(say(Phrase.MERGE_WRITE))))
            return
        agreed = value == "yes"
        self.toast(Phrase.MERGE_ACCEPTED if agreed else Phrase.MERGE_REFUSED)
        self.settle_aside(asked, Phrase.MERGE_ACCEPTED if agreed else Phrase.MERGE_REFUSED)
        self.do(Tell(MergeAnswered(asked.id, self.run.participant, agreed)))

    def answers_introduction(self, asked: Aside, value: str) -> None:
        """Yes, no, or « pas maintenant »; a yes without a go-between waits for a contact."""
        if value == cards.LATER:
            # The card stays: « pas maintenant » is no answer yet.
            self.toast(Phrase.INTRODUCTION_LATER)
        elif value == YES and asked.directly:
            self.toast(Phrase.GO_ON)
            self.change_aside(replace(asked, writing=True))
            self.do(SendCard(cards.notice_card(say(Phrase.INTRODUCTION_CONTACT))))
        else:
            agreed = value == YES
            phrase = Phrase.INTRODUCTION_YES if agreed else Phrase.INTRODUCTION_NO
            self.toast(phrase)
            self.settle_aside(asked, phrase)
            self.do(Tell(IntroductionAnswered(asked.id, self.run.participant, agreed)))

    def answers_member_check(self, asked: Aside, value: str) -> None:
        """They recognise themselves, or something is to be put right, or taken back."""
        step = cards.checking(self.script)
        option = (
            None
            if step is None
            else next(
                (one for one in choices.options_of(step.questions[0], self.run, self.group) if one.code == value), None
            )
        )
        if step is None or option is None:
            self.toast(Phrase.STALE)
            return
        codes = (option.code,)
        self.keep(step.id, self.labels_kept(step.questions[0], codes), codes=codes, read_as=option.label)
        match value:
            case "corriger":
                self.toast(Phrase.GO_ON)
                self.change_aside(replace(asked, writing=True))
                self.do(SendCard(cards.notice_card(say(Phrase.CORRECTION_WRITE))))
            case "retirer":
                self.toast(Phrase.GO_ON)
                self.offers_to_withdraw()
            case _:
                self.toast(Phrase.CHECK_NOTED)
                self.settle_aside(asked, Phrase.CHECK_NOTED)

    def answers_split(self, asked: Aside, value: str) -> None:
        """The two ideas take the place of the one; or it stays whole, and facilitators are told."""
        (idea,) = asked.yours
        if not self.may_split(idea):
            self.toast(Phrase.MERGE_OVER)
            self.settle_aside(asked, Phrase.MERGE_OVER)
            return
        whole = self.words_of(idea)
        if value != "yes":
            self.toast(Phrase.MERGE_REFUSED)
            self.settle_aside(asked, Phrase.MERGE_REFUSED)
            self.do(Notify(say(Phrase.TELL_SPLIT_REFUSED, text=whole)))
            return
        self.toast(Phrase.SPLIT_ACCEPTED)
        self.settle_aside(asked, Phrase.SPLIT_ACCEPTED)
        question = self.script.question(self.filed_at(idea))
        first, second = asked.text.split("\n")
        self.keep_idea(question, first, 0, instead_of=idea)
        self.keep_idea(question, second, 0)
        self.do(Notify(say(Phrase.TELL_SPLIT_HELD, text=whole)))

    # -- answered in words ---------------------------------------------------------------------------------------------

    def answers_aside_in_words(self, text: str) -> bool:
        """The text that something beside the course was waiting for; False if nothing was."""
        asked = next((one for one in self.run.asides if one.writing and not one.answered), None)
        if asked is None or self.run.status not in (Status.ACTIVE, Status.FINISHED):
            return False
        match asked.kind:
            case AsideKind.MERGE:
                # Another wording: not a yes, and passed on.
                self.settle_aside(asked, Phrase.MERGE_REFUSED)
                self.do(SendCard(cards.notice_card(say(Phrase.MERGE_SUGGESTED))))
                self.do(Tell(MergeAnswered(asked.id, self.run.participant, agreed=False, suggestion=text)))
            case AsideKind.PRECISION:
                self.makes_clearer(asked, text)
            case AsideKind.INTRODUCTION:
                # A contact is passed on and kept nowhere: it is no contribution.
                self.settle_aside(asked, Phrase.INTRODUCTION_YES)
                self.do(Tell(IntroductionAnswered(asked.id, self.run.participant, agreed=True, contact=text)))
            case AsideKind.MEMBER_CHECK:
                self.corrects(asked, text)
            case AsideKind.WITHDRAWAL | AsideKind.SPLIT:  # pragma: no cover - they wait for no words
                return False
        return True

    def corrects(self, asked: Aside, text: str) -> None:
        """What should be put right in the notebook: for the facilitators, and annexed."""
        step = cards.checking(self.script)
        if step is not None:  # pragma: no branch - it was asked by that step
            self.set_aside(f"{step.id}.{CORRECTION}", text, Standing.KEPT)
        self.do(Notify(say(Phrase.TELL_CORRECTION, text=text)))
        self.settle_aside(asked, Phrase.CORRECTION_NOTED)
        self.do(SendCard(cards.notice_card(say(Phrase.CORRECTION_NOTED))))

    def makes_clearer(self, asked: Aside, text: str) -> None:
        """What an author meant: shown to whoever asked, unless it holds what nobody may be shown."""
        if is_pass(text):
            self.settle_aside(asked, Phrase.PASSED)
            return
        sharing = next(step for step in self.script.steps if step.kind is StepKind.SHARE)
        contribution = self.new_id()
        reason = self.protection(text)
        self.do(
            Record(
                contribution,
                f"{sharing.id}.{PRECISION}",
                text,
                standing=Standing.WITHHELD if reason else Standing.KEPT,
                reason=reason,
                about=asked.id,
            )
        )
        if reason:
            self.withholds(contribution, reason)
            # The question stays: the next text takes this one's place.
            self.do(SendCard(cards.plain_card(probe_text(reason, self.run.language))))
            return
        self.settle_aside(asked, Phrase.PRECISION_THANKS)
        self.do(Tell(PrecisionGiven(self.run.participant, asked.id, text, contribution)))

    # -- one contribution taken back -----------------------------------------------------------------------------------

    def offers_to_withdraw(self) -> None:
        """Their own contributions, numbered: a tap takes one back, once confirmed."""
        if not cards.own_words(self.run):
            self.do(SendCard(cards.notice_card(say(Phrase.NOTHING_TO_WITHDRAW))))
            return
        number = sum(one.kind is AsideKind.WITHDRAWAL for one in self.run.asides) + 1
        self.ask_aside(Aside(f"w{number}", AsideKind.WITHDRAWAL, "", cards.withdrawal_wait(number)))

    def withdraws_one(self, asked: Aside, value: str) -> None:
        """Chosen from the list, page after page; confirmed, or called off."""
        mine = dict(cards.own_words(self.run))
        chosen = next((one for one in asked.yours if one in mine), "")
        if value == "no":
            self.toast(Phrase.WITHDRAW_CANCELLED)
            self.settle_aside(asked, Phrase.WITHDRAW_CANCELLED)
        elif value == "yes" and chosen:
            self.settle_aside(asked, Phrase.WITHDRAWN_ONE)
            self.takes_back(chosen)
        elif value == cards.OTHERS and mine:
            self.toast(Phrase.GO_ON)
            pages = -(-len(mine) // cards.WITHDRAWN_FROM)
            self.lists_anew(replace(asked, page=(asked.page + 1) % pages, yours=()))
        elif value in mine:
            self.toast(Phrase.GO_ON)
            self.lists_anew(replace(asked, yours=(value,)))
        else:
            self.toast(Phrase.STALE)

    def lists_anew(self, asked: Aside) -> None:
        """The next page, or the words chosen, on a card of the same wait."""
        self.do(FoldCard(asked.wait))
        self.change_aside(asked)
        self.do(SendCard(cards.aside_card(self.script, self.run, self.group, asked)))

    def takes_back(self, contribution: ContributionId) -> None:
        """Its words are erased wherever they are; its author goes on, or is asked anew what is on the screen."""
        self.toast(Phrase.WITHDRAWN_ONE)
        about = self.filed_at(contribution)
        self.forget_words(contribution)
        self.do(WithdrawOne(contribution))
        self.do(Tell(WordsErased(self.run.participant, contribution)))
        self.do(Notify(say(Phrase.TELL_WITHDRAWN_ONE)))
        wait = self.run.wait
        on_screen = wait.key == about and wait.stage in (Stage.ASKED, Stage.GATHERING, Stage.PROBED)
        if on_screen and self.is_under_way() and about not in self.run.answers and not is_probe_key(about):
            # « J'ai fini » and what was asked about these words have nothing left to be about.
            self.do(FoldCard(self.run.wait.id))
            self.ask(about)

    def forget_words(self, contribution: ContributionId) -> None:
        """Out of the run too, wherever they are held."""

        def without(answers: dict[Key, Given]) -> dict[Key, Given]:
            return {key: given for key, given in answers.items() if given.id != contribution}

        ideas = {step: tuple(idea for idea in mine if idea.id != contribution) for step, mine in self.run.ideas.items()}
        done = {step: tuple(without(card) for card in of_it) for step, of_it in self.run.cards.items()}
        answers = without(self.run.answers)
        for step, mine in ideas.items():
            if mine and mine != self.run.ideas[step]:
                answers[step] = Given(mine[-1].id, "\n".join(idea.text for idea in mine))
        wait = self.run.wait
        for step, before in self.run.ideas.items():
            place = next((number for number, idea in enumerate(before) if idea.id == contribution), None)
            wait = wait if place is None else self.without_idea(step, place)
        for asked in self.run.asides:
            if contribution in asked.yours and asked.kind is not AsideKind.WITHDRAWAL and not asked.answered:
                self.settle_aside(asked, Phrase.MERGE_OVER)
        asides = tuple(replace(one, text="", yours=()) if contribution in one.yours else one for one in self.run.asides)
        taken_back = (*self.run.taken_back, contribution)
        self.run = replace(
            self.run, answers=answers, ideas=ideas, cards=done, wait=wait, asides=asides, taken_back=taken_back
        )
        self.withholds_no_more(contribution)

    # -- its card ------------------------------------------------------------------------------------------------------

    def settle_aside(self, asked: Aside, phrase: Phrase) -> None:
        """It is answered: its card folds."""
        self.change_aside(replace(asked, answered=True, writing=False))
        self.do(FoldCard(asked.wait, notice=say(phrase)))

    def change_aside(self, asked: Aside) -> None:
        """What is asked beside the course, as it has become; found again by its wait."""
        self.run = replace(self.run, asides=tuple(asked if one.wait == asked.wait else one for one in self.run.asides))
