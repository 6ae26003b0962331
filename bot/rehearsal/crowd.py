"""Crowd files: fabricated people to rehearse and demonstrate with.

Here: the names the rest of the program uses. The values are in `crowd_model`, reading in `crowd_reading` and
`crowd_nodes`, the comparison with a workshop in `crowd_checks`, the codes of findings in `crowd_findings`.
"""

from bot.rehearsal.crowd_checks import COMMON_PROBES, check_crowd
from bot.rehearsal.crowd_findings import CODES
from bot.rehearsal.crowd_model import (
    FACILITATOR,
    AnswerKey,
    AnswerSource,
    Behaviour,
    Crowd,
    FacilitatorScript,
    GroupIdea,
    Lead,
    Person,
)
from bot.rehearsal.crowd_reading import load_crowd

__all__ = [
    "CODES",
    "COMMON_PROBES",
    "FACILITATOR",
    "AnswerKey",
    "AnswerSource",
    "Behaviour",
    "Crowd",
    "FacilitatorScript",
    "GroupIdea",
    "Lead",
    "Person",
    "check_crowd",
    "load_crowd",
]
