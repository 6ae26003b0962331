"""Make the stand-in fail on purpose: which call, how, how often.

Here: the rules and the seeded dice that pick a fault for a call. Not here: acting on it, which is the server's part,
because a lost acknowledgement is a matter of sockets.
"""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["too_many", "bad_gateway", "forbidden", "lost_ack", "slow", "drop_connection"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of failing, and the calls it applies to.

    Kinds:
        too_many: 429 with `retry_after` seconds; nothing happens.
        bad_gateway: 502; nothing happens.
        forbidden: 403 "bot was blocked by the user"; nothing happens.
        lost_ack: the call takes effect, then the connection closes without a reply.
        slow: the call takes effect, the reply comes `delay_s` real seconds later.
        drop_connection: the connection closes before anything happens.

    `method` and `chat_id` narrow the calls (None: any), `skip` lets that many matching calls through first, `times` is
    how many then fail (None: all that follow).
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    skip: int = 0
    retry_after: int = 1
    delay_s: float = 0.5


@dataclass(slots=True)
class _Armed:
    fault: Fault
    to_skip: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Fired:
    """A fault that struck: what, and which call it hit."""

    fault: Fault
    method: str
    chat_id: int | None


class Faults:
    """The faults to come. Rules are tried in the order they were added, then the dice; one fault a call."""

    def __init__(self) -> None:
        self.fired: list[Fired] = []
        self._armed: list[_Armed] = []
        self._dice: random.Random | None = None
        self._rates: Mapping[FaultKind, float] = {}
        self._dice_methods: frozenset[str] = frozenset()
        self._template = Fault("slow")

    def add(self, fault: Fault) -> None:
        """Arm one rule."""
        self._armed.append(_Armed(fault, fault.skip, fault.times))

    def roll(
        self,
        seed: int,
        rates: Mapping[FaultKind, float],
        *,
        methods: Collection[str] = ("sendMessage", "editMessageText", "answerCallbackQuery"),
        retry_after: int = 1,
        delay_s: float = 0.5,
    ) -> None:
        """Let a seeded die decide for each call of `methods`; `rates` gives each kind's share of calls, summing to ≤ 1.

        The nth call drawn always meets the same fate for one seed; which call is the nth depends on who comes first.
        """
        if sum(rates.values()) > 1 or any(rate < 0 for rate in rates.values()):
            raise ValueError(f"rates of faults must be shares that sum to at most 1, not {dict(rates)}")
        self._dice = random.Random(seed)
        self._rates = dict(rates)
        self._dice_methods = frozenset(methods)
        self._template = Fault("slow", retry_after=retry_after, delay_s=delay_s)

    def clear(self) -> None:
        """Fail no more; what fired stays on record."""
        self._armed.clear()
        self._dice = None

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault this call meets, or None; a rule is used up by it."""
        if not self._armed and self._dice is None:
            return None
        fault = self._from_rules(method, chat_id) or self._from_dice(method)
        if fault is not None:
            self.fired.append(Fired(fault, method, chat_id))
        return fault

    def _from_rules(self, method: str, chat_id: int | None) -> Fault | None:
        for armed in self._armed:
            fault = armed.fault
            if fault.method is not None and fault.method.lower() != method.lower():
                continue
            if fault.chat_id is not None and fault.chat_id != chat_id:
                continue
            if armed.to_skip > 0:
                armed.to_skip -= 1
                continue
            if armed.left is not None:
                armed.left -= 1
                if armed.left <= 0:
                    self._armed.remove(armed)
            return fault
        return None

    def _from_dice(self, method: str) -> Fault | None:
        if self._dice is None or method not in self._dice_methods:
            return None
        drawn = self._dice.random()
        for kind, rate in self._rates.items():
            if drawn < rate:
                return Fault(kind, retry_after=self._template.retry_after, delay_s=self._template.delay_s)
            drawn -= rate
        return None
