"""Which criteria a machine's silence says too little about."""

from __future__ import annotations

PERSON_DECIDES: frozenset[str] = frozenset(
    {
        # Alternatives for time-based media: whether they are equivalent
        *("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.2.6", "1.2.7", "1.2.8", "1.2.9"),
        # Meaning of order, of instructions, of purpose; text in pictures; sound under speech; means of presentation
        *("1.3.2", "1.3.3", "1.3.6", "1.4.5", "1.4.7", "1.4.8", "1.4.9"),
        # Shortcuts, sessions and time-outs: only use shows them
        *("2.1.4", "2.2.5", "2.2.6"),
        # Whether headings and labels describe, sections are headed, the place in the site is told
        *("2.4.6", "2.4.8", "2.4.10"),
        # Gestures, motion, other inputs, dragging: what they do and what else does it
        *("2.5.1", "2.5.4", "2.5.6", "2.5.7"),
        # Words, abbreviations, reading level, pronunciation
        *("3.1.3", "3.1.4", "3.1.5", "3.1.6"),
        # Processes: errors, help, repeated entry, logging in; messages that appear in use
        *("3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7", "3.3.8", "3.3.9", "4.1.3"),
    }
)
"""Criteria for which procedures only rank candidates for a person (docs/decisions/verdict-states.md).

With targets present and no failure their verdict is REVIEW, never NO FAILURE FOUND.
"""
