"""The API describes itself, wholly and truly."""

import pytest

from server.domain.problems import CATALOGUE
from server.web.api.openapi import document, rules


def test_every_call_is_described(app):
    nameless = [rule.rule for rule in rules(app)
                if not hasattr(app.view_functions[rule.endpoint], "described")]
    assert nameless == [] and len(list(rules(app))) >= 15


def test_the_document_says_who_may_call_what_and_what_may_be_refused(client):
    said = client.get("/api/v1/openapi.json").json
    put = said["paths"]["/api/v1/projects/{project}/events/{id}"]["put"]
    assert said["openapi"].startswith("3.1") and put["security"] and "Content-Digest" in str(put["parameters"])
    assert "id_conflict" in put["responses"]["409"]["description"]
    assert said["paths"]["/api/v1/hello"]["get"]["security"] == []


def test_every_code_a_call_names_is_in_the_catalogue(app):
    for rule in rules(app):
        assert set(app.view_functions[rule.endpoint].described.problems) <= set(CATALOGUE), rule.rule


@pytest.mark.parametrize("word", ["/api/v1/projects/{project}/blobs/{sha256}", "storage_full", "CheckinIn"])
def test_the_page_to_read_names_calls_shapes_and_refusals(client, word):
    answer = client.get("/api/v1/docs")
    assert answer.mimetype == "text/html" and word in answer.text
    assert "<script" not in answer.text and "style=" not in answer.text


def test_the_document_is_the_same_each_time(app):
    assert document(app) == document.__wrapped__(app)
