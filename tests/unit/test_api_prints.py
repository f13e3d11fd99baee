"""Printed scorecards: what stands on the paper in either language, and in which font."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from api.printed.typeset import characters, typeset
from qa.content import Erased, Layer
from qa.house_events import DataExported
from tests.house import AS, NOON, TestHouse
from tests.reviewed import as_, judged, reviewed, staffed


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def printed(client: TestClient, name: str, who: str = "bob", **asked: str) -> PdfReader:
    answer = client.get(f"/v1/evaluations/{name}/scorecard.pdf", params=asked, **as_(who))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words(paper: PdfReader) -> str:
    """Read what stands on the paper, without the spaces that lines and columns bring."""
    return re.sub(r"\s+", "", "\n".join(page.extract_text() for page in paper.pages))


def fonts(paper: PdfReader) -> Iterator[Any]:
    for page in paper.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index] # a PDF's own maps
            (inner,) = font["/DescendantFonts"]
            yield inner.get_object()["/FontDescriptor"]


def holds(text: str, *parts: str) -> bool:
    missing = [part for part in parts if re.sub(r"\s+", "", part) not in text]
    assert missing == []
    return True


def test_a_scorecard_tells_the_call_the_score_and_each_criterion(house: TestHouse, staff: TestClient) -> None:
    name = judged(house, agent_name="王建国", queue="loans")
    text = words(printed(staff, name, language="en"))
    assert holds(text, "Quality scorecard", "Manners 1", "Call call-r", "Agent 王建国 (a1)", "Team Loans")
    assert holds(text, "Received 2026-03-01 12:00:00 (UTC+00:00)", "Score without auto-fail 37.5")
    assert holds(text, "not passed", "Auto-fail: Discloses", "Judged by everycall, machine")
    assert holds(text, "Greets", "met", "points 37.5 / 37.5", "“Good morning”", "agent")
    assert holds(text, "Thanks", "not met", "Searched: 00:00", "nearest miss:", "similarity")
    assert holds(text, "Parties told apart by", "Receipt digest none issued yet", "Page 1 / 1")
    assert text.count("Searched:") == 2  # of what was not found; not of what was


def test_a_scorecard_in_chinese_reads_chinese(house: TestHouse, staff: TestClient) -> None:
    name = judged(house, agent_name="王建国")
    text = words(printed(staff, name, language="zh"))
    assert holds(
        text, "质检评分单", "通话编号call-r", "坐席王建国(a1)", "班组Loans", "不合格", "一票否决：Discloses"
    )
    assert holds(
        text,
        "达标",
        "未达标",
        "查找范围：00:00",
        "最接近的一句：",
        "评定人everycall，机器",
        "存证摘要尚未出具",
    )
    assert holds(text, "“Good morning”")  # what was said stays as it was said


def test_a_scorecard_tells_who_looked_what_is_disputed_and_the_receipt(
    house: TestHouse, staff: TestClient
) -> None:
    review = reviewed(staff, judged(house), thanks="met")
    made = str(review["result"])
    asked = {"criterion": "discloses", "reason": "开头说过“会录音”。"}
    assert staff.post(f"/v1/evaluations/{made}/disputes", json=asked, **as_("ann")).status_code == 201
    receipts = staff.get(f"/v1/evaluations/{made}/receipts").json()["items"]
    text = words(printed(staff, made, language="zh"))
    assert holds(text, "评定人lin，人工", "状态申诉中", "申诉：Discloses[待裁决]ann", "开头说过“会录音”。")
    assert holds(
        text, receipts[-1]["digest"], staff.get(f"/v1/evaluations/{made}").json()["scorecard"]["digest"]
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_font_is_in_the_paper_and_only_what_it_needs_of_it(
    house: TestHouse, staff: TestClient, language: str
) -> None:
    name = judged(house, agent_name="王建国")
    answer = staff.get(f"/v1/evaluations/{name}/scorecard.pdf", params={"language": language})
    paper = PdfReader(io.BytesIO(answer.content))
    descriptors = list(fonts(paper))
    assert descriptors
    for descriptor in descriptors:
        assert re.fullmatch(r"/[A-Z]{6}\+NotoSansSC-Regular(-Identity-H)?", descriptor["/FontName"])
        assert len(descriptor["/FontFile3"].get_data()) > 1000
    assert len(answer.content) < 200_000
    assert [round(float(side)) for side in paper.pages[0].mediabox[2:]] == [595, 842]
    assert paper.metadata is not None
    assert "call-r" in (paper.metadata.title or "")


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", None, "en"),  # the rubric's
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("", "fr, zh;q=0.2", "zh"),
        ("", "*;q=x", "en"),
        ("?language=zh", "en", "zh"),
    ],
)
def test_the_form_speaks_the_readers_language(
    house: TestHouse, staff: TestClient, query: str, accept: str | None, language: str
) -> None:
    name = judged(house)
    headers = {AS: "bob"} | ({} if accept is None else {"accept-language": accept})
    answer = staff.head(f"/v1/evaluations/{name}/scorecard.pdf{query}", headers=headers)
    assert (answer.headers["content-language"], answer.headers["vary"]) == (language, "Accept-Language")
    assert staff.get(f"/v1/evaluations/{name}/scorecard.pdf?language=fr").status_code == 422


def test_that_it_was_printed_is_written_down(house: TestHouse, staff: TestClient) -> None:
    name = judged(house)
    printed(staff, name, "cy")
    (event,) = [each for each in house.told if isinstance(each, DataExported)]
    assert (event.actor, event.what, event.chosen, event.count) == ("cy", "scorecard", name, 1)
    assert (event.recording, event.address) == ("r", "testclient")


def test_who_is_to_score_blind_prints_nothing(house: TestHouse, staff: TestClient) -> None:
    asked = {"title": "Loans", "evaluation": judged(house), "participants": ["bob", "lin"], "expert": "bob"}
    assert staff.post("/v1/calibrations", json=asked).status_code == 201
    refused = staff.get("/v1/evaluations/e-r/scorecard.pdf")
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.still_blind")
    assert not [each for each in house.told if isinstance(each, DataExported)]


def test_a_call_whose_words_were_erased_prints_what_remains(house: TestHouse, staff: TestClient) -> None:
    name = judged(house)
    with house.store.begin() as unit:
        unit.erasure.erase("r", [Layer.TRANSCRIPT], purge="p", now=NOON)
        loaded = unit.recordings.get("r")
        unit.recordings.save(replace(loaded, erased=Erased("p", transcript=NOON)), loaded=loaded)
    text = words(printed(staff, name, language="en"))
    assert "Good morning" not in text
    assert holds(text, "Greets", "met", "What was said was erased, the scores remain 2026-03-01 12:00:00")


def test_titles_are_ids_where_the_rubric_is_not_known(house: TestHouse) -> None:
    house.scored("a")
    answer = house.client().get("/v1/evaluations/e-a-compliance-1/scorecard.pdf?language=en")
    assert holds(words(PdfReader(io.BytesIO(answer.content))), "compliance 1", "disclosure")


def test_words_are_never_taken_for_markup_and_none_is_left_out(house: TestHouse, staff: TestClient) -> None:
    odd = '#panic("x") *b* $1$ <a> \\ @b _c_ 한 😀'
    text = words(printed(staff, judged(house, agent_name=odd), language="zh"))
    assert holds(text, '#panic("x") *b* $1$ <a> \\ @b _c_ [U+D55C] [U+1F600]')


def test_the_same_scorecard_is_the_same_file() -> None:
    told = {
        "language": "zh",
        "title": "a",
        "subtitle": "b",
        "running": "c",
        "page": "页",
        "facts": [["a", "b"]],
    }
    told |= {"score": "1", "verdict": ["x", "good"], "figures": [], "auto_failed": "", "sections": []}  # type: ignore[dict-item] # texts and lists
    told |= {"disputes_title": "d", "disputes": [], "foot": [["e", "f"]], "legend": "g"}  # type: ignore[dict-item] # likewise
    assert typeset("scorecard.typ", told, at=NOON) == typeset("scorecard.typ", told, at=NOON)


def test_the_font_has_every_character_of_chinese_as_people_write_it() -> None:
    def table(encoding: str, rows: range, cells: list[int]) -> Iterator[str]:
        for row in rows:
            for cell in cells:
                yield bytes([row, cell]).decode(encoding, "ignore")

    simplified = "".join(table("gb2312", range(0xA1, 0xF8), list(range(0xA1, 0xFF))))
    traditional = "".join(table("big5", range(0xA4, 0xFA), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]))
    assert (len(simplified), len(traditional)) > (7000, 13000)
    assert {c for c in simplified + traditional if ord(c) not in characters()} == set()
