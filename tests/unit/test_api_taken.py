"""What was taken out over HTTP: one's own, how far it is, and everybody's for whoever reads the trail."""

from qa.house_events import ResultsExported, ResultsSent
from tests.house import NOON, TestHouse
from tests.reviewed import as_, judged, staffed

WHY = {"reason": "monthly report", "rubric": "manners"}


def test_an_export_is_listed_with_what_for_and_whether_it_is_whole(house: TestHouse) -> None:
    client = staffed(house)
    judged(house)
    assert client.get("/v1/exports/findings.csv", params=WHY).status_code == 200
    (one,) = client.get("/v1/exports").json()["items"]
    assert (one["sheet"], one["form"], one["reason"]) == ("findings", "csv", "monthly report")
    assert (one["state"], one["rows"], one["chosen"]) == ("whole", 3, '{"rubric":"manners"}')


def test_an_export_is_under_way_until_its_end_and_may_have_broken_off(house: TestHouse) -> None:
    client = staffed(house)
    with house.store.begin() as unit:
        for export in ("open", "broken"):
            unit.record(
                ResultsExported(
                    at=NOON,
                    actor="bob",
                    export=export,
                    what="evaluations",
                    form="xlsx",
                    chosen="{}",
                    reason="audit",
                    address="",
                )
            )
        unit.record(ResultsSent(at=NOON, actor="bob", export="broken", count=7, whole=False))
    found = client.get("/v1/exports").json()["items"]
    assert {each["id"]: (each["state"], each["rows"]) for each in found} == {
        "open": ("under_way", None),
        "broken": ("broken_off", 7),
    }


def test_only_who_reads_the_trail_sees_what_others_took(house: TestHouse) -> None:
    client = staffed(house)
    judged(house)
    for who in ("bob", "cy"):
        assert client.get("/v1/exports/evaluations.csv", params=WHY, **as_(who)).status_code == 200
    assert [each["actor"] for each in client.get("/v1/exports", **as_("bob")).json()["items"]] == ["bob"]
    assert {each["actor"] for each in client.get("/v1/exports", **as_("cy")).json()["items"]} == {"bob", "cy"}
    assert client.get("/v1/exports", **as_("lin")).status_code == 403
