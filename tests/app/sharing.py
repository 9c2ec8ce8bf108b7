"""A shared app as a municipality runs it: the command itself, nginx with a base path in front of it, and people."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.app.browser import ROOT, free_port, wait_for

SECRET = "een-geheim-dat-alleen-de-proxy-kent"
GROUPS = {"jansen": "raad", "smit": "raad,griffie", "wit": "beheer"}
PASSWORD = "welkom"
ROLES = """
vraag = "de griffie, tst. 12"
[rollen]
beoordelen = ["groep:griffie"]
beheren = ["groep:beheer"]
"""
BY_PROXY = f"""{ROLES}
[inloggen]
via = "proxy"
persoon = "X-Remote-User"
groepen = "X-Remote-Groups"
geheim = "X-Adviesspoor-Secret"
geheim_bestand = "geheim"
"""
BY_PROVIDER = f"""{ROLES}
[inloggen]
via = "oidc"
"""
CONFIG = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {map}
  map $remote_user $groups {{ {groups} }}
  server {{
    listen 127.0.0.1:{port};
    {locations}
  }}
}}
"""
GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
MAP, LOCATION, LOGIN = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)  # what is tried is what the guide says


@contextmanager
def shared_app(home: Path, port: int, path: str) -> Iterator[None]:
    """The app behind this path, as the service starts it: in a folder of its own, in which secrets.toml may stand."""
    command = [sys.executable, "-m", "cli", "--home", str(home), "app", "--port", str(port), "--base-path", path]
    libraries = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with (home.parent / "app.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=home.parent, env={**os.environ, "PYTHONPATH": libraries}, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}{path}/_stcore/health", server)
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def nginx(folder: Path, port: int, apps: Mapping[str, int], *, login: bool) -> Iterator[str]:
    """nginx in front of these apps (path → port), with a login of its own or without; gives its address."""
    folder.mkdir()
    (folder / "people").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in GROUPS), encoding="utf-8")
    own = LOGIN.replace("/etc/adviesspoor/people", f"{folder}/people").replace("the value in proxy-secret", SECRET)
    locations = "".join(_location(path, to, own if login else "") for path, to in apps.items())
    groups = "".join(f'{name} "{found}"; ' for name, found in GROUPS.items())
    config = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # as who may read the folder of the test
    config.write_text(
        CONFIG.format(user=user, map=MAP, folder=folder, port=port, locations=locations, groups=groups),
        encoding="utf-8",
    )
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert program is not None
    server = subprocess.Popen([program, "-c", str(config), "-p", str(folder), "-e", str(folder / "error.log")])
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _location(path: str, port: int, login: str) -> str:
    said = LOCATION.replace("/adviesspoor/", f"{path}/").replace(":8501", f":{port}")
    return said.rstrip().removesuffix("}") + login + "}\n"


def has_nginx() -> bool:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


__all__ = ["BY_PROVIDER", "BY_PROXY", "PASSWORD", "SECRET", "free_port", "has_nginx", "nginx", "shared_app"]
