"""The API against its own description: generated calls find no 500 and no answer that is not described."""

import os
from datetime import UTC, datetime

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.storage import sign_ins
from server.storage.db import transaction
from tests import people

EXAMPLES = 200 if os.environ.get("XUNLOU_TEST_NIGHTLY") else 8
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


def test_no_call_answers_otherwise_than_described(app, compound, engine):
    with transaction(engine) as work:
        secret = sign_ins.issue_token(work, people.PAM.id, "tests", by="command", now=datetime.now(UTC))
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    tried = 0
    for operation in schema.get_all_operations():
        call(operation.ok(), {
            "Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"})
        tried += 1
    assert tried >= 15


def call(operation, headers: dict[str, str]) -> None:
    """Some generated requests to one call, by somebody signed in, to a project that exists."""
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate], derandomize=True, deadline=None,
              suppress_health_check=list(HealthCheck))
    def holds(case):
        if "project" in (case.path_parameters or {}):
            case.path_parameters["project"] = people.PROJECT
        case.call_and_validate(checks=CHECKS, headers=headers)
    holds()
