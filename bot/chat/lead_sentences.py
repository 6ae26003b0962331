"""The English source of what panels about answers to leads say; continues `sentences` and `people_sentences`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.chat.sentences import Counted, Template


class LeadUi(StrEnum):
    """What panels about answers to leads say. Values beside each."""

    BUTTON_ANSWERS = "button_answers"
    ANSWERS = "answers"  # title
    ANSWERS_DUE = "answers_due"  # date
    ANSWERS_ASKED = "answers_asked"
    ANSWERS_HOW = "answers_how"
    ANSWERS_CONFIRM = "answers_confirm"  # count
    LEAD_KEPT = "lead_kept"
    LEAD_PARTLY = "lead_partly"
    LEAD_NOT_KEPT = "lead_not_kept"
    LEAD_STUDIED = "lead_studied"
    LEAD_UNANSWERED = "lead_unanswered"
    LEAD_WITHOUT_REASON = "lead_without_reason"
    LEAD_UNTOLD = "lead_untold"
    LEAD_NUMBER = "lead_number"  # n, total
    LEAD_ASK = "lead_ask"
    LEAD_REASON_ASK = "lead_reason_ask"
    LEAD_REASON = "lead_reason"  # reason
    LEAD_REASON_TOO_LONG = "lead_reason_too_long"  # length
    BUTTON_LEADS = "button_leads"
    BUTTON_PUBLISH = "button_publish"  # count
    BUTTON_PUBLISH_CONFIRM = "button_publish_confirm"
    LEAD_NEWS = "lead_news"  # title, count
    LEAD_NEWS_END = "lead_news_end"


LEADS: Final[Mapping[LeadUi, Template]] = {
    LeadUi.BUTTON_ANSWERS: "📮 Answers to the leads",
    LeadUi.ANSWERS: "📮 {title}: what becomes of the leads",
    LeadUi.ANSWERS_DUE: "Answers are expected by {date}.",
    LeadUi.ANSWERS_ASKED: "The answers promised to participants are due.",
    LeadUi.ANSWERS_HOW: "Tap a number: one answer of four, and its reason. Nobody is told before you publish.",
    LeadUi.ANSWERS_CONFIRM: Counted(
        "{count} answer is told to whoever proposed that lead, and printed in the notebook. Do you confirm?",
        "{count} answers are told to whoever proposed those leads, and printed in the notebook. Do you confirm?",
        "count",
    ),
    LeadUi.LEAD_KEPT: "kept",
    LeadUi.LEAD_PARTLY: "kept in part",
    LeadUi.LEAD_NOT_KEPT: "not kept",
    LeadUi.LEAD_STUDIED: "under study",
    LeadUi.LEAD_UNANSWERED: "no answer yet",
    LeadUi.LEAD_WITHOUT_REASON: "the reason is missing",
    LeadUi.LEAD_UNTOLD: "not published yet",
    LeadUi.LEAD_NUMBER: "Lead {n} of {total}",
    LeadUi.LEAD_ASK: "What becomes of it?",
    LeadUi.LEAD_REASON_ASK: "Write the reason, in a sentence or two: its authors will read it.",
    LeadUi.LEAD_REASON: "Reason: {reason}",
    LeadUi.LEAD_REASON_TOO_LONG: "It is {length} characters long: 600 at most. Can you shorten it?",
    LeadUi.BUTTON_LEADS: "↩ All the leads",
    LeadUi.BUTTON_PUBLISH: Counted("📣 Publish {count} answer", "📣 Publish {count} answers", "count"),
    LeadUi.BUTTON_PUBLISH_CONFIRM: "Yes, publish",
    LeadUi.LEAD_NEWS: Counted(
        "“{title}”: here is what becomes of the lead that you proposed.",
        "“{title}”: here is what becomes of the {count} leads that you proposed.",
        "count",
    ),
    LeadUi.LEAD_NEWS_END: "Thank you for having proposed. To receive no more messages: /mydata",
}
