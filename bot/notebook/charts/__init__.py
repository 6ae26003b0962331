"""Charts of the notebook as inline SVG text: merit profiles, duels, agreement, points, portfolios, opinions, people.

And answers along time.

They draw the figures they are given. Counting, ranking and masking happen before; placing and printing, after.
"""

from bot.notebook.charts.agreement import AgreementRow, AgreementWords, agreement_bars
from bot.notebook.charts.bars import BarWords, CountRow, people_squares, word_bars
from bot.notebook.charts.columns import ColumnWords, Slot, columns
from bot.notebook.charts.duels import MOST as MOST_DUELS
from bot.notebook.charts.duels import DuelRow, DuelWords, duel_matrix
from bot.notebook.charts.merit import MeritRow, MeritWords, merit_profile
from bot.notebook.charts.opinion import MapGroup, MapWords, opinion_map
from bot.notebook.charts.portfolio import PortfolioRow, PortfolioWords, portfolio_grid
from bot.notebook.charts.sums import SumRow, SumWords, sum_bars

__all__ = [
    "MOST_DUELS",
    "AgreementRow",
    "AgreementWords",
    "BarWords",
    "ColumnWords",
    "CountRow",
    "DuelRow",
    "DuelWords",
    "MapGroup",
    "MapWords",
    "MeritRow",
    "MeritWords",
    "PortfolioRow",
    "PortfolioWords",
    "Slot",
    "SumRow",
    "SumWords",
    "agreement_bars",
    "columns",
    "duel_matrix",
    "merit_profile",
    "opinion_map",
    "people_squares",
    "portfolio_grid",
    "sum_bars",
    "word_bars",
]
