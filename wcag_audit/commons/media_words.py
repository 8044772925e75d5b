"""Words by which pages speak of their recordings and of what stands in for them, in Kazakh, Russian and English."""

from __future__ import annotations

import re
from typing import Final

_TRANSCRIPT: Final = re.compile(
    r"\btranscri(?:pts?|ptions?)\b|\btext (?:version|alternative|description|equivalent)\b|\bdescriptive text\b"
    r"|\b(?:read|full) (?:the )?(?:text|speech|script)\b|\btext of (?:the )?(?:speech|video|audio|interview)\b"
    r"|\b(?:descri(?:be|ption) of|script of) (?:the |this )?(?:\w+ )?(?:video|film|audio|recording)\b"
    r"|\bстенограмм|\bтранскри(?:пт|бац|пци)|\bрасшифровк|\bтекстов\w+ верси|\bтекстов\w+ (?:описани|альтернатив)"
    r"|\b(?:текст|описание) (?:видео|ролика|записи|выступления|интервью|аудио|фильма)"
    r"|\bмәтіндік (?:нұсқа|сипаттама|балама)|\b(?:видео|аудио|бейне)\w*\W+(?:\w+\W+)?(?:мәтіні|сипаттамасы)\b"
    r"|\b(?:жазба|сөйлеген сөз|сұхбат)\w*\W+мәтіні\b",
    re.IGNORECASE,
)
_DESCRIPTION: Final = re.compile(
    r"\baudio[ -]?descri|\bdescribed (?:video|version)\b|\bsign language\b|\bтифлокоммент|\bаудиодескрипц"
    r"|\bаудио ?описани|\bжестов\w+ язык|\bсурдоперевод|\bаудио ?сипатта|\bтифлотүсінік|\bтифлокоммент"
    r"|\b(?:ымдау|ым) тілі",
    re.IGNORECASE,
)
_RECORDING: Final = re.compile(
    r"\b(?:videos?|films?|movies?|clips?|footage|animations?|audio|recordings?|podcasts?|soundtrack|transcripts?"
    r"|listen|watch|hear|voice-?over|narrat\w+)\b"
    r"|\b(?:видео|аудио|ролик|фильм|клип|съ[её]мк|анимац|запис[ьи]|подкаст|стенограмм|расшифровк|смотр|посмотр|слуша|послуша"
    r"|прослуша|озвуч)\w*"
    r"|\b(?:бейне|дыбыс|таспа|жазба|көрсет(?:іл|еді)|тыңда|көріңіз|қараңыз)\w*",
    re.IGNORECASE,
)
_READING: Final = re.compile(
    r"\b(?:listen to|hear|watch|(?:audio|video|spoken) version of) (?:the |this )?(?:\w+ )?"
    r"(?:text|article|page|news|story)\b"
    r"|\b(?:про|по)?слуша\w+ (?:\w+ )?(?:текст|стать|новост|страниц)\w*"
    r"|\b(?:аудио|видео)верси\w+ (?:текст|стать|новост)\w*"
    r"|\b(?:мәтін|мақала|жаңалық|бет)\w* (?:\w+ )?(?:тыңда|аудионұсқа|бейненұсқа|аудио нұсқа|бейне нұсқа)\w*",
    re.IGNORECASE,
)
"""Says that a recording only repeats a text of the page."""
_STOP: Final = re.compile(
    r"\b(?:stop|pause|toggle|mute|unmute|sound|audio|music|volume|play|silence|quiet|turn off|disable)\b"
    r"|\b(?:стоп|останов|пауз|приостанов|звук|громкост|музык|выключ|отключ|тишин|без звука|воспроизв|включ)\w*"
    r"|\b(?:тоқтат|кідірт|үзіліс|дыбыс|музыка|өшір|сөндір|ойнат|қосу)\w*|[⏸⏹⏯▶❚🔇🔈🔊■]",
    re.IGNORECASE,
)
_MOVING: Final = re.compile(
    r"\b(?:stop|pause|toggle|freeze|hide|close|turn off|disable|play|start|resume|animations?|updates?"
    r"|auto-?play|dismiss)\b"
    r"|\b(?:стоп|останов|пауз|приостанов|скры|закры|выключ|отключ|анимац|обновлен|автопрокрут|воспроизв|запус)\w*"
    r"|\b(?:тоқта|кідірт|үзіліс|жасыр|жабу|өшір|сөндір|анимация|жаңарт|ойнат|бастау)\w*|[⏸⏹⏯▶❚×✕✖■]",
    re.IGNORECASE,
)
_FILE: Final = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|flac|aac|mp4|m4v|webm|ogv|mov)(?:[?#]|$)", re.IGNORECASE)
_TEXT_FILE: Final = re.compile(r"transcript|stenogramm|rasshifrovk|\bstenogram", re.IGNORECASE)


def stands_in(text: str, href: str) -> str:
    """What a link or heading promises by its words: "transcript", "description", "media" (a file to play) or ""."""
    if _TRANSCRIPT.search(text) or _TEXT_FILE.search(href):
        return "transcript"
    if _DESCRIPTION.search(text):
        return "description"
    return "media" if _FILE.search(href) else ""


def speaks_of_recording(text: str) -> bool:
    """True if a text has a word for a recording, or for watching or listening."""
    return bool(_RECORDING.search(text))


def reads_text(text: str) -> bool:
    """True if a text says that a recording reads or shows what is written on the page."""
    return bool(_READING.search(text))


def stops_sound(name: str) -> bool:
    """True if the name of a control may mean that it stops sound or makes it quieter."""
    return bool(_STOP.search(name))


def stops_motion(name: str) -> bool:
    """True if the name of a control may mean that it pauses, stops or hides what moves."""
    return bool(_MOVING.search(name))
