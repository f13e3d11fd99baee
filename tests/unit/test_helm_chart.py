"""The Helm chart: its values always, and what Helm makes of it where there is a Helm."""

import itertools
import json
import re
import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from fastapi.testclient import TestClient

from config import Settings
from qa.lane import Lane
from tests.compose import HOUSE, compose

CHART = HOUSE / "deploy/helm/everycall"
VALUES: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text("utf-8"))
SCHEMA = json.loads((CHART / "values.schema.json").read_text("utf-8"))
SERVICES = compose()["services"]

EVERYTHING: dict[str, Any] = {
    "workerGpu": {"enabled": True, "nodeSelector": {"gpu": "yes"}, "tolerations": [{"key": "gpu"}]},
    "keda": {"enabled": True},
    "notices": {"queue": "bucket", "brokerKey": "events_broker_url"},
    "api": {"objectsPublicUrl": "https://s3.example.com"},
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
        {"api": {**VALUES["api"], "objectsPublicUrl": "s3.example.com"}},
        {"notices": {**VALUES["notices"], "queues": ["bucket"]}},
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


def test_what_is_scaled_by_is_measured(client: TestClient) -> None:
    """Also in an empty house: KEDA takes a figure that is not there for a fault (`ignoreNullValues`)."""
    asked = set(re.findall(r"everycall_\w+", (CHART / "templates/scaling.yaml").read_text("utf-8")))
    assert asked == {"everycall_audio_seconds_waiting", "everycall_audio_seconds_working"}
    told = client.get("/metrics").text.splitlines()
    for name, lane in itertools.product(asked, Lane):
        assert f'{name}{{queue="{lane}"}} 0.0' in told


def test_what_is_to_be_watched_is_measured(client: TestClient) -> None:
    told = client.get("/metrics").text
    for guide in ("deploy", "operations"):
        named = set(re.findall(r"`(everycall_[a-z_]+)", (HOUSE / f"docs/{guide}.md").read_text("utf-8")))
        assert named
        assert [name for name in named if f"# TYPE {name.removesuffix('_total')}" not in told] == []


def test_every_value_is_used() -> None:
    templates = "\n".join(path.read_text("utf-8") for path in (CHART / "templates").iterdir())
    assert [name for name in VALUES if f".Values.{name}" not in templates] == []


@pytest.fixture(scope="module", params=[{}, EVERYTHING], ids=["defaults", "everything"])
def rendered(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """What Helm's own engine makes of the chart."""
    if find_spec("helm_python") is None:
        pytest.skip("NOT PROVEN: there is no wheel of Helm for this platform, so the chart was not rendered")
    import helm_python

    with helm_python.Chart.load(CHART) as chart:
        made = chart.render(request.param, name="house", namespace="qa")
    files = [text for name, text in sorted(made.items()) if name.endswith(".yaml")]
    return [each for text in files for each in yaml.safe_load_all(text) if each]


def test_helm_finds_no_fault_with_the_chart() -> None:
    if find_spec("helm_python") is None:
        pytest.skip("NOT PROVEN: there is no wheel of Helm for this platform, so the chart was not linted")
    import helm_python

    told = helm_python.lint(CHART)
    assert told["errors"] == []
    assert [each["error"] for each in told["messages"]] == ["icon is recommended"]


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
    assert found.keys() - {"worker-gpu", "notices"} == {"api", "worker-cpu", "beat", "migrate"}
    assert ("worker-gpu" in found) == ("notices" in found)  # both are asked for, or neither
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
        assert handed - {"events_broker_url"} == set(SERVICES[name]["secrets"])
        assert ("events_broker_url" in handed) == (given.get("EVERYCALL_EVENTS_QUEUE") == "bucket")


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
        and (
            "notices" in pods(rendered) or not each["metadata"]["name"].endswith(("-worker-gpu", "-notices"))
        )
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


def test_uploaders_are_told_the_address_that_they_reach(rendered: list[dict[str, Any]]) -> None:
    for name, pod in pods(rendered).items():
        given = {each["name"]: each["value"] for each in pod["containers"][0]["env"]}
        told = name == "api" and "notices" in pods(rendered)
        assert given.get("EVERYCALL_OBJECTS_PUBLIC_URL") == ("https://s3.example.com" if told else None)
