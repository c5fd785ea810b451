"""A lock that lets its callers through in the order in which they came."""

import threading
import time
from collections import deque


class Turnstile:
    """First come, first served. Unlike ``threading.Lock`` it is fair, and any thread may leave for another.

    A generator can be advanced by one thread and closed by the next one, so a place belongs to a ticket, not to
    a thread.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._tickets: deque[object] = deque()

    def enter(self) -> object:
        """Take a place in the queue; it must be given back with ``leave``."""
        ticket = object()
        with self._changed:
            self._tickets.append(ticket)
        return ticket

    def wait(self, ticket: object, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds; whether it is this ticket's turn."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while self._tickets[0] is not ticket:
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            return True

    def leave(self, ticket: object) -> None:
        """Give the place back, whether its turn had come or not. May be called twice."""
        with self._changed:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
                self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many hold a place, the one whose turn it is included."""
        with self._changed:
            return len(self._tickets)
