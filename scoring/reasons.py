"""The sentence that goes with a finding, in the rubric's language."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from asr.transcript import Party

_PARTIES = {
    "en": {
        Party.AGENT: "the agent",
        Party.CUSTOMER: "the customer",
        Party.IVR: "the announcement",
        None: "anyone",
    },
    "zh": {Party.AGENT: "坐席", Party.CUSTOMER: "客户", Party.IVR: "语音播报", None: "任何一方"},
}

_SENTENCES: dict[str, tuple[str, str]] = {
    "said": ("Said by {party} at {at}: “{quote}”{more}.", "{party}在 {at} 说：“{quote}”{more}。"),
    "said_doubted": (
        "“{quote}” at {at} would decide, but the recogniser doubted these words.",
        "{at} 的“{quote}”可以定论，但识别器对这几个字没有把握。",
    ),
    "not_said": (
        "Not said by {party} between {start} and {end}{nearest}.",
        "{start} 到 {end} 之间，{party}没有说过{nearest}。",
    ),
    "too_few": (
        "{count} of {need} found between {start} and {end}{nearest}.",
        "{start} 到 {end} 之间找到 {count} 处，需要 {need} 处{nearest}。",
    ),
    "nearest": ("; nearest: “{quote}” ({alike}% alike)", "；最接近的是“{quote}”（{alike}% 相似）"),
    "more": (" (and {count} more)", "（另有 {count} 处）"),
    "blind": (
        "Not found, but {blind}% of the speech between {start} and {end} could not be made out.",
        "没有找到，但 {start} 到 {end} 之间有 {blind}% 的语音听不清。",
    ),
    "party_uncertain": (
        "It is not certain who is the agent and who the customer ({sure}% sure).",
        "无法确定谁是坐席、谁是客户（把握 {sure}%）。",
    ),
    "anchor_missing": ("The question does not arise.", "因此不涉及本项。"),
    "anchor_undecided": ("Whether the question arises cannot be told.", "因此无法判断是否涉及本项。"),
    "no_turns": ("Nobody speaks in this part of the call.", "这一段通话里没有人说话。"),
    "no_embedder": (
        "Needs a model that compares meanings, and there is none.",
        "需要比较语义的模型，目前没有。",
    ),
    "no_judge": ("Needs a judge to be asked, and there is none.", "需要询问评判模型，目前没有。"),
    "judged": ("The judge: {why}", "评判模型：{why}"),
    "judge_budget": (
        "this call has used up its questions or tokens.",
        "这通电话的提问次数或用量已经用完。",
    ),
    "judge_silent": ("The judge could not be asked: {why}", "评判模型没有给出答复：{why}"),
    "judge_unsure": ("The judge could not tell: {why}", "评判模型无法判断：{why}"),
    "judge_unquoted": (
        "The judge answered without quoting {party}; such an answer does not count.",
        "评判模型的答复没有引用{party}的原话，不予采信。",
    ),
    "judge_misquoted": (
        "The judge quoted “{quote}”, which was not said there; such an answer does not count.",
        "评判模型引用的“{quote}”在这一段通话里并没有说过，不予采信。",
    ),
    "no_cues": (
        "Needs the sound of the call, which was not measured.",
        "需要通话录音的声学数据，本次没有测量。",
    ),
    "not_measured": (
        "{what} of {party} could not be measured{why}.",
        "没有测到{party}的{what}{why}。",
    ),
    "gain_controlled": (": the line levels loudness by itself", "：线路会自动调节音量"),
    "gain_untold": (
        ": whether the line levels loudness by itself cannot be told from so little speech",
        "：说话太少，无法排除线路自动调节音量",
    ),
    "one_channel": (
        "On one shared channel it cannot be told who cut in on whom.",
        "双方共用一个声道，无法判断是谁打断了谁。",
    ),
    "cue_met": ("{what} {value} at {at}{more}.", "{at} 的{what}为 {value}{more}。"),
    "cue_not": ("{what} is nowhere {bound}{nearest}.", "{what}没有一处 {bound}{nearest}。"),
    "cue_nearest": ("; nearest: {value} at {at}", "；最接近的是 {at} 的 {value}"),
    "cue_figure": ("{what} is {value}.", "{what}为 {value}。"),
    "turn_count": ("The number of turns", "轮次数"),
    "duration": ("The length", "时长"),
    "answer_delay": ("The time until the first word", "接起到开口的时间"),
    "hang_up": ("The time from the last word to the end", "最后一句话到挂断的时间"),
    "speaks_first": ("{party} speaks first, at {at}.", "{party}先说话（{at}）。"),
    "speaks_last": ("{party} has the last word, at {at}.", "最后说话的是{party}（{at}）。"),
    "field_is": ("{field} is {value}.", "{field} 为 {value}。"),
    "field_missing": ("The call carries no {field}.", "通话没有附带 {field}。"),
    "step_missing": ("Step {step} is missing.", "缺少第 {step} 步。"),
    "out_of_order": (
        "Step {step} is said, but not after step {before} in the way asked for.",
        "第 {step} 步说过，但没有按要求出现在第 {before} 步之后。",
    ),
    "in_order": ("All {count} steps, in order.", "{count} 个步骤全部按顺序完成。"),
    "steps_missing": ("Missing: {steps}.", "缺少步骤：{steps}。"),
    "steps_late": ("Out of order: {steps}.", "顺序不对：{steps}。"),
    "of_count": ("{count} of {of} hold; {need} are needed.", "{of} 项中有 {count} 项成立，需要 {need} 项。"),
    "voice_alone": (
        "Only the sound of the voice speaks for it, and nobody fails by that alone: a person should listen.",
        "只有语音语气支持这一结论，不能单凭语气判定，请人工复听。",
    ),
}


def say(language: str, key: str, **values: Any) -> str:
    """Fill in a sentence; parties are named, times written m:ss and shares in per cent."""
    english, chinese = _SENTENCES[key]
    template = chinese if language == "zh" else english
    text = template.format(**{name: _shown(language, name, value) for name, value in values.items()})
    return text[:1].upper() + text[1:] if key not in _TAILS else text


def run_on(sentences: Iterable[str]) -> str:
    """Write sentences one after the other, each once; a Chinese full stop is followed by no blank."""
    given = [*dict.fromkeys(filter(None, sentences))]
    text = ""
    for sentence in given:
        if any(sentence in longer for longer in given if longer != sentence):
            continue  # a longer one says it, too
        text += sentence if not text or text.endswith("。") else f" {sentence}"
    return text


_TAILS = frozenset({"nearest", "more", "cue_nearest"})
_TIMES = frozenset({"at", "start", "end"})
_SHARES = frozenset({"sure", "blind", "alike"})


def _shown(language: str, name: str, value: Any) -> str:
    if name == "party":
        return _PARTIES["zh" if language == "zh" else "en"][value if value in _NAMED else None]
    if name in _TIMES:
        return clock(value)
    if name in _SHARES:
        return f"{value * 100:.0f}"
    return str(value.value if isinstance(value, StrEnum) else value)


_NAMED = (Party.AGENT, Party.CUSTOMER, Party.IVR)


def clock(seconds: float) -> str:
    """Write seconds as m:ss, as in 2:05."""
    whole = int(max(seconds, 0.0))
    return f"{whole // 60}:{whole % 60:02d}"
