#!/usr/bin/env bash
# schemathesis 4.32.5 with pytest 9.2.0, which it allows (pytest<10,>=8.4): a schema that is made by a pytest fixture
# (schemathesis.pytest.from_fixture, as its documentation has it) ends in an AttributeError before the first request. A
# schema that is made when the module is imported works with the same versions.
# Seen: AttributeError: 'Function' object has no attribute '_nodeid'; and "1 passed" for the other way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check "schemathesis==4.32.5" "pytest==9.2.0" 2>/dev/null
cat > shared.py <<'P'
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b"{}"]


DESCRIPTION = {
    "openapi": "3.0.2",
    "info": {"title": "letters", "version": "1"},
    "paths": {"/letters": {"get": {"responses": {"200": {"description": "all"}}}}},
}
P
cat > test_fixture.py <<'P'
import pytest
import schemathesis
from shared import DESCRIPTION, app


@pytest.fixture
def described():
    return schemathesis.openapi.from_dict(DESCRIPTION)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
def test_letters(case):
    assert case.call(app=app) is not None
P
sed -e '/^@pytest.fixture/,/^    return/d' -e 's/schemathesis.pytest.from_fixture("described")/schemathesis.openapi.from_dict(DESCRIPTION)/' \
    -e 's/assert case.call(app=app) is not None/assert case.path == "\/letters"/' test_fixture.py > test_module.py
env/bin/python -m pytest -q -p no:cacheprovider test_fixture.py > fixture.txt 2>&1 || true
env/bin/python -m pytest -q -p no:cacheprovider test_module.py > module.txt 2>&1 || true
grep -E "AttributeError|passed|failed|error" fixture.txt | tail -3
grep -E "passed|failed|error" module.txt | tail -1
grep -q "'Function' object has no attribute '_nodeid'" fixture.txt
grep -q "1 passed" module.txt
