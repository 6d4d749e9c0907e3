# Two commands do all set-up: `make run` serves the app, `make test` runs the tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check bench schema texts pictures requirements clean

run: $(VENV)/.run  ## Serve the app on this machine and open it
	$(BIN)/assess serve --open --port $(PORT)

test: $(VENV)/.dev  ## Run all tests
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.dev  ## Style, types, architecture and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: $(VENV)/.dev  ## Speed and memory, side by side with other ways
	$(BIN)/python benchmarks/scoring.py
	$(BIN)/python benchmarks/printing.py

schema: $(VENV)/.dev  ## Write the schemas for editors, in questionnaires/, from the models
	$(BIN)/python -m assess.yaml_source

texts: $(VENV)/.dev  ## Bring the catalogues of translations up to date with the source
	$(BIN)/python -m assess.locales

pictures: $(VENV)/.dev  ## Take the pictures of the README and the guides from the running app
	$(BIN)/python docs/take_pictures.py

requirements:  ## Pin the newest versions that pyproject.toml allows, by name and version
	$(PYTHON) -m venv --clear $(VENV)-pins
	$(VENV)-pins/bin/pip install --quiet .
	echo '# What the app runs on, pinned. `make requirements` writes it anew.' > requirements.txt
	$(VENV)-pins/bin/pip freeze --exclude value-discipline-assessment | sed "s/^uvloop.*/&; sys_platform != 'win32'/" >> requirements.txt
	$(VENV)-pins/bin/pip install --quiet '.[dev]'
	echo '# What tests and checks need beside requirements.txt, pinned. `make requirements` writes it anew.' > requirements-dev.txt
	echo '-r requirements.txt' >> requirements-dev.txt
	$(VENV)-pins/bin/pip freeze --exclude value-discipline-assessment | grep -vxFf requirements.txt >> requirements-dev.txt
	rm -rf $(VENV)-pins

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:  ## Remove the virtual environment and caches
	rm -rf $(VENV) $(VENV)-pins .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
