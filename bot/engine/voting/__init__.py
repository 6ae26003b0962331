"""Count votes on horizons and decide outcomes: majority judgement, and the horizon that divides most.

Pure arithmetic on recorded ballots, exact to the last ballot. Who may vote, until when, and what is shown are the
session step's decisions.
"""

from bot.engine.voting.divisive import MostDivisive, OverlappingShares, interquartile_range, most_divisive
from bot.engine.voting.majority import (
    QUORUM,
    DuplicateItem,
    EmptyScale,
    Gauge,
    GradeOutOfRange,
    ItemId,
    MajorityValue,
    MoreBallotsThanVoters,
    NegativeCount,
    NoBallot,
    Rank,
    Run,
    Tally,
    UnequalScales,
    UnknownItem,
    VotingError,
    gauge,
    majority_grade,
    majority_value,
    rank,
    tally,
)

__all__ = [
    "QUORUM",
    "DuplicateItem",
    "EmptyScale",
    "Gauge",
    "GradeOutOfRange",
    "ItemId",
    "MajorityValue",
    "MoreBallotsThanVoters",
    "MostDivisive",
    "NegativeCount",
    "NoBallot",
    "OverlappingShares",
    "Rank",
    "Run",
    "Tally",
    "UnequalScales",
    "UnknownItem",
    "VotingError",
    "gauge",
    "interquartile_range",
    "majority_grade",
    "majority_value",
    "most_divisive",
    "rank",
    "tally",
]
