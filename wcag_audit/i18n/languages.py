"""Which of the three languages to speak to the person at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.language import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order of GNU gettext


def user_language(environ: Mapping[str, str]) -> Lang:
    """The first of our languages that the locale asks for; English where it asks for none of them.

    Args:
        environ: the process environment; LANGUAGE may be a list such as "kk:ru".
    """
    for variable in _VARIABLES:
        for locale in environ.get(variable, "").split(":"):
            code = locale.replace("-", "_").split("_", 1)[0].split(".", 1)[0].lower()
            for lang in LANGS:
                if code == lang:
                    return lang
        # LANGUAGE is a list of wishes; of the others only the first that is set speaks
        if variable != "LANGUAGE" and environ.get(variable):
            break
    return "en"
