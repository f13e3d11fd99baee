"""The Helm chart: its values always, and what Helm makes of it where there is a Helm."""

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from config import Settings
from tests.compose import HOUSE, compose

CHART = HOUSE / "deploy/helm/everycall"
VALUES: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text("utf-8"))
SCHEMA = json.loads((CHART / "values.schema.json").read_text("utf-8"))
SERVICES = compose()["services"]

EVERYTHING: dict[str, Any] = {
    "workerGpu": {"enabled": True, "nodeSelector": {"gpu": "yes"}, "tolerations": [{"key": "gpu"}]},
    "keda": {"enabled": True},
    "imagePullSecrets": [{"name": "registry"}],
    "settings": {"SOURCES": "/etc/everycall/sources.yaml", "STAGE_SECONDS": 7200},
    "files": {"sources.yaml": "sources: []\n"},
    "networkPolicy": {
        "apiFrom": [{"podSelector": {"matchLabels": {"app": "proxy"}}}],
        "database": {"to": [{"ipBlock": {"cidr": "192.0.2.7/32"}}]},
        "egress": [{"ports": [{"protocol": "TCP", "port": 8000}]}],
    },
}


def test_the_values_fit_their_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(VALUES)


@pytest.mark.parametrize(
    "wrong",
    [
        {"image": {**VALUES["image"], "tag": "latest"}},
        {"apis": {}},
        {"workerCpu": {**VALUES["workerCpu"], "processes": 0}},
        {"workerCpu": {**VALUES["workerCpu"], "scratch": "much"}},
        {"settings": {"time_zone": "UTC"}},
        {"keda": {**VALUES["keda"], "prometheus": "prometheus:9090"}},
        {"networkPolicy": {**VALUES["networkPolicy"], "database": {"port": 0, "to": []}}},
    ],
)
def test_wrong_values_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(SCHEMA).validate(VALUES | wrong)


