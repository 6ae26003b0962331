"""The English source of every sentence the bot says by itself: what `wording` looks up in the catalogues.

One table a kind of thing. A template's `{names}` are the values that come with it (see `Phrase`, `Sentence`); `Counted`
has a singular and a plural, chosen by the value named `by`. The French is in `locale/fr`, and is what most people read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.engine.phrases import Label, Phrase
from bot.facilitation.panels import Sentence


@dataclass(frozen=True)
class Counted:
    """Two templates; the value named `by` (a whole number) says which."""

    one: str
    many: str
    by: str


Template = str | Counted


PHRASES: Final[Mapping[Phrase, Template]] = {
    Phrase.NOTED: "Noted.",
    Phrase.REPLACED: "Your answer is replaced. The old one is no longer used.",
    Phrase.PASSED: "All right. Let's go on.",
    Phrase.ADDED: "Noted. This joins your answer.",
    Phrase.ADDED_TO_EARLIER: "Noted. This joins your answer to “{title}”.",
    Phrase.EDITED: "You changed your message. Your answer to “{title}” is updated.",
    Phrase.EDIT_TOO_LATE: "“{title}” is closed. Your first version is the one that is kept.",
    Phrase.CHANGE_TOO_LATE: "This step is closed. This answer can no longer change.",
    Phrase.SAID_TWICE: "You sent the same text twice. It is kept once.",
    Phrase.RESUMED: "Here is where you were.",
    Phrase.BACK: "Back to the question before.",
    Phrase.FINISH_OR_ADD: "Is your answer complete, or would you like to add something?",
    Phrase.GO_ON: "I am listening. Write whenever you like.",
    Phrase.YOUR_ANSWER: "Your answer so far:",
    Phrase.CHANGE_UNTIL: "You can change it until this step closes.",
    Phrase.MORE_IDEAS: Counted(
        "You can still send {left} idea, or tap “I'm done”.",
        "You can still send {left} ideas, or tap “I'm done”.",
        "left",
    ),
    Phrase.NO_MORE_IDEAS: "{limit} ideas at most at this step. To change one, edit your message.",
    Phrase.REPLACE_IDEAS: "Write again the ideas you want to keep: they replace the earlier ones.",
    Phrase.IDEA_TOO_LONG: "One sentence, {limit} characters at most, please. Yours has {length}. Can you shorten it?",
    Phrase.KEEP_THREE: "I read: {words}. Please keep {limit} at most, and send them again.",
    Phrase.NO_WORD: "I see no word in your message. Can you write at least one?",
    Phrase.TAP_A_BUTTON: "To answer this question, tap one of its buttons.",
    Phrase.EMPTY: "Your message is empty. Can you write your answer in a few words?",
    Phrase.UNREADABLE: "I cannot read this format. Can you write it in a few words?",
    Phrase.WHICH_QUESTION: (
        "I am not sure which question this message answers. It is kept. If it answers “{title}”, tap the button."
    ),
    Phrase.LATE: "Welcome. We are at step {n} of {total}. You can answer the earlier ones in a moment.",
    Phrase.CATCH_UP: Counted(
        "You can still answer {count} step that you missed: {titles}.",
        "You can still answer {count} steps that you missed: {titles}.",
        "count",
    ),
    Phrase.CAUGHT_UP: "Thank you. You have caught up. Let's go on with the group.",
    Phrase.WAITING: "Next: “{title}”. I will write to you when the group is ready. You have nothing to do.",
    Phrase.STEP_CLOSED: "This question is closed. Thank you.",
    Phrase.GOING_ON: "We go on: “{title}”.",
    Phrase.SHARED: "Here is what was shared: “{title}”.",
    Phrase.SHARED_WORDS: "Here are the group's words:",
    Phrase.SHARED_COUNT: "{text}: {people}",
    Phrase.SHARED_OTHERS: "Others: {people}",
    Phrase.AFTER_CLOSE: (
        "This step is closed. Your message is not lost: it is passed on to the facilitators, and not counted."
    ),
    Phrase.NOT_OPEN_YET: "The session is not open yet. I will write to you when it starts. You have nothing to do.",
    Phrase.SESSION_CLOSED: "The session is over. Thank you for taking part.",
    Phrase.ENDING_FIRST: Counted(
        "What the group places first, by the vote of {voters} person: “{text}”",
        "What the group places first, by the vote of {voters} people: “{text}”",
        "voters",
    ),
    Phrase.ENDING_LEAD: "The lead that received most points: “{text}”",
    Phrase.ENDING_DIVIDES: "What is debated: “{text}”",
    Phrase.ENDING_NOTHING_DIVIDES: "No proposal divides the group clearly.",
    Phrase.THE_END: "That was the last question. Thank you. You can reread your answers with /myanswers.",
    Phrase.CHOOSE_HOUR: (
        "This workshop lasts several days: one message a day, one reminder at most. At what hour would you like it?"
    ),
    Phrase.HOUR_CHOSEN: "Noted: one message a day, at {hour}.",
    Phrase.NO_HOUR: "This session is held live: there is no hour to choose.",
    Phrase.RELAY_HAS_NO_HOUR: (
        "For somebody whose answers you enter there is no hour to choose: nothing is sent to them."
    ),
    Phrase.RELAY_FROM: (
        "What follows, “{title}”, waits for the group. "
        "Come back to it {date} at {hour}; earlier if the group has gone on."
    ),
    Phrase.RELAY_WAITS: "What follows, “{title}”, waits for the group. Come back to it when you have opened it.",
    Phrase.DAY: "Hello. This is day {n} of {total}.",
    Phrase.NEXT_IS_OPEN: "Hello. What comes next is open.",
    Phrase.UNTIL_TODAY: "That is all for now. I will write to you today at {hour}.",
    Phrase.UNTIL_TOMORROW: "That is all for today. Until tomorrow, {hour}.",
    Phrase.UNTIL_DATE: "That is all for today. Until {date}, {hour}.",
    Phrase.SOONER: "To go on without waiting for it, from {date} at {hour}, tap “Go on”.",
    Phrase.DAYS_END: "That is all for now. The session ends {date} at {hour}.",
    Phrase.GO_ON_FROM: "To go on, from {date} at {hour}, tap “Go on”.",
    Phrase.IS_OPEN: "What follows is open: tap “Go on”.",
    Phrase.OPENS_AT: "What follows opens {date} at {hour}.",
    Phrase.DAY_REMINDER: "There is time until {hour} today. Your answer counts, however brief. You can also pass.",
    Phrase.REMINDER: Counted(
        "{minutes} minute left. Your answer counts, even a short one. You may also pass.",
        "{minutes} minutes left. Your answer counts, even a short one. You may also pass.",
        "minutes",
    ),
    Phrase.QUESTION_PASSED_ON: "Your question is passed on to the facilitators. You can go on in the meantime.",
    Phrase.WRITE_YOUR_QUESTION: "Write your question. I will pass it on to the facilitators.",
    Phrase.OFF_SCRIPT: "I do not know how to answer that. I am passing it on to the facilitators.",
    Phrase.UNDER_AGE: "Thank you for your answer. This session is for people of that age. Nothing is kept.",
    Phrase.DECLINED: "Thank you for your time. Nothing is kept. If you change your mind, tap the link again.",
    Phrase.PARKED: "Your message is kept under “points to take up again”. It will be in the notebook.",
    Phrase.FROM_FACILITATION: "The facilitators ask you one more thing about “{title}”:",
    Phrase.WITHHELD_CONTACTS: (
        "Your message is not shown to the group, because it seems to hold contact details. You can rewrite it."
    ),
    Phrase.WITHHELD_PERSON: "Your message is not shown to the group, because it names a person. You can rewrite it.",
    Phrase.WITHHELD_ATTACK: (
        "Your message is not shown to the group, because it seems to aim at somebody. You can rewrite it."
    ),
    Phrase.RELEASED: (
        "The facilitators have read your message on “{title}” again: it may be shown, without your name. "
        "You can still change it with /myanswers."
    ),
    Phrase.BALLOT_ITEM: "Proposal {n} of {total}",
    Phrase.BALLOT_SUMMARY: Counted(
        "You have graded {graded} proposal out of {total}.",
        "You have graded {graded} proposals out of {total}.",
        "graded",
    ),
    Phrase.BALLOT_CONFIRMED: "Your vote is confirmed. You can change it until the vote closes.",
    Phrase.BALLOT_SAVED: "Saved: {grade}",
    Phrase.BALLOT_GRADED: "{n}. {text} — {grade}",
    Phrase.BALLOT_UNGRADED: "{n}. {text} — no grade yet",
    Phrase.BALLOT_MOVED: "Here it is.",
    Phrase.BALLOT_SECRET: "Your vote is secret. No result is shown before the vote closes.",
    Phrase.SECRET_IN_SMALL_GROUP: (
        "You are few: the vote is secret, but a unanimous result says what each voted. A result that changes after a "
        "withdrawal may let a vote be guessed."
    ),
    Phrase.VOTE_CLOSED: "The vote is closed. Thank you.",
    Phrase.VOTE_NOT_COUNTED: "The vote is closed. This choice came too late: it is not counted.",
    Phrase.RESULT: Counted(
        "Result of the vote ({voters} person voted)", "Result of the vote ({voters} people voted)", "voters"
    ),
    Phrase.RESULT_ROW: "{rank}. {text} — {grade} ({above} above, {below} below)",
    Phrase.RESULT_TIED: "{rank}. (tied) {text} — {grade} ({above} above, {below} below)",
    Phrase.RESULT_UNRANKED: "Not ranked, too few grades: {text}",
    Phrase.MERGE_ASKED: "These ideas are alike. May they be merged like this?",
    Phrase.MERGE_SILENCE: "Without your answer within {minutes} minutes, nothing is merged.",
    Phrase.MERGE_SILENCE_DAYS: "Without your answer within {hours} hours, nothing is merged.",
    Phrase.MERGE_YOURS: "What you had written:",
    Phrase.MERGE_ACCEPTED: "Noted. You agree with this wording.",
    Phrase.MERGE_REFUSED: "Noted. Your idea is kept as you wrote it.",
    Phrase.MERGE_WRITE: "Write the sentence that you would accept.",
    Phrase.MERGE_SUGGESTED: "Noted. Your sentence is passed on to the facilitators.",
    Phrase.MERGE_OVER: "This request is over. There is nothing left to answer.",
    Phrase.STALE: "This button belongs to an earlier moment. Here is where you are.",
    Phrase.FOREIGN: "This button does not work here. Send /start to go on.",
    Phrase.ALREADY: "This is done already.",
    Phrase.MY_ANSWERS: "Here are your answers. To change one, tap its button.",
    Phrase.MY_ANSWERS_NONE: "You have not answered anything yet.",
    Phrase.MY_ANSWER: "{title}",
    Phrase.MY_ANSWER_FROZEN: "{title} (closed)",
    Phrase.PASSED_HERE: "You passed.",
    Phrase.MY_DATA_NONE: "No answer of yours is kept.",
    Phrase.MY_DATA: Counted(
        "{count} answer of yours is kept, without your name. /myanswers shows it. You can withdraw it.",
        "{count} answers of yours are kept, without your name. /myanswers shows them. You can withdraw them.",
        "count",
    ),
    Phrase.WITHDRAW_CONFIRM: "Your answers are withdrawn. The results are worked out again. Do you confirm?",
    Phrase.WITHDRAWN: "It is done. Your answers are withdrawn. They will be in no notebook.",
    Phrase.WITHDRAWN_BALLOT_STAYS: "Your vote stays counted. It is secret: nobody can tell which one is yours.",
    Phrase.WITHDRAWN_BALLOT_TOO: ("Your ballots are withdrawn too, and the results are counted again without them."),
    Phrase.TELL_RECOUNTED: "“{title}” was counted again: a ballot was withdrawn.",
    Phrase.WITHDRAW_CANCELLED: "Nothing is withdrawn. Your answers are kept.",
    Phrase.LEAVE_CONFIRM: "Thank you for coming. Do you keep your answers in the synthesis?",
    Phrase.LEFT_KEPT: "You have left the session. Your answers stay in the synthesis. To come back: /resume",
    Phrase.LEFT_ERASED: "You have left the session. Your answers are withdrawn. To come back: /resume",
    Phrase.LEFT_ALREADY: "You have left this session already. To come back: /resume",
    Phrase.WELCOME_BACK: "Welcome back. We go on from where you were.",
    Phrase.TELL_QUESTION: "{who} asks you: “{text}”",
    Phrase.TELL_LATE_MESSAGE: "{who} wrote after “{title}” had closed: “{text}” (not counted)",
    Phrase.TELL_GATE_OPENED: "The group goes on to “{title}”: {arrived} out of {active} were ready.",
    Phrase.TELL_MERGE_HELD: "All its authors agree: “{wording}” goes on the ballot.",
    Phrase.TELL_MERGE_UNANSWERED: "Merge not agreed in time, silence means no: “{wording}”",
    Phrase.TELL_MERGE_REFUSED: "An author keeps her own wording. This merge is dropped: “{wording}”",
    Phrase.TELL_MERGE_SUGGESTED: "Instead of “{wording}”, an author would accept: “{text}”",
    Phrase.TELL_BLOCKED: "{who} can no longer be reached. The group goes on without waiting.",
    Phrase.TELL_LEFT: "{who} has left the session.",
    Phrase.TELL_DAYS_OVER: "The last day is over. You can close the session.",
    Phrase.TELL_ALL_FINISHED: "Everybody has finished. You can close the session.",
    Phrase.RESULT_SCORES: Counted(
        "The points are closed. {voters} person shared them out:",
        "The points are closed. {voters} people shared them out:",
        "voters",
    ),
    Phrase.RESULT_SUPPORT: Counted(
        "The round of support is closed. {voters} person chose:",
        "The round of support is closed. {voters} people chose:",
        "voters",
    ),
    Phrase.RESULT_SCORE: Counted(
        "{rank}. {text} — {score} ({people} person)", "{rank}. {text} — {score} ({people} people)", "people"
    ),
    Phrase.RESULT_SCORE_FEW: "{rank}. {text} — {score} (too few people to say how many)",
    Phrase.POINTS_LEFT: Counted(
        "You have {left} point left of {budget}, {cap} at most on one lead.",
        "You have {left} points left of {budget}, {cap} at most on one lead.",
        "left",
    ),
    Phrase.POINTS_SAVED: "Noted. Points here: {points}. Left: {left}.",
    Phrase.NO_POINT_LEFT: "Your {budget} points are placed. Take one back to move it.",
    Phrase.POINTS_CAP: "{cap} points at most on one lead.",
    Phrase.SUPPORT_LEFT: Counted(
        "You can still choose {left} of {limit}. Tap a number to choose it, again to take it back.",
        "You can still choose {left} of {limit}. Tap a number to choose it, again to take it back.",
        "left",
    ),
    Phrase.SUPPORT_SAVED: "Noted. Left to choose: {left}.",
    Phrase.NO_SUPPORT_LEFT: "You have chosen {limit} already. Take one back to choose another.",
    Phrase.EMPTY_BALLOT: "Your ballot is empty: nothing is chosen on it.",
    Phrase.POINTS_SUMMARY: Counted(
        "You are about to confirm {placed} point out of {budget}:",
        "You are about to confirm {placed} points out of {budget}:",
        "placed",
    ),
    Phrase.POINTS_UNPLACED: Counted(
        "{left} point is not placed: it will not count.", "{left} points are not placed: they will not count.", "left"
    ),
    Phrase.CHOSEN_SUMMARY: Counted(
        "You are about to confirm {count} choice out of {total}:",
        "You are about to confirm {count} choices out of {total}:",
        "count",
    ),
    Phrase.RANKING_SUMMARY: Counted(
        "You are about to confirm this order, {ranked} ranked out of {total}:",
        "You are about to confirm this order, {ranked} ranked out of {total}:",
        "ranked",
    ),
    Phrase.RANKING_REST: "Not ranked, placed after the others, tied:",
    Phrase.ROUND_YOUR_GRADE: "Your grade: {grade}",
    Phrase.ROUND_OF_THE_GROUP: "The group: {grades}",
    Phrase.ROUND_FOR: "An argument for it:",
    Phrase.ROUND_AGAINST: "An argument against it:",
    Phrase.ROUND_NOTHING_FOR: "Nobody wrote an argument for it.",
    Phrase.ROUND_NOTHING_AGAINST: "Nobody wrote an argument against it.",
    Phrase.ROUND_NOTHING_ELSE_FOR: "Nobody else wrote an argument for it.",
    Phrase.ROUND_NOTHING_ELSE_AGAINST: "Nobody else wrote an argument against it.",
    Phrase.RESERVATION_READ: "The group may read what you write, without your name.",
    Phrase.ROUND_MOVED: Counted(
        "Nobody changed their grade.",
        "Grades have changed on {items} horizons.",
        "items",
    ),
    Phrase.ROUND_MOVED_ON: "{text} — {moved} of {people} changed ({up} up, {down} down)",
    Phrase.TELL_SETTLED: "“{title}” is not held: fewer than 15 % changed their grade.",
    Phrase.CONSENT_RESULT: Counted(
        "“{title}” ({people} person answered)", "“{title}” ({people} people answered)", "people"
    ),
    Phrase.CONSENT_FEW: "“{title}”: fewer than {least} people answered. How many object is not told.",
    Phrase.CONSENT_RAISED: "Objections: {objected}. The proposal is not adopted as it is.",
    Phrase.CONSENT_ADOPTED: "Nobody objects: the proposal is adopted.",
    Phrase.CONSENT_AMENDED: "Objections: {objected}, all lifted. The proposal is adopted as amended.",
    Phrase.CONSENT_OBJECTED: (
        "Objections: {objected}. Lifted: {lifted}, standing: {standing}. The proposal is not adopted."
    ),
    Phrase.APPROVAL_GIVEN: "Chosen so far: {count}. Tap a number to choose it, again to take it back.",
    Phrase.APPROVAL_SAVED: "Saved. Chosen so far: {count}.",
    Phrase.RANKING_LEFT: (
        "Tap a number to give it place {next}, again to take it back. Not ranked yet: {left}, placed "
        "after the others, tied."
    ),
    Phrase.RANK_SAVED: "Saved: place {place}.",
    Phrase.RANK_TAKEN_BACK: "Taken back. Ranked so far: {count}.",
    Phrase.STATEMENT_ITEM: "Sentence {n} of {total}",
    Phrase.STATEMENTS_SUMMARY: Counted(
        "You have answered {graded} sentence out of {total}.",
        "You have answered {graded} sentences out of {total}.",
        "graded",
    ),
    Phrase.RESULT_APPROVAL: Counted(
        "{rank}. {text} — suits {people} person",
        "{rank}. {text} — suits {people} people",
        "people",
    ),
    Phrase.RESULT_RANKING: "{rank}. {text} — duels won: {won} of {others} (Borda: {borda})",
    Phrase.RESULT_RANKING_TIED: "{rank}. (tied) {text} — duels won: {won} of {others} (Borda: {borda})",
    Phrase.RESULT_STATEMENT: "{text} — agree: {agree}, disagree: {disagree}, pass: {passed}",
    Phrase.CHOOSE_SEVERAL: "Several answers are possible, {limit} at most. A second tap takes an answer back.",
    Phrase.CHOICE_ADDED: "Noted: {label}",
    Phrase.CHOICE_TAKEN_BACK: "Taken back: {label}",
    Phrase.CHOICE_LIMIT: "{limit} answers at most. Take one back to choose another.",
    Phrase.PICKED: "Noted: number {number}.",
    Phrase.NOBODY_ON_SIDE: "Nobody gave an argument for “{side}”.",
    Phrase.ABOUT_ITEM: "About this proposal:",
    Phrase.CARD_DONE: "Noted.",
    Phrase.PRECISION_GIVEN: "You wanted this made clearer: “{idea}”. Its author answers: “{text}”",
    Phrase.KEPT_IN_TEAM: "In your small group, somebody keeps: {numbers}. You may still change your answer.",
    Phrase.PRECISION_THANKS: "Noted. I pass it on, without your name.",
    Phrase.PRECISION_ASKED: "Somebody would like “{idea}” made clearer. What do you mean?",
    Phrase.TELL_PRECISION: "An author made an idea clearer. “{idea}”: {text}",
    Phrase.TELL_LEFT_OUT: "Not put to the vote, to make room for the group's: “{text}”",
    Phrase.TELL_PUT_BACK: "Put to the vote again: “{text}”",
    Phrase.TELL_DEBATED: "The debate will be about: “{text}”",
    Phrase.INTRODUCTION_ASKED: (
        "Somebody else is interested in: “{about}”. Would you like to be put in touch? Nobody learns your "
        "name before both of you agree."
    ),
    Phrase.INTRODUCTION_ABOUT: "Here is what could bring you together: {about}",
    Phrase.INTRODUCTION_CONTACT: (
        "How may the other person reach you? Write it as you want it passed on. It is given only if they "
        "agree too, and kept nowhere."
    ),
    Phrase.INTRODUCTION_LATER: "All right. These buttons stay here.",
    Phrase.INTRODUCTION_YES: "Noted. I let you know if the other person agrees too.",
    Phrase.INTRODUCTION_NO: "Noted. Nothing is passed on.",
    Phrase.INTRODUCED: "You both agree, about: “{about}”. To reach the other person: {contact}",
    Phrase.INTRODUCED_BY_TEAM: "You both agree, about: “{about}”. The team will put you in touch.",
    Phrase.NOT_INTRODUCED: (
        "The other person prefers not to be put in touch, about: “{about}”. What you had written is erased."
    ),
    Phrase.CORRECTION_WRITE: "What should be put right? Write it, with the number or the sentence it is about.",
    Phrase.CORRECTION_NOTED: "Noted. Your correction goes to the team, and to the annex of the notebook.",
    Phrase.CHECK_NOTED: "Noted. Thank you for reading.",
    Phrase.WHICH_TO_WITHDRAW: "Which of your contributions do you withdraw?",
    Phrase.NOTHING_TO_WITHDRAW: "There is no text of yours left to withdraw.",
    Phrase.WITHDRAW_ONE_CONFIRM: "The words of this contribution are erased. Do you confirm?",
    Phrase.WITHDRAWN_ONE: "This contribution is withdrawn. It will be in no notebook.",
    Phrase.TELL_CORRECTION: "{who} asks for a correction of the notebook: {text}",
    Phrase.TELL_WITHDRAWN_ONE: "{who} withdrew a contribution. Its words are erased.",
    Phrase.TELL_INTRODUCED: "Two people are in touch now, about: “{about}”.",
    Phrase.TELL_INTRODUCE: "Two people agree to be put in touch by you, about: “{about}”.",
    Phrase.NOTHING_DIVIDES: "No horizon divides the group clearly. Here is a statement to turn over:",
    Phrase.PAUSED: "The facilitators are making a pause. We resume at {hour}. Nothing is lost.",
    Phrase.PAUSED_OPEN: "The facilitators are making a pause. I will write to you when we resume. Nothing is lost.",
    Phrase.WE_RESUME: "We resume at step {n}: {title}.",
    Phrase.WE_RESUME_WAITING: "We resume.",
    Phrase.EXTENDED: Counted(
        "The facilitators add {minutes} minute. This part ends at {hour}.",
        "The facilitators add {minutes} minutes. This part ends at {hour}.",
        "minutes",
    ),
    Phrase.EXTENDED_HOURS: Counted(
        "The facilitators add {hours} hour. This part ends on {date} at {hour}.",
        "The facilitators add {hours} hours. This part ends on {date} at {hour}.",
        "hours",
    ),
    Phrase.GOING_ON_SOON: "We go on in {seconds} seconds. What you have sent is kept.",
    Phrase.GOING_ON_LATER: "We wait a little longer: take the time you need to finish.",
    Phrase.NOW_OVER_DAYS: (
        "From now on the session goes on at your own pace, until {date} at {hour}. There is one message a day, at "
        "{at}; /heure chooses another hour. What you have said is kept."
    ),
    Phrase.NOW_LIVE: (
        "From now on the session goes on live, everybody at the same time. Keep your phone at hand. What you have "
        "said is kept."
    ),
    Phrase.ROUND_ADDED: "The facilitators propose to vote again: “{title}”. The first result is kept.",
    Phrase.NUDGED: "The group is waiting for your answer. It counts, even a short one. You may also pass.",
    Phrase.ANIMATION_WRITES: "📣 The facilitators write:\n\n{text}",
    Phrase.ANIMATION_ASKS: "📣 The facilitators ask you:\n\n{text}",
    Phrase.BRIDGE: Counted(
        "One contribution has struck the group these days:",
        "{count} contributions have struck the group these days:",
        "count",
    ),
    Phrase.BRIDGE_STORIES: Counted(
        "Yesterday, one story struck the group:", "Yesterday, {count} stories struck the group:", "count"
    ),
    Phrase.BRIDGE_CHOSEN: "The facilitators chose; their authors allow quoting.",
    Phrase.PINNED: "📌 The facilitators put forward, about “{title}”:\n\n“{text}”",
    Phrase.STEP_REOPENED: "We go back to “{title}”: you may add to your answer, or change it, until the group goes on.",
    Phrase.HIDDEN: "Your message is not shown to the group, because {reason}. You can rewrite it.",
    Phrase.REMOVED_KEPT: (
        "The facilitators end your participation, because {reason}. Your answers stay in the synthesis; "
        "/mydata shows them and lets you withdraw them."
    ),
    Phrase.REMOVED_ERASED: "The facilitators end your participation, because {reason}. Your answers are withdrawn.",
    Phrase.REMOVED_ALREADY: (
        "The facilitators have ended your participation in this session. Your rights over your answers stay: /mydata"
    ),
    Phrase.SPLIT_ASKED: "The facilitators see two ideas in yours. May they be separated like this?",
    Phrase.SPLIT_ACCEPTED: "Noted. Your idea is now two.",
    Phrase.TELL_SPLIT_HELD: "{who} agrees: “{text}” is now two ideas.",
    Phrase.TELL_SPLIT_REFUSED: "{who} keeps one idea: “{text}”",
    Phrase.TELL_REMOVED: "{who} no longer takes part in the session.",
}

LABELS: Final[Mapping[Label, Template]] = {
    Label.BACK: "⬅ Back",
    Label.PASS: "I pass",
    Label.DONE: "✅ I'm done",
    Label.ADD: "➕ I add something",
    Label.KEEP: "I keep my answer",
    Label.CHANGE: "Change: {title}",
    Label.CATCH_UP: "Answer what I missed",
    Label.ANOTHER_CARD: "➕ Add: {title}",
    Label.RESUME: "▶ Go on",
    Label.PREVIOUS_ITEM: "◀ Previous",
    Label.NEXT_ITEM: "Next ▶",
    Label.SUMMARY: "See my vote",
    Label.REVIEW: "Go through them again",
    Label.CONFIRM: "✅ I confirm my vote",
    Label.CHANGE_VOTE: "Change my vote",
    Label.SPLIT: "Yes, separate them",
    Label.ONE_IDEA: "No, it is one idea",
    Label.YES: "Yes",
    Label.NO: "No",
    Label.MERGE_NO: "No, keep mine",
    Label.MERGE_OTHER: "I suggest another sentence",
    Label.LEAVE_KEEP: "Yes",
    Label.LEAVE_ERASE: "No, withdraw everything",
    Label.STAY: "I stay",
    Label.WITHDRAW: "Withdraw my answers",
    Label.WITHDRAW_ONE: "Withdraw one answer",
    Label.OTHERS: "The others",
    Label.AT_HOUR: "At {hour}",
    Label.CHANGE_HOUR: "Change the hour",
    Label.CARRY_ON: "Go on",
    Label.ADOPT: "It was my answer to this question",
    Label.ANSWER: "I answer",
    Label.POINT_MORE: "No. {n}: +1",
    Label.POINT_LESS: "No. {n}: −1",
    Label.RANK_UNDO: "↩ Take the last one back",
    Label.KEEP_GRADE: "I keep it",
    Label.CHANGE_GRADE: "I change",
    Label.LATER: "Not now",
}

SENTENCES: Final[Mapping[Sentence, Template]] = {
    Sentence.HELP: (
        "I ask one question at a time. Tap a button, or write your answer.\n\n"
        "• To change an answer: /myanswers, or edit your message.\n"
        "• To pass: the “I pass” button. It is a real answer.\n"
        "• To go back: the “⬅ Back” button.\n"
        "• To find your place again: /resume\n"
        "• Your data: /mydata\n"
        "• Who reads what: /privacy\n"
        "• To change language: /language\n"
        "• To leave: /leave"
    ),
    Sentence.PRIVACY: (
        "Who reads what:\n\n"
        "• The group reads contributions without names. Votes are secret.\n"
        "• The facilitators can link an answer to your pseudonym. The group cannot.\n"
        "• In the notebook, your words are signed with a profile, never with a name.\n"
        "• You can reread, correct or withdraw your answers with /mydata.\n"
        "• Telegram carries the messages. Write nothing confidential, about you or anyone else."
    ),
    Sentence.PRIVACY_ASSISTED: (
        "The team may let a language model propose sentences for the notebook: {endpoint}. "
        "It is shown only answers that you allow to be quoted, without name or profile. "
        "No sentence is printed until a person of the team has reread and signed it."
    ),
    Sentence.UNKNOWN_LINK: (
        "I do not know this link. It may be incomplete, or the session may be over. "
        "Ask the person who sent it to you for a new one."
    ),
    Sentence.NO_SESSION: (
        "Hello. I run workshops by message, one question at a time.\n"
        "To enter one, tap the link that you were given, or scan its QR code.\n"
        "More: /help"
    ),
    Sentence.SENT_TO_NOBODY: (
        "You facilitate: /animer opens a session, /seances finds yours again.\n"
        "What you write here is sent to nobody. To write to the group, tap “📣 Write to the group” in the cockpit."
    ),
    Sentence.NOT_FACILITATOR: "This command is for facilitators. To take part, tap the link that you were given.",
    Sentence.NOT_YOUR_ORGANISATION: "This belongs to another organisation. Whoever leads it can invite you.",
    Sentence.NOW_OWNER: "You are now in charge in {organisation}: all gestures, and the people.",
    Sentence.NOW_FACILITATOR: "You are now a facilitator in {organisation}: /animer shows what you may do.",
    Sentence.NOW_OBSERVER: "You are now an observer in {organisation}: you read, and nothing you tap moves a session.",
    Sentence.NOW_TEAM: "You are now of the team in {organisation}: its cards, its answers and the notebook.",
    Sentence.SESSION_PURGED: "The answers of this session were erased at the end of the time for which they were kept. "
    "Its notebook stays in the console.",
    Sentence.ERASED: "As you asked, everything that we knew about you and all your answers are erased. What was "
    "printed or downloaded before is out of our reach.",
    Sentence.NOT_YOUR_ROLE: "Your role lets you read along here. This gesture is for those who lead the session.",
    Sentence.INVITATION_OVER: (
        "This link lets nobody in any more: it was used, is out of date, or was cancelled. "
        "Ask for another one from whoever sent it to you."
    ),
    Sentence.INVITATION_REVOKED: "The invitation is cancelled: its link lets nobody in any more.",
    Sentence.ALREADY_MEMBER: "You belong to “{name}” already. This link is still good for whoever it is meant for.",
    Sentence.MEMBER_REMOVED: "It is done: this person no longer has access to anything here.",
    Sentence.BY_INVITATION: (
        "One comes into this session by a personal invitation. Ask for one from whoever told you of it."
    ),
    Sentence.PLACE_GONE: "This place is no longer kept for you. To be on the list again, tap the session's link.",
    Sentence.PLACE_GIVEN_UP: "It is noted: you no longer wait for a place. Thank you for saying so.",
    Sentence.PLACE_LAPSED: (
        "The place in “{title}” went to the next person. To be on the list again, tap the session's link."
    ),
    Sentence.NO_PLACE_CAME: "“{title}” is over, and no place came free. Thank you for having waited.",
    Sentence.SESSION_IS_CLOSED: "This session is over: nobody comes in any more.",
    Sentence.NO_WORDS_KEPT: "No notebook holds words of yours: there were none, or you have withdrawn them.",
    Sentence.NO_WORDS_YET: (
        "No session of yours is closed yet: the notebook comes after the close, and will say where your words are."
    ),
    Sentence.REMINDERS_STOPPED: "I will send you no more reminders. Questions still come.",
    Sentence.REMINDERS_SNOOZED: "No reminder before tomorrow at this hour.",
    Sentence.REMINDERS_ON: "Reminders are back: one at most, never at night.",
    Sentence.CLOSED_BY_ITSELF: (
        "Nothing had happened in “{title}” for long: it is closed. All of it is kept, and the notebook is on its way."
    ),
    Sentence.LINK_OPENED: "The open link lets people in again.",
    Sentence.LINK_CLOSED: "The open link is closed. Invitations still let people in.",
    Sentence.HANDED_OVER: "You no longer follow “{title}”. To come back to it: /sessions",
    Sentence.NOBODY_ELSE: (
        "Nobody else can lead this session yet. "
        "First invite somebody: /facilitate, then the people of the organisation."
    ),
    Sentence.COLLEAGUE_LEFT: "Somebody stopped leading “{title}”. You still follow it.",
    Sentence.SESSION_OVER: "The session “{title}” is over. Thank you for your interest.",
    Sentence.UNKNOWN_COMMAND: "I do not know this command. /help lists those that I know.",
    Sentence.NO_CURRENT_SESSION: "You are in no session at the moment. To enter one, tap the link that you were given.",
    Sentence.DRAFT_CANCELLED: "It is cancelled. Nothing was created. To start again: /facilitate",
    Sentence.SESSION_OPENED: "The session “{title}” is open. The people who had entered are at the first question.",
    Sentence.NOTEBOOK_ON_ITS_WAY: "The notebook is being compiled: it comes here in a moment.",
    Sentence.NOTEBOOK_READY: "Here is the notebook of “{title}”. It is provisional until it has been reread.",
    Sentence.NOTEBOOK_FAILED: (
        "The notebook of “{title}” could not be written. Every answer is kept. "
        "Try again later, or tell whoever runs this bot."
    ),
    Sentence.MERGE_SYNTAX: (
        "To merge ideas, write their numbers, a colon, then the sentence. "
        "For example: 3, 7: An evening market takes place."
    ),
    Sentence.MERGE_SENT: Counted(
        "The sentence is sent to {count} author. It goes on the ballot if she accepts.",
        "The sentence is sent to {count} authors. It goes on the ballot if all of them accept.",
        "count",
    ),
    Sentence.TOO_MANY_CHOSEN: "There are already {most} ideas of the group on the ballot. Take one off first.",
    Sentence.VOTE_ALREADY_OPEN: "The vote is open already. Its list can no longer change.",
    Sentence.ALREADY_DONE: "This is done already.",
    Sentence.LANGUAGE_SET: "I speak English with you from now on.",
    Sentence.FACILITATOR_STALE_BUTTON: (
        "This button shows an earlier state. Nothing was done. Here is where the session is."
    ),
    Sentence.PERSON_TOLD: "It is sent. The answer will come with the contributions.",
    Sentence.PROBE_WAITS: "It is late, or Sunday: the question will go by itself when the quiet hours are over.",
    Sentence.PROBE_LIMIT: ("No more follow-up question here: two a person and step at most, and none after “I pass”."),
    Sentence.CONTRIBUTION_PARKED: "It is set aside, under “points to take up again”. Its author is told.",
    Sentence.NO_CONTRIBUTION: "There is no contribution here any more.",
    Sentence.NOTHING_WITHHELD: "Nothing waits for your decision any more.",
    Sentence.CONTRIBUTION_RELEASED: "It may be shown from now on. Its author is told.",
    Sentence.CONTRIBUTION_LEFT_WITHHELD: "It stays withheld: shown to nobody, printed nowhere.",
    Sentence.NO_CONSOLE: "This bot runs without a console. Ask whoever runs the server.",
    Sentence.CONSOLE_REVOKED: "Signed out everywhere; here is a new link.",
    Sentence.DECIDE_FIRST: "It is withheld: decide first whether it may be shown.",
    Sentence.WHICH_HORIZON: (
        "Which horizon is to be debated? Without a choice, it is the one that divides the group most."
    ),
    Sentence.WHICH_YIELD: (
        "Touch the number of a prepared horizon (✓) to make room for one more of the group's; "
        "it is then printed as not put to the vote. A second touch on a new list puts it (✕) back."
    ),
    Sentence.MATCHES: "These people could be put in touch. Touch a number to ask both, each apart.",
    Sentence.NO_MATCH: "Nobody to put in touch for now.",
    Sentence.BOTH_ASKED: "Both are asked, each apart.",
    Sentence.SENT_FOR_CHECKING: "The notebook goes to every member, with the question.",
    Sentence.WHICH_VERSION: (
        "Which version has the team read? Only the last one can be validated. "
        "Every page of it will then say by how many members."
    ),
    Sentence.NEWER_VERSION: "There is a newer version: read that one, and validate it.",
    Sentence.COMPILE_FIRST: (
        "Something was said, hidden or written since the last version. Compile the notebook, read it, then validate it."
    ),
    Sentence.NO_LEAD: "There is no lead to answer here: the session is not closed, or nobody proposed one.",
    Sentence.LEAD_GONE: "That lead is there no more: it was withdrawn. Your text is not kept.",
    Sentence.NOTHING_TO_PUBLISH: "There is nothing new to publish. An answer needs its reason.",
    Sentence.ANSWERS_PUBLISHED: (
        "The answers are published. Those who proposed the leads are told, and the notebook is compiled again."
    ),
    Sentence.VERSION_VALIDATED: "The version is validated. The notebook is compiled again, and says so on every page.",
    Sentence.NAMES_FIRST: (
        "Contributions that may name somebody, and that nobody has looked at: {count}. "
        "Touch “Validate the notebook” again to look at them one by one."
    ),
    Sentence.NAMES_SEEN: "Everything that may name somebody has been looked at. You can validate the notebook.",
    Sentence.READ_FIRST: (
        "Withheld contributions that wait for a decision: {count}. Open the contributions, decide, then validate."
    ),
    Sentence.TEAM_CARD_KEPT: "“{title}” is kept, and will be in the notebook.",
    Sentence.SCRIPT_UNCHANGED: "The workshop's file says what this session says.",
    Sentence.SCRIPT_NOT_FOUND: (
        "The workshop's file is not on the shelf any more, or has an error: the session keeps its version."
    ),
    Sentence.SCRIPT_TAKEN_UP: "The new words are used from the next message on.",
    Sentence.VALUE_KEPT: "It is kept: whoever comes to a step that shows it reads it.",
    Sentence.MOVE_ANNOUNCED: "They are warned: the group goes on in 30 seconds.",
    Sentence.MOVE_CALLED_OFF: "The group stays. It is told.",
    Sentence.EVERYBODY_TOLD: "Done. Everybody is told.",
    Sentence.NOT_IN_THAT_MODE_NOW: (
        "Not right now: the session is paused, or a vote is still open to some. Nothing was changed."
    ),
    Sentence.ROUND_ADDED: "Done. The round comes after the step under way; “Go on” opens it.",
    Sentence.NUDGE_SENT: Counted("{count} person is reminded.", "{count} people are reminded.", "count"),
    Sentence.WHICH_GROUP_PROBE: (
        "Which follow-up question do you ask everybody? Each person is asked about their own answer, once."
    ),
    Sentence.NO_GROUP_PROBE: "The steps under way have no follow-up question that is still to be asked.",
    Sentence.NOBODY_TO_PROBE: (
        "Nobody to ask: nobody has answered in their own words, or they have been asked twice already, or passed."
    ),
    Sentence.GROUP_PROBED: Counted(
        "Asked of {count} person, about their own answer.",
        "Asked of {count} people, each about their own answer.",
        "count",
    ),
    Sentence.NUDGED_ALREADY: "They have been reminded already: once a step, no more.",
    Sentence.NOBODY_TO_NUDGE: "Nobody to remind: everybody has answered, or is writing.",
    Sentence.TOO_LATE_TO_NUDGE: "Nobody is reminded at night, or on a Sunday. Try again in the morning.",
    Sentence.NOBODY_TO_WRITE_TO: "There is nobody to write to for now.",
    Sentence.LETTER_SENT: Counted(
        "Sent to {count} person, signed by the facilitators.",
        "Sent to {count} people, signed by the facilitators.",
        "count",
    ),
    Sentence.PREVIEW_BEGUN: "A preview: gates open for you alone, and nothing of it is kept.",
    Sentence.PREVIEW_OVER: "The preview is over. Nothing of it is kept, counted or printed.",
    Sentence.DISCUSSION_ASKED: "Asked in the group. The replies that are kept come among the contributions.",
    Sentence.DISCUSSION_NOT_YET: "Open the session first: as long as it is not open, nobody takes part.",
    Sentence.ROOM_UNBOUND: "This group is told nothing more.",
    Sentence.ROOM_LOST: (
        "I am no longer in the group of “{title}”: nothing is announced there any more. The session goes on."
    ),
    Sentence.ROOM_GREETING: (
        "This group follows “{title}”: announcements and results come here. Nothing of what is said here is "
        "kept. One exception: what somebody of the session replies to a question that I ask here. One answers "
        "in private: {link}"
    ),
    Sentence.ROOM_OPENED: "“{title}” is open. To answer, in private: {link}",
    Sentence.ROOM_STEP: "The group goes on to: {title}. Your card is in the private chat.",
    Sentence.ROOM_CLOSED: "“{title}” is over. Thank you.",
    Sentence.RELAY_TOO_LATE: "The session is over: nothing more can be entered for anybody.",
    Sentence.ONE_NUDGED: "It is sent to this person, and to nobody else.",
    Sentence.NO_NUDGE: (
        "No reminder here: two a person and step at most, none after “I pass”, none to who has answered."
    ),
    Sentence.PERSON_REMOVED: "It is done. This person is told, with your reason.",
    Sentence.CONTRIBUTION_HIDDEN: "It is hidden. Its author is told why. You can show it again.",
    Sentence.PINNED_FOR_THE_BRIDGE: "It is pinned: it opens everybody's message of the next day, signed by a profile.",
    Sentence.NOT_QUOTABLE: "Its author does not allow quoting: it cannot open tomorrow's message.",
    Sentence.CONTRIBUTION_PINNED: "It is pinned: everybody reads it, without its author.",
    Sentence.PINNED_WITHOUT_MINORITY: Counted(
        "It is pinned. Remember to pin a minority's view as well.",
        "It is pinned ({count} in all). Remember to pin a minority's view as well.",
        "count",
    ),
    Sentence.CONTRIBUTION_UNPINNED: "It is pinned no more.",
    Sentence.NOT_TO_BE_PINNED: "This one cannot be shown to the group: its step is private, or it was set aside.",
    Sentence.WHICH_STEP: (
        "To which step does the group go back? Each person may then add to their answer, or change it."
    ),
    Sentence.NO_STEP_TO_REOPEN: "No step can be reopened: what a vote has revealed stays. Hold a second round instead.",
    Sentence.STEP_REOPENED: "It is reopened. Everybody is told.",
    Sentence.SPLIT_SENT: "The two sentences are sent to the author. Nothing changes without their yes.",
}


class Ui(StrEnum):
    """What cards and panels say around their content. Values beside each."""

    PROGRESS = "progress"  # n, total, minutes
    PROGRESS_LAST = "progress_last"  # n, total: no more than a minute is left
    LISTED_MINE = "listed_mine"
    LISTED_MARK = "listed_mark"  # mark: points that the reader gave
    LISTED_CHOSEN = "listed_chosen"
    PICTURES = "pictures"  # count
    LISTED_PLACE = "listed_place"  # place: where the reader ranks it
    WORKSHOPS = "workshops"
    WORKSHOPS_NONE = "workshops_none"
    WORKSHOP_MINUTES = "workshop_minutes"  # title, minutes
    SESSIONS_UNDER_WAY = "sessions_under_way"
    SESSIONS_TO_FOLLOW = "sessions_to_follow"
    SESSIONS_TO_FOLLOW_NONE = "sessions_to_follow_none"
    PARAMETER = "parameter"  # workshop, n, total
    PARAMETER_WRITE = "parameter_write"
    PARAMETER_DEFAULT = "parameter_default"  # default
    PARAMETER_KEEP = "parameter_keep"  # default
    PARAMETER_NOTHING = "parameter_nothing"
    PARAMETER_CANCEL = "parameter_cancel"
    PARAMETER_NOT_A_NUMBER = "parameter_not_a_number"
    PARAMETER_NOT_A_DATE = "parameter_not_a_date"
    PARAMETER_TOO_LONG = "parameter_too_long"
    MODE = "mode"
    MODE_ABOUT_LIVE = "mode_about_live"  # minutes
    MODE_ABOUT_DAYS = "mode_about_days"  # days
    MODE_LIVE = "mode_live"
    MODE_DAYS = "mode_days"  # days
    START = "start"  # days
    START_WRITE = "start_write"
    START_DATE = "start_date"  # date
    START_TOO_EARLY = "start_too_early"
    START_TOO_LATE = "start_too_late"
    COCKPIT_DAYS = "cockpit_days"  # days, date
    COCKPIT_DAY = "cockpit_day"  # day, days
    INVITATION_DAYS = "invitation_days"  # agency, title, days, date, link
    INVITATION_DAYS_UNSIGNED = "invitation_days_unsigned"  # title, days, date, link
    COCKPIT_DRAFT = "cockpit_draft"
    COCKPIT_OPEN = "cockpit_open"
    COCKPIT_CLOSED = "cockpit_closed"
    COCKPIT_LINK = "cockpit_link"
    COCKPIT_PEOPLE = "cockpit_people"  # count
    COCKPIT_NOBODY = "cockpit_nobody"
    COCKPIT_DECLINED = "cockpit_declined"  # count
    COCKPIT_NOW = "cockpit_now"  # stretch
    COCKPIT_NEXT = "cockpit_next"  # title, arrived, active
    COCKPIT_NEXT_UNCOUNTED = "cockpit_next_uncounted"  # title
    COCKPIT_LAST = "cockpit_last"  # arrived, active
    COCKPIT_DEADLINE = "cockpit_deadline"  # when
    COCKPIT_VOTED = "cockpit_voted"  # voted, active
    COCKPIT_NOTE = "cockpit_note"  # title, note
    COCKPIT_FEW_VOTED = "cockpit_few_voted"  # arrived, active
    COCKPIT_LACKING = "cockpit_lacking"  # profiles
    COCKPIT_HIERARCHY = "cockpit_hierarchy"  # one, other
    COCKPIT_IDEAS = "cockpit_ideas"  # ideas, chosen
    COCKPIT_CONTRIBUTIONS = "cockpit_contributions"  # count
    COCKPIT_WITHHELD = "cockpit_withheld"  # count
    COCKPIT_STEP = "cockpit_step"  # step, total
    COCKPIT_PAUSED = "cockpit_paused"
    COCKPIT_PAUSED_UNTIL = "cockpit_paused_until"  # hour
    COCKPIT_TIME_LEFT = "cockpit_time_left"  # minutes, hour
    COCKPIT_TIME_HELD = "cockpit_time_held"  # minutes
    COCKPIT_STEP_NOW = "cockpit_step_now"  # step, total, stretch
    COCKPIT_LEAVING = "cockpit_leaving"
    COCKPIT_HOLDING = "cockpit_holding"  # count, people
    COCKPIT_HOW_LONG = "cockpit_how_long"
    COCKPIT_PAUSE_HOW_LONG = "cockpit_pause_how_long"
    CROWD_ANSWERED = "crowd_answered"  # count
    CROWD_WRITING = "crowd_writing"  # count
    CROWD_SILENT = "crowd_silent"  # count
    CROWD_GONE = "crowd_gone"  # count
    CROWD_NAMES = "crowd_names"  # names
    CROWD_SOME = "crowd_some"  # names, count
    BUTTON_NEXT_ANNOUNCE = "button_next_announce"
    BUTTON_NEXT_NOW = "button_next_now"
    BUTTON_NEXT_CALL_OFF = "button_next_call_off"
    BUTTON_WAIT_MORE = "button_wait_more"  # minutes
    BUTTON_EXTEND = "button_extend"
    BUTTON_MINUTES = "button_minutes"  # minutes
    BUTTON_HOURS = "button_hours"  # hours
    BUTTON_PAUSE = "button_pause"
    BUTTON_PAUSE_FOR = "button_pause_for"  # minutes
    BUTTON_PAUSE_OPEN = "button_pause_open"
    BUTTON_RESUME_SESSION = "button_resume_session"
    BUTTON_NUDGE = "button_nudge"
    BUTTON_PROBE_ALL = "button_probe_all"
    BUTTON_WRITE = "button_write"
    BUTTON_MORE = "button_more"
    COCKPIT_LEGEND = "cockpit_legend"
    COCKPIT_MODE_LIVE = "cockpit_mode_live"
    COCKPIT_MODE_DAYS = "cockpit_mode_days"
    COCKPIT_ROUND = "cockpit_round"
    COCKPIT_MORE = "cockpit_more"
    COCKPIT_STEPS_NOW = "cockpit_steps_now"  # step, last, total, stretch
    BUTTON_PARTICIPANTS = "button_participants"
    BUTTON_MODE = "button_mode"
    BUTTON_GO_LIVE = "button_go_live"
    BUTTON_GO_OVER_DAYS = "button_go_over_days"  # days, date: its end
    BUTTON_ROUND = "button_round"
    BUTTON_VOTE_AGAIN = "button_vote_again"  # title
    BUTTON_GO_BACK = "button_go_back"
    BUTTON_WRITE_ONE = "button_write_one"
    BUTTON_REMOVE_PERSON = "button_remove_person"
    BUTTON_REMOVE_KEEP = "button_remove_keep"
    BUTTON_REMOVE_ERASE = "button_remove_erase"
    BUTTON_HIDE = "button_hide"
    BUTTON_OTHER_REASON = "button_other_reason"
    BUTTON_PIN = "button_pin"
    BUTTON_PIN_MINORITY = "button_pin_minority"
    BUTTON_UNPIN = "button_unpin"
    COCKPIT_PINNED = "cockpit_pinned"  # count
    COCKPIT_PINNED_ALIKE = "cockpit_pinned_alike"  # count
    PARTICIPANTS = "participants"
    PARTICIPANTS_MORE = "participants_more"  # count
    PARTICIPANT_ASKED = "participant_asked"  # title
    PARTICIPANT_NUDGE_HOW = "participant_nudge_how"
    LETTER_TO = "letter_to"  # who
    REMOVE_CONFIRM = "remove_confirm"  # who
    REMOVE_REASON = "remove_reason"  # reason
    REASON_REMOVE = "reason_remove"  # who
    REASON_HIDE = "reason_hide"
    REASON_DEBATED = "reason_debated"  # text
    REASON_DEBATED_HOW = "reason_debated_how"
    REASON_HOW = "reason_how"
    REASON_TOO_LONG = "reason_too_long"  # length
    REASON_CONTACTS = "reason_contacts"
    REASON_PERSON = "reason_person"
    REASON_ATTACK = "reason_attack"
    PINNED = "pinned"
    PINNED_MINORITY = "pinned_minority"
    WITHHELD_BY_HAND = "withheld_by_hand"  # reason
    NAMES_FLAGGED = "names_flagged"  # names
    BUTTON_NEXT_NAMED = "button_next_named"
    BUTTON_KEEP_NAMED = "button_keep_named"
    NAMES_UNSEEN = "names_unseen"  # count
    LETTER = "letter"  # count
    LETTER_HOW = "letter_how"
    LETTER_TOO_LONG = "letter_too_long"  # length
    COCKPIT_CONFIRM_NEXT = "cockpit_confirm_next"  # title, missing, arrived, active
    COCKPIT_CONFIRM_NEXT_ALL = "cockpit_confirm_next_all"  # title
    COCKPIT_CONFIRM_CLOSE = "cockpit_confirm_close"
    STATE_ANSWERED = "state_answered"
    STATE_WRITING = "state_writing"
    STATE_SILENT = "state_silent"
    STATE_WAITING = "state_waiting"
    STATE_VOTED = "state_voted"
    STATE_FINISHED = "state_finished"
    STATE_GONE = "state_gone"
    BUTTON_OPEN = "button_open"
    BUTTON_NEXT = "button_next"
    BUTTON_NEXT_CONFIRM = "button_next_confirm"
    BUTTON_CLOSE = "button_close"
    BUTTON_CLOSE_CONFIRM = "button_close_confirm"
    BUTTON_REFRESH = "button_refresh"
    BUTTON_NOT_YET = "button_not_yet"
    BUTTON_IDEAS = "button_ideas"
    BUTTON_CONTRIBUTIONS = "button_contributions"
    BUTTON_NOTEBOOK = "button_notebook"
    BUTTON_HORIZONS = "button_horizons"
    BUTTON_PREPARED = "button_prepared"
    BUTTON_MATCHES = "button_matches"
    BUTTON_TEAM_CARD = "button_team_card"  # title
    BUTTON_MEMBER_CHECK = "button_member_check"
    BUTTON_VALIDATE = "button_validate"
    BUTTON_REVISE = "button_revise"
    BUTTON_TAKE_UP = "button_take_up"
    REVISION = "revision"  # title, count: changes
    REVISION_MORE = "revision_more"  # count
    REVISION_APPLIES = "revision_applies"
    REVISION_REFUSED = "revision_refused"
    REVISION_AFFECTED = "revision_affected"  # count, people
    TEAM_CARD = "team_card"  # title, n, total
    TEAM_CARD_WRITE = "team_card_write"
    BUTTON_COCKPIT = "button_cockpit"
    BUTTON_CODING = "button_coding"
    CODING = "coding"
    CODING_CONFIRMED = "coding_confirmed"  # codes
    CODING_NONE = "coding_none"
    CODING_PROPOSED = "coding_proposed"  # codes
    BUTTON_CODING_ALL = "button_coding_all"
    BUTTON_CODING_BACK = "button_coding_back"
    RUBRIC_VECU = "rubric_vecu"
    RUBRIC_CRAINTE = "rubric_crainte"
    RUBRIC_ENVIE = "rubric_envie"
    RUBRIC_ANALYSE = "rubric_analyse"
    RUBRIC_GERME = "rubric_germe"
    RUBRIC_PISTE = "rubric_piste"
    RUBRIC_FREIN = "rubric_frein"
    RUBRIC_LEVIER = "rubric_levier"
    RUBRIC_VOIX_DIFFERENTE = "rubric_voix_differente"
    BUTTON_PARK = "button_park"
    BUTTON_RELEASE = "button_release"
    BUTTON_LEAVE_WITHHELD = "button_leave_withheld"
    BUTTON_WITHHELD = "button_withheld"
    BUTTON_PROBE = "button_probe"
    BUTTON_PREVIOUS = "button_previous"
    BUTTON_NEXT_ONE = "button_next_one"
    INVITATION = "invitation"  # agency, title, minutes, link
    INVITATION_UNSIGNED = "invitation_unsigned"  # title, minutes, link
    IDEAS_TITLE = "ideas_title"
    IDEAS_NONE = "ideas_none"
    IDEAS_CHOSEN = "ideas_chosen"  # chosen, most
    IDEAS_HOW = "ideas_how"
    IDEAS_PENDING = "ideas_pending"  # count
    IDEAS_MORE = "ideas_more"  # count
    MARK_CHOSEN = "mark_chosen"
    MARK_MERGING = "mark_merging"
    MARK_MERGED = "mark_merged"
    MARK_REFUSED = "mark_refused"
    CONTRIBUTION = "contribution"  # n, total, title
    CONTRIBUTIONS_NONE = "contributions_none"
    STANDING_KEPT = "standing_kept"
    STANDING_PARKED = "standing_parked"
    STANDING_LATE = "standing_late"
    STANDING_UNCERTAIN = "standing_uncertain"
    WITHHELD_CONTACTS = "withheld_contacts"
    WITHHELD_PERSON = "withheld_person"
    WITHHELD_ATTACK = "withheld_attack"
    STANDING_WITHDRAWN = "standing_withdrawn"
    PROBE_WHICH = "probe_which"
    LANGUAGE_WHICH = "language_which"
    CONSOLE_LINK = "console_link"
    CONSOLE_LINK_TYPED = "console_link_typed"
    BUTTON_CONSOLE = "button_console"
    BUTTON_CONSOLE_ANEW = "button_console_anew"
    COMMAND_CONSOLE = "command_console"
    COMMAND_START = "command_start"
    COMMAND_HELP = "command_help"
    COMMAND_RESUME = "command_resume"
    COMMAND_ANSWERS = "command_answers"
    COMMAND_HOUR = "command_hour"
    COMMAND_DATA = "command_data"
    COMMAND_PRIVACY = "command_privacy"
    COMMAND_LANGUAGE = "command_language"
    COMMAND_QUIT = "command_quit"
    COMMAND_FACILITATE = "command_facilitate"
    COMMAND_SESSIONS = "command_sessions"


UI: Final[Mapping[Ui, Template]] = {
    Ui.PROGRESS: "Question {n} of {total} · about {minutes} min",
    Ui.PROGRESS_LAST: "Question {n} of {total} · under a minute",
    Ui.WORKSHOPS: "Which workshop?",
    Ui.WORKSHOPS_NONE: "There is no workshop on the shelf yet.",
    Ui.WORKSHOP_MINUTES: "{title} · {minutes} min",
    Ui.SESSIONS_UNDER_WAY: "Or go back to a session under way:",
    Ui.SESSIONS_TO_FOLLOW: "Which session?",
    Ui.SESSIONS_TO_FOLLOW_NONE: "No session is under way in your organisation.",
    Ui.PARAMETER: "{workshop} · {n} of {total}",
    Ui.PARAMETER_WRITE: "Write the value.",
    Ui.PARAMETER_DEFAULT: "Suggested: {default}",
    Ui.PARAMETER_KEEP: "Keep: {default}",
    Ui.PARAMETER_NOTHING: "nothing",
    Ui.PARAMETER_CANCEL: "Cancel",
    Ui.PARAMETER_NOT_A_NUMBER: "This is no whole number. Write digits only, for example 12.",
    Ui.PARAMETER_NOT_A_DATE: "This is no date. Write it like 2026-11-30.",
    Ui.PARAMETER_TOO_LONG: "This is too long. Can you shorten it?",
    Ui.MODE: "How will the session take place?",
    Ui.MODE_ABOUT_LIVE: "Live: everybody at the same time, about {minutes} minutes.",
    Ui.MODE_ABOUT_DAYS: "Over several days ({days} as a rule): 10 to 15 minutes a day, each at their own hour.",
    Ui.MODE_LIVE: "Live",
    Ui.MODE_DAYS: "Over {days} days",
    Ui.START: "{days} days. On which day does it begin?",
    Ui.START_WRITE: "Sundays are left out. For another day, write its date, like 2026-11-30.",
    Ui.START_DATE: "{date}",
    Ui.START_TOO_EARLY: "This day is past. Choose today or later.",
    Ui.START_TOO_LATE: "This day is more than a year away. Choose an earlier one.",
    Ui.COCKPIT_DAYS: "Over {days} days, from {date}",
    Ui.COCKPIT_DAY: "Over several days: day {day} of {days}",
    Ui.INVITATION_DAYS: (
        "{agency} invites you to take part in “{title}”.\n"
        "It lasts {days} days from {date}, here on Telegram: 10 to 15 minutes a day, at your own hour.\n"
        "Your name appears nowhere.\n"
        "To start, tap this link: {link}"
    ),
    Ui.INVITATION_DAYS_UNSIGNED: (
        "You are invited to take part in “{title}”.\n"
        "It lasts {days} days from {date}, here on Telegram: 10 to 15 minutes a day, at your own hour.\n"
        "Your name appears nowhere.\n"
        "To start, tap this link: {link}"
    ),
    Ui.COCKPIT_DRAFT: "Ready, not open yet",
    Ui.COCKPIT_OPEN: "Open",
    Ui.COCKPIT_CLOSED: "Closed",
    Ui.COCKPIT_LINK: "Link:",
    Ui.COCKPIT_PEOPLE: Counted("{count} participant", "{count} participants", "count"),
    Ui.COCKPIT_NOBODY: "Nobody has entered yet.",
    Ui.COCKPIT_DECLINED: Counted("{count} person declined", "{count} people declined", "count"),
    Ui.COCKPIT_NOW: "Under way: {stretch}",
    Ui.COCKPIT_NEXT: "Next: {title} ({arrived} of {active} ready)",
    Ui.COCKPIT_NEXT_UNCOUNTED: "Next: {title}",
    Ui.COCKPIT_LAST: "Last part: {arrived} of {active} have finished",
    Ui.COCKPIT_DEADLINE: "Goes on by itself: {when}",
    Ui.COCKPIT_VOTED: "Voted: {voted} of {active}",
    Ui.COCKPIT_NOTE: "📋 For you, at “{title}”: {note}",
    Ui.COCKPIT_FEW_VOTED: "⏱ Nearly over, and {arrived} of {active} have finished: “More time” would let the others.",
    Ui.COCKPIT_LACKING: "⚠ Expected, nobody yet: {profiles}",
    Ui.COCKPIT_HIERARCHY: (
        "⚠ “{one}” and “{other}” in one group: does one answer to the other? If so, two sessions are better, then a "
        "common account."
    ),
    Ui.COCKPIT_IDEAS: "Ideas of the group: {ideas}, {chosen} of them for the ballot",
    Ui.COCKPIT_CONTRIBUTIONS: "Contributions: {count}",
    Ui.COCKPIT_WITHHELD: Counted("Withheld, to decide on: {count}", "Withheld, to decide on: {count}", "count"),
    Ui.COCKPIT_STEP: "step {step}/{total}",
    Ui.COCKPIT_CONFIRM_CLOSE: "⚠ Close the session for everybody? It cannot be reopened.",
    Ui.STATE_ANSWERED: "has answered",
    Ui.STATE_WRITING: "is writing",
    Ui.STATE_SILENT: "no answer yet",
    Ui.STATE_WAITING: "waits for the group",
    Ui.STATE_VOTED: "has voted",
    Ui.STATE_FINISHED: "has finished",
    Ui.STATE_GONE: "has left",
    Ui.BUTTON_OPEN: "▶ Open the session",
    Ui.BUTTON_NEXT: "⏭ Go on",
    Ui.BUTTON_NEXT_CONFIRM: "Yes, go on",
    Ui.BUTTON_CLOSE: "⏹ Close",
    Ui.BUTTON_CLOSE_CONFIRM: "Yes, close",
    Ui.BUTTON_REFRESH: "🔄 Refresh",
    Ui.BUTTON_NOT_YET: "Not yet",
    Ui.BUTTON_IDEAS: "💡 Ideas",
    Ui.BUTTON_CONTRIBUTIONS: "💬 Contributions",
    Ui.BUTTON_NOTEBOOK: "📄 Notebook",
    Ui.BUTTON_COCKPIT: "⬅ Session",
    Ui.BUTTON_CODING: "🗂 File",
    Ui.CODING: "Under what is this filed?",
    Ui.CODING_CONFIRMED: "Filed under: {codes}",
    Ui.CODING_NONE: "Read, and filed under nothing.",
    Ui.CODING_PROPOSED: "Its words call for: {codes}. Nothing is kept until you confirm.",
    Ui.BUTTON_CODING_ALL: "✅ Confirm what is proposed",
    Ui.BUTTON_CODING_BACK: "◀ Back to the contribution",
    Ui.RUBRIC_VECU: "experience",
    Ui.RUBRIC_CRAINTE: "fear",
    Ui.RUBRIC_ENVIE: "wish",
    Ui.RUBRIC_ANALYSE: "analysis",
    Ui.RUBRIC_GERME: "germ",
    Ui.RUBRIC_PISTE: "lead",
    Ui.RUBRIC_FREIN: "obstacle",
    Ui.RUBRIC_LEVIER: "lever",
    Ui.RUBRIC_VOIX_DIFFERENTE: "different voice",
    Ui.BUTTON_PARK: "Set aside",
    Ui.BUTTON_RELEASE: "Show it all the same",
    Ui.BUTTON_LEAVE_WITHHELD: "Leave withheld",
    Ui.BUTTON_WITHHELD: "Withheld",
    Ui.BUTTON_PROBE: "Ask more",
    Ui.BUTTON_PREVIOUS: "◀ Previous",
    Ui.BUTTON_NEXT_ONE: "Next ▶",
    Ui.INVITATION: (
        "{agency} invites you to take part in “{title}”.\n"
        "It takes about {minutes} minutes, here on Telegram, one question at a time.\n"
        "Your name appears nowhere.\n"
        "To start, tap this link: {link}"
    ),
    Ui.INVITATION_UNSIGNED: (
        "You are invited to take part in “{title}”.\n"
        "It takes about {minutes} minutes, here on Telegram, one question at a time.\n"
        "Your name appears nowhere.\n"
        "To start, tap this link: {link}"
    ),
    Ui.IDEAS_TITLE: "The group's ideas",
    Ui.IDEAS_NONE: "There is no idea yet.",
    Ui.IDEAS_CHOSEN: "For the ballot: {chosen} of {most} at most.",
    Ui.IDEAS_HOW: (
        "Tap a number to put the idea on the ballot. To merge, write “3, 7: the sentence”. To separate, "
        "“4 / one / the other”."
    ),
    Ui.IDEAS_PENDING: Counted("{count} merge awaits its authors.", "{count} merges await their authors.", "count"),
    Ui.IDEAS_MORE: Counted("… and {count} other idea", "… and {count} other ideas", "count"),
    Ui.MARK_CHOSEN: "on the ballot",
    Ui.MARK_MERGING: "merge proposed",
    Ui.MARK_MERGED: "merged",
    Ui.MARK_REFUSED: "merge refused",
    Ui.CONTRIBUTION: "{n} of {total} · {title}",
    Ui.CONTRIBUTIONS_NONE: "There is no contribution yet.",
    Ui.STANDING_KEPT: "kept",
    Ui.STANDING_PARKED: "set aside, to take up again",
    Ui.STANDING_LATE: "came after the close, not counted",
    Ui.STANDING_UNCERTAIN: "which question it answers is not certain",
    Ui.WITHHELD_CONTACTS: "withheld: contact details",
    Ui.WITHHELD_PERSON: "withheld: a person named",
    Ui.WITHHELD_ATTACK: "withheld: an attack",
    Ui.STANDING_WITHDRAWN: "withdrawn by its author",
    Ui.PROBE_WHICH: "Which question do you send?",
    Ui.LANGUAGE_WHICH: "Which language do you prefer?",
    Ui.CONSOLE_LINK: (
        "Your way into the console: sessions, notebooks, downloads. "
        "The link is yours alone, works once, and lasts {minutes} minutes."
    ),
    Ui.CONSOLE_LINK_TYPED: (
        "Your way into the console: sessions, notebooks, downloads. "
        "The link is yours alone, works once, and lasts {minutes} minutes. "
        "Open it on the computer that runs the bot:\n{link}"
    ),
    Ui.BUTTON_CONSOLE: "🖥 Open the console",
    Ui.BUTTON_CONSOLE_ANEW: "🔑 New sign-in · revoke the others",
    Ui.COMMAND_CONSOLE: "Open the console in a browser",
    Ui.COMMAND_START: "Start or go on",
    Ui.COMMAND_HELP: "How it works",
    Ui.COMMAND_RESUME: "Find my place again",
    Ui.COMMAND_ANSWERS: "Reread and change my answers",
    Ui.COMMAND_HOUR: "Choose the hour of my messages",
    Ui.COMMAND_DATA: "See and withdraw my data",
    Ui.COMMAND_PRIVACY: "Who reads what",
    Ui.COMMAND_LANGUAGE: "Change language",
    Ui.COMMAND_QUIT: "Leave the session",
    Ui.COMMAND_FACILITATE: "Launch a session",
    Ui.COMMAND_SESSIONS: "My sessions",
    Ui.LISTED_MINE: "(yours)",
    Ui.LISTED_MARK: Counted("{mark} point", "{mark} points", "mark"),
    Ui.LISTED_CHOSEN: "chosen",
    Ui.PICTURES: "Pictures 1 to {count}; the next message describes them.",
    Ui.LISTED_PLACE: "place {place}",
    Ui.BUTTON_HORIZONS: "🎯 Choose what is debated",
    Ui.BUTTON_PREPARED: "🗳 Prepared horizons",
    Ui.BUTTON_MATCHES: "🤝 Put people in touch",
    Ui.BUTTON_TEAM_CARD: "📝 {title}",
    Ui.BUTTON_MEMBER_CHECK: "📨 Have the notebook checked",
    Ui.BUTTON_VALIDATE: "✅ Validate the notebook",
    Ui.TEAM_CARD: "{title} · {n} of {total}",
    Ui.TEAM_CARD_WRITE: "Write the answer, or “I pass” to leave it to be specified.",
    Ui.BUTTON_REVISE: "✏ The workshop's text",
    Ui.BUTTON_TAKE_UP: "Take up these words",
    Ui.REVISION: Counted("“{title}” was edited: {count} change.", "“{title}” was edited: {count} changes.", "count"),
    Ui.REVISION_MORE: Counted("… and {count} more.", "… and {count} more.", "count"),
    Ui.REVISION_APPLIES: "Only words change: this session may take them up. Answers already given stay as they are.",
    Ui.REVISION_REFUSED: "More than words changes: this session keeps its version. The next one will have the new one.",
    Ui.REVISION_AFFECTED: Counted(
        "The answers of {count} person would lose their question: {people}.",
        "The answers of {count} people would lose their question: {people}.",
        "count",
    ),
    Ui.COCKPIT_PAUSED: "In a pause",
    Ui.COCKPIT_PAUSED_UNTIL: "⏸ To resume at {hour}, as announced",
    Ui.COCKPIT_TIME_LEFT: Counted(
        "⏱ {minutes} minute left, until {hour}", "⏱ {minutes} minutes left, until {hour}", "minutes"
    ),
    Ui.COCKPIT_TIME_HELD: Counted(
        "⏱ {minutes} minute will be left when you resume", "⏱ {minutes} minutes will be left when you resume", "minutes"
    ),
    Ui.COCKPIT_STEP_NOW: "Step {step} of {total}: {stretch}",
    Ui.COCKPIT_LEAVING: "⏭ Going on within 30 seconds",
    Ui.COCKPIT_HOLDING: Counted(
        "⏳ The group is waiting for {people}", "⏳ The group is waiting for {people}", "count"
    ),
    Ui.COCKPIT_HOW_LONG: "How much more time?",
    Ui.COCKPIT_PAUSE_HOW_LONG: "How long is the pause?",
    Ui.CROWD_ANSWERED: Counted("{count} has answered", "{count} have answered", "count"),
    Ui.CROWD_WRITING: Counted("{count} is writing", "{count} are writing", "count"),
    Ui.CROWD_SILENT: Counted("{count} without an answer yet", "{count} without an answer yet", "count"),
    Ui.CROWD_GONE: Counted("{count} has left", "{count} have left", "count"),
    Ui.CROWD_NAMES: ": {names}",
    Ui.CROWD_SOME: Counted(": {names}… and {count} other", ": {names}… and {count} others", "count"),
    Ui.BUTTON_NEXT_ANNOUNCE: "⏭ Go on without (30 s warning)",
    Ui.BUTTON_NEXT_NOW: "⏭ Go on now",
    Ui.BUTTON_NEXT_CALL_OFF: "Wait after all",
    Ui.BUTTON_WAIT_MORE: Counted("⏱ Wait {minutes} more minute", "⏱ Wait {minutes} more minutes", "minutes"),
    Ui.BUTTON_EXTEND: "⏱ More time",
    Ui.BUTTON_MINUTES: Counted("+{minutes} min", "+{minutes} min", "minutes"),
    Ui.BUTTON_HOURS: Counted("+{hours} h", "+{hours} h", "hours"),
    Ui.BUTTON_PAUSE: "⏸ Pause",
    Ui.BUTTON_PAUSE_FOR: Counted("{minutes} min", "{minutes} min", "minutes"),
    Ui.BUTTON_PAUSE_OPEN: "Without saying how long",
    Ui.BUTTON_RESUME_SESSION: "▶ Resume",
    Ui.BUTTON_NUDGE: "🔔 Remind",
    Ui.BUTTON_PROBE_ALL: "🗣 A follow-up question to everybody",
    Ui.BUTTON_WRITE: "📣 Write to the group",
    Ui.LETTER: Counted(
        "What would you like to say to the group ({count} person)?",
        "What would you like to say to the group ({count} people)?",
        "count",
    ),
    Ui.LETTER_HOW: "Write it in one message. It is sent at once, signed by the facilitators.",
    Ui.LETTER_TOO_LONG: "It is {length} characters long: 600 at most. Can you shorten it?",
    Ui.COCKPIT_CONFIRM_NEXT: Counted(
        "⚠ {missing} person has not finished ({arrived} of {active} are ready). Go on to “{title}”?",
        "⚠ {missing} people have not finished ({arrived} of {active} are ready). Go on to “{title}”?",
        "missing",
    ),
    Ui.COCKPIT_CONFIRM_NEXT_ALL: "Everybody is ready. Go on to “{title}”?",
    Ui.BUTTON_PARTICIPANTS: "👥 People",
    Ui.BUTTON_MODE: "🔁 Live or over days",
    Ui.BUTTON_GO_LIVE: "✅ Go on live",
    Ui.BUTTON_GO_OVER_DAYS: "Version of {days} days: until {date}",
    Ui.BUTTON_ROUND: "🗳 Open a further round",
    Ui.BUTTON_VOTE_AGAIN: "✅ Vote again: {title}",
    Ui.BUTTON_GO_BACK: "↩ Go back to a step",
    Ui.BUTTON_WRITE_ONE: "✍ Ask something",
    Ui.BUTTON_REMOVE_PERSON: "End their participation",
    Ui.BUTTON_REMOVE_KEEP: "End it, keep the answers",
    Ui.BUTTON_REMOVE_ERASE: "End it, withdraw the answers",
    Ui.BUTTON_HIDE: "Hide",
    Ui.BUTTON_OTHER_REASON: "Another reason",
    Ui.BUTTON_PIN: "📌 Pin",
    Ui.BUTTON_PIN_MINORITY: "📌 Pin as a minority's",
    Ui.BUTTON_UNPIN: "Unpin",
    Ui.COCKPIT_PINNED: Counted("📌 Pinned: {count}", "📌 Pinned: {count}", "count"),
    Ui.COCKPIT_PINNED_ALIKE: Counted(
        "📌 Pinned: {count}, not a minority's view", "📌 Pinned: {count}, none a minority's view", "count"
    ),
    Ui.PARTICIPANTS: "Touch a number to see one person.",
    Ui.PARTICIPANTS_MORE: Counted("… and {count} other person", "… and {count} other people", "count"),
    Ui.PARTICIPANT_ASKED: "On their screen: “{title}”",
    Ui.PARTICIPANT_NUDGE_HOW: "Two reminders a step at most, and none after “I pass”.",
    Ui.LETTER_TO: "What would you like to ask {who}?",
    Ui.REMOVE_CONFIRM: "End the participation of {who}?",
    Ui.REMOVE_REASON: "They will read: because {reason}.",
    Ui.REASON_REMOVE: "Why does the participation of {who} end?",
    Ui.REASON_HIDE: "Why is it hidden?",
    Ui.REASON_DEBATED: "Why is “{text}” debated?",
    Ui.REASON_DEBATED_HOW: "Write it in a few words. The notebook prints it among your gestures.",
    Ui.REASON_HOW: "Write what comes after “because”: for example, it is about another subject.",
    Ui.REASON_TOO_LONG: "It is {length} characters long: 120 at most. Can you shorten it?",
    Ui.REASON_CONTACTS: "It holds contact details",
    Ui.REASON_PERSON: "It names a person",
    Ui.REASON_ATTACK: "It aims at somebody",
    Ui.PINNED: "📌 Pinned",
    Ui.PINNED_MINORITY: "📌 Pinned, a minority's view",
    Ui.WITHHELD_BY_HAND: "hidden: {reason}",
    Ui.NAMES_FLAGGED: (
        "⚠ Somebody may be named: {names}. Nothing is changed; you can ask them to say it without the name, or hide it."
    ),
    Ui.BUTTON_NEXT_NAMED: "⚠ Next with a name",
    Ui.BUTTON_KEEP_NAMED: "👁 Looked at, keep it",
    Ui.NAMES_UNSEEN: "To look at before the notebook is validated, this one included: {count}",
    Ui.BUTTON_MORE: "⋯ Other gestures",
    Ui.COCKPIT_MODE_LIVE: (
        "Go on live now? The step under way gets its minutes, from now on. Everybody is told; nothing that was said "
        "is lost."
    ),
    Ui.COCKPIT_MODE_DAYS: (
        "Go on over several days? The step under way has until the end of its day; each step to come has the day it "
        "would have had. Everybody is told; nothing that was said is lost."
    ),
    Ui.COCKPIT_ROUND: (
        "Which vote is held again? The round comes right after the step under way, on the same proposals. The first "
        "result is kept and printed beside it."
    ),
    Ui.COCKPIT_MORE: "What else?",
    Ui.COCKPIT_STEPS_NOW: "Steps {step} to {last} of {total}: {stretch}",
    Ui.COCKPIT_LEGEND: "✓ done · … writing · ◦ no answer yet · ✕ gone",
}
