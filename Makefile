# Every target sets up what it needs in .venv by itself: nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test bench picture lint types templates functions docs lock clean

demo: $(READY)
	$(BIN)/xl-addin demo --out demo-output

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m xl_addin.build.template --check
	$(BIN)/python -m xl_addin.build.functions --check
	$(BIN)/python -m xl_addin.build.addin --check
	$(BIN)/pytest -n 4 --dist worksteal

# Measures everything beside the script a user would write: some seven minutes on a quiet machine.
bench: $(READY)
	$(BIN)/python -m bench --out docs/performance.md

# The README's picture: the demo's own screen.
picture: $(READY)
	$(BIN)/python docs/picture.py

lint: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY)
	$(BIN)/mypy

# Writes templates/ anew; `make test` fails when they differ from their declaration.
templates: $(READY)
	$(BIN)/python -m xl_addin.build.template

# Writes Excel's entry points into udfs/ anew; `make test` fails when they differ from their declaration.
functions: $(READY)
	$(BIN)/python -m xl_addin.build.functions

# Writes the pages of docs/ that are made by doing what they tell of; a test compares them.
docs: $(READY)
	$(BIN)/python -m docs.pages

# Resolves the newest versions that pyproject.toml allows into the tested lock.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements-dev.lock

$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("xl-addin needs Python 3.11 or later: make PYTHON=python3.12 demo") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) demo-output
