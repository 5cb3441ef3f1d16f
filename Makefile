# Gehoord: everything a host or a contributor types. `make help` lists it.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$python && break; done)
VENV := .venv/bin/python
SETUP = $(PYTHON) -m plumbing.hosting.setup
LOCK = $(VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links
LANGUAGES := en
export PYTHONUTF8 := 1

.SILENT:
.PHONY: help setup run dev test quick check bench recount licences sbom format words lock clean python

help:
	echo 'make run     start Gehoord on http://127.0.0.1:8000 (HOST and PORT change that)'
	echo 'make dev     the same, and what you change is there when you look again'
	echo 'make test    everything is tested, on SQLite, PostgreSQL, Redis and in a real browser;'
	echo '             make test ARGS="tests/voting -k dots" tests a part'
	echo 'make quick   what a change most likely breaks, on SQLite, without a browser'
	echo 'make check   style, types, who may import whom, templates'
	echo 'make format  put the style right'
	echo 'make bench   measure, beside the least that the same parts can do'
	echo 'make recount pack the counting as one file, for anybody to count again'
	echo 'make licences, make sbom   what Gehoord is made of, for people and for machines'
	echo 'make words   collect the sentences for the translators'
	echo 'make setup   only the first part of the above: packages, fonts, static files'
	echo 'make lock    choose the newest packages and write their hashes'
	echo 'make clean   forget everything that set-up made'

setup: python
	$(SETUP) --tools

run: python
	exec $(PYTHON) -m plumbing.hosting.run

dev: python
	exec $(PYTHON) -m plumbing.hosting.run --reload

test: python
	$(SETUP) --tools --browser
	PYTHONDONTWRITEBYTECODE= $(VENV) -m pytest -n 2 --dist worksteal $(ARGS)

quick: setup
	GEHOORD_ELECTIONS=200 PYTHONDONTWRITEBYTECODE= $(VENV) -m pytest --quick -q -n 2 \
		--dist worksteal --hypothesis-profile=quick $(ARGS)

check: setup
	$(VENV) -m plumbing.hosting.check

bench: python
	$(SETUP) --tools --browser
	$(VENV) -m tests.bench

recount: python
	$(PYTHON) -m plumbing.hosting.recount

licences: setup
	$(VENV) -m plumbing.hosting.licences

sbom: setup
	$(VENV) -m plumbing.hosting.sbom

format: setup
	$(VENV) -m ruff check --quiet --fix . || true
	$(VENV) -m ruff format --quiet .

words: setup
	$(VENV) -m babel.messages.frontend --quiet extract -F pyproject.toml -o translations/messages.pot \
		--sort-by-file --add-location=file --project=Gehoord --no-default-keywords \
		-k _ -k gettext -k ngettext:1,2 -k lazy_gettext -k N_ -k NN_:1,2 .
	for language in $(LANGUAGES); do $(VENV) -m babel.messages.frontend --quiet update \
		--no-fuzzy-matching --init-missing -i translations/messages.pot \
		-d translations -l $$language; done

lock: setup
	$(LOCK) --upgrade requirements/main.in -o requirements/main.txt
	$(LOCK) --upgrade requirements/dev.in -o requirements/dev.txt
	$(LOCK) --upgrade requirements/setup.in -o requirements/setup.txt
	$(LOCK) --upgrade requirements/node.in -o requirements/node.txt
	rm -f package-lock.json && npm install --package-lock-only --ignore-scripts

clean:
	rm -rf .venv node_modules static/vendor static/built .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
	rm -f gehoord-recount.pyz gehoord-sbom.json
	find . -name __pycache__ -prune -exec rm -rf {} +
	find translations -name '*.mo' -delete

python:
	test -n '$(PYTHON)' && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo 'Gehoord needs Python 3.11 or newer. On Debian: apt install python3 python3-venv'; exit 1; }
