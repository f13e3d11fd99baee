"""Each operator of the guide's table: a call that meets its check, and one that does not."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.checks import KINDS
from scoring.dialogue import Dialogue
from scoring.finding import Outcome, Scorecard
from scoring.ports import Aids, Question, Verdict
from scoring.score import score
from tests.forms import form
from tests.meanings import real_aids

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "rubrics.md").read_text("utf-8")
TABLE = GUIDE[GUIDE.index("## From 算子") : GUIDE.index("## From Amazon")]
ROWS = dict(re.findall(r"^\| ([^|]+?) \| `(\{.*\})` \|$", TABLE, re.MULTILINE))


def cue(kind: str, value: float, party: str = "agent", **more: Any) -> dict[str, Any]:
    start = {} if "turn" in more else {"start": 1}
    return {"kind": kind, "value": value, "party": party, **start, **more}


SAYS = "坐席: {}\n客户: 好。"
CALLS: dict[str, tuple[Any, Any]] = {
    "关键字检查，包含任意": (SAYS.format("感谢您。"), SAYS.format("嗯。")),
    "关键字检查，包含全部": (SAYS.format("姓名和手机号？"), SAYS.format("姓名？")),
    "关键字检查，全部不包含": (SAYS.format("好的。"), SAYS.format("投诉没用。")),
    "关键字检查，包含至少 N 个": (SAYS.format("费用和风险是这样。"), SAYS.format("费用是这样。")),
    "正则表达式检查": (SAYS.format("工号 3021。"), SAYS.format("工号三。")),
    "信息实体检查": (SAYS.format("一共三百元。"), SAYS.format("一共二十元。")),
    "信息实体与随录参数比较": (
        {"turns": SAYS.format("您欠二百四十元。"), "metadata": {"business.balance": 240}},
        {"turns": SAYS.format("您欠二百四十元。"), "metadata": {"business.balance": 250}},
    ),
    "上下文重复检查": ("客户: 什么时候能到账？\n坐席: 嗯。\n" * 3, "客户: 什么时候能到账？\n坐席: 嗯。\n"),
    "话术流程检查（先后顺序）": (
        "坐席: 先核实身份。\n坐席: 您的余额是九元。",
        "坐席: 您的余额是九元。\n坐席: 再核实身份。",
    ),
    "流程质检": ("坐席: 您好。\n坐席: 再见。", "坐席: 再见。"),
    "语速检查": (
        {"turns": SAYS.format("好"), "cues": [cue("speech_rate", 400, whole_call=True)]},
        {"turns": SAYS.format("好"), "cues": [cue("speech_rate", 250, whole_call=True)]},
    ),
    "音量变化、能量跨度": (
        {"turns": "坐席: 好\n坐席: 好", "cues": [cue("loudness", 0, turn=1), cue("loudness", 12, turn=2)]},
        {"turns": "坐席: 好\n坐席: 好", "cues": [cue("loudness", 0, turn=1), cue("loudness", 4, turn=2)]},
    ),
    "情绪检测（声音）": (
        {"turns": SAYS.format("好"), "cues": [cue("tension_peak", 4, "customer", whole_call=True)]},
        {"turns": SAYS.format("好"), "cues": [cue("tension_peak", 1, "customer", whole_call=True)]},
    ),
    "情绪检测（声音，用词）": (
        {"turns": "客户: 好", "cues": [cue("tension", 2.5, "customer", turn=1)]},
        {"turns": "客户: 好", "cues": [cue("tension", 1.5, "customer", turn=1)]},
    ),
    "情绪检测（文字）": ("客户: 太过分了！", "客户: 你好。"),
    "角色判断（谁先说话，首句）": (SAYS.format("您好。"), "客户: 喂？\n坐席: 您好。"),
    "首句检查": (SAYS.format("您好。"), "坐席: 喂？\n坐席: 您好。"),
    "检测范围：前 N 句": (
        "坐席: 好。\n坐席: 通话有录音。",
        "坐席: 好。\n坐席: 嗯。\n坐席: 哦。\n坐席: 通话有录音。",
    ),
    "检测范围：后 N 秒": ("坐席 0-5: 好。\n坐席 90-95: 再见。", "坐席 0-5: 再见。\n坐席 90-95: 好。"),
    "检测范围：命中位置前后": (
        "客户: 我要投诉。\n坐席: 抱歉。",
        "客户: 我要投诉。\n坐席: 嗯。\n坐席: 哦。\n坐席: 抱歉。",
    ),
    "单句内检测、每一句": ("坐席: 好。\n坐席: 行。", "坐席: 好。\n坐席: 不知道。"),
    "录音时长检测": ("坐席 0-5: 好。", "坐席 0-15: 好。"),
    "对话语句数检测": ("客户: 喂。\n坐席: 好。\n客户: 嗯。", "客户: 喂。\n坐席: 好。"),
    "非正常接听": ("坐席 9-10: 好。", "坐席 1-2: 好。"),
    "非正常挂机": ("客户 0-1: 喂。\n坐席 1-2: 再见。", "坐席 1-2: 再见。\n客户 2-3: 等等。"),
    "随录参数检查": (
        {"turns": SAYS.format("好"), "metadata": {"queue": "贷款", "business.balance": 120}},
        {"turns": SAYS.format("好"), "metadata": {"queue": "贷款", "business.balance": 20}},
    ),
    "大模型质检": (SAYS.format("这笔是短信服务费。"), SAYS.format("不清楚。")),
}
MEASURED = {
    "静音检查": ("silence", 12, 3),
    "句间间隔、响应时间": ("response_time", 7, 1),
    "抢话检查": ("interruption", 3, 1),
    "音量检查（能量值）": ("loudness", 11, 2),
    "通话占比": ("talk_ratio", 0.9, 0.5),
}
CALLS |= {
    name: tuple({"turns": SAYS.format("好"), "cues": [cue(kind, value, turn=1)]} for value in values)
    for name, (kind, *values) in MEASURED.items()
}  # type: ignore[misc] # two values each
MEANT = {
    "语义相似度（相似问）": (
        SAYS.format("您还有没有其他需要咨询的？"),
        SAYS.format("请您提供一下身份证号码。"),
    )
}


class Judge:
    """Says yes to whatever mentions a fee."""

    engine = None

    def ask(self, question: Question) -> Verdict:
        quotes = tuple(text for _, _, text in question.lines if "服务费" in text)
        return Verdict(bool(quotes), quotes or tuple(text for _, _, text in question.lines[:1]), "有。")


def outcome(check: str, call: Any, aids: Aids) -> Outcome:
    typed = call if isinstance(call, dict) else {"turns": call}
    dialogue = Dialogue.model_validate({"language": "zh", **typed})
    card: Scorecard = score(form(check, language="zh", guidance="听。"), dialogue.call(), aids)
    return card.findings[0].outcome


@pytest.mark.parametrize("name", [name for name in ROWS if name not in MEANT])
def test_each_operator_does_what_it_is_for(name: str) -> None:
    met, missed = CALLS[name]
    aids = Aids(judge=Judge())  # type: ignore[arg-type] # no engine is needed
    assert outcome(ROWS[name], met, aids) is Outcome.MET
    # By the sound of a voice alone nobody fails.
    expected = Outcome.UNDECIDED if name.startswith("情绪检测（声音") else Outcome.NOT_MET
    assert outcome(ROWS[name], missed, aids) is expected


@pytest.mark.model
@pytest.mark.parametrize("name", MEANT)
def test_meanings_are_compared(name: str) -> None:
    met, missed = MEANT[name]
    assert outcome(ROWS[name], met, real_aids()) is Outcome.MET
    assert outcome(ROWS[name], missed, real_aids()) is Outcome.NOT_MET


def test_every_row_is_tried_and_every_kind_named_exists() -> None:
    assert ROWS.keys() == CALLS.keys() | MEANT.keys()
    assert len(ROWS) == len(re.findall(r"^\| [^|]+ \| `", TABLE, re.MULTILINE))
    for check in ROWS.values():
        assert set(yaml.safe_load(check)) & set(KINDS)


def test_the_kinds_named_for_evaluation_forms_exist() -> None:
    from scoring.form import Criterion, Rubric

    table = GUIDE[GUIDE.index("## From Amazon") : GUIDE.index("## When something is wrong")]
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert named <= {*KINDS, *Criterion.model_fields, *Rubric.model_fields}
    assert named & set(KINDS) >= {
        "phrase",
        "semantic",
        "silence",
        "interruption",
        "tension",
        "metadata",
        "llm",
    }
