# The one door for commands. A fresh clone needs python3 (3.11 or newer), python3-venv and make; everything else
# is installed here, by version and hash.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

.PHONY: setup demo test check format bench gallery system chaos dist lock

setup: $(VENV)/.done

$(VENV)/.done: requirements-dev.txt pyproject.toml packaging/system-libraries.sh
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	@bash packaging/system-libraries.sh
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements-dev.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/kiosk demo --out demo-out

test: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/architecture tests/ui/test_translations.py

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/kiosk bench

gallery: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.gallery gallery-out

system: setup
	@bash packaging/system-test-programs.sh
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/system

chaos: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -s tests/system -k "faults or chaos or load or power_cut or takeover"

dist: setup
	@PYTHON=$(BIN)/python bash packaging/system-libraries.sh dist
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN kiosk.spec
	cp packaging/system-libraries.sh dist/agora-door-kiosk/
	bash packaging/selftest.sh dist/agora-door-kiosk/kiosk

# Keeps the locked versions that still fit pyproject.toml; delete both files first to take the newest. They hold
# versions and hashes, and no address of any index.
LOCK := build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header
lock:
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/pip --disable-pip-version-check install --quiet uv
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	rm -r build/lock
