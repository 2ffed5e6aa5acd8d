# The commands of Wholeplace. `make` alone lists them.

PYTHON ?= python3
ENVIRONMENT := .venv
PY := $(ENVIRONMENT)/bin/python
CHROMIUM := $(shell command -v chromium 2>/dev/null)
MANAGE := WHOLEPLACE_DEVELOPMENT=1 RUNTIME_DATABASE_URL=postgresql://nobody@127.0.0.1:1/none $(PY) manage.py

# What the commands take: make run DATA=../data SIZE=10 PORT=8080, or with a server of your own DATABASE_URL=…
DATA ?=
SIZE ?=
SEED ?=
PORT ?=
TESTS ?=
export DATABASE_URL
ifeq ($(DATABASE_URL),)
unexport DATABASE_URL
endif
# Some shells set HOST to the machine's name; only what is said to make counts.
ifneq ($(origin HOST),command line)
HOST :=
endif

.PHONY: help run test check fix bench prove new manage lock clean environment-embedded environment-dev assets \
    check-format check-lint check-types check-walls check-migrations check-documents check-locks

help:
	@echo "make run     set everything up and serve the site   DATA=folder  SIZE=times  PORT=8000  HOST=127.0.0.1"
	@echo "make test    run every test but the generated ones  TESTS='what to give to pytest instead'"
	@echo "make check   format, lint, types, walls, migrations, generated documents, locks"
	@echo "make fix     format, and mend what the linter can mend"
	@echo "make bench   time the pages under twenty signed-in readers"
	@echo "make prove   the generated safety net, goal by goal    SIZE=small|change|release  SEED=number"
	@echo "make new     stubs with their failing tests         KIND=action|rule|page|indicator  ROOM=…  NAME=…"
	@echo "make manage  a command on the site's database       DO='help'"
	@echo "make lock    choose the versions of requirements/*.in anew, with their hashes"
	@echo "make clean   take away what was built; EVERYTHING=1 takes the site's data too"
	@echo
	@echo "DATABASE_URL=postgresql://administrator@host/postgres uses a server of yours (PostgreSQL 15 or newer)."

run: environment-embedded
	@exec $(PY) -m wholeplace.config.run $(if $(DATA),--data '$(DATA)') $(if $(SIZE),--size '$(SIZE)') \
	    $(if $(PORT),--port '$(PORT)') $(if $(HOST),--host '$(HOST)')

# The journeys run, or are skipped visibly, whatever became of the everyday tests.
test: environment-dev assets
ifneq ($(TESTS),)
	$(PY) -m pytest $(TESTS)
else ifeq ($(CHROMIUM),)
	$(PY) -m pytest -n 2 -m "not journey and not prove"
	@echo "SKIPPED: the journeys through the site, because there is no Chromium here (Debian: apt install chromium)."
else
	@code=0; \
	$(PY) -m pytest -n 2 -m "not journey and not prove" || code=$$?; \
	$(PY) -m pytest -m journey || code=$$?; \
	exit $$code
endif

# Every part is tried, though one fails, so that one run shows all there is to mend.
check: environment-dev
	@$(MAKE) --no-print-directory --keep-going check-format check-lint check-types check-walls \
	    check-migrations check-documents check-locks

check-format:
	$(PY) -m ruff format --check

check-lint:
	$(PY) -m ruff check

check-types:
	$(PY) -m mypy wholeplace

check-walls:
	$(ENVIRONMENT)/bin/lint-imports

check-migrations:
	$(MANAGE) makemigrations --check --dry-run

check-documents:
	$(MANAGE) write_docs --check

check-locks:
	@if grep -nE 'https?:|@ file:' requirements/*.txt; then echo "A lock names a host. Make it with: make lock"; exit 1; fi
	@echo "The locks name no hosts."

fix: environment-dev
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

bench: environment-dev assets
	@$(PY) -m bench

prove: environment-dev
	PROVE='$(SIZE)' SEED='$(SEED)' $(PY) -m pytest -n 2 -m prove $(TESTS)

new: environment-dev
	@$(MANAGE) new $(KIND) $(ROOM) $(NAME)

manage: environment-embedded
	@exec $(PY) -m wholeplace.config.manage $(DO)

lock:
	@.ci/lock

clean:
	@if [ -x $(PY) ]; then $(PY) -m wholeplace.config.clean $(if $(EVERYTHING),--everything); \
	else echo "Kept: what docs/how-to/run.md lists under 'Where things are kept'; there is no environment to find it with."; fi
	rm -rf $(ENVIRONMENT) var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	rm -rf wholeplace/doors/web/static/built wholeplace/doors/web/assets/node_modules
	find wholeplace tests -name __pycache__ -prune -exec rm -rf {} +

assets: environment-dev
	@$(PY) -c "import sys; from wholeplace.config.assets import build; \
	    sys.excepthook = lambda kind, fault, trace: print(fault, file=sys.stderr); build()"

environment-embedded environment-dev: environment-%:
	@PYTHON='$(PYTHON)' .ci/environment $*

