# SPDX-License-Identifier: EUPL-1.2
# The only entry: `make help` lists what there is.

SHELL := /bin/bash
CHECKED := --explicit-target-dependency-import-check error

# The program as it is run carries Swift's own libraries with it: it starts sooner, its calls into them are direct, and the
# machine it runs on needs no Swift.
RELEASE := -c release --static-swift-stdlib $(CHECKED)
VENV := .venv

.DEFAULT_GOAL := help
.PHONY: help run build test lint format bench bench-desk bench-daemon accuracy torture fuzz sanitize scan docs e2e screenshots clean

# All tests at once would open thousands of files, with which Foundation's Process reads beyond its memory.
TESTS_AT_ONCE := 24

# How many documents `make accuracy` writes, from which seed, and how many scans beside them.
COUNT := 2600
SEED := 1
SCANS := 60

# How many practices the database of `make bench-desk` and `make bench-daemon` holds; BENCH_HOUSE names a folder to keep it in.
PRACTICES := 100000

# How many files lie in the inbox when `make bench-daemon` starts the daemon.
WAITING := 50000

# How many files `make torture` drops, and of how many calls it strikes one.
DROPS := 100000
EVERY := 1
PART := 1/1

# How long `make fuzz` looks at each parser; ENTRIES names some of them.
SECONDS_EACH := 600

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, start the daemon, print address and demo credentials
	@.ci/setup build
	@.ci/assets
	swift build $(RELEASE) --product esenzioni
	@RELEASE="$(RELEASE)" .ci/start

build: ## debug build of everything
	@.ci/setup build
	swift build $(CHECKED)

test: ## install what is missing and run everything: lint, unit, integration, end to end, browser
	@.ci/setup test
	@$(MAKE) --no-print-directory lint
	@TESTS_AT_ONCE=$(TESTS_AT_ONCE) .ci/swift-test
	@$(MAKE) --no-print-directory e2e

e2e: $(VENV)/accuracy $(VENV)/access ## the browser test, the independent readers, short measures of reading and torture, against the debug build
	@.ci/assets --required
	@.ci/pytest Tests/Browser Tests/Independent
	@.ci/pytest Tests/Access
	@.ci/pytest Tests/Accuracy
	@.ci/pytest Tests/Torture

screenshots: $(VENV)/ready ## the pictures of the architecture page, made by the browser test that checks every page
	@.ci/setup test
	@.ci/assets --required
	swift build $(CHECKED)
	@.ci/screenshots

lint: ## format, warnings as errors, import check, the architecture page against the package
	@.ci/setup test
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	swift build $(CHECKED) --build-tests
	.ci/check-architecture

format: ## rewrite the sources in the house's format
	swift format --in-place --parallel --recursive Package.swift Sources Tests

bench: $(VENV)/bench ## documents a second, beside C programs with the same libraries and the usual Python stack; memory
	@.ci/setup bench
	swift build $(RELEASE) --product esenzioni
	swift build $(RELEASE) --product esenzioni-samples
	@PYTHON="$(VENV)/bin/python" .ci/bench

bench-desk: $(VENV)/bench ## the desk beside a bare Flask page over the same database, under wrk (PRACTICES=, BENCH_HOUSE=)
	@.ci/setup bench
	swift build $(RELEASE) --product esenzioni
	@$(VENV)/bin/python Tests/Bench/desk.py --binary "$$(swift build -c release --show-bin-path)/esenzioni" \
		--practices $(PRACTICES) $(if $(BENCH_HOUSE),--keep "$(BENCH_HOUSE)")

bench-daemon: $(VENV)/bench ## the daemon at rest, the way of one file, a crowd waiting at the start (PRACTICES=, WAITING=, BENCH_HOUSE=)
	@.ci/setup bench
	swift build $(RELEASE) --product esenzioni
	swift build $(RELEASE) --product esenzioni-samples
	@products="$$(swift build -c release --show-bin-path)"; $(VENV)/bin/python Tests/Bench/daemon.py \
		--binary "$$products/esenzioni" --samples "$$products/esenzioni-samples" --practices $(PRACTICES) \
		--waiting $(WAITING) $(if $(BENCH_HOUSE),--keep "$(BENCH_HOUSE)")

accuracy: $(VENV)/accuracy ## how well documents are read: a table beside the goals (COUNT=, SEED=, SCANS=, ACCURACY_DIR=)
	@.ci/setup accuracy
	swift build $(RELEASE) --product esenzioni
	swift build $(RELEASE) --product esenzioni-samples
	@PYTHON="$(VENV)/bin/python" COUNT="$(COUNT)" SEED="$(SEED)" SCANS="$(SCANS)" .ci/accuracy

torture: $(VENV)/ready ## kill, starve and lie to the release build at every call, and drop at random; hours (DROPS=, SEED=, EVERY=, PART=)
	@.ci/setup test
	swift build $(RELEASE) --product esenzioni
	@PYTHON="$(VENV)/bin/python" DROPS="$(DROPS)" SEED="$(SEED)" EVERY="$(EVERY)" PART="$(PART)" .ci/torture

fuzz: ## every parser of bytes of others under libFuzzer and AddressSanitizer (SECONDS_EACH=, ENTRIES=); inputs in var/fuzz
	@.ci/setup build
	@SECONDS_EACH="$(SECONDS_EACH)" ENTRIES="$(ENTRIES)" .ci/fuzz

sanitize: ## the Swift tests under ThreadSanitizer, then under AddressSanitizer; builds of their own, half an hour
	@.ci/setup test
	@TESTS_AT_ONCE=$(TESTS_AT_ONCE) .ci/sanitize

scan: $(VENV)/access ## testssl.sh and sqlmap on the release build; whether the time of a sign-in tells if a name exists
	@.ci/setup test
	swift build $(RELEASE) --product esenzioni
	@export ESENZIONI_BINARY="$$(swift build -c release --show-bin-path)/esenzioni"; cd Tests/Access && \
		../../$(VENV)/bin/python -m pytest -q test_scan.py && ../../$(VENV)/bin/python time_of_names.py

docs: ## the architecture page and the reference, as a DocC archive under .build/documentation
	swift package --disable-sandbox --allow-writing-to-directory .build/documentation generate-documentation \
		--target esenzioni --output-path .build/documentation --warnings-as-errors

clean: ## remove what was built; data in var/ stays
	swift package clean

$(VENV)/accuracy: $(VENV)/ready Tests/Accuracy/requirements.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Accuracy/requirements.txt
	@touch $@

$(VENV)/access: $(VENV)/ready Tests/Access/requirements.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Access/requirements.txt
	@touch $@

$(VENV)/bench: $(VENV)/ready Tests/Bench/requirements.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Bench/requirements.txt
	@touch $@

$(VENV)/ready: Tests/Browser/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
