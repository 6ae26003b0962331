"""The bot's own sentences, by name. Their wording, in each language, is the channel's (`chat/wording`).

A phrase is a closed list on purpose: a test asks that each has a wording in every language and that none is left
unused.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Phrase(StrEnum):
    """What the bot says by itself. The comment names the values that come along."""

    # -- acknowledging
    NOTED = "noted"
    REPLACED = "replaced"
    PASSED = "passed"
    ADDED = "added"  # joined to the answer just given
    ADDED_TO_EARLIER = "added_to_earlier"  # title: the step it was added to
    EDITED = "edited"  # title
    EDIT_TOO_LATE = "edit_too_late"  # title
    CHANGE_TOO_LATE = "change_too_late"
    SAID_TWICE = "said_twice"
    RESUMED = "resumed"
    BACK = "back"
    # -- asking
    FINISH_OR_ADD = "finish_or_add"
    GO_ON = "go_on"  # after « J'ajoute »: we are listening
    YOUR_ANSWER = "your_answer"  # the answer follows as a quotation
    CHANGE_UNTIL = "change_until"
    MORE_IDEAS = "more_ideas"  # left
    NO_MORE_IDEAS = "no_more_ideas"  # limit
    REPLACE_IDEAS = "replace_ideas"
    IDEA_TOO_LONG = "idea_too_long"  # limit, length
    KEEP_THREE = "keep_three"  # words, limit
    NO_WORD = "no_word"
    TAP_A_BUTTON = "tap_a_button"
    EMPTY = "empty"
    UNREADABLE = "unreadable"  # kind
    WHICH_QUESTION = "which_question"  # title; the text follows as a quotation
    # -- the course of the session
    LATE = "late"  # n, total
    CATCH_UP = "catch_up"  # count, titles
    CAUGHT_UP = "caught_up"
    WAITING = "waiting"  # title of what comes next
    STEP_CLOSED = "step_closed"
    GOING_ON = "going_on"  # title
    SHARED = "shared"  # title of the step whose answers follow
    SHARED_WORDS = "shared_words"
    SHARED_COUNT = "shared_count"  # text, people: how many chose an option
    SHARED_OTHERS = "shared_others"  # people: of profiles too few to be named
    AFTER_CLOSE = "after_close"
    NOT_OPEN_YET = "not_open_yet"
    SESSION_CLOSED = "session_closed"
    ENDING_FIRST = "ending_first"  # text, voters: of the vote on horizons, as the session closes
    ENDING_LEAD = "ending_lead"  # text: of the leads, what received most points
    ENDING_DIVIDES = "ending_divides"  # text
    ENDING_NOTHING_DIVIDES = "ending_nothing_divides"
    THE_END = "the_end"
    # -- over several days
    CHOOSE_HOUR = "choose_hour"
    HOUR_CHOSEN = "hour_chosen"  # hour
    NO_HOUR = "no_hour"
    DAY = "day"  # n, total; opens the day's message
    NEXT_IS_OPEN = "next_is_open"
    RELAY_HAS_NO_HOUR = "relay_has_no_hour"
    RELAY_FROM = "relay_from"  # title, date, hour: of what follows for somebody whose answers are entered
    RELAY_WAITS = "relay_waits"  # title: of what follows once facilitators open it
    UNTIL_TODAY = "until_today"  # hour
    UNTIL_TOMORROW = "until_tomorrow"  # hour
    UNTIL_DATE = "until_date"  # date, hour
    SOONER = "sooner"  # date, hour at which what follows opens
    DAYS_END = "days_end"  # date, hour: of the close of the last day
    GO_ON_FROM = "go_on_from"  # date, hour at which what follows opens, on the last day
    IS_OPEN = "is_open"
    OPENS_AT = "opens_at"  # date, hour: to whoever wishes to go on before
    DAY_REMINDER = "day_reminder"  # hour of the close
    REMINDER = "reminder"  # minutes
    QUESTION_PASSED_ON = "question_passed_on"  # to
    WRITE_YOUR_QUESTION = "write_your_question"
    OFF_SCRIPT = "off_script"  # to
    DECLINED = "declined"
    UNDER_AGE = "under_age"
    PARKED = "parked"
    FROM_FACILITATION = "from_facilitation"  # title; before a probe that a facilitator sent
    WITHHELD_CONTACTS = "withheld_contacts"
    WITHHELD_PERSON = "withheld_person"
    WITHHELD_ATTACK = "withheld_attack"
    RELEASED = "released"  # title
    # -- the facilitators' gestures
    PAUSED = "paused"  # hour
    PAUSED_OPEN = "paused_open"  # nobody said until when
    WE_RESUME = "we_resume"  # n, title
    WE_RESUME_WAITING = "we_resume_waiting"
    NOW_OVER_DAYS = "now_over_days"  # date, hour: the end; at: the hour of the day's message
    NOW_LIVE = "now_live"
    ROUND_ADDED = "round_added"  # title
    EXTENDED = "extended"  # minutes, hour: the new end
    EXTENDED_HOURS = "extended_hours"  # hours, date, hour
    GOING_ON_SOON = "going_on_soon"  # seconds
    GOING_ON_LATER = "going_on_later"
    NUDGED = "nudged"
    ANIMATION_WRITES = "animation_writes"  # text
    ANIMATION_ASKS = "animation_asks"  # text: to one person
    PINNED = "pinned"  # title, text
    BRIDGE = "bridge"  # count; they follow, numbered
    BRIDGE_STORIES = "bridge_stories"  # count; they follow, numbered
    BRIDGE_CHOSEN = "bridge_chosen"
    STEP_REOPENED = "step_reopened"  # title
    HIDDEN = "hidden"  # reason: in the facilitator's words
    REMOVED_KEPT = "removed_kept"  # reason
    REMOVED_ERASED = "removed_erased"  # reason
    REMOVED_ALREADY = "removed_already"
    SPLIT_ASKED = "split_asked"  # the two parts follow as quotations
    SPLIT_ACCEPTED = "split_accepted"
    # -- the vote
    BALLOT_ITEM = "ballot_item"  # n, total
    BALLOT_SUMMARY = "ballot_summary"  # graded, total
    BALLOT_CONFIRMED = "ballot_confirmed"
    BALLOT_SAVED = "ballot_saved"  # grade
    BALLOT_GRADED = "ballot_graded"  # n, text, grade
    BALLOT_UNGRADED = "ballot_ungraded"  # n, text
    BALLOT_MOVED = "ballot_moved"
    SECRET_IN_SMALL_GROUP = "secret_in_small_group"  # noqa: S105 -- the name of a sentence
    BALLOT_SECRET = "ballot_secret"  # noqa: S105 -- the name of a sentence
    VOTE_CLOSED = "vote_closed"
    VOTE_NOT_COUNTED = "vote_not_counted"
    RESULT = "result"  # voters
    RESULT_ROW = "result_row"  # rank, text, grade, above, below
    RESULT_TIED = "result_tied"  # rank, text, grade, above, below
    RESULT_UNRANKED = "result_unranked"  # text
    RESULT_SCORES = "result_scores"  # voters; the items follow, most points first
    RESULT_SUPPORT = "result_support"  # voters; the ideas follow, most supported first
    RESULT_SCORE = "result_score"  # rank, text, score, people
    RESULT_SCORE_FEW = "result_score_few"  # rank, text, score; from one or two people: whose points it is would be told
    # -- points and support
    POINTS_LEFT = "points_left"  # left, budget, cap
    POINTS_SAVED = "points_saved"  # points, left
    NO_POINT_LEFT = "no_point_left"  # budget
    POINTS_CAP = "points_cap"  # cap
    SUPPORT_LEFT = "support_left"  # left, limit
    SUPPORT_SAVED = "support_saved"  # left
    NO_SUPPORT_LEFT = "no_support_left"  # limit
    # -- the summary of a ballot that is on one card
    EMPTY_BALLOT = "empty_ballot"
    POINTS_SUMMARY = "points_summary"  # placed, budget; the items follow
    POINTS_UNPLACED = "points_unplaced"  # left
    CHOSEN_SUMMARY = "chosen_summary"  # count, total; the items follow
    RANKING_SUMMARY = "ranking_summary"  # ranked, total; the items follow, best first
    RANKING_REST = "ranking_rest"  # the items that are not ranked follow
    # -- a second round
    ROUND_YOUR_GRADE = "round_your_grade"  # grade: what this person gave before
    ROUND_OF_THE_GROUP = "round_of_the_group"  # grades: how many gave each
    ROUND_FOR = "round_for"  # what somebody else wrote follows as a quotation
    ROUND_AGAINST = "round_against"  # the same
    ROUND_NOTHING_FOR = "round_nothing_for"
    ROUND_NOTHING_AGAINST = "round_nothing_against"
    ROUND_NOTHING_ELSE_FOR = "round_nothing_else_for"  # this person did, and nobody else
    ROUND_NOTHING_ELSE_AGAINST = "round_nothing_else_against"
    RESERVATION_READ = "reservation_read"
    ROUND_MOVED = "round_moved"  # items: on how many somebody changed; they follow
    ROUND_MOVED_ON = "round_moved_on"  # text, moved, people, up, down
    # -- a round of objections
    CONSENT_RESULT = "consent_result"  # title, people; what it gives follows
    CONSENT_FEW = "consent_few"  # title, least
    CONSENT_RAISED = "consent_raised"  # objected; the objections follow as quotations
    CONSENT_ADOPTED = "consent_adopted"
    CONSENT_AMENDED = "consent_amended"  # objected
    CONSENT_OBJECTED = "consent_objected"  # objected, lifted, standing
    # -- approval, ranking, statements
    APPROVAL_GIVEN = "approval_given"  # count
    APPROVAL_SAVED = "approval_saved"  # count
    RANKING_LEFT = "ranking_left"  # left, next: the place that the next tap gives
    RANK_SAVED = "rank_saved"  # place
    RANK_TAKEN_BACK = "rank_taken_back"  # count: how many are still ranked
    STATEMENT_ITEM = "statement_item"  # n, total
    STATEMENTS_SUMMARY = "statements_summary"  # graded, total
    RESULT_APPROVAL = "result_approval"  # rank, text, people, score
    RESULT_RANKING = "result_ranking"  # rank, text, won, others, borda
    RESULT_RANKING_TIED = "result_ranking_tied"  # rank, text, won, others, borda
    RESULT_STATEMENT = "result_statement"  # text, agree, disagree, passed
    # -- choosing
    CHOOSE_SEVERAL = "choose_several"  # limit
    CHOICE_ADDED = "choice_added"  # label
    CHOICE_TAKEN_BACK = "choice_taken_back"  # label
    CHOICE_LIMIT = "choice_limit"  # limit
    PICKED = "picked"  # number
    NOTHING_DIVIDES = "nothing_divides"  # the statement to debate follows as a quotation
    NOBODY_ON_SIDE = "nobody_on_side"  # side: of a debate, nobody gave an argument on that side
    ABOUT_ITEM = "about_item"  # the item follows as a quotation
    CARD_DONE = "card_done"
    # -- making an idea clearer
    PRECISION_GIVEN = "precision_given"  # idea, text
    KEPT_IN_TEAM = "kept_in_team"  # numbers: « 1, 3 »
    PRECISION_THANKS = "precision_thanks"
    PRECISION_ASKED = "precision_asked"  # idea; unless the script words it
    # -- being put in touch
    INTRODUCTION_ASKED = "introduction_asked"  # about; unless the script words it
    INTRODUCTION_ABOUT = "introduction_about"  # about
    INTRODUCTION_CONTACT = "introduction_contact"
    INTRODUCTION_LATER = "introduction_later"
    INTRODUCTION_YES = "introduction_yes"
    INTRODUCTION_NO = "introduction_no"
    INTRODUCED = "introduced"  # about, contact
    INTRODUCED_BY_TEAM = "introduced_by_team"  # about
    NOT_INTRODUCED = "not_introduced"  # about
    # -- the member check
    CORRECTION_WRITE = "correction_write"
    CORRECTION_NOTED = "correction_noted"
    CHECK_NOTED = "check_noted"
    WHICH_TO_WITHDRAW = "which_to_withdraw"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    WITHDRAW_ONE_CONFIRM = "withdraw_one_confirm"  # the words follow as a quotation
    WITHDRAWN_ONE = "withdrawn_one"
    # -- merging
    MERGE_ASKED = "merge_asked"  # the wording follows as a quotation
    MERGE_SILENCE = "merge_silence"  # minutes
    MERGE_SILENCE_DAYS = "merge_silence_days"  # hours
    MERGE_YOURS = "merge_yours"
    MERGE_ACCEPTED = "merge_accepted"
    MERGE_REFUSED = "merge_refused"
    MERGE_WRITE = "merge_write"
    MERGE_SUGGESTED = "merge_suggested"
    MERGE_OVER = "merge_over"
    # -- taps
    STALE = "stale"
    FOREIGN = "foreign"
    ALREADY = "already"
    # -- one's own words
    MY_ANSWERS = "my_answers"
    MY_ANSWERS_NONE = "my_answers_none"
    MY_ANSWER = "my_answer"  # title; the answer follows as a quotation
    MY_ANSWER_FROZEN = "my_answer_frozen"  # title
    PASSED_HERE = "passed_here"
    MY_DATA = "my_data"  # count
    MY_DATA_NONE = "my_data_none"
    WITHDRAW_CONFIRM = "withdraw_confirm"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_BALLOT_STAYS = "withdrawn_ballot_stays"
    WITHDRAWN_BALLOT_TOO = "withdrawn_ballot_too"
    WITHDRAW_CANCELLED = "withdraw_cancelled"
    LEAVE_CONFIRM = "leave_confirm"
    LEFT_KEPT = "left_kept"
    LEFT_ERASED = "left_erased"
    LEFT_ALREADY = "left_already"
    WELCOME_BACK = "welcome_back"
    # -- to the facilitators
    TELL_SPLIT_HELD = "tell_split_held"  # text: the idea as it was
    TELL_SPLIT_REFUSED = "tell_split_refused"  # text
    TELL_REMOVED = "tell_removed"  # who
    TELL_QUESTION = "tell_question"  # who, text
    TELL_LATE_MESSAGE = "tell_late_message"  # who, title, text
    TELL_GATE_OPENED = "tell_gate_opened"  # title, arrived, active
    TELL_MERGE_HELD = "tell_merge_held"  # wording
    TELL_MERGE_UNANSWERED = "tell_merge_unanswered"  # wording
    TELL_MERGE_REFUSED = "tell_merge_refused"  # wording
    TELL_MERGE_SUGGESTED = "tell_merge_suggested"  # wording, text
    TELL_BLOCKED = "tell_blocked"  # who
    TELL_LEFT = "tell_left"  # who
    TELL_ALL_FINISHED = "tell_all_finished"
    TELL_DAYS_OVER = "tell_days_over"
    TELL_PRECISION = "tell_precision"  # idea, text
    TELL_CORRECTION = "tell_correction"  # who, text
    TELL_WITHDRAWN_ONE = "tell_withdrawn_one"  # who
    TELL_INTRODUCED = "tell_introduced"  # about
    TELL_INTRODUCE = "tell_introduce"  # about: both agreed, and it is for the team to bring them together
    TELL_SETTLED = "tell_settled"  # title of a round that is not held
    TELL_RECOUNTED = "tell_recounted"  # title of a vote
    TELL_DEBATED = "tell_debated"  # text
    TELL_LEFT_OUT = "tell_left_out"  # text
    TELL_PUT_BACK = "tell_put_back"  # text


class Label(StrEnum):
    """What the bot's own buttons say; script buttons carry their author's words."""

    BACK = "back"
    PASS = "pass"  # noqa: S105 -- « Je passe »
    DONE = "done"
    ADD = "add"
    KEEP = "keep"
    CHANGE = "change"  # title
    CATCH_UP = "catch_up"
    ANOTHER_CARD = "another_card"  # title
    RESUME = "resume"
    PREVIOUS_ITEM = "previous_item"
    NEXT_ITEM = "next_item"
    SUMMARY = "summary"
    REVIEW = "review"
    CONFIRM = "confirm"
    CHANGE_VOTE = "change_vote"
    SPLIT = "split"
    ONE_IDEA = "one_idea"
    YES = "yes"
    NO = "no"
    MERGE_NO = "merge_no"
    MERGE_OTHER = "merge_other"
    LEAVE_KEEP = "leave_keep"
    LEAVE_ERASE = "leave_erase"
    STAY = "stay"
    WITHDRAW = "withdraw"
    WITHDRAW_ONE = "withdraw_one"
    OTHERS = "others"
    ANSWER = "answer"
    LATER = "later"
    POINT_MORE = "point_more"  # n: the number of the item
    POINT_LESS = "point_less"  # n
    RANK_UNDO = "rank_undo"
    KEEP_GRADE = "keep_grade"
    CHANGE_GRADE = "change_grade"
    AT_HOUR = "at_hour"  # hour
    CHANGE_HOUR = "change_hour"
    CARRY_ON = "carry_on"
    ADOPT = "adopt"  # « C'était ma réponse à cette question »


Value = str | int


class Notice(msgspec.Struct, frozen=True):
    """A phrase with its values, ready to be worded in someone's language. Values are data: a channel escapes them."""

    phrase: Phrase
    values: dict[str, Value] = {}


def say(phrase: Phrase, **values: Value) -> Notice:
    """Shorthand for a notice."""
    return Notice(phrase, values)
