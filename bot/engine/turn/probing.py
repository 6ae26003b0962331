"""One thing more, asked about what somebody said: by a rule, by a facilitator; and what facilitators do to their words.

What triggers a probe is in `engine.probes`. Not here: the questions beside the course (`asides`).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import cards, course, rhythm
from bot.engine.effects import ProposeIdea, SendCard, SetStanding, SetTimer, Standing, WithdrawIdea
from bot.engine.events import ContributionHidden, ContributionId, ProbeSent
from bot.engine.follow_ups import PROBE_ASKED, is_probe_key
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.probes import FROM_FACILITATORS, REWRITTEN, WORDLESS, is_dont_know, trigger
from bot.engine.reading import is_only_emoji, is_pass, option_of
from bot.engine.run import Given, Run, Stage, Status, Wait
from bot.engine.script import FreeText, Key, Option, Proposals, Question, Script, Step, StepId
from bot.engine.turn.base import ADDING_TAKES, PROBES_A_STEP, SEPARATE, SETTLE_AFTER, own_probes
from bot.engine.turn.keeping import pool_of, proposals_of
from bot.engine.turn.moving import Moving

OFF_TOPIC: Final = "hors_sujet"
_TYPED_SPLIT: Final = (
    *(Option("yes", label) for label in ("Oui", "Oui, les séparer", "Yes", "Yes, separate them")),
    *(Option("no", label) for label in ("Non", "Non, une seule idée", "No", "No, it is one idea")),
)
"""What people type instead of tapping, where a tap was expected."""


def may_probe(script: Script, run: Run, probe: ProbeSent) -> bool:
    """Whether a facilitator may send that probe: two a person and step, none after « Je passe ».

    What must be rewritten before anybody reads it may be withheld whatever else has been asked. Nothing is asked twice
    of the same words: a menu stays open on an older panel.
    """
    if was_sent(run, probe):
        return False
    step = script.step_of(probe.key)
    if probe.code in REWRITTEN:
        return not run.withdrawn
    known = probe.code in FROM_FACILITATORS or probe.code in own_probes(step) or bool(probe.words)
    return known and _counts(run, probe) and may_ask(run, step)


def probe_about_own_answer(script: Script, run: Run, step: StepId, code: str) -> ProbeSent | None:
    """What a follow-up asked of the whole group asks of this person: about what they said themselves, in words.

    None: they said nothing there, passed, tapped an answer instead, or may be asked no more about that step.
    """
    for question in (one for part in script.steps if part.authored == step for one in part.questions):
        if code in {probe.code for probe in question.own_probes}:
            given, ideas = run.answers.get(question.key), run.ideas.get(question.key, ())
            tapped = given is not None and isinstance(question.accepts, FreeText) and bool(given.codes)
            about = ideas[-1].id if ideas else "" if given is None or tapped else given.id
            probe = ProbeSent(question.key, code, about)
            return probe if about and may_probe(script, run, probe) else None
    return None


def was_sent(run: Run, probe: ProbeSent) -> bool:
    """Whether a facilitator has asked just that of just these words."""
    return asking(probe) in run.asked_about


def asking(probe: ProbeSent) -> str:
    """How a run remembers what was asked."""
    return f"{probe.contribution}:{probe.words or probe.code}"


def may_nudge(script: Script, run: Run) -> bool:
    """Whether a facilitator may remind this person alone: asked something, silent, and not nudged or passed twice."""
    step = rhythm.silent_at(script, run)
    return bool(step) and may_ask(run, script.step(step))


def _counts(run: Run, probe: ProbeSent) -> bool:
    """Whether the probe is about an answer that counts: not replaced since, nor set apart."""
    given = run.answers.get(probe.key)
    if given is not None and given.id == probe.contribution:
        return not given.passed
    return any(idea.id == probe.contribution for idea in run.ideas.get(probe.key, ()))


def may_ask(run: Run, step: Step) -> bool:
    """Whether one more thing may be asked of this person about the step."""
    return run.status is Status.ACTIVE and run.probed.get(step.id, 0) < PROBES_A_STEP


class Probing(Moving):
    """A turn that asks about what was said."""

    # -- asked ---------------------------------------------------------------------------------------------------------

    def probes(self, question: Question, text: str) -> bool:
        """Ask one thing more about this text, if a rule says so: one automatic probe an answer, two a step."""
        step = self.script.step_of(question.key)
        is_collection = isinstance(question.accepts, Proposals)
        code = trigger(text, question.probes, self.script.lexicon, is_collection=is_collection)
        if code is None:
            return False
        if not may_ask(self.run, step):
            self.tell_withheld(question.key)
            return False
        # The thanks are in the probe's own words: saying « C'est noté. » first would be saying it twice.
        self.close_card()
        self.probe(question.key, code, *((say(Phrase.NOTED),) if code in REWRITTEN else ()))
        return True

    def asks_by_itself(self, key: Key, *lead: Notice, timely: bool = True) -> bool:
        """Ask the follow-up that every answer in words at `key` calls for, once each answer; within the two a step."""
        own = next((one for one in self.question_at(key).own_probes if one.by_itself), None)
        given = self.run.answers.get(key)
        if own is None or given is None or given.passed or given.codes:
            return False
        sent = ProbeSent(key, own.code, given.id)
        says_nothing = is_only_emoji(given.text) or is_dont_know(given.text, self.script.lexicon)
        if says_nothing or was_sent(self.run, sent) or not may_ask(self.run, self.script.step_of(key)):
            return False
        self.close_card()
        self.run = replace(self.run, asked_about=(*self.run.asked_about, asking(sent)))
        self.probe(key, own.code, *lead, timely=timely)
        return True

    def probe(self, key: Key, code: str, *lead: Notice, sent_about: ContributionId = "", timely: bool = True) -> None:
        """Ask one thing more about the answer at `key`; of several ideas, about the one that came last.

        `sent_about`: what a facilitator asks about, when it is one who asks.
        """
        step = self.script.step_of(key)
        given = self.run.answers.get(key)
        about = sent_about or (given.id if given is not None else "")
        ideas = [idea.id for idea in self.run.ideas.get(step.id, ())]
        cursor = ideas.index(about) if about in ideas else 0
        self.run = replace(self.run, probed={**self.run.probed, step.id: self.run.probed.get(step.id, 0) + 1})
        second = f"{step.authored}.{PROBE_ASKED}" in self.run.answers
        self.rest(Stage.PROBED, key, probe=code, cursor=cursor, sent=bool(sent_about), second=second)
        self.do(SendCard(self.current_card(*lead), timely=timely and not sent_about))

    def protects(self, key: Key) -> bool:
        """Ask to rewrite what was just kept at `key`, wherever it came in, if it is withheld."""
        # Of the answer as a whole: a number may come in two messages.
        code = self.run.withheld.get(self.run.answers[key].id)
        if code is None:
            return False
        if not may_ask(self.run, self.script.step_of(key)):
            self.tell_withheld(key)
            return False
        if key == self.run.wait.key and self.run.wait.stage in (Stage.ASKED, Stage.GATHERING):
            self.close_card()
        else:
            self.step_aside(key)
        self.probe(key, code, say(Phrase.NOTED))
        return True

    def takes_the_place(self, wait: Wait) -> bool:
        """Whether what answers the probe stands instead of what it was asked about, rather than beside it."""
        if wait.probe in REWRITTEN or wait.probe == SEPARATE:
            return True
        return wait.probe in WORDLESS and not is_probe_key(wait.key) and bool(pool_of(self.question_at(wait.key)))

    def after_idea(self, question: Question, *lead: Notice) -> None:
        """Another idea may follow, until there are as many as are asked for."""
        step = self.script.step_of(question.key)
        lead = lead or (say(Phrase.NOTED),)
        self.close_card()
        if len(self.run.ideas.get(step.id, ())) >= proposals_of(question).at_most:
            self.go_on(question.key, *lead)
            return
        self.rest(Stage.GATHERING, question.key)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + SETTLE_AFTER))
        self.do(SendCard(self.current_card(*lead)))

    # -- answered ------------------------------------------------------------------------------------------------------

    def answered_probe(self, text: str, ref: int) -> None:
        """A text while a probe is on the screen."""
        wait = self.run.wait
        question = self.question_at(wait.key)
        separate = option_of(text, _TYPED_SPLIT) if wait.probe == SEPARATE else None
        if is_pass(text):
            self.passed_probe()
        elif separate is not None:
            self.splits(question, separate.code)
        elif self.takes_the_place(wait):
            self.rewrote(question, text, ref)
        else:
            self.append(self.probe_key(wait), text, ref, probe=wait.probe)
            self.after_probe(self.kept_notice(self.probe_key(wait)))

    def rewrote(self, question: Question, text: str, ref: int) -> None:
        """The new wording takes the place of the first one."""
        wait = self.run.wait
        if isinstance(question.accepts, Proposals) and not is_probe_key(wait.key):
            if self.is_too_long(question, text):
                return
            self.keep_idea(question, text, ref, instead_of=self.idea_asked_about())
        else:
            given = self.run.answers.get(wait.key)
            said = given.refs if given is not None else ()
            # Of an answer in several messages only those that called for it are replaced.
            kept = tuple(part for part in said if not self.protection(part[1]))
            joined = "\n".join(part for _, part in kept)
            whole = wait.sent or wait.probe in WORDLESS or bool(self.protection(joined))
            if not self.rewrite(wait.key, (*(() if whole else kept), (ref, text)), probe=wait.probe):
                return
        self.after_probe(self.kept_notice(wait.key))

    def splits(self, question: Question, value: str) -> None:
        """The answer to « Voulez-vous les séparer ? »."""
        if value != "yes":
            self.after_probe(say(Phrase.NOTED))
            return
        # The message stays an idea until its first part comes: who writes nothing more loses nothing.
        self.close_card()
        self.rest(Stage.GATHERING, question.key, probe=SEPARATE, cursor=self.run.wait.cursor)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + ADDING_TAKES))
        self.do(SendCard(self.current_card()))

    def after_probe(self, *lead: Notice) -> None:
        """Back to what the probe interrupted."""
        wait = self.run.wait
        question = self.question_at(wait.key)
        if isinstance(question.accepts, Proposals) and not wait.sent:
            self.after_idea(question, *lead)
            return
        self.close_card()
        if wait.probe == OFF_TOPIC and not self.run.detour and wait.key not in self.run.answers:
            # What was set apart is no answer to the question, which is still open.
            self.ask(wait.key, *lead)
            return
        if not wait.sent and not self.run.detour and self.asks_by_itself(wait.key, *lead):
            return
        self.go_on(wait.key, *lead)

    def passed_probe(self) -> None:
        """« Je passe » ends it: nothing more is asked about this step."""
        step = self.script.step_of(self.run.wait.key)
        self.run = replace(self.run, probed={**self.run.probed, step.id: PROBES_A_STEP})
        self.after_probe(say(Phrase.PASSED))

    # -- by facilitators -----------------------------------------------------------------------------------------------

    def facilitator_probes(self, sent: ProbeSent) -> None:
        """A facilitator asks one more thing about an answer, or withholds what must be said otherwise."""
        step = self.script.step_of(sent.key)
        if not may_probe(self.script, self.run, sent):
            return
        known = sent.contribution in self.run.withheld
        if sent.code in REWRITTEN:
            self.hide(sent.contribution, sent.code)
        lead = say(Phrase.FROM_FACILITATION, title=step.title)
        if _counts(self.run, sent) and may_ask(self.run, step):
            self.step_aside(sent.key)
            self.run = replace(self.run, asked_about=(*self.run.asked_about, asking(sent)))
            self.probe(sent.key, sent.words or sent.code, lead, sent_about=sent.contribution)
        elif self.is_here() and not known:
            self.do(SendCard(cards.notice_card(lead, cards.withheld_notice(sent.code)), timely=False))

    def probed_with_group(self, step: StepId, code: str) -> None:
        """Everybody is asked one thing more: this person, about what they said there, if they may be."""
        probe = probe_about_own_answer(self.script, self.run, step, code)
        if probe is not None:
            self.facilitator_probes(probe)

    def person_nudged(self, text: str) -> None:
        """A facilitator's word about the question on the screen: two a step at most, never after « Je passe »."""
        step = rhythm.silent_at(self.script, self.run)
        if not self.is_under_way() or not may_nudge(self.script, self.run):
            return
        self.run = replace(self.run, probed={**self.run.probed, step: self.run.probed.get(step, 0) + 1})
        notice = say(Phrase.ANIMATION_ASKS, text=text) if text else say(Phrase.NUDGED)
        self.nudge(notice, timely=False)

    def parked(self, contribution: str) -> None:
        """Set apart by a facilitator, as a point to take up again.

        What its author has withdrawn stays withdrawn, and what is withheld stays so until somebody decides.
        """
        if self.run.withdrawn or contribution in self.run.withheld or contribution in self.run.taken_back:
            return
        self.do(SetStanding(contribution, Standing.PARKED))
        self.do(WithdrawIdea(contribution))
        about = self.filed_at(contribution)
        # What follows is an answer of its own: joined to these words, it would bring them back under another id.
        answers = {key: given for key, given in self.run.answers.items() if given.id != contribution}
        for step, ideas in self.run.ideas.items():
            place = next((number for number, idea in enumerate(ideas) if idea.id == contribution), None)
            if place is not None:
                left = (*ideas[:place], *ideas[place + 1 :])
                if left:
                    answers[step] = Given(left[-1].id, "\n".join(idea.text for idea in left))
                self.run = replace(self.run, ideas={**self.run.ideas, step: left}, wait=self.without_idea(step, place))
        self.run = replace(self.run, answers=answers)
        if about and self.may_link(about):
            if self.run.wait.key == about:
                self.close_card()
            else:
                self.step_aside(about)
            self.probe(about, OFF_TOPIC, say(Phrase.PARKED), sent_about=contribution)
        elif self.is_here():
            self.do(SendCard(cards.notice_card(say(Phrase.PARKED)), timely=False))

    def may_link(self, key: Key) -> bool:
        """Whether to ask what the words set apart have to do with the question.

        While it is open, and not in the middle of something: another probe, or proposals that may go on coming.
        """
        step, wait = self.script.step_of(key), self.run.wait
        busy = wait.stage is Stage.PROBED or (wait.key == key and key in self.run.ideas)
        frozen = course.is_frozen(self.script, self.run, self.group, step.id)
        return not busy and not frozen and may_ask(self.run, step)

    def hidden(self, event: ContributionHidden) -> None:
        """A facilitator hides it. What was withdrawn or replaced meanwhile is on nobody's screen any more."""
        gone = self.run.withdrawn or event.contribution in self.run.taken_back
        counts = bool(self.filed_at(event.contribution))
        if gone or event.contribution in self.run.withheld or not (counts or event.loose):
            return
        self.hide(event.contribution, event.reason)
        if self.is_here():
            self.do(SendCard(cards.notice_card(cards.withheld_notice(event.reason)), timely=False))

    def released(self, contribution: ContributionId) -> None:
        """A facilitator lets be shown what was withheld. What is no answer goes to the points to take up again."""
        reason = self.run.withheld.get(contribution)
        if reason is None:
            return
        self.withholds_no_more(contribution)
        key = self.filed_at(contribution)
        pool = "" if not key or is_probe_key(key) else pool_of(self.script.question(key))
        if pool:
            self.do(ProposeIdea(contribution, pool, self.words_of(contribution)))
        # The reason stays with it: earlier versions of the same words are hidden all the same.
        self.do(SetStanding(contribution, Standing.KEPT if key else Standing.PARKED, reason))
        if self.is_here():
            title = self.script.step_of(key).title if key else ""
            notice = say(Phrase.RELEASED, title=title) if key else say(Phrase.PARKED)
            self.do(SendCard(cards.notice_card(notice), timely=False))
