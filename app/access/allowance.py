"""How often each caller may call: a bucket that refills all the time, so that nobody is shut out for a whole minute."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from app.access.place import address_of
from app.access.user import LOCAL, user_of
from app.errors import Overloaded

_CALLERS = 10_000  # that are remembered; the ones longest away are forgotten, and their buckets are full by then


class Allowance:
    """``per_minute`` calls a minute for each caller, the whole of them at once where they were saved; 0: any number.

    Our own twenty lines: one process, one event loop, so that there is nothing to share or lock.
    """

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what was left, and when

    def count(self, scope: Mapping[str, Any]) -> None:
        """Count the call of an ASGI scope: against its token or account, on this machine against the address.

        Raises Overloaded, and Forbidden as ``user_of`` does.
        """
        user = user_of(scope)
        self.take(user.name if user != LOCAL else address_of(scope))

    def take(self, caller: str) -> None:
        """Count one call. Raises Overloaded, which says when the next one may come."""
        if not self._per_minute:
            return
        now = self._clock()
        left, since = self._buckets.pop(caller, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - since) * self._per_minute / 60)
        allowed = left >= 1
        self._buckets[caller] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _CALLERS:
            self._buckets.popitem(last=False)
        if not allowed:
            wait = math.ceil((1 - left) * 60 / self._per_minute)
            raise Overloaded(
                f"调用太频繁：每分钟最多 {self._per_minute} 次；请在 {wait} 秒后再试。", retry_after=wait, personal=True
            )
