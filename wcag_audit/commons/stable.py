"""Which ids and class names are written by people and survive the next build, and which a tool made up."""

from __future__ import annotations

import re

_GENERATED = re.compile(
    r"""
      [0-9]{4,}                          # counters and time stamps
    | (?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{6,}  # hexadecimal hashes and UUIDs
    | ^:.*:$ | [«»]                      # React's useId
    | ^(?:css|sc|jsx|jss|emotion|svelte|astro|tss|makeStyles)[-_]?[A-Za-z0-9]*[0-9A-Z] # styles in scripts
    | __[A-Za-z0-9+/_-]{5,8}$            # CSS modules: Button_root__3xYzA
    | ^(?:ng-tns-|_ng|yui_|ext-gen|ember|gwt-uid|radix-|headlessui-|react-select-|__BVID__|mui-|cdk-|mat-|el-id-)
    """,
    re.VERBOSE,
)
_STATE = re.compile(
    r"""^(?:is-|has-|js-|no-js|ng-|v-)
      | (?:^|[-_])(?:active|inactive|current|selected|open|opened|close|closed|show|shown|hide|hidden|hover|focus|
        focused|focus-visible|visible|invisible|collapsed|collapsing|expanded|in|fade|animated|loaded|loading|lazy|
        lazyload|lazyloaded|disabled|enabled|sticky|fixed|first|last|odd|even|swiper-slide-.*|slick-.*)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAX_LENGTH = 60


def is_stable_id(identifier: str) -> bool:
    """True for an id that looks written by a person: no long digits, hashes, UUIDs or framework counters."""
    return 0 < len(identifier) <= _MAX_LENGTH and not identifier.isdigit() and not _GENERATED.search(identifier)


def stable_classes(value: str) -> tuple[str, ...]:
    """The class names of a class attribute that look written by a person and name no passing state, in order."""
    return tuple(
        dict.fromkeys(
            name
            for name in value.split()
            if len(name) <= _MAX_LENGTH and not _GENERATED.search(name) and not _STATE.search(name)
        )
    )
