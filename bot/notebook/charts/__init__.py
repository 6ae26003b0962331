"""Charts of the notebook as inline SVG text: merit profiles, bars, one square a person.

They draw the figures they are given. Counting, ranking and masking happen before; placing and printing, after.
"""

from bot.notebook.charts.bars import BarWords, CountRow, count_bars, people_squares, word_bars
from bot.notebook.charts.merit import MeritRow, MeritWords, merit_profile

__all__ = [
    "BarWords",
    "CountRow",
    "MeritRow",
    "MeritWords",
    "count_bars",
    "merit_profile",
    "people_squares",
    "word_bars",
]
