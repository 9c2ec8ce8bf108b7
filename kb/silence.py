"""Switches off what libraries tell their makers, before they are imported."""

from __future__ import annotations

import os

# Read by the library when it is imported, in this process and in those that it starts. onnxruntime comes along with
# PyMuPDF too; the others send nothing in the versions that were tried, and are told so for the next ones.
SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime: looks up a host, keeps events and a device number in the cache folder
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "OTEL_SDK_DISABLED": "true",  # opentelemetry, which chromadb brings
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, which tokenizers brings
    "DO_NOT_TRACK": "1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}


def keep_silent() -> None:
    """Call it before importing a library that could send something; a second time changes nothing."""
    os.environ.update(SWITCHES)
