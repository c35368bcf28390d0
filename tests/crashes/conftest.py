"""What the crash tests share: a warm program to fork deaths from, and each template with a rig of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "importing"))  # rows of its offices are sent here too

from crash_templates import TEMPLATES, Template
from fork_server import ForkServer, running_fork_server
from rig import Rig

from xl_addin.sandbox.server import Sandbox


@pytest.fixture(scope="session")
def fork_server(serving_sandbox: Sandbox) -> Iterator[ForkServer]:
    """One a worker. Its children's requests have a deadline that no busy machine reaches."""
    if not (hasattr(os, "fork") and hasattr(signal, "SIGKILL")):
        pytest.skip("this system cannot fork, or cannot kill -9")
    environment = {**os.environ, **serving_sandbox.ready["env"], "XL_ADDIN_DEADLINE": "60"}
    with running_fork_server(environment) as server:
        yield server


@pytest.fixture(params=TEMPLATES, ids=lambda template: template.name)
def template(request: pytest.FixtureRequest) -> Template:
    """Each of them."""
    found: Template = request.param
    return found


@pytest.fixture
def rig(
    fork_server: ForkServer,
    sandbox: Sandbox,
    template: Template,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Rig]:
    """The test's offices; `--junitxml` tells how many deaths they saw."""
    made = Rig(sandbox, fork_server, tmp_path, template, request.node.nodeid)
    yield made
    request.node.user_properties.append(("deaths", made.deaths))
