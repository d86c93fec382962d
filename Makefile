# The two commands of the README: `make demo` and `make test`. Both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := examples/followup-2024.xlsx examples/followup-2025.xlsx examples/icra-veziyyeti-2025.xlsx
WORKERS ?= auto

.PHONY: help demo web test coverage lint docs guide samples bench clean

help:
	@echo "make demo    set up, import sample sheets, show the list, write the progress report"
	@echo "make web     open the pages on the register of the demo"
	@echo "make test    everything: lint, types, layers, documents, tests on SQLite and PostgreSQL"
	@echo "make coverage the tests with the lines that they reach, which must be 90 of 100"
	@echo "make docs    write docs/commands.md and docs/labels.md anew, and new texts into the catalogue"
	@echo "make guide   make the pictures of the guide anew, with Chromium"
	@echo "make samples write the sample sheets anew"
	@echo "make bench   print how fast imports are, how much of changed headings is understood, answers in two registers, commands in registers of all sizes, and pages with twenty people"
	@echo "make clean   remove .venv and the demo"

demo: export TRACKER_DATABASE = demo/register.db
demo: $(VENV)/app
	@rm -rf demo && mkdir demo
	$(BIN)/tracker init
	$(BIN)/tracker import $(SAMPLES) --yes
	$(BIN)/tracker list --overdue
	$(BIN)/tracker report progress --since 2025-01-01 -o demo/progress.xlsx
	$(BIN)/tracker report progress --since 2025-01-01 -o demo/progress.docx
	@echo
	@echo "Open demo/progress.xlsx (or demo/progress.docx): the report. The register is demo/register.db."
	@echo "To work with it in the browser: make web"

web: export TRACKER_DATABASE = demo/register.db
web: $(VENV)/app
	@test -f demo/register.db || $(MAKE) demo
	$(BIN)/tracker web

test: $(VENV)/dev lint
	$(BIN)/python -m pytest -n $(WORKERS) tests

# To follow every line takes three quarters more time: that is a command of its own, on both databases.
coverage: $(VENV)/dev
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term tests

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/dev
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/make_labels.py

guide: $(VENV)/dev
	$(BIN)/python docs/make_guide_pictures.py

samples: $(VENV)/app
	$(BIN)/python examples/make_samples.py

bench: $(VENV)/dev
	$(BIN)/python benchmarks/import_speed.py
	$(BIN)/python benchmarks/changed_headings.py
	$(BIN)/python benchmarks/answers_21.py
	$(BIN)/python benchmarks/register_size.py
	$(BIN)/python benchmarks/pages.py

clean:
	rm -rf $(VENV) demo

$(VENV)/app: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: $(VENV)/app
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
