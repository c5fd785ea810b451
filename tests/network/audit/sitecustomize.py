"""Put on PYTHONPATH: writes every address that Python code connects to or looks up into $NETWORK_AUDIT, with its place."""

import os
import sys
import traceback

_LOG = os.environ.get("NETWORK_AUDIT", "")
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _record(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect":
        target = args[1]
    elif event in _LOOKUPS:
        target = args[0]
    else:
        return
    frame = next((f for f in reversed(traceback.extract_stack()[:-1]) if "socket.py" not in f.filename), None)
    place = f"{frame.filename}:{frame.lineno}" if frame else "?"
    with open(_LOG, "a", encoding="utf-8") as log:  # noqa: PTH123 - runs before anything may be imported
        log.write(f"{event}\t{target!r}\t{place}\n")


if _LOG:
    sys.addaudithook(_record)
