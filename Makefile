# `make run` is all a newcomer needs.
PORT ?= 8000
# Links in mails and notices lead to where `make run` serves, unless the environment says otherwise.
export TILTH_BASE_URL ?= http://localhost:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help run setup dev check test bench kills hostile pictures words lock clean

help:  ## Show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## Set up what is missing, then serve the demonstration company (PORT=8000)
	@echo "[setup] Preparing the demonstration company."
	@.venv/bin/tilth demo
	@exec .venv/bin/tilth serve --port $(PORT)

setup:  ## Install and build; from then on .venv/bin/tilth is the command
	@python3 tools/bootstrap.py

dev:
	@python3 tools/bootstrap.py dev

check: dev  ## Format, lint, types, layers, migrations, unit tests: under 3 minutes
	@.venv/bin/python -m tools.testing check

test: dev  ## Everything CI runs: make check, SQLite, PostgreSQL with Redis, a browser
	@.venv/bin/python -m tools.testing all

bench: setup  ## Measure; fails where a value is above its bar (var/bench.json)
	@.venv/bin/python -m tilth.bench

# On which database and how: make kills DATABASE=postgres WORKERS=2 TIMES=20
DATABASE ?= sqlite
WORKERS ?= 1
TIMES ?= 20
kills: setup  ## kill -9 the server while people write: is anything lost? (DATABASE=postgres WORKERS=2)
	@.venv/bin/python -m tilth.bench.kills --times $(TIMES) --database $(DATABASE) --workers $(WORKERS)

# SAMPLE=200 takes so many of them, SEED=7 others; TILTH_TEST_DATA says where the test data are.
SAMPLE ?= 0
SEED ?= 1
hostile: dev  ## Put every hostile text through every field, and look at it (SAMPLE=200 for some)
	@.venv/bin/python -u -m tools.hostile --sample $(SAMPLE) --seed $(SEED)

pictures: dev  ## Take the pictures of the documentation anew
	@.venv/bin/python -m tools.pictures

words: dev  ## Bring the catalogues of translations up to date (CHECK=1 only looks)
	@CHECK=$(CHECK) .venv/bin/python -m tools.words

lock: dev  ## Write requirements/*.txt anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@.venv/bin/python -m tools.setup_locks $(UPGRADE)

clean:  ## Remove what was installed, built and cached; var/ with its data stays
	rm -rf .venv .venv.unfinished node_modules static test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find tilth tests tools -name __pycache__ -prune -exec rm -rf {} +
