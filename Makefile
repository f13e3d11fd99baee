# EveryCall. `make run` and `make test` do all the set-up they need; nothing else has to be installed but
# Python 3.11+, Node 20+ and git.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
LOCKS := pyproject.toml requirements/install.sh requirements/torch.txt requirements/models.txt
PROCESSES := 4 # of tests: twice the cores of a small machine, as many tests wait for servers and browsers
WEB := web/dist/index.html
WEB_SOURCES := $(shell find web/src web/public -type f) $(addprefix web/,index.html package.json package-lock.json \
	tsconfig.json vite.config.ts build.sh)

export HF_HUB_OFFLINE ?= 1
export PYANNOTE_METRICS_ENABLED := 0
export ORT_DISABLE_TELEMETRY := 1
export OMP_NUM_THREADS ?= 1
unexport PYTHONDONTWRITEBYTECODE # without compiled modules every process starts several times slower

.PHONY: help run test test-web test-python check lint lint-web lint-python web client screenshots samples bench \
	bench-scale lock clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: .venv/.app $(WEB) ## Set up, inspect the sample calls, serve workbench and API on http://127.0.0.1:8080
	@.venv/bin/everycall demo

test: test-web test-python ## All tests, on real PostgreSQL, Valkey and S3 started from wheels

test-web: $(WEB)
	@npm --prefix web --silent test

test-python: .venv/.dev $(WEB)
	@$(PY) -m pytest -n $(PROCESSES) --dist loadfile --no-loadscope-reorder # in the order of tests/conftest.py

check: lint test-web ## Lint, format, types, imports between the rooms, unit tests
	$(PY) -m pytest -q tests/unit tests/rubrics

lint: lint-python lint-web ## The static half of `make check`

lint-python: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

lint-web: $(WEB)
	npm --prefix web --silent run check

web: $(WEB) ## Build the workbench, which the API serves

$(WEB): $(WEB_SOURCES)
	@web/build.sh

client: .venv/.app ## Write the workbench's client anew from the API's own description
	@mkdir -p var
	@.venv/bin/everycall openapi > var/openapi.json
	@cd web && node scripts/client.mjs ../var/openapi.json

screenshots: .venv/.dev $(WEB) ## Pictures of every page: both languages, light and dark, wide and narrow (web/screenshots)
	@$(PY) -m tests.e2e.screenshots

samples: .venv/.dev ## Speak the sample calls again (needs the packaged voices; the results are committed)
	requirements/install.sh dev samples
	$(PY) samples/make.py

bench: .venv/.dev ## Accuracy and speed against a plain baseline, one table and JSON under bench/results
	$(PY) -m bench.run

bench-scale: .venv/.dev ## Queue and queries at scale: 50,000 recordings a day, 5 million evaluations (an hour, 25 GB)
	$(PY) -m bench.scale

lock: .venv/.dev ## Resolve the lock files anew
	requirements/lock.sh --upgrade

clean: ## Remove the environment, the build and the demo's data
	rm -rf .venv var web/dist web/node_modules web/screenshots

.venv/.app: requirements/app.txt $(LOCKS)
	@echo "Setting up the environment (about a minute the first time) …"
	@requirements/install.sh app
	@touch $@

.venv/.dev: requirements/dev.txt $(LOCKS)
	@echo "Setting up the environment for tests (about a minute the first time) …"
	@requirements/install.sh dev
	@touch .venv/.app $@
