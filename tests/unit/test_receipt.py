"""Digests, chain, tree, receipts and seals, without a house."""

import json
import stat
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chain import START, Tree, canonical, digest, link, path, root_from
from qa.receipt import PARTS, Receipt, altered, receipt
from qa.run import Made
from qa.seal import EVENT, Growing, Sealed, check_bundle
from storage.errors import KeyUnusable
from storage.signing import Signer, verifies
from tests.contracts.values import at, evaluation, recording

digests = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=20)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


def rfc_root(leaves: Sequence[str]) -> bytes:
    """RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + bytes.fromhex(leaves[0])).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + rfc_root(leaves[:half]) + rfc_root(leaves[half:])).digest()


@given(digests)
def test_the_root_is_that_of_rfc_6962_and_every_leaf_leads_to_it(leaves: list[str]) -> None:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root == rfc_root(leaves).hex()
    for index, leaf in enumerate(leaves):
        assert root_from(leaf, path(leaves, index)) == tree.root


@given(json_values)
def test_what_was_read_back_has_the_same_digest(value: Any) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


def issued() -> Receipt:
    return receipt(
        evaluation(),
        replace(recording(source_call_id="c-1"), audio_sha256="ab" * 32, size=9),
        transcript="{}",
        cues="[]",
        listening=Made(settings=(("beam", "5"),)),
        scoring=Made(),
        decisions=[{"name": "evaluation.published", "actor": "everycall"}],
    )


def test_a_receipt_is_as_it_was_issued() -> None:
    given_back = json.loads(json.dumps(asdict(issued())))
    assert altered(given_back) == ()
    assert altered(given_back, "ab" * 32) == ()
    assert altered(given_back, "cd" * 32) == ("the audio is not the one that was judged",)
    assert tuple(given_back["parts"]) == PARTS


@pytest.mark.parametrize("name", PARTS)
def test_an_altered_part_is_named_and_a_forgotten_one_is_not(name: str) -> None:
    given_back = json.loads(json.dumps(asdict(issued())))
    content = given_back["parts"][name]
    given_back["parts"][name] = [*content, 1] if isinstance(content, list) else content | {"more": 1}
    assert altered(given_back) == (f"{name} was altered",)
    given_back["digests"][name] = digest(given_back["parts"][name])
    assert altered(given_back) == ("the digests were altered",)
    given_back = json.loads(json.dumps(asdict(issued())))
    given_back["parts"][name] = None
    assert altered(given_back) == ()
    del given_back["parts"][name]
    assert altered(given_back) == (f"{name} is missing",)


@pytest.mark.parametrize(
    "given_back", [{}, {"form": "everycall-receipt/1"}, {"form": "everycall-receipt/1", "parts": []}]
)
def test_what_is_no_receipt_is_told(given_back: dict[str, Any]) -> None:
    assert len(altered(given_back)) == 1


def bundle(signer: Signer, last: Sealed | None = None, count: int = 5) -> tuple[Sealed, list[str]]:
    growing = Growing(last)
    lines = []
    for number in range(count):
        body = {"id": number, "name": "stage.completed"}
        lines.append(json.dumps(asdict(growing.add(EVENT, str(number), digest(body))) | {"body": body}))
    seal = growing.seal(day="2026-03-01", at=at(0), key=signer.key)
    sealed = Sealed(seal, signer.sign(seal.signed))
    return sealed, [json.dumps(asdict(sealed)), *lines]


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer(tmp_path / "keys" / "signing.key")


def test_a_day_is_as_it_was_sealed(signer: Signer) -> None:
    sealed, lines = bundle(signer)
    assert list(check_bundle(lines, verifies)) == []
    assert list(check_bundle(lines, verifies, signer.key)) == []
    following, more = bundle(signer, sealed, count=0)
    assert list(check_bundle(more, verifies)) == []
    assert (following.seal.first, following.seal.before, following.seal.previous) == (
        6,
        sealed.seal.link,
        sealed.seal.digest,
    )
    assert sealed.seal.before == START


def test_an_altered_entry_is_named(signer: Signer) -> None:
    _, lines = bundle(signer)
    lines[3] = lines[3].replace("stage.completed", "stage.forged")
    assert list(check_bundle(lines, verifies)) == ["line 4: event 2 was altered"]


def test_an_entry_forged_with_its_digests_does_not_follow(signer: Signer) -> None:
    _, lines = bundle(signer)
    last, body = json.loads(lines[2])["link"], {"id": 2, "name": "stage.forged"}
    forged = json.loads(lines[3]) | {"body": body, "digest": digest(body), "link": link(last, digest(body))}
    lines[3] = json.dumps(forged)
    assert list(check_bundle(lines, verifies)) == [
        "line 5: event 3 does not follow from the entry before it",
        "the entries are not those that were sealed on 2026-03-01",
    ]


@pytest.mark.parametrize("place", [1, 3, 5])
def test_an_entry_that_was_taken_out_is_missed(signer: Signer, place: int) -> None:
    _, lines = bundle(signer)
    del lines[place]
    assert "the day has 4 entries, sealed were 5" in list(check_bundle(lines, verifies))


def test_a_seal_that_was_altered_or_signed_by_somebody_else_is_told(signer: Signer, tmp_path: Path) -> None:
    sealed, lines = bundle(signer)
    assert "was altered" in next(check_bundle([lines[0].replace("03-01", "03-02"), *lines[1:]], verifies))
    thief = Signer(tmp_path / "thief.key")
    _, forged = bundle(thief)
    assert list(check_bundle(forged, verifies, sealed.seal.key)) == [
        "the seal of 2026-03-01 names another key than yours"
    ]


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"seal": {}, "signature": ""}', "no JSON"])
def test_what_is_no_bundle_is_told(line: str) -> None:
    (told,) = check_bundle([line], verifies)
    assert told.startswith("line 1: cannot be read")


def test_the_key_is_made_once_and_for_its_owner_only(signer: Signer, tmp_path: Path) -> None:
    file = tmp_path / "keys" / "signing.key"
    key = signer.key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["signing.key"]
    assert Signer(file).key == key
    assert verifies(key, b"said", Signer(file).sign(b"said"))
    assert not verifies(key, b"else", signer.sign(b"said"))
    assert not verifies("no key", b"said", "00")


def test_a_key_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("no key")
    with pytest.raises(KeyUnusable, match="is no private key in PEM"):
        _ = Signer(tmp_path / "broken").key
    with pytest.raises(KeyUnusable, match="cannot be read or made"):
        _ = Signer(tmp_path / "broken" / "key").key
