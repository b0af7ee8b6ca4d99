# Two commands do everything on a fresh machine with Python 3.11 and make:
#   make demo    install into .venv and run the whole job on examples/
#   make test    install what tests need too, and run them

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo test check lint types imports reference docs drill bench evaluate lock clean help

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.runtime: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed"; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV): some minutes"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

demo: $(VENV)/.runtime  ## run the whole job on examples/
	$(BIN)/crossbearing examine examples/reports examples/clips --out $(DEMO)

test: $(VENV)/.dev  ## run every test
	$(BIN)/python -m pytest -q

check: lint types imports docs test  ## every check there is

lint: $(VENV)/.dev  ## style, and that the lock fits
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev  ## types, strictly
	$(BIN)/mypy

imports: $(VENV)/.dev  ## that imports run down only
	$(BIN)/lint-imports

reference: $(VENV)/.dev  ## write docs/ reference pages from the code
	$(BIN)/python scripts/build_docs.py

docs: $(VENV)/.dev  ## that the reference says what the code does
	$(BIN)/python scripts/build_docs.py --check

drill: $(VENV)/.dev demo  ## 1,000 mutations of a case, 100 runs killed at random moments, 1,400 damaged clips
	$(BIN)/python scripts/drill.py mutate $(DEMO)/case --count 1000
	$(BIN)/python scripts/drill.py kill --count 100
	$(BIN)/python scripts/drill.py clips

GOLD ?= ../shared/gold

evaluate: $(VENV)/.dev  ## hold every figure to its floor, on the corpora that lie under GOLD
	$(BIN)/python -m evaluation floors $(GOLD)

bench: $(VENV)/.dev  ## speed as ratios, each measured in one run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

lock: $(VENV)/.dev  ## pin what pyproject.toml asks for, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--group build --group bench pyproject.toml -c requirements.lock -o requirements-bench.lock

clean:  ## remove what the above made
	rm -rf $(VENV) $(DEMO)
