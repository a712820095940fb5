# A newcomer needs this file, make and Python 3.11 or newer; every target sets up what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install demo test check format bench faults constraints clean

help:          ## this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# Two stamps: what runs the hub, and on top of it what tests it. The images use the first list too.
$(VENV)/.runtime: pyproject.toml constraints-runtime.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Schakel needs Python 3.11 or newer; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Point to another one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "'$(PYTHON)' has no venv module; on Debian and Ubuntu: apt install python3-venv." >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing what runs Schakel in $(VENV) ..."
	@$(PIP) install --quiet --require-hashes -r constraints-runtime.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime constraints.txt
	@echo "Installing what tests Schakel in $(VENV) ..."
	@$(PIP) install --quiet --require-hashes -r constraints.txt
	@touch $@

install: $(VENV)/.dev     ## a virtual environment in .venv, every package checked by hash

demo: $(VENV)/.runtime    ## a filled region on SQLite; stays up and says what to try
	@$(BIN)/schakel demo

test: $(VENV)/.dev        ## all tests, fault tests in their small size
	$(BIN)/python -m pytest -q $(ARGS)

check: $(VENV)/.dev       ## lint, format, types, layers, generated contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/schakel contracts check

format: $(VENV)/.dev      ## put the code in the shape that check asks for
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev       ## benchmarks beside the peer, on SQLite and PostgreSQL
	$(BIN)/python -m benchmarks $(ARGS)

faults: $(VENV)/.dev      ## fault tests in full size: 20 kills over 50 000 events
	$(BIN)/python -m pytest -m faults --faults=full $(ARGS)

# Needs uv (any recent one). Resolved for Python 3.11 to 3.13 on every platform at once.
# `make constraints UPGRADE=--upgrade` moves every package to its newest version.
UV_COMPILE := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 $(UPGRADE) \
  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header
constraints:              ## resolve constraints*.txt again
	$(UV_COMPILE) --group dev --output-file constraints.txt
	$(UV_COMPILE) --group build --constraints constraints.txt --output-file constraints-runtime.txt

clean:                    ## remove the environment and everything generated locally
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
