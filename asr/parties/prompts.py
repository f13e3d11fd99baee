"""Recorded prompts: what a machine says on a call, and nobody who listens."""

import re
from collections.abc import Sequence
from itertools import groupby

from asr.transcript import Turn

_PROMPT = re.compile(
    r"\bpress (?:\w+ )?(?:zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash|\d)\b"
    r"|\byour call is (?:very )?important to us\b"
    r"|\ball (?:of )?our \w+(?: \w+)? are (?:currently )?(?:busy|assisting|engaged|helping)\b"
    r"|\b(?:please )?(?:stay on|hold) the line\b|\bplease listen carefully\b|\bin the queue\b"
    r"|\bleave (?:a|your) message\b|\bafter the (?:tone|beep)\b|\bthe (?:number|person|customer) you (?:have|are|'ve)\b"
    r"|\bplease (?:enter|say or enter|hold while)\b|\b(?:agent|representative|advisor) will be with you\b"
    r"|\b(?:stay on the line|remain on the line) to\b"
    r"|请按|按[零一二三四五六七八九井星\d]号?键|[请并]输入|(?:座席|坐席|客服|人工|线路)[^，。]{0,4}(?:全|正|均)?忙"
    r"|来电(?:对我们)?(?:非常|十分|很)重要|正在(?:为您)?(?:转接|接通|排队)|为您转接(?:人工|座席|坐席)"
    r"|请您?对[^，。]{0,8}服务[^，。]{0,6}(?:评价|打分)|您[所]?拨打的(?:电话|号码|用户)|稍后再拨|[滴嘀]声|请留言|自助服务"
)
"""Said by machines only."""

_NOTICE = re.compile(
    r"\b(?:calls?|conversations?)(?: \w+){0,3} (?:may|will|are|is|might)(?: be)?(?: being)? (?:recorded|monitored)\b"
    r"|\bfor (?:quality|training)\b|(?:通话|来电|电话)[^，。]{0,8}录音|为了?(?:保证|提升|提高|确保)[^，。]{0,8}服务"
)
"""Said by machines, and by agents after they greeted."""

_LIVE = re.compile(
    r"\bmy name is\b|\bthis is (?!a recorded|an automated|the)\w+\b|\bhow (?:may|can|could) (?:i|we)\b|\bmy\b|\bme\b|\bi(?:'m|'ve|'ll|'d)?\b"
    r"|[\u4e00-\u9fff](?:先生|女士)|我(?!们)|什么可以帮|请问|请讲|[工公]号|吗[？?]"
)
"""Said by people: names themselves, asks how to help."""

_PAUSE = 1.0
"""Seconds between a recorded notice and the agent who picks up; an agent goes on sooner."""

_MOSTLY = 0.8
"""Share of a voice's text that must be prompts for all of it to be a machine's."""


def recorded_prompts(turns: Sequence[Turn]) -> frozenset[int]:
    """Find the turns that a machine speaks.

    A turn is a machine's if it has words that only machines say and none that only people say; a notice that the
    call is recorded, if it comes before anyone live has spoken on that channel or with that voice, and the next
    words there do not follow at once; and every turn of a voice that says little else.

    Args:
        turns: of the call, by start.

    Returns:
        Their `index`.
    """
    found: set[int] = set()
    ordered = sorted(turns, key=_voice)
    for _, group in groupby(ordered, key=_voice):
        own = sorted(group, key=lambda t: t.start)
        prompts = {turn.index for turn in _prompts(own)}
        length = sum(len(t.text) for t in own)
        if sum(len(t.text) for t in own if t.index in prompts) >= _MOSTLY * length:
            prompts = {turn.index for turn in own}
        found |= prompts
    return frozenset(found)


def _voice(turn: Turn) -> tuple[int, str]:
    return turn.channel, turn.voice or ""


def _prompts(own: Sequence[Turn]) -> list[Turn]:
    """Find the machine's turns among those of one voice."""
    prompts = []
    live = False
    for turn, following in zip(own, [*own[1:], None], strict=True):
        text = turn.text.lower()
        human = _LIVE.search(text) is not None
        at_once = following is not None and following.start - turn.end < _PAUSE
        notice = not live and not at_once and _NOTICE.search(text) is not None
        if not human and (notice or _PROMPT.search(text)):
            prompts.append(turn)
        else:
            live = True
    return prompts
