"""What people are told, in their language: a title, and a line for each fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from qa.delivery import Delivery
from qa.notice import PING
from qa.subscription import Tongue

EN, ZH = Tongue.EN, Tongue.ZH


@dataclass(frozen=True, slots=True)
class Said:
    """A message to people.

    Attributes:
        title: what has happened, in one line.
        lines: its facts.
    """

    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join((self.title, *self.lines))


TITLES: Mapping[str, Mapping[Tongue, str]] = {
    PING: {
        EN: "This is a test: alarms of EveryCall arrive here.",
        ZH: "这是一条测试消息：EveryCall 的提醒会发到这里。",
    },
    "evaluation.published": {EN: "A call was scored: {score}.", ZH: "一通通话已完成评分：{score} 分。"},
    "evaluation.drifted": {
        EN: "An evaluation came out otherwise when it was made again. Please look into it.",
        ZH: "复算结果与原评分不一致，请核查。",
    },
    "flag.raised": {EN: "A call is worth a look: {kinds}.", ZH: "有通话需要关注：{kinds}。"},
    "review.assigned": {EN: "A review was assigned to {to}.", ZH: "一条复检任务已分配给 {to}。"},
    "review.released": {EN: "A review was released to agent {agent}.", ZH: "复检结果已向坐席 {agent} 公布。"},
    "dispute.opened": {
        EN: "Agent {agent} contests the finding on “{criterion}”.",
        ZH: "坐席 {agent} 对“{criterion}”的判定提出申诉。",
    },
    "dispute.decided": {
        EN: "The dispute on “{criterion}” was decided: {decision}.",
        ZH: "“{criterion}”的申诉已有结论：{decision}。",
    },
    "dispute.appealed": {
        EN: "Agent {agent} appeals on “{criterion}”: the QA lead has to decide.",
        ZH: "坐席 {agent} 就“{criterion}”再次申诉，等待质检主管裁定。",
    },
    "criterion.assisted": {
        EN: "Criterion “{criterion}” goes to people: the machine agrees with them too little ({machine}, needed {floor}).",
        ZH: "“{criterion}”转为人工判定：机器与人工一致性为 {machine}，低于要求的 {floor}。",
    },
    "criterion.automated": {
        EN: "The machine answers “{criterion}” by itself again ({machine}, needed {floor}).",
        ZH: "“{criterion}”恢复自动判定：机器与人工一致性为 {machine}，要求为 {floor}。",
    },
    "coverage.gap": {
        EN: "{missing} of {denominator} calls of {day} were not inspected.",
        ZH: "{day} 有 {missing} 通通话未完成质检（当日共 {denominator} 通）。",
    },
    "recording.failed": {
        EN: "A recording failed at {stage}: {problem}.",
        ZH: "录音处理失败，环节：{stage}，原因代码：{problem}。",
    },
    "recording.set_aside": {
        EN: "A recording cannot be judged by its sound ({problem}).",
        ZH: "录音音质无法支持评分（{problem}），已搁置。",
    },
    "delivery.refused": {
        EN: "An object in the bucket could not be taken in: {problem}.",
        ZH: "存储桶中有对象无法接收：{problem}。",
    },
    "parties.corrected": {
        EN: "A person said who speaks where in a call; it is scored anew.",
        ZH: "有通话的双方已由人工更正，将重新评分。",
    },
    "source.paused": {EN: "Recording system {source} was paused.", ZH: "录音来源 {source} 已暂停。"},
    "source.resumed": {EN: "Recording system {source} goes on.", ZH: "录音来源 {source} 已恢复。"},
    "purge.planned": {
        EN: "{recordings} calls are to be erased; somebody has to look at it and approve it.",
        ZH: "有 {recordings} 通通话待清除，请核对后批准。",
    },
    "signin.paused": {
        EN: "Too many sign-ins failed in a row ({what}); no more are looked at until {until}.",
        ZH: "连续登录失败次数过多（{what}），{until} 之前不再受理。",
    },
    "subscription.disabled": {
        EN: "Receiver {subscription} was turned off: {why}.",
        ZH: "接收端 {subscription} 已被停用：{why}。",
    },
}

LABELS: Mapping[str, Mapping[Tongue, str]] = {
    "recording": {EN: "Recording", ZH: "录音"},
    "source": {EN: "Source", ZH: "来源"},
    "team": {EN: "Team", ZH: "班组"},
    "agent": {EN: "Agent", ZH: "坐席"},
    "queue": {EN: "Queue", ZH: "队列"},
    "rubric": {EN: "Rubric", ZH: "评分标准"},
    "version": {EN: "Version", ZH: "版本"},
    "language": {EN: "Language", ZH: "语言"},
    "score": {EN: "Score", ZH: "得分"},
    "passed": {EN: "Passed", ZH: "是否合格"},
    "auto_failed": {EN: "Failed as a whole", ZH: "是否触发致命项"},
    "evaluation": {EN: "Evaluation", ZH: "质检单"},
    "review": {EN: "Review", ZH: "复检"},
    "criterion": {EN: "Criterion", ZH: "质检项"},
    "dispute": {EN: "Dispute", ZH: "申诉"},
    "decision": {EN: "Decision", ZH: "结论"},
    "kinds": {EN: "Why", ZH: "原因"},
    "to": {EN: "Assigned to", ZH: "分配给"},
    "stage": {EN: "Stage", ZH: "环节"},
    "problem": {EN: "Problem", ZH: "问题代码"},
    "machine": {EN: "Agreement", ZH: "一致性"},
    "floor": {EN: "Needed", ZH: "要求"},
    "day": {EN: "Day", ZH: "日期"},
    "missing": {EN: "Not inspected", ZH: "未质检"},
    "denominator": {EN: "Calls", ZH: "通话总数"},
    "purge": {EN: "Purge", ZH: "清除计划"},
    "recordings": {EN: "Calls", ZH: "通话数"},
    "what": {EN: "What", ZH: "对象"},
    "until": {EN: "Until", ZH: "截止"},
    "subscription": {EN: "Receiver", ZH: "接收端"},
    "why": {EN: "Why", ZH: "原因"},
    "former": {EN: "Until now", ZH: "更正前"},
    "sides": {EN: "From now on", ZH: "更正后"},
}

_WORDS: Mapping[str, Mapping[Tongue, str]] = {
    "upheld": {EN: "the finding stands", ZH: "维持原判定"},
    "overturned": {EN: "the finding fell", ZH: "推翻原判定"},
    "ingest": {EN: "ingest", ZH: "接收"},
    "transcribe": {EN: "transcribe", ZH: "转写"},
    "score": {EN: "score", ZH: "评分"},
    "account": {EN: "an account", ZH: "账号"},
    "address": {EN: "an address", ZH: "来源地址"},
    "auto_fail": {EN: "critical failure", ZH: "致命项"},
    "under_pass_mark": {EN: "below pass mark", ZH: "低于合格线"},
    "undecided": {EN: "undecided criteria", ZH: "待人工判定"},
    "low_confidence": {EN: "low confidence", ZH: "文字存疑"},
    "tension_peak": {EN: "tension", ZH: "情绪紧张"},
    "speech_without_words": {EN: "speech without words", ZH: "有语音未转写"},
    "uncertain_parties": {EN: "uncertain who speaks", ZH: "角色不确定"},
    "swapped_channels": {EN: "channels swapped", ZH: "声道疑似颠倒"},
    "health": {EN: "sound quality", ZH: "音质"},
    "keyword": {EN: "keyword", ZH: "关键词"},
    "assist": {EN: "criteria left to people", ZH: "机器请求复核"},
    "random": {EN: "drawn at random", ZH: "随机抽取"},
}
_JOINT = {EN: ", ", ZH: "、"}
_NONE = {EN: "none", ZH: "无"}
_TRUTH = {EN: ("no", "yes"), ZH: ("否", "是")}
_OPEN = {EN: "Open", ZH: "查看"}
_COLON = {EN: ": ", ZH: "："}


def say(delivery: Delivery, tongue: Tongue, zone: str, page: str = "") -> Said:
    """Say a delivery to people.

    Args:
        delivery: to be told.
        tongue: their language.
        zone: time zone of their clock.
        page: address in the workbench where it is seen; empty where the house names none.
    """
    data = {name: _word(name, value, tongue) for name, value in delivery.data.items()}
    title = TITLES[delivery.event][tongue].format_map(data)
    colon = _COLON[tongue]
    facts = (
        f"{LABELS[name][tongue]}{colon}{data[name]}"
        for name, value in delivery.data.items()
        if value not in {None, ""}
    )
    return Said(
        title,
        (*_counted(delivery.count, tongue), *facts, _when(delivery.at, tongue, zone), *_opened(page, tongue)),
    )


def _opened(page: str, tongue: Tongue) -> tuple[str, ...]:
    return (f"{_OPEN[tongue]}{_COLON[tongue]}{page}",) if page else ()


def _counted(count: int, tongue: Tongue) -> tuple[str, ...]:
    if count == 1:
        return ()
    return (
        (f"This, and {count - 1} more like it.",)
        if tongue is EN
        else (f"同类提醒共 {count} 条，已合并为一条。",)
    )


def _when(moment: datetime, tongue: Tongue, zone: str) -> str:
    label = "Time" if tongue is EN else "时间"
    return f"{label}{_COLON[tongue]}{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def _word(name: str, value: Any, tongue: Tongue) -> str:
    if value is None or value == "":
        return _NONE[tongue]
    if isinstance(value, bool):
        return _TRUTH[tongue][value]
    if isinstance(value, float):
        return f"{value:.4g}"
    if name == "kinds":
        return _JOINT[tongue].join(_known(each.strip(), tongue) for each in str(value).split(","))
    return _known(str(value), tongue) if name in {"decision", "stage", "what"} else str(value)


def _known(word: str, tongue: Tongue) -> str:
    return _WORDS[word][tongue] if word in _WORDS else word
