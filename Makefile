# make demo and make test work from a fresh clone: git, make and Python 3.10 to 3.13 are all they need.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# The first interpreter that runs, that TensorFlow has wheels for, and that can make a virtual environment.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10 python; do \
    "$$p" -c 'import sys, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
    && echo "$$p" && break; done)
VENV ?= .venv
WORKERS ?= 2

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check -qq
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q
SOURCES := dsl grammar templates tests examples benchmarks

.PHONY: help demo test fast check format accept bench catalog wheel clean

help: ## these lines
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.train ## compile examples/digits.model and train it
	@$(BIN)/dotmodel train examples/digits.model

test: $(VENV)/.dev ## every test
	@$(PYTEST)

fast: $(VENV)/.dev ## the tests that need neither TensorFlow nor much time
	@$(PYTEST) -m "not slow and not tensorflow"

check: $(VENV)/.dev ## what a reviewer would ask for: format, lint, types, tests (they hold goldens and generated files too)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/mypy
	@$(PYTEST)

format: $(VENV)/.dev ## lay out the Python code and mend what lint can mend
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

accept: $(VENV)/.dev ## take the compiler's present output as the expected one; read the diff
	@$(PYTEST) --accept
	@git status --short tests docs editors dsl/highlight

bench: $(VENV)/.dev ## run the benchmarks (a quarter of an hour)
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/scaling.py
	@$(BIN)/python benchmarks/editing.py
	@$(BIN)/python benchmarks/training.py --memory

catalog: $(VENV)/.dev ## rebuild the catalogue from the installed Keras
	@$(BIN)/python -m dsl.catalog.build
	@$(BIN)/python -m dsl.catalog.probes
	@$(BIN)/python -m dsl.catalog.input_probes
	@$(BIN)/python -m dsl.catalog.op_probes

wheel: $(VENV)/.dev ## dist/*.whl and dist/*.tar.gz
	@$(BIN)/python -m build --outdir dist

clean: ## remove what was built, the virtual environment too
	rm -rf $(VENV) build dist runs examples/build examples/runs *.egg-info

# The environment: made once, brought up to date when pyproject.toml changes.
$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.10 to 3.13 with venv found; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.train: pyproject.toml | $(VENV)/bin/python
	@echo "Installing dotmodel and TensorFlow into $(VENV) (once; a few minutes) ..."
	@$(PIP) -e '.[train]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	@echo "Installing dotmodel, TensorFlow and the test tools into $(VENV) (once; a few minutes) ..."
	@$(PIP) -e '.[train,dev]'
	@touch $(VENV)/.train $@
