from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from crossbearing.web import make_app

TOKEN = "a-long-secret"
HOST = "127.0.0.1:8765"


@pytest.fixture
def client(tmp_path):
    app = make_app(tmp_path / "nothing", token=TOKEN, hosts=(HOST,))
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


def let_in(client):
    client.cookies.set("crossbearing", TOKEN)


def test_nobody_comes_in_without_the_token(client):
    assert client.get("/").status_code == 403
    assert client.get("/?token=wrong").status_code == 403


def test_the_token_moves_from_the_address_to_a_cookie_that_scripts_cannot_read(client):
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "samesite=strict" in answer.headers["set-cookie"].lower()


def test_another_name_for_this_machine_is_not_answered(client):
    let_in(client)
    assert client.get("/", headers={"host": "evil.example:8765"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_another_pages_form_changes_nothing(client, origin):
    let_in(client)
    assert client.post("/decide", data={"kind": "undo"}, headers={"origin": origin}).status_code == 403


def test_answers_are_confined(client):
    let_in(client)
    answer = client.get("/")
    assert answer.status_code == 404  # there is no case; the page says so
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "crossbearing init" in answer.text


def test_the_interface_for_programs_has_one_shape_for_errors(client):
    let_in(client)
    answer = client.get("/api/allegations")
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"code", "message", "next_step"}
