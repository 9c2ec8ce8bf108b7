#!/usr/bin/env bash
# psycopg 3.2.0: the extra "binary", by which its documentation installs it, asks for psycopg-binary==3.2.0.dev1, a version
# that was never published. So psycopg[binary]==3.2.0 cannot be installed at all, and a lower bound of 3.2.0 on the extra
# is one that nobody can test; 3.2.1 asks for its own version.
# Seen: pip ends with "No matching distribution found for psycopg-binary==3.2.0.dev1"; 3.2.1 resolves.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
pip() { env/bin/python -m pip install --disable-pip-version-check --dry-run --quiet "$@"; }
if pip "psycopg[binary]==3.2.0" > asked.txt 2>&1; then
  echo "psycopg[binary]==3.2.0 resolves now"
  exit 1
fi
grep -E "No matching distribution|Could not find a version" asked.txt | head -2
grep -q "psycopg-binary==3.2.0.dev1" asked.txt
pip "psycopg[binary]==3.2.1" > next.txt 2>&1
echo "psycopg[binary]==3.2.1 resolves"
