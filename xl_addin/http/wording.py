"""What a person reads when a request fails. English; `texts` translates by the same keys."""

from __future__ import annotations

from typing import Final

_SENTENCES: Final = {
    # before the first byte
    "certificate": "The certificate of {host} is not trusted: {reason}.",
    "certificate_hint": (
        "Check this computer's clock. If your company inspects encrypted traffic, save its certificate "
        "as a PEM file and name it in XL_ADDIN_CA_BUNDLE."
    ),
    "proxy": "The proxy in the settings does not lead to {host}: {reason}.",
    "proxy_hint": "Check XL_ADDIN_PROXY: its address, and the name and password in it.",
    "unknown_host": "The name {host} was not found.",
    "connect_slow": "{host} did not accept a connection in time.",
    "connect_refused": "{host} accepts no connection.",
    "tls": "No encrypted connection to {host} could be made: {reason}.",
    "connect": "The connection to {host} failed: {reason}.",
    "connect_hint": "Check the internet connection and the address in the settings, then try again.",
    # after the first byte
    "answer_slow": "{host} did not answer within {seconds} seconds.",
    "answer_broken": "The connection to {host} broke before its answer was complete: {reason}.",
    "answer_large": "The answer of {host} is larger than {megabytes} MiB.",
    # answers
    "unauthorized": "{host} does not accept these credentials ({what}).",
    "unauthorized_hint": "`xl-addin doctor` shows which credentials are used.",
    "not_found": "{host} knows no such record ({what}).",
    "invalid": "{host} refused the record ({what}).",
    "slow_down": "{host} asks to slow down ({what}).",
    "slow_down_wait": "{host} asks to wait {seconds} seconds ({what}).",
    "refused": "{host} refused the request ({what}).",
    "failed": "{host} answered with an error ({what}).",
    "redirect": "{host} points to {target} instead of answering ({what}). That is not followed.",
    # settings
    "bundle": "The certificate file {file} cannot be used: {reason}.",
    "bundle_hint": "It must hold certificates as text (PEM), starting with -----BEGIN CERTIFICATE-----.",
    "base_url": "The address of the service is not an https:// address.",
    "base_url_hint": "Only encrypted connections are used. Leave the setting out for the vendor's address.",
    "proxy_url": "XL_ADDIN_PROXY is not an address of a proxy.",
    "proxy_url_hint": "Write it like http://proxy.company:8080.",
}


def say(key: str, /, **blanks: object) -> str:
    """The sentence for a key with its blanks filled in."""
    return _SENTENCES[key].format(**blanks)
