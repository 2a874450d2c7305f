# Every command a person needs. `make` alone lists them. Nothing here needs an environment variable.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
SIZE   ?= 1
ARGS   ?=

VENV_PYTHON := .venv/bin/python
RUNTIME     := .venv/.stamp-run
DEVELOPMENT := .venv/.stamp-dev
ASSETS      := csaleads/static/vendor/.stamp

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two targets at once would both write into .venv.
.NOTPARALLEL:
.PHONY: help run test check fmt bench assets migrate lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNTIME) $(ASSETS) ## set up, migrate, load demonstration data on the first run, and serve
	@exec $(VENV_PYTHON) scripts/run.py $(ARGS)

test: $(DEVELOPMENT) $(ASSETS) ## set up and run every test (ARGS="tests/clinics -x" for some of them)
	@$(VENV_PYTHON) scripts/provide.py
	@$(VENV_PYTHON) -m pytest $(ARGS)

check: $(DEVELOPMENT) $(ASSETS) ## lint, types, import contracts, templates, architecture tests
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy
	.venv/bin/lint-imports --no-cache
	$(VENV_PYTHON) -m djlint --lint --quiet csaleads/templates
	$(VENV_PYTHON) -m pytest -q tests/architecture

fmt: $(DEVELOPMENT) ## put imports and layout in order
	$(VENV_PYTHON) -m ruff check --fix-only --select I,UP,F401 .
	$(VENV_PYTHON) -m ruff format .

bench: $(DEVELOPMENT) $(ASSETS) ## measure speed (SIZE=1 is full size, SIZE=0.01 a quick look; ARGS pass through)
	@$(VENV_PYTHON) -m benchmarks --size $(SIZE) $(ARGS)

assets: $(RUNTIME) ## fetch and prepare the front-end files
	@$(VENV_PYTHON) scripts/assets.py

migrate: $(RUNTIME) ## bring the database up to date
	@$(VENV_PYTHON) -m alembic upgrade head

lock: $(DEVELOPMENT) ## compile requirements*.txt from requirements*.in (ARGS=--upgrade for newer versions)
	@for name in requirements requirements-dev; do \
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
$(DEVELOPMENT): requirements-dev.txt requirements.txt scripts/make_venv.py
	@"$(PYTHON)" scripts/make_venv.py requirements-dev.txt
	@touch $(RUNTIME) $@

$(ASSETS): scripts/assets.py | $(RUNTIME)
	@$(VENV_PYTHON) scripts/assets.py
