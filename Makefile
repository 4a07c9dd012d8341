# `make demo` and `make test` set up their own virtual environment; nothing else has to be prepared.
# PYTHON=... chooses the interpreter (3.11 or newer).

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
DEMO ?= demo

.PHONY: help demo test check lint types docs corpora corpora-check benchmark clean clean-demo

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

demo: $(READY)  ## build a demo workspace from the shipped corpora, run the main job, write the tables
	@$(BIN)/mapper demo "$(DEMO)"

test: $(VENV)/.ready-dev  ## run the whole test suite with coverage
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --cov --cov-report=term:skip-covered

check: lint types docs test  ## all that CI runs

lint: $(VENV)/.ready-dev  ## ruff
	@$(BIN)/ruff check src tests scripts
	@$(BIN)/ruff format --check src tests scripts

types: $(VENV)/.ready-dev  ## mypy --strict
	@$(BIN)/mypy

docs: $(VENV)/.ready-dev  ## docs/cli.md says what --help says
	@$(BIN)/cog --check docs/cli.md

corpora: $(VENV)/.ready-dev  ## build corpora/demo again from its readable source
	@$(BIN)/python scripts/build_corpora.py

corpora-check: $(VENV)/.ready-dev  ## the committed corpora are what the source makes
	@$(BIN)/python scripts/build_corpora.py --check

benchmark: $(VENV)/.ready-dev  ## print the figures of README as ratios in one run
	@$(BIN)/python scripts/benchmark.py

clean:  ## remove the virtual environment; a demo workspace may hold decisions and stays
	rm -rf $(VENV)

clean-demo:  ## remove the demo workspace with all that was decided in it, after asking
	@printf 'remove "%s" with every decision in it? [y/N] ' "$(DEMO)"; read answer; test "$$answer" = y && rm -rf "$(DEMO)" || echo "kept"

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "mapper needs Python 3.11 or newer: apt-get install python3, or name one with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "mapper needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1 || echo 'none'); name another with make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "the virtual environment could not be made: apt-get install python3-venv, then run make again"; exit 1; }

$(READY): $(VENV)/bin/python pyproject.toml constraints.txt scripts/install.py
	@$(BIN)/python scripts/install.py
	@touch $@

$(VENV)/.ready-dev: $(VENV)/bin/python pyproject.toml constraints.txt scripts/install.py
	@$(BIN)/python scripts/install.py --dev
	@touch $@ $(READY)
