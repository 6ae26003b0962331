"""Count votes and decide outcomes: one module a method, and what they share in `terms`.

Pure arithmetic on recorded ballots, exact to the last ballot: integers and fractions, ties left as they are. Who may
vote, until when, and what is shown are the session step's decisions.
"""

from bot.engine.voting.approval import TooManyNamed, approval
from bot.engine.voting.borda import borda, borda_of
from bot.engine.voting.consent import Consent, ConsentCount, Outcome, consent
from bot.engine.voting.divisive import MostDivisive, OverlappingShares, interquartile_range, most_divisive
from bot.engine.voting.majority import (
    Gauge,
    MajorityValue,
    Rank,
    Run,
    Tally,
    gauge,
    majority_grade,
    majority_value,
    rank,
    tally,
)
from bot.engine.voting.opinion import NoGroups, OpinionGroup, Opinions, opinions
from bot.engine.voting.opinion_traits import Trait
from bot.engine.voting.pairwise import Pairwise, Ranking, pairwise
from bot.engine.voting.points import OverBudget, OverCap, Points, points
from bot.engine.voting.portfolio import Portfolio, TooManySeats, equal_shares, sequential_pav, unrepresented
from bot.engine.voting.ranked_pairs import ranked_pairs
from bot.engine.voting.schulze import schulze, strongest_paths
from bot.engine.voting.second_round import ENOUGH, MOST_ROUNDS, Moves, another_round, moves
from bot.engine.voting.statements import Stance, Statement, statements
from bot.engine.voting.terms import (
    QUORUM,
    DuplicateItem,
    EmptyScale,
    GradeOutOfRange,
    ItemId,
    MoreBallotsThanVoters,
    NegativeCount,
    NoBallot,
    Place,
    UnequalScales,
    UnequalWeights,
    UnknownItem,
    VotingError,
    Weight,
)

__all__ = [
    "ENOUGH",
    "MOST_ROUNDS",
    "QUORUM",
    "Consent",
    "ConsentCount",
    "DuplicateItem",
    "EmptyScale",
    "Gauge",
    "GradeOutOfRange",
    "ItemId",
    "MajorityValue",
    "MoreBallotsThanVoters",
    "MostDivisive",
    "Moves",
    "NegativeCount",
    "NoBallot",
    "NoGroups",
    "OpinionGroup",
    "Opinions",
    "Outcome",
    "OverBudget",
    "OverCap",
    "OverlappingShares",
    "Pairwise",
    "Place",
    "Points",
    "Portfolio",
    "Rank",
    "Ranking",
    "Run",
    "Stance",
    "Statement",
    "Tally",
    "TooManyNamed",
    "TooManySeats",
    "Trait",
    "UnequalScales",
    "UnequalWeights",
    "UnknownItem",
    "VotingError",
    "Weight",
    "another_round",
    "approval",
    "borda",
    "borda_of",
    "consent",
    "equal_shares",
    "gauge",
    "interquartile_range",
    "majority_grade",
    "majority_value",
    "most_divisive",
    "moves",
    "opinions",
    "pairwise",
    "points",
    "rank",
    "ranked_pairs",
    "schulze",
    "sequential_pav",
    "statements",
    "strongest_paths",
    "tally",
    "unrepresented",
]
