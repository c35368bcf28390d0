"""The page for the IT department says what the program does."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from xl_addin import policy
from xl_addin.apis.izi import servers
from xl_addin.connect import organizze
from xl_addin.install import autoload, places, policies, trusted
from xl_addin.texts.typed import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "for-it.md").read_text("utf-8")


def test_the_policy_on_the_page_can_be_followed(tmp_path: Path) -> None:
    """Copied as it stands it is a policy, and it shows every key there is."""
    [example] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / policy.FILE_NAME
    file.write_text(example.replace(r"'D:\journals'", f"'{tmp_path}'"), "utf-8")
    assert set(policy.read(file).limits) == set(policy.KEYS)


@pytest.mark.parametrize("host", [organizze.PRODUCTION_HOST, servers.PRODUCTION, servers.TEST])
def test_every_host_is_on_the_page(host: str) -> None:
    """Nobody finds another one in the firewall's log."""
    assert f"`{urlsplit(host).hostname or host}`" in PAGE


def test_every_key_of_the_registry_is_on_the_page() -> None:
    """What is written, and what is looked at and may stand in the way."""
    base = r"HKCU\Software\Microsoft\Office\16.0\Excel"
    for key in (autoload.OPTIONS, autoload.MANAGER, trusted.LOCATIONS):
        assert f"`{key.removeprefix(base)[1:]}" in PAGE
    assert f"N from {trusted.LOWEST}" in PAGE


@pytest.mark.parametrize("rule", policies.RULES, ids=lambda rule: rule.name)
def test_every_obstacle_is_on_the_page(rule: policies.Rule) -> None:
    """What the doctor names, an administrator finds here by the same words; a mark is ours to avoid."""
    assert rule.title in PAGE or rule.only == "marked"


@pytest.mark.parametrize("guid", policies.DEFENDER_RULES)
def test_every_rule_of_defender_is_on_the_page(guid: str) -> None:
    """With its number, by which exclusions are made."""
    assert policies.DEFENDER_RULES[guid][0] in PAGE
    assert guid in PAGE


def test_every_place_of_a_mac_is_on_the_page() -> None:
    """Where Office wants the file and the script."""
    assert f"~/{places.GROUP}/{places.FILE_NAME}" in PAGE
    assert f"~/{places.SCRIPTS}/" in PAGE


@pytest.mark.parametrize("name", ["../README.md", "install.md", "for-it.md", "untested-on-excel.md"])
def test_commands_can_be_typed(name: str) -> None:
    """Each command that a page names is there, also where a Python stands instead of the launcher."""
    page = (DOCS / name).read_text("utf-8")
    named = set(re.findall(r"(?:^|`)xl-addin\"? ([a-z]+)|-m xl_addin ([a-z]+)", page, re.MULTILINE))
    assert {first or second for first, second in named} - {*COMMANDS} == set()
    assert named


@pytest.mark.parametrize("name", ["install.md", "for-it.md", "untested-on-excel.md"])
def test_links_lead_somewhere(name: str) -> None:
    """Each page that another one names is there."""
    links = re.findall(r"\]\(([^)#:]+)\)", (DOCS / name).read_text("utf-8"))
    assert [link for link in links if not (DOCS / link).exists()] == []
