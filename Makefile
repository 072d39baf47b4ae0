# NewsBox builds its own .venv from requirements.lock (exact versions, with hashes).
# The two that matter: `make serve` starts the box, `make test` proves it works.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install serve demo test lint bench evaluate lock clean

help:  ## what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

install: $(STAMP)  ## build .venv alone

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"NewsBox needs Python 3.11 or newer; {sys.executable} is {v[0]}.{v[1]}. Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian: sudo apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing NewsBox into $(VENV) (once; later starts need no network) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --prefer-binary -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(STAMP)

serve: $(STAMP)  ## start the box: the site and its background work
	@exec $(BIN)/newsbox serve

demo: $(STAMP)  ## a box filled with a small fictional press, offline
	@exec $(BIN)/newsbox demo

test: $(STAMP)  ## the whole test suite, with the linters
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest

lint: $(STAMP)  ## ruff, mypy --strict, the rules of the house
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(STAMP)  ## speed and memory, beside a peer in the same run
	@$(BIN)/python -m benchmarks

evaluate: $(STAMP)  ## quality on labelled data: make evaluate FOLDER=... (docs/evaluation.md)
	@test -n "$(FOLDER)" || { echo "Name the folder of labels: make evaluate FOLDER=pages"; exit 2; }
	@$(BIN)/python -m evaluation "$(FOLDER)" --floors evaluation/floors.json

lock:  ## make requirements.lock again, at the newest versions allowed (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --group dev pyproject.toml -o requirements.lock

clean:  ## remove .venv and what tools left behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
