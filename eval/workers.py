"""Asking in parallel: this process and further ones that answer from the same index without a model.

Processes, not threads: the work is Python's own, so that threads take turns and falsify each other's times.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue

from app.assembly import open_assistant
from app.settings import Settings
from corpus import PolicyQAError
from eval.case import Case
from eval.run import Result, ask_case

Asker = Callable[[Case], Result]
_GRACE = 10.0  # seconds that a worker has to end


class WorkerGone(Exception):
    """A worker process has ended; its case has to be asked elsewhere."""


@contextmanager
def worker(settings: Settings) -> Iterator[Asker]:
    """A process that answers from the index of ``settings.home`` without a model. It ends with this one."""
    context = get_context("spawn")  # a fork would copy locks that threads hold
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, settings), daemon=True)
    process.start()
    theirs.close()
    try:
        yield lambda case: _ask(ours, case)
    finally:
        ours.close()  # the worker reads the end of its input, and goes
        process.join(_GRACE)
        if process.is_alive():
            process.kill()


def _ask(connection: Connection, case: Case) -> Result:
    try:
        connection.send(case)
        result = connection.recv()
    except (EOFError, OSError) as exc:
        raise WorkerGone from exc
    if not isinstance(result, Result):
        raise WorkerGone
    return result


def _serve(connection: Connection, settings: Settings) -> None:
    """Answer cases until the other end is closed; an error is left for the process that asked to meet itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked
    try:
        with closing(open_assistant(settings, engine="extractive")) as assistant:
            while True:
                connection.send(ask_case(connection.recv(), assistant))
    except (EOFError, OSError, PolicyQAError):
        return


def ask_all(cases: Sequence[Case], askers: Sequence[Asker]) -> Iterator[Result]:
    """Every case once, each by whichever of ``askers`` is free, in the order in which they are done.

    The first of ``askers`` must not raise ``WorkerGone``: it takes over what the others leave. What it raises otherwise
    ends the run.
    """
    idle: SimpleQueue[Asker] = SimpleQueue()
    for asker in askers:
        idle.put(asker)

    def ask(case: Case) -> Result:
        while True:
            asker = idle.get()
            alive = True
            try:
                return asker(case)
            except WorkerGone:
                alive = False  # another one takes the case
            finally:
                if alive:
                    idle.put(asker)

    with ExitStack() as stack:
        pool = ThreadPoolExecutor(len(askers))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        for future in as_completed([pool.submit(ask, case) for case in cases]):
            yield future.result()


@contextmanager
def workers(settings: Settings, count: int) -> Iterator[list[Asker]]:
    """``count`` workers."""
    with ExitStack() as stack:
        yield [stack.enter_context(worker(settings)) for _ in range(count)]
