"""A Kazakh voice: espeak-ng as a program of its own, or its library in a process of its own.

espeak-ng is GPL-3; it is never loaded into the process of the audit. Run as a module, this file is that other process:
text on standard input, the WAV file to write as the only argument.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import wave
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

LONGEST: Final = 20_000
"""Characters that are spoken, some 20 minutes; more would only fill the disk."""
_MOST_SECONDS: Final = 300
_VOICE: Final = "kk"
_SYNCHRONOUS, _UTF8 = 2, 1
_NOT_DONE: Final = 3


class NoVoiceError(Exception):
    """There is no Kazakh voice on this machine, or it failed; the text says what it said."""


def speak(text: str, output: Path) -> None:
    """Let a Kazakh voice read a text into a WAV file.

    Args:
        text: at most LONGEST characters are spoken.
        output: is written anew.

    Raises:
        NoVoiceError: there is no Kazakh voice, or it did not end well; no file is left behind.
    """
    command = _command(output)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, the text goes to its standard input
            command,
            input=text[:LONGEST].encode("utf-8", "replace"),
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        output.unlink(missing_ok=True)
        raise NoVoiceError(str(error)) from error
    if done.returncode or not output.is_file() or not output.stat().st_size:
        output.unlink(missing_ok=True)
        raise NoVoiceError(done.stderr.decode("utf-8", "replace").strip()[-300:])


def has_voice() -> bool:
    """True if there is something to speak with; whether it has Kazakh shows when it speaks."""
    return find_spec("espeakng_loader") is not None or shutil.which("espeak-ng") is not None


def _command(output: Path) -> list[str]:
    # The library comes first: Debian's program of 2023 has an older Kazakh voice
    if find_spec("espeakng_loader") is not None:
        return [sys.executable, "-m", "wcag_audit.cli.voice", str(output)]
    program = shutil.which("espeak-ng")
    if program is None:
        raise NoVoiceError("no espeak-ng")
    return [program, "-v", _VOICE, "-b", "1", "-w", str(output), "--stdin"]


def _synthesise(text: str, output: str) -> int:
    """Speak with the library into a file; the exit code of this process."""
    import espeakng_loader  # noqa: PLC0415 - an extra, and only wanted in this process

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
    if rate <= 0 or library.espeak_SetVoiceByName(_VOICE.encode()):
        sys.stderr.write("espeak-ng has no Kazakh voice")
        return _NOT_DONE
    with wave.open(output, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)

        def take(samples: int | None, count: int, _: object) -> int:
            if samples and count > 0:
                file.writeframesraw(ctypes.string_at(samples, count * 2))
            return 0

        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(take)
        library.espeak_SetSynthCallback(callback)
        data = text.encode()
        library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 0, 0, _UTF8, None, None)
    return 0


if __name__ == "__main__":
    sys.exit(_synthesise(sys.stdin.read(), sys.argv[1]))
