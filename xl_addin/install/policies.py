r"""What a company, or a person in Excel's Trust Center, has set that stands in the add-in's way.

Names are those of the Group Policy editor and are not translated: an administrator looks for them. Keys are
those of Microsoft's administrative templates for Office 16.0 and of Defender's attack surface reduction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.install.registry import Registry, number, text
from xl_addin.texts import say

COMPANYS = (
    r"HKCU\Software\Policies\Microsoft\Office\16.0",
    r"HKLM\SOFTWARE\Policies\Microsoft\Office\16.0",
    r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0",
)
"""Group policy for a user and for a computer, and Office's cloud policy."""
OWN = r"HKCU\Software\Microsoft\Office\16.0"
"""A person's own Trust Center, which counts where the company says nothing."""
ROOTS = (*COMPANYS, OWN)
DEFENDER = (
    r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"HKLM\SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
MANAGED = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
"""Where Intune writes all rules into one value, `ASRRules`: `GUID=1|GUID=2`."""
STOPPING = (1, 6)
"""A rule of Defender that blocks, or that asks the user each time."""


class Rule(NamedTuple):
    """A setting and when it stands in the way.

    Attributes:
        key: Below a root.
        name: Of the value.
        stops: The numbers that stand in the way.
        title: What the Group Policy editor calls it.
        effect: The end of a key of `texts`.
        only: When alone it stands in the way: "marked", a file that came from the internet; "untrusted", one
            in no trusted location that counts; "users", one in a location that is not the company's;
            "remote", one on another computer's disk.
    """

    key: str
    name: str
    stops: tuple[int, ...]
    title: str
    effect: str
    only: str = ""


ALL_OFF = Rule(
    r"Excel\Security\Trusted Locations",
    "AllLocationsDisabled",
    (1,),
    "Disable all trusted locations",
    "locations",
)
USERS_OFF = Rule(
    r"Common\Security\Trusted Locations",
    "Allow User Locations",
    (0,),
    "Allow mix of policy and user locations",
    "locations",
    "users",
)
NETWORK = Rule(
    r"Excel\Security\Trusted Locations",
    "AllowNetworkLocations",
    (0,),
    "Allow Trusted Locations on the network",
    "network",
    "remote",
)
"""Forbidden also where nothing is set."""
RULES = (
    ALL_OFF,
    USERS_OFF,
    NETWORK,
    Rule(r"Common", "VBAOff", (1,), "Disable VBA for Office applications", "no_vba"),
    Rule(r"Excel\Security", "DisableAllAddins", (1,), "Disable all application add-ins", "no_addins"),
    Rule(
        r"Excel\Security",
        "RequireAddinSig",
        (1,),
        "Require that application add-ins are signed by Trusted Publisher",
        "unsigned",
    ),
    Rule(r"Excel\Resiliency", "RestrictToList", (1,), "Block all unmanaged add-ins", "unmanaged"),
    Rule(
        r"Excel\Security", "VBAWarnings", (3, 4), "VBA Macro Notification Settings", "no_macros", "untrusted"
    ),
    Rule(
        r"Excel\Security",
        "BlockContentExecutionFromInternet",
        (1,),
        "Block macros from running in Office files from the Internet",
        "internet",
        "marked",
    ),
)
DEFENDER_RULES = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": (
        "Block all Office applications from creating child processes",
        "no_processes",
    ),
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": ("Block Win32 API calls from Office macros", "no_calls"),
}


class Obstacle(NamedTuple):
    """What stands in the way.

    Attributes:
        title: What the Group Policy editor calls it.
        place: Where it is set: key, name and value.
        effect: The end of a key of `texts`.
    """

    title: str
    place: str
    effect: str

    @property
    def told(self) -> str:
        """A sentence for a person, and for whom they show it to."""
        effect = say(f"install.effect_{self.effect}")
        return say("install.obstacle", title=self.title, place=self.place, effect=effect)


class Place(NamedTuple):
    """What there is to know of the add-in's file.

    Attributes:
        trusted: Its folder is a trusted location.
        managed: That one is the company's.
        remote: It lies on another computer's disk.
        marked: It bears the mark of what came from the internet.
    """

    trusted: bool = True
    managed: bool = False
    remote: bool = False
    marked: bool = False


def obstacles(registry: Registry, file: Place) -> list[Obstacle]:
    """Everything that stands in a file's way."""
    trusted = file.trusted and not (
        _set(registry, ALL_OFF)
        or (not file.managed and _set(registry, USERS_OFF))
        or (file.remote and _set(registry, NETWORK))
    )
    met = {
        "": True,
        "users": not file.managed,
        "remote": file.remote,
        "untrusted": not trusted,
        "marked": file.marked and not trusted,
    }
    in_office = [each for rule in RULES if met[rule.only] for each in _set(registry, rule)]
    return [*in_office, *_of_defender(registry)]


def _set(registry: Registry, rule: Rule) -> list[Obstacle]:
    """Where a setting is so that it stands in the way; a person's own counts where the company has none."""
    found = {f"{root}\\{rule.key}": number(registry, f"{root}\\{rule.key}", rule.name) for root in ROOTS}
    told = {key: data for key, data in found.items() if data is not None}
    own = f"{OWN}\\{rule.key}"
    if len(told) > 1:
        told.pop(own, None)
    if rule is NETWORK and not told:
        return [Obstacle(rule.title, f"{own}, {rule.name} ≠ 1", rule.effect)]
    return [
        Obstacle(rule.title, f"{key}, {rule.name} = {data}", rule.effect)
        for key, data in told.items()
        if data in rule.stops
    ]


def _of_defender(registry: Registry) -> Iterator[Obstacle]:
    for place, rules in _defender(registry):
        for guid, (title, effect) in DEFENDER_RULES.items():
            if rules.get(guid) in STOPPING:
                yield Obstacle(title, f"{place}, {guid} = {rules[guid]}", effect)


def _defender(registry: Registry) -> Iterator[tuple[str, dict[str, int]]]:
    """Defender's rules from each of the places that may hold them."""
    for key in DEFENDER:
        told = {name: str(value.data) for name, value in registry.values(key).items()}
        yield key, _numbers(told)
    pairs = (each.partition("=") for each in text(registry, MANAGED, "ASRRules").split("|"))
    yield f"{MANAGED}, ASRRules", _numbers({name: data for name, _, data in pairs})


def _numbers(told: dict[str, str]) -> dict[str, int]:
    plain = {name.strip("{} ").casefold(): data.strip() for name, data in told.items()}
    return {name: int(data) for name, data in plain.items() if data.isdecimal()}
