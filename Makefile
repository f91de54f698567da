# The project's commands. They need make, Python 3.11 or later and, for the tests, a Chromium.
#
#   make build    the example site, into output/          OPTIONS='--drafts' and the like are
#   make serve    the same, served and rebuilt as you edit      handed to the command below it
#   make test     all tests, those in a browser too
#   make check    formatting, lint, types, then all tests
#   make docs     the documentation, as a site, into docs/site/output/
#   make texts    catalogues of all languages brought up to date with templates
#   make audit    the tests that need what not every machine has: ICU, npm, Java, the network
#   make bench    how long a large site takes
#   make clean    removes what these commands made

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := build
.NOTPARALLEL:

OPTIONS ?=

VENV := .venv
PYTHON := $(VENV)/bin/python
SITE_BUILDER := $(VENV)/bin/site-builder
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet

# Written last, so that each stands for a whole installation.
FOR_USE := $(VENV)/installed-for-use
FOR_TESTS := $(VENV)/installed-for-tests
FOR_BENCH := $(VENV)/installed-for-bench
# Here while pip works. pip leaves its folder in order when it fails, but not when it is killed.
UNFINISHED := $(VENV)/unfinished

# An environment that lost its Python, as after an upgrade of the system, is none.
BROKEN := $(shell test -x $(PYTHON) && test ! -e $(UNFINISHED) || echo broken)

.PHONY: build test audit check serve docs texts bench clean browser $(BROKEN)

build: $(FOR_USE)
	$(SITE_BUILDER) build $(OPTIONS)

serve: $(FOR_USE)
	$(SITE_BUILDER) serve --watch $(OPTIONS)

docs: $(FOR_USE)
	$(PYTHON) docs/site/gather.py
	$(SITE_BUILDER) build --strict --site docs/site $(OPTIONS)

texts: $(FOR_TESTS)
	$(PYTHON) -m tests.theme.texts

# Into the environment, so that `make clean` takes both away; all tests use them from then on.
audit: $(FOR_TESTS) browser
	$(call install,.[audit])
	npm install --prefix $(VENV)/audit --no-package-lock --ignore-scripts --no-fund --omit dev \
	  @knight-lab/timelinejs@3 lighthouse vnu-jar
	$(PYTHON) -m pytest tests/writing/exports/test_followthemoney.py tests/site/test_timelinejs.py \
	  tests/audit

bench: $(FOR_BENCH)
	$(PYTHON) -m bench $(OPTIONS)

# Not more than four workers: each starts a browser of its own.
test: $(FOR_TESTS) browser
	$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(OPTIONS)

check: $(FOR_TESTS)
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	@$(MAKE) test

clean:
	@if [ -x $(SITE_BUILDER) ]; then $(SITE_BUILDER) clean; fi
	rm -rf $(VENV) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results

# A Python can be found and not run, or be too old, or come without what makes an environment.
define find_python
	python=; bare=; \
	for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    if $$candidate -c 'import ensurepip, venv' 2>/dev/null; then python=$$candidate; break; fi; \
	    bare=$${bare:-$$candidate}; \
	  fi; \
	done; \
	if [ -z "$$python" ] && [ -n "$$bare" ]; then \
	  echo "make: $$bare cannot make virtual environments: its modules venv and ensurepip are" \
	    "missing. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	elif [ -z "$$python" ]; then \
	  echo "make: no Python 3.11 or later was found: install one from your system's packages" \
	    "or python.org" >&2; exit 1; \
	fi
endef

# $(call install,requirement): what pip could not finish is begun anew from an empty folder.
define install
	@echo "make: installing into $(VENV)"
	@touch $(UNFINISHED)
	@$(PIP) install --editable '$(1)' || { rm -f $(UNFINISHED); exit 1; }
	@rm -f $(UNFINISHED)
endef

$(FOR_USE): pyproject.toml $(BROKEN)
	@if [ -e $(UNFINISHED) ] \
	  || ! $(PYTHON) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  $(find_python); \
	  rm -rf $(VENV) && mkdir $(VENV) && touch $(UNFINISHED) && $$python -m venv $(VENV); \
	fi
	$(call install,.)
	@touch $@

$(FOR_TESTS): $(FOR_USE)
	$(call install,.[dev])
	@touch $@

$(FOR_BENCH): $(FOR_USE)
	$(call install,.[bench])
	@touch $@

# The system's Chromium where there is or can be one, since it comes with what it needs;
# Playwright's own otherwise.
browser: $(FOR_TESTS)
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  if command -v $$name >/dev/null; then exit 0; fi; \
	done; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; \
	elif sudo -n true 2>/dev/null; then as_root='sudo -n'; \
	else as_root=false; fi; \
	if command -v apt-get >/dev/null \
	  && $$as_root apt-get update --quiet=2 \
	  && $$as_root apt-get install --quiet=2 --yes --no-install-recommends chromium; then \
	  exit 0; \
	fi; \
	$(PYTHON) -m playwright install chromium
