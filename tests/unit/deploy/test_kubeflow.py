"""Manifests for Kubeflow: as Kubernetes takes them, whatever the names and arguments hold."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dsl.deploy.kubeflow import Job, job_name, write_manifest

SCHEMA = yaml.safe_load((Path(__file__).parent / "manifest_schema.yaml").read_text(encoding="utf-8"))

JOB = Job(
    title="Net", name="net", namespace=None, program="print(1)\n", arguments=(), image=None, workers=1, gpus=0,
    restarts=3, volume=None, storage="10Gi",
)  # fmt: skip


def documents(**changes: Any) -> dict[str, Any]:
    """The documents of a manifest by their kind; all of them are what they have to be."""
    found = list(yaml.safe_load_all(write_manifest(dataclasses.replace(JOB, **changes))))
    jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)
    return {each["kind"]: each for each in found}


def workers(**changes: Any) -> dict[str, Any]:
    replicas: dict[str, Any] = documents(**changes)["TFJob"]["spec"]["tfReplicaSpecs"]["Worker"]
    return replicas


def container(**changes: Any) -> dict[str, Any]:
    (found,) = workers(**changes)["template"]["spec"]["containers"]
    assert isinstance(found, dict)
    return found


def test_the_schema_refuses_what_is_misspelled() -> None:
    broken = list(yaml.safe_load_all(write_manifest(JOB).replace("mountPath", "mountpath")))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_the_parts_belong_together() -> None:
    found = documents(name="deep-net", namespace="team")
    assert {each["metadata"]["namespace"] for each in found.values()} == {"team"}
    pod = found["TFJob"]["spec"]["tfReplicaSpecs"]["Worker"]["template"]["spec"]
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert volumes["work"]["persistentVolumeClaim"]["claimName"] == found["PersistentVolumeClaim"]["metadata"]["name"]
    assert volumes["program"]["configMap"]["name"] == found["ConfigMap"]["metadata"]["name"]
    (name,) = found["ConfigMap"]["data"]
    work, program = pod["containers"][0]["volumeMounts"]
    assert (work["name"], work["mountPath"]) == ("work", pod["containers"][0]["workingDir"])
    assert (program["name"], program["subPath"], program["mountPath"]) == ("program", name, f"/work/{name}")
    assert pod["containers"][0]["command"] == ["python", f"/work/{name}"]


@pytest.mark.parametrize(
    "text", ['"""a"""\n', "a: b\n", "{{ a }}\n", "{% if %}\n", "größe = '模型'\n", "no end", "a\r\n", "\n", "😀\x00\n"]
)
def test_programs(text: str) -> None:
    assert documents(program=text)["ConfigMap"]["data"] == {"net.py": text}


def test_arguments() -> None:
    """Kubernetes puts variables in for $(NAME), and a dollar for two."""
    arguments = ("--epochs", "3", "", "a b", "'", '"', "line\nline", "größe", "- a", "{{ a }}", "$(HOME)", "$$", "a$")
    written = container(arguments=arguments)["command"][2:]
    assert [argument.replace("$$", "$") for argument in written] == list(arguments)
    assert written[-3:] == ["$$(HOME)", "$$$$", "a$$"]


@pytest.mark.parametrize("title", ["a\nkind: Pod", "größe", "a\u2028b", "a\x85b"])
def test_titles_stay_in_their_line(title: str) -> None:
    assert list(documents(title=title)) == ["ConfigMap", "PersistentVolumeClaim", "TFJob"]


@pytest.mark.parametrize(
    ("gpus", "image", "expected"),
    [
        (0, None, "tensorflow/tensorflow:2.21.0"),
        (2, None, "tensorflow/tensorflow:2.21.0-gpu"),
        (2, "mine:1", "mine:1"),
    ],
)
def test_images_and_gpus(gpus: int, image: str | None, expected: str) -> None:
    found = container(gpus=gpus, image=image)
    assert found["image"] == expected
    assert found.get("resources") == ({"limits": {"nvidia.com/gpu": gpus}} if gpus else None)


@pytest.mark.parametrize(
    ("count", "restarts", "policy", "limit"), [(1, 3, "OnFailure", 4), (4, 2, "OnFailure", 9), (4, 0, "Never", None)]
)
def test_restarts(count: int, restarts: int, policy: str, limit: int | None) -> None:
    """Where one pod goes all start again, and the operator counts each."""
    found = documents(workers=count, restarts=restarts)["TFJob"]["spec"]
    assert found["tfReplicaSpecs"]["Worker"]["replicas"] == count
    assert found["tfReplicaSpecs"]["Worker"]["restartPolicy"] == policy
    assert found.get("runPolicy", {}).get("backoffLimit") == limit


@pytest.mark.parametrize(("count", "access"), [(1, "ReadWriteOnce"), (2, "ReadWriteMany")])
def test_a_new_volume(count: int, access: str) -> None:
    claim = documents(workers=count, storage="1500M")["PersistentVolumeClaim"]["spec"]
    assert claim == {"accessModes": [access], "resources": {"requests": {"storage": "1500M"}}}


def test_a_volume_that_is_there() -> None:
    found = documents(volume="shared")
    assert list(found) == ["ConfigMap", "TFJob"]
    volumes = found["TFJob"]["spec"]["tfReplicaSpecs"]["Worker"]["template"]["spec"]["volumes"]
    assert volumes[0] == {"name": "work", "persistentVolumeClaim": {"claimName": "shared"}}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Net", "net"),
        ("MobileNetV2", "mobilenetv2"),
        ("my_net__2", "my-net-2"),
        ("_private_", "private"),
        ("2nd", "model-2nd"),
        ("模型", "model"),
        ("Größe", "gr-e"),
        ("İ", "i"),
        ("a" * 49 + "_b" * 20, "a" * 49),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert job_name(name) == expected
    assert documents(name=job_name(name))["TFJob"]["metadata"]["name"] == expected
