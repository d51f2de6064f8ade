"""Answers against docs/api/openapi.json, by a validator that is not ours."""
import jsonschema

from node import OPENAPI

_VALIDATORS = {}


def operation_of(method, path):
    segments = path.split("?")[0].strip("/").split("/")
    best = None
    for pattern, methods in OPENAPI["paths"].items():
        parts = pattern.strip("/").split("/")
        if len(parts) != len(segments) or method.lower() not in methods:
            continue
        if all(p == s or p.startswith("{") for p, s in zip(parts, segments)):
            opened = sum(p.startswith("{") for p in parts)
            if best is None or opened < best[0]:
                best = (opened, methods[method.lower()])
    return best[1]


def check(method, path, answer):
    responses = operation_of(method, path)["responses"]
    content = responses.get(str(answer.status), responses["default"]).get("content", {})
    for kind, form in content.items():
        if kind.endswith("json"):
            key = str(id(form))
            if key not in _VALIDATORS:
                _VALIDATORS[key] = jsonschema.Draft202012Validator({**form["schema"], "components": OPENAPI["components"]})
            _VALIDATORS[key].validate(answer.json())
