#!/usr/bin/env bash
# mcp 2.3.0 (the official Python SDK), client over streamable HTTP: a server that answers 401 with WWW-Authenticate ends in
# the same error as any other failure of a server, MCPError -32603 "Server returned an error response", without the
# status, inside ExceptionGroups. A program cannot tell a wrong token from a broken server.
# Seen: the same code and message for 401 and for 500.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check "mcp==2.3.0" 2>/dev/null
cat > ask.py <<'P'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client


def serving(status):
    class Refuses(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", "Bearer")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_DELETE = do_POST

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Refuses)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/mcp"


def leaves(error):
    return [leaf for each in error.exceptions for leaf in leaves(each)] if isinstance(error, BaseExceptionGroup) else [error]


async def told(status):
    try:
        async with Client(streamable_http_client(serving(status))) as client:
            await client.list_tools()
    except BaseException as error:
        return sorted({f"{type(each).__name__}: {each} ({str(status) in str(each)})" for each in leaves(error)})
    return ["no error"]


for status in (401, 500):
    print(status, asyncio.run(told(status)))
P
env/bin/python ask.py > seen.txt 2> said.txt || { cat said.txt; exit 1; }
cat seen.txt
test "$(cut -d' ' -f2- seen.txt | sort -u | wc -l)" = 1
grep -q "Server returned an error response" seen.txt
