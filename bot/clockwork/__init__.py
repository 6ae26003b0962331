"""The real passing of time: the machine's clock, an alarm that wakes the process, identifiers nobody can guess.

Fills the ports `Clock`, `Alarm` and `Entropy`. Not here: timers, which are rows of the store; waking decides nothing.
"""

from bot.clockwork.alarm import SchedulerAlarm
from bot.clockwork.clock import SystemClock
from bot.clockwork.entropy import SystemEntropy

__all__ = ["SchedulerAlarm", "SystemClock", "SystemEntropy"]
