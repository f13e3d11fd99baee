"""The words of a printed form, in the languages people read it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from asr.transcript import Basis, Party
from qa.dispute import DisputeState, Verdict
from qa.evaluation import AuthorKind, EvaluationState
from qa.metadata import Direction
from scoring.finding import Outcome

Language = Literal["zh", "en"]

LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("质检评分单", "Quality scorecard"),
    "call": ("通话编号", "Call"),
    "recording": ("录音编号", "Recording"),
    "agent": ("坐席", "Agent"),
    "team": ("班组", "Team"),
    "queue": ("技能组", "Queue"),
    "began": ("通话时间", "Began"),
    "received": ("入库时间", "Received"),
    "length": ("通话时长", "Length"),
    "direction": ("呼叫方向", "Direction"),
    "parties": ("说话人区分", "Parties told apart"),
    "rubric": ("评分标准", "Rubric"),
    "judged_by": ("评定人", "Judged by"),
    "judged_at": ("评定时间", "Judged"),
    "state": ("状态", "State"),
    "score": ("得分", "Score"),
    "passed": ("合格", "passed"),
    "failed": ("不合格", "not passed"),
    "open": ("尚待人工确认", "open until a person has looked"),
    "pass_mark": ("合格线", "Pass mark"),
    "earned_score": ("未计一票否决的得分", "Score without auto-fail"),
    "critical_score": ("关键项得分", "Score of critical criteria"),
    "undecided": ("待人工确认的项", "Criteria a person must look at"),
    "auto_failed": ("一票否决", "Auto-fail"),
    "confidence": ("置信度", "confidence"),
    "points": ("得分", "points"),
    "auto_fail_criterion": ("否决项", "auto-fail"),
    "critical_criterion": ("关键项", "critical"),
    "evidence": ("依据", "Evidence"),
    "sound": ("声音", "sound"),
    "absence": ("查找范围", "Searched"),
    "turns": ("句", "turns"),
    "everyone": ("双方", "everyone"),
    "nearest": ("最接近的一句", "nearest miss"),
    "similarity": ("相似度", "similarity"),
    "nothing_near": ("没有相近的说法", "nothing came near"),
    "blind": ("其中听不清的占", "of it unheard"),
    "proposed": ("机器建议", "The machine would say"),
    "dispute": ("申诉", "Dispute"),
    "ruling": ("裁决", "Ruling"),
    "no_disputes": ("无", "none"),
    "disputes": ("申诉情况", "Disputes"),
    "receipt": ("存证摘要", "Receipt digest"),
    "no_receipt": ("尚未出具", "none issued yet"),
    "rubric_digest": ("评分标准摘要", "Rubric digest"),
    "evaluation": ("评定编号", "Evaluation"),
    "printed": ("打印时间", "Printed"),
    "printed_by": ("打印人", "Printed by"),
    "page": ("页", "Page"),
    "erased": ("通话内容已于以下时间清除，评分保留", "What was said was erased, the scores remain"),
    "legend": (
        "时间为通话内的分:秒。摘要可用 everycall verify 核对。",
        "Times are minutes and seconds into the call. Digests can be checked with everycall verify.",
    ),
}
"""Each in Chinese and English; docs/exports.md shows them."""

_VALUES: Mapping[type[StrEnum], Mapping[str, tuple[str, str]]] = {
    Outcome: {
        Outcome.MET: ("达标", "met"),
        Outcome.NOT_MET: ("未达标", "not met"),
        Outcome.NOT_APPLICABLE: ("不适用", "not applicable"),
        Outcome.UNDECIDED: ("待定", "undecided"),
    },
    Party: {
        Party.AGENT: ("坐席", "agent"),
        Party.CUSTOMER: ("客户", "customer"),
        Party.IVR: ("语音导航", "IVR"),
        Party.UNKNOWN: ("未知", "unknown"),
    },
    Basis: {
        Basis.CHANNELS: ("双声道", "by channel"),
        Basis.DIARIZATION: ("声纹分离", "by diarization"),
        Basis.PERSON: ("人工指定", "by a person"),
    },
    AuthorKind: {AuthorKind.MACHINE: ("机器", "machine"), AuthorKind.PERSON: ("人工", "person")},
    EvaluationState: {
        EvaluationState.DRAFT: ("草稿", "draft"),
        EvaluationState.PUBLISHED: ("已发布", "published"),
        EvaluationState.DISPUTED: ("申诉中", "disputed"),
        EvaluationState.FINAL: ("已定案", "final"),
    },
    DisputeState: {
        DisputeState.OPEN: ("待裁决", "open"),
        DisputeState.UPHELD: ("维持", "upheld"),
        DisputeState.OVERTURNED: ("推翻", "overturned"),
        DisputeState.APPEALED: ("已上诉", "appealed"),
        DisputeState.FINAL: ("已终结", "final"),
    },
    Verdict: {Verdict.UPHELD: ("维持", "upheld"), Verdict.OVERTURNED: ("推翻", "overturned")},
    Direction: {
        Direction.INBOUND: ("呼入", "inbound"),
        Direction.OUTBOUND: ("呼出", "outbound"),
        Direction.INTERNAL: ("内部", "internal"),
    },
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a form in one language."""

    language: Language

    def __getitem__(self, name: str) -> str:
        """Give a label by its name."""
        return self._of(LABELS[name])

    def say(self, value: StrEnum) -> str:
        """Say a value of ours as people do."""
        return self._of(_VALUES[type(value)][value])

    @property
    def colon(self) -> str:
        """What stands between a label and what it is of."""
        return self._of(("：", ": "))

    @property
    def comma(self) -> str:
        """What stands between two things told together."""
        return self._of(("，", ", "))

    @property
    def pause(self) -> str:
        """What stands between two sentences, or things with commas in them."""
        return self._of(("；", "; "))

    def _of(self, both: tuple[str, str]) -> str:
        return both[0] if self.language == "zh" else both[1]


def language_of(accept: str | None, usual: Language) -> Language:
    """Choose the language of a reader by the Accept-Language field, RFC 9110 section 12.5.4.

    Args:
        accept: the field; None where there is none.
        usual: where they read neither, or say nothing.
    """
    liked: dict[str, float] = {}
    for part in (accept or "").split(","):
        tag, _, parameter = part.partition(";")
        name, _, value = parameter.partition("=")
        try:
            quality = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            quality = 0.0
        primary = tag.strip().lower().replace("_", "-").split("-")[0]
        liked[primary] = max(quality, liked.get(primary, 0.0))
    zh, en = liked.get("zh", 0.0), liked.get("en", 0.0)
    if zh == en:
        return usual
    return "zh" if zh > en else "en"
