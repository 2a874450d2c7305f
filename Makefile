# Every command a person needs. `make` alone lists them. Nothing here needs an environment variable.

PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do command -v $$name && break; done)
SIZE   ?= 1
ARGS   ?=

VENV_PYTHON := .venv/bin/python
RUNTIME     := .venv/.stamp-run
DEVELOPMENT := .venv/.stamp-dev
ASSETS      := csaleads/static/vendor/.stamp

ifeq ($(strip $(PYTHON)),)
$(error No Python found. Install Python 3.11, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS))
endif

# Whatever the shell says: without its bytecode each process would compile a thousand files anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two targets at once would both write into .venv.
.NOTPARALLEL:
.PHONY: help run test check fmt bench bench-anonymity assets migrate lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNTIME) $(ASSETS) ## set up, migrate, load demonstration data on the first run, and serve
	@exec $(VENV_PYTHON) scripts/run.py $(ARGS)

test: $(DEVELOPMENT) $(ASSETS) ## set up and run every test (ARGS="tests/clinics -x" for some of them)
	@$(VENV_PYTHON) scripts/provide.py
	@$(VENV_PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(DEVELOPMENT) $(ASSETS) ## lint, types, import contracts, templates, architecture tests
	@failed=; \
	try() { printf '\n-- %s\n' "$$*"; "$$@" || failed="$$failed\n   $$*"; }; \
	try $(VENV_PYTHON) -m ruff check .; \
	try $(VENV_PYTHON) -m ruff format --check .; \
	try $(VENV_PYTHON) -m mypy; \
	try .venv/bin/lint-imports --no-cache --no-logo; \
	try $(VENV_PYTHON) -m djlint --lint --quiet csaleads/templates; \
	try $(VENV_PYTHON) -m pytest -q tests/architecture; \
	if [ -n "$$failed" ]; then printf "\nNot right yet:$$failed\n"; exit 1; fi; \
	printf '\nAll checks hold.\n'

fmt: $(DEVELOPMENT) ## put imports and layout in order
	$(VENV_PYTHON) -m ruff check --fix-only --select I,UP,F401 .
	$(VENV_PYTHON) -m ruff format .

bench: $(DEVELOPMENT) $(ASSETS) ## measure speed (SIZE=1 is full size, SIZE=0.01 a quick look; ARGS pass through)
	@$(VENV_PYTHON) -m benchmarks --size $(SIZE) $(ARGS)

bench-anonymity: $(DEVELOPMENT) $(ASSETS) ## measure what the screening finds, and how fast (ARGS="--misses 20 --alarms 20")
	@$(VENV_PYTHON) -m benchmarks.anonymity $(ARGS)

assets: $(RUNTIME) ## fetch and prepare the front-end files
	@$(VENV_PYTHON) scripts/assets.py

migrate: $(RUNTIME) ## bring the database up to date
	@$(VENV_PYTHON) -m flask --app app database upgrade

lock: $(DEVELOPMENT) ## compile requirements*.txt from requirements*.in (ARGS=--upgrade for newer versions)
	@for name in requirements requirements-s3 requirements-dev; do \
	  CUSTOM_COMPILE_COMMAND="make lock" $(VENV_PYTHON) -m piptools compile --quiet --strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	    --annotation-style=line $(ARGS) --output-file $$name.txt $$name.in || exit 1; \
	done

clean: ## remove what was built or fetched (the data in instance/ stays)
	rm -rf .venv .cache csaleads/static/vendor test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements.txt scripts/make_venv.py
	@"$(PYTHON)" scripts/make_venv.py requirements.txt
	@touch $@

# The development file includes the runtime one, so one installation serves both.
$(DEVELOPMENT): requirements-dev.txt requirements-s3.txt requirements.txt scripts/make_venv.py
	@"$(PYTHON)" scripts/make_venv.py requirements-dev.txt
	@touch $(RUNTIME) $@

$(ASSETS): scripts/assets.py | $(RUNTIME)
	@$(VENV_PYTHON) scripts/assets.py
