"""Asks a server that means harm, in a process of little memory.

It asks once for each line of its input, and prints what came of it as one line of JSON.

Run as `python hostile_client.py PORT BUNDLE MEGABYTES DEADLINE WHAT`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "http"))

from clients import ASKS, clients_of

from xl_addin.errors import ServiceError


def main() -> None:
    """Asks for the same thing again and again."""
    port, bundle, megabytes, deadline, what = sys.argv[1:]
    limit = int(megabytes) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    with clients_of(int(port), Path(bundle), float(deadline)) as clients:
        for _ in sys.stdin:
            try:
                said = {"error": "", "message": repr(ASKS[what].call(clients))[:1000]}
            except ServiceError as error:
                said = {"error": type(error).__name__, "message": str(error)}
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
