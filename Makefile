# Two commands do everything: `make run` and `make test`. `make` alone lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# how much `make check-crash` tries; MINUTES is for the two writers
KILLS ?= 50
TRIALS ?= 1000
SIZES ?= 200
ACTIONS ?= 10000
RESTORES ?= 100
BITS ?= 2000
MINUTES ?= 10

.DEFAULT_GOAL := help
.PHONY: help run test test-only check check-crash check-hostile bench soak shots demo package package-check lock words clean system system-for-tests

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

system:
	@sh installer/system-packages.sh

system-for-tests:
	@sh installer/system-packages.sh tests

run: system $(STAMP)  ## set up and open the application (without a display: make the demo in build/demo)
	@sh installer/run.sh $(BIN)

test: system-for-tests $(STAMP)  ## set up, check types and style, and run every test offscreen
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile

test-only: $(STAMP)  ## run the tests alone
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile

check: system $(STAMP)  ## mend style where a tool can, then check style, types and layers
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-crash: system-for-tests $(STAMP)  ## the promises on lost data at length, about an hour; e.g. KILLS=500 TRIALS=5000
	KILLS=$(KILLS) TRIALS=$(TRIALS) SIZES=$(SIZES) ACTIONS=$(ACTIONS) RESTORES=$(RESTORES) BITS=$(BITS) MINUTES=$(MINUTES) \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 tests/reliability

check-hostile: system-for-tests $(STAMP)  ## import all 2,378 hostile files, where ../shared/data has them; a quarter of an hour
	mkdir -p build
	HOSTILE_ALL=1 HOSTILE_REPORT=build/hostile.txt \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 0 tests/exchange/reader/test_hostile.py

bench: system $(STAMP)  ## print the figures of ARCHITECTURE.md as ratios, and write build/bench.json
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

soak: system $(STAMP)  ## ten minutes of random use (MINUTES=), which must not meet a fault or take more memory
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.soak

demo: system $(STAMP)  ## write the demo (workspace, workbook, a picture of every page) to build/demo
	QT_QPA_PLATFORM=offscreen $(BIN)/second-way demo --out build/demo

shots: demo  ## renew the pictures of the README
	mkdir -p resources/pictures
	cp build/demo/targets_light.png resources/pictures/targets.png
	cp build/demo/incidents_light.png resources/pictures/incidents.png
	cp build/demo/rotations_light.png resources/pictures/rotations.png

package: system $(STAMP)  ## build dist/second-way_<version>_<architecture>.deb
	$(BIN)/python -m installer.package

package-check: $(STAMP)  ## install the package in a clean Debian 12, use it there, remove it; needs root
	$(BIN)/python -m installer.package_check

words: $(STAMP)  ## renew the catalogue of words
	$(BIN)/python installer/words.py

lock: $(STAMP)  ## renew requirements.lock from pyproject.toml
	$(BIN)/pip-compile --quiet --extra dev --all-build-deps --strip-extras --no-emit-index-url --no-emit-find-links --no-header \
		--output-file requirements.lock pyproject.toml

clean:  ## remove what was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