def test_the_chart_is_of_this_version_and_its_settings_are_ours() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text("utf-8"))
    with (HOUSE / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert chart["version"] == chart["appVersion"] == version
    assert {name.lower() for name in VALUES["settings"]} <= Settings.model_fields.keys()


def test_what_is_scaled_by_is_measured() -> None:
    asked = set(re.findall(r"everycall_\w+", (CHART / "templates/scaling.yaml").read_text("utf-8")))
    assert asked
    told = (HOUSE / "api/gauges.py").read_text("utf-8")
    assert [name for name in asked if f'"{name}"' not in told] == []


def test_every_value_is_used() -> None:
    templates = "\n".join(path.read_text("utf-8") for path in (CHART / "templates").iterdir())
    assert [name for name in VALUES if f".Values.{name}" not in templates] == []


@pytest.fixture(scope="module", params=[{}, EVERYTHING], ids=["defaults", "everything"])
def rendered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    helm = shutil.which("helm")
    if helm is None:
        pytest.skip("NOT PROVEN: helm is not on the path, so the chart's templates were not rendered")
    values = tmp_path_factory.mktemp("values") / "values.yaml"
    values.write_text(yaml.safe_dump(request.param))
    done = subprocess.run(
        [helm, "template", "house", CHART, "--namespace", "qa", "--values", values],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [each for each in yaml.safe_load_all(done.stdout) if each]


def pods(rendered: list[dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    return {
        each["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/component"]: each["spec"][
            "template"
        ]["spec"]
        for each in rendered
        if each["kind"] in {"Deployment", "Job"}
    }


def test_every_process_has_a_pod_that_does_what_its_service_does(rendered: list[dict[str, Any]]) -> None:
    found = pods(rendered)
    assert found.keys() - {"worker-gpu"} == {"api", "worker-cpu", "beat", "migrate"}
    for name, pod in found.items():
        assert pod["containers"][0]["args"] == SERVICES[name]["command"]
        assert f"{pod['securityContext']['runAsUser']}:10001" == SERVICES[name]["user"]


def test_every_container_is_locked_down_and_limited(rendered: list[dict[str, Any]]) -> None:
    for pod in pods(rendered).values():
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in (*pod["containers"], *pod.get("initContainers", [])):
            locked = container["securityContext"]
            assert locked["readOnlyRootFilesystem"] is True
            assert locked["allowPrivilegeEscalation"] is False
            assert locked["capabilities"] == {"drop": ["ALL"]}
            assert {"cpu", "memory"} <= container["resources"]["limits"].keys()
            assert re.search(r":\d+\.\d+", container["image"])


def test_every_setting_is_one_and_every_file_is_handed_over(rendered: list[dict[str, Any]]) -> None:
    for name, pod in pods(rendered).items():
        given = {each["name"]: each["value"] for each in pod["containers"][0]["env"]}
        assert len(given) == len(pod["containers"][0]["env"]), "a setting is given twice"
        for setting in given.keys() - {"NUMBA_CACHE_DIR"}:
            field = setting.removeprefix("EVERYCALL_").removesuffix("_FILE").lower()
            assert field in Settings.model_fields
        (secret,) = (each["secret"] for each in pod["volumes"] if "secret" in each)
        handed = {each["path"] for each in secret["items"]}
        assert handed == {Path(value).name for value in given.values() if value.startswith("/run/secrets/")}
        assert handed == set(SERVICES[name]["secrets"])


def test_what_a_container_mounts_is_there(rendered: list[dict[str, Any]]) -> None:
    for pod in pods(rendered).values():
        volumes = {each["name"] for each in pod["volumes"]}
        mounted = {
            mount["name"]
            for container in (*pod["containers"], *pod.get("initContainers", []))
            for mount in container["volumeMounts"]
        }
        assert mounted == volumes


def test_who_serves_is_probed_and_ends_in_good_order(rendered: list[dict[str, Any]]) -> None:
    for name, pod in pods(rendered).items():
        if name == "migrate":
            continue
        assert "livenessProbe" in pod["containers"][0]
        assert pod["terminationGracePeriodSeconds"] >= 30
    (container,) = pods(rendered)["api"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_selectors_find_their_pods(rendered: list[dict[str, Any]]) -> None:
    labels = [
        each["spec"]["template"]["metadata"]["labels"].items()
        for each in rendered
        if each["kind"] in {"Deployment", "Job"}
    ]
    wanted = [
        each["spec"].get("podSelector", each["spec"].get("selector", {}))
        for each in rendered
        if each["kind"] in {"NetworkPolicy", "Deployment", "PodDisruptionBudget", "Service"}
        and "worker-gpu" not in each["metadata"]["name"]
    ]
    assert len(wanted) > 8
    for selector in wanted:
        chosen = selector.get("matchLabels", selector).items()
        assert any(chosen <= each for each in labels)


def test_every_pod_stands_behind_a_network_policy(rendered: list[dict[str, Any]]) -> None:
    policies = {
        each["spec"]["podSelector"]["matchLabels"]["app.kubernetes.io/component"]: each["spec"]
        for each in rendered
        if each["kind"] == "NetworkPolicy"
    }
    assert pods(rendered).keys() <= policies.keys()
    assert all(spec["ingress"] == [] for name, spec in policies.items() if name != "api")
    assert all(set(spec["policyTypes"]) == {"Ingress", "Egress"} for spec in policies.values())


def test_workers_are_scaled_by_what_waits_where_that_is_wished(rendered: list[dict[str, Any]]) -> None:
    scaled = {
        each["spec"]["scaleTargetRef"]["name"]: each for each in rendered if each["kind"] == "ScaledObject"
    }
    deployments = {each["metadata"]["name"]: each for each in rendered if each["kind"] == "Deployment"}
    workers = {name for name in deployments if "-worker-" in name}
    assert set(scaled) in (set(), workers)
    for name in workers:
        assert ("replicas" in deployments[name]["spec"]) == (name not in scaled)
    for each in scaled.values():
        query = each["spec"]["triggers"][0]["metadata"]["query"]
        lane = each["metadata"]["name"].rpartition("-")[2]
        assert f'everycall_audio_seconds_waiting{{queue=~"{lane}"}}' in query
