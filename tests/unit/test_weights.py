import hashlib
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from asr import pins, weights
from asr.errors import ModelAltered, ModelMissing
from asr.pins import Model, WeightFile
from asr.weights import Shelf

FIRST, SECOND, EXTRA = b"weights, first half; ", b"second half", b"{}"


def _file(name: str, content: bytes, *parts: str) -> WeightFile:
    return WeightFile(name, len(content), hashlib.sha256(content).hexdigest(), parts)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A weight package that would break if it were imported."""
    name = f"weights_of_{request.node.name}"
    root = tmp_path / "site" / name / "data"
    root.mkdir(parents=True)
    (root.parent / "__init__.py").write_text("raise RuntimeError('imported')")
    (root / "part1").write_bytes(FIRST)
    (root / "part2").write_bytes(SECOND)
    (root / "config.json").write_bytes(EXTRA)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return name


def _model(package: str) -> Model:
    return Model(
        name="small-one",
        purpose="recognition",
        licence="MIT",
        origin="this test",
        files=(
            _file("model.bin", FIRST + SECOND, f"{package}:data/part1", f"{package}:data/part2"),
            _file("config.json", EXTRA, f"{package}:data/config.json"),
        ),
        default=True,
        packages=("small-one==1",),
        hub="someone/small-one",
        revision="abc",
    )


def test_pins_are_complete() -> None:
    models = weights.catalogue(Shelf(Path("unused")))
    assert {m.name for m in models if m.default} == {"whisper-base", "segmentation-3.0", "campplus"}
    for model in models:
        assert model.licence
        assert model.origin
        assert model.purpose in {"recognition", "speech", "voice", "meaning"}
        assert model.packages or (model.hub and model.revision)
        for file in model.files:
            assert len(file.sha256) == 64
            assert int(file.sha256, 16) >= 0
            assert file.size > 0
            assert bool(file.parts) == bool(model.packages)


def test_parts_are_joined_and_verified(tmp_path: Path, package: str) -> None:
    shelf = Shelf(tmp_path / "models")
    assert weights.whereabouts(_model(package), shelf) == "packages"
    folder = weights.locate(_model(package), shelf)
    assert (folder / "model.bin").read_bytes() == FIRST + SECOND
    assert sorted(p.name for p in folder.iterdir()) == ["config.json", "model.bin"]
    assert weights.whereabouts(_model(package), shelf) == "models folder"


def test_a_file_is_read_in_full_once_and_again_on_verify(tmp_path: Path, package: str) -> None:
    shelf, model = Shelf(tmp_path / "models"), _model(package)
    path = weights.locate(model, shelf) / "model.bin"
    status = path.stat()
    path.write_bytes((FIRST + SECOND)[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    weights.locate(model, shelf)
    with pytest.raises(ModelAltered, match="SHA-256"):
        weights.verify(model, shelf)


def test_a_changed_file_is_noticed_without_verify(tmp_path: Path, package: str) -> None:
    shelf, model = Shelf(tmp_path / "models"), _model(package)
    path = weights.locate(model, shelf) / "model.bin"
    path.write_bytes(b"x" * len(FIRST + SECOND))
    with pytest.raises(ModelAltered, match=r"model\.bin is not the pinned file of small-one"):
        weights.locate(model, shelf)
    assert weights.fetch(model, shelf) == path.parent
    assert path.read_bytes() == FIRST + SECOND


def test_an_altered_package_leaves_nothing_behind(tmp_path: Path, package: str) -> None:
    (tmp_path / "site" / package / "data" / "part2").write_bytes(b"other half!")
    with pytest.raises(ModelAltered, match="SHA-256"):
        weights.locate(_model(package), Shelf(tmp_path / "models"))
    assert list((tmp_path / "models" / "small-one").iterdir()) == []


def test_the_operators_folder_comes_first_and_is_never_written(tmp_path: Path, package: str) -> None:
    own = tmp_path / "own" / "small-one"
    own.mkdir(parents=True)
    (own / "model.bin").write_bytes(FIRST + SECOND)
    shelf, model = Shelf(tmp_path / "models", by_hand=tmp_path / "own"), _model(package)
    with pytest.raises(ModelMissing, match=r"lacks config\.json"):
        weights.locate(model, shelf)
    (own / "config.json").write_bytes(EXTRA)
    assert weights.locate(model, shelf) == own
    assert weights.whereabouts(model, shelf) == "by hand"
    assert sorted(p.name for p in own.iterdir()) == ["config.json", "model.bin"]


def test_missing_weights_name_the_command(tmp_path: Path) -> None:
    model = _model("no_such_package_anywhere")
    assert weights.whereabouts(model, Shelf(tmp_path)) == ""
    with pytest.raises(ModelMissing, match="Run `everycall models fetch`"):
        weights.locate(model, Shelf(tmp_path))


def test_a_models_folder_that_cannot_be_written_is_told(tmp_path: Path, package: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ModelMissing, match="could not be written"):
        weights.locate(_model(package), Shelf(tmp_path / "file"))


def test_fetch_installs_the_packages_when_they_are_absent(tmp_path: Path, package: str) -> None:
    data = tmp_path / "site" / package / "data"
    (data / "part1").rename(data / "later")
    asked: list[Sequence[str]] = []

    def install(requirements: Sequence[str]) -> None:
        asked.append(requirements)
        (data / "later").rename(data / "part1")

    folder = weights.fetch(_model(package), Shelf(tmp_path / "models"), install=install)
    assert asked == [("small-one==1",)]
    assert (folder / "model.bin").read_bytes() == FIRST + SECOND


def test_fetch_asks_the_hub_only_where_allowed(tmp_path: Path) -> None:
    model = Model("m", "recognition", "MIT", "o", (_file("model.bin", FIRST),), hub="a/b", revision="r")
    asked: list[str] = []

    def download(model: Model, file: WeightFile, target: Path) -> None:
        asked.append(file.name)
        target.write_bytes(FIRST)

    with pytest.raises(ModelMissing, match="where the hub may be asked"):
        weights.fetch(model, Shelf(tmp_path), download=download)
    assert asked == []
    weights.fetch(model, Shelf(tmp_path), offline=False, download=download)
    weights.fetch(model, Shelf(tmp_path), offline=False, download=download)
    assert asked == ["model.bin"]


def test_what_the_hub_refuses_is_told(tmp_path: Path) -> None:
    # A repository name the hub's library refuses before it asks the network.
    model = Model(
        "m", "recognition", "MIT", "o", (_file("model.bin", FIRST),), hub="not a name", revision="r"
    )
    with pytest.raises(ModelMissing, match=r"could not be had from the hub \(not a name\)"):
        weights.fetch(model, Shelf(tmp_path), offline=False)
    assert list((tmp_path / "m").iterdir()) == []


def test_own_pins_add_and_replace(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "model.bin").write_bytes(FIRST)
    (folder / "config.json").write_bytes(EXTRA)
    own = tmp_path / "pins.toml"
    own.write_text(pins.pin("mine", folder))
    assert [f["name"] for f in tomllib.loads(own.read_text())["model"][0]["file"]] == [
        "model.bin",
        "config.json",
    ]
    shelf = Shelf(tmp_path / "models", by_hand=tmp_path, pins=own)
    model = weights.find("mine", shelf)
    assert model.digest == hashlib.sha256(FIRST).hexdigest()
    assert weights.locate(model, shelf) == folder


@pytest.mark.parametrize(
    "text",
    ["not toml [", "x = 1", '[[model]]\nname = "a"', '[[model]]\nname = "../a"\nfile = [{name="x"}]'],
)
def test_unreadable_pins_are_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "pins.toml"
    own.write_text(text)
    with pytest.raises(ModelAltered, match="is no file of pins"):
        weights.catalogue(Shelf(tmp_path, pins=own))


def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "pins.toml"
    (tmp_path / "model.bin").write_bytes(FIRST)
    own.write_text(pins.pin("m", tmp_path).replace('"model.bin"', '"../model.bin"'))
    with pytest.raises(ModelAltered, match="no plain name"):
        weights.catalogue(Shelf(tmp_path, pins=own))


def test_an_unknown_model_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="whisper-base"):
        weights.find("whisper-huge", Shelf(tmp_path))
    with pytest.raises(ModelMissing, match=r"no model\.bin"):
        pins.pin("m", tmp_path)
