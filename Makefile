# make demo         the main job on the embedded PostgreSQL and sample files, three months one after the other
# make flights      the main job on examples/flights: another domain, real data
# make fast         tests that need no server, and those of the functions: half a minute
# make test         every test but those of the extra
# make properties   random lives of a pipeline and random derivations against their models: LIVES=300, CASES=100
# make check        formatting, types, imports, words, SQL, generated files
# make upgrade-full the upgrade of an older database, ended at each of its statements and run again
# make crash-sweep  crashes a run at every moment, runs again, and compares: hours
# make dagster      the optional extra dbt-refill[dagster], into .venv; make test-dagster tests it
# make bench        refill beside COPY and SQL by hand, pandas and dlt: benchmarks/README.md; ARGS="--sizes 10k --rounds 1"
# make lock         requirements.lock and its two companions anew, from pyproject.toml
# make clean        stops the database and removes it with everything else that is not in version control

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo flights fast test test-dagster properties upgrade-full crash-sweep check dagster bench lock clean setup
.DELETE_ON_ERROR:

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "refill needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	@$(BIN)/python -m examples.company.demo

flights: setup
	$(BIN)/python -m examples.flights_sample --out examples/flights
	$(BIN)/refill run --project-dir examples/flights

fast: setup
	$(BIN)/python -m pytest -m fast --numprocesses auto --dist loadfile --no-loadscope-reorder --ignore tests/refill_dagster

test: setup
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --ignore tests/refill_dagster

test-dagster: dagster
	$(BIN)/python -m pytest tests/refill_dagster

properties: setup
	REFILL_LIVES=$(or $(LIVES),300) REFILL_CASES=$(or $(CASES),100) $(BIN)/python -m pytest tests/stateful tests/derivation

upgrade-full: setup
	REFILL_UPGRADE_POINTS=all $(BIN)/python -m pytest tests/upgrade

crash-sweep: setup
	$(BIN)/python -m tests.crash sweep --all

export PWD := $(CURDIR)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.words
	$(BIN)/refill generate --check
	$(BIN)/dbt --warn-error parse --no-partial-parse --show-all-deprecations --log-level warn
	$(BIN)/refill db up --quiet
	$(BIN)/dbt compile --quiet >/dev/null
	$(BIN)/sqlfluff lint --templater raw --processes 2 target/compiled/refill/models/generated
	$(BIN)/sqlfluff lint --config .sqlfluff-ledger --ignore-local-config $(filter-out %/grants.sql,$(wildcard python/refill/database/sql/*.sql))  # it has no word for `grant … to {role}`

dagster: .venv/.dagster

.venv/.dagster: .venv/.ready requirements-dagster.lock
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-dagster.lock
	touch $@

bench: .venv/.bench
	$(BIN)/python -m benchmarks $(ARGS)

.venv/.bench: .venv/.ready requirements-bench.lock
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-bench.lock
	touch $@

lock: setup
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dagster --constraint requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements-dagster.lock
	$(BIN)/uv pip compile pyproject.toml --group bench --constraint requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements-bench.lock

clean:
	-$(BIN)/refill db down
	-$(BIN)/refill db down --project-dir examples/flights
	cd examples/flights && rm -rf .refill data reference logs target dbt_packages models snapshots config/schema
	rm -rf .venv .refill .bench data logs target dbt_packages .pytest_cache .mypy_cache .ruff_cache .hypothesis
