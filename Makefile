# `make help` says what there is.
.DEFAULT_GOAL := help
.PHONY: help build container deb demo test lint bench bench-changed bench-container bench-documents bench-documents-fuzz bench-rules bench-scale bench-size bench-survival bench-fuzz \
	bench-hostile bench-package bench-site bench-steady bench-truth bench-validate bench-dsfr-up bench-dsfr-down

SITES ?= tests/sites
CARGO ?= cargo
# Every program that is needed here, always built from the same packages, so that what they stand on is built once.
PROGRAMS := $(CARGO) build --release --locked --package observatoire --package tests --features tests/bench --bin observatoire
# Tests at once: with more than there are processors, browsers are late, and stories that measure time fail.
TEST_THREADS ?= 2
# Pages of the sample that `make bench` measures on.
BENCH_PAGES ?= 100
# Where `make bench-rules` keeps the pages it judges.
KEPT ?= target/bench/pages
# Rules whose examples `make bench-changed` changes: those whose name holds this; all where it is empty.
RULE ?=
# What `make bench-truth` judges: folders, each the root of one web site, and files of addresses.
PAGES ?= $(wildcard ../shared/corpora/bugs ../shared/corpora/sites-live/*/)
# How often `make bench-survival` kills, on each database.
KILLS ?= 50
# How often `make bench-steady` audits each site.
TIMES ?= 10
# How long `make bench-fuzz` stays at each reader.
FUZZ_SECONDS ?= 10
# Where `make bench-documents-fuzz` takes documents from, and how many damaged ones it makes of them.
DOCUMENTS ?= ../shared/corpora/documents
MUTATIONS ?= 200000
# Debian's releases in which `make bench-package` tries the package.
SUITES ?= bookworm trixie
# Options of `make bench-scale`, such as --sites 4000 --workers 2 --database postgres.
SCALE ?=
# Published site whose audits `make bench-site` multiplies; made-up ones where there is none.
FROM ?= out/demo/public
# Sites that it writes on the disk, and sites that it draws and forgets.
BENCH_WRITTEN ?= 2000
BENCH_SITES ?= 40000

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

build: ## Build the program (target/release/observatoire)
	$(CARGO) build --release --locked --package observatoire

deb: build ## Make a Debian package of it (packages/observatoire_VERSION_ARCHITECTURE.deb)
	scripts/package/make-deb.sh target/release/observatoire packages

container: deb ## Make a container image of the package with buildah (localhost/observatoire:VERSION)
	scripts/package/make-container.sh "$$(ls -t packages/observatoire_*.deb | head -1)"

demo: ## Audit the demo sites and publish them under out/demo; SITES=DIR audits a folder of your own
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites
	scripts/demo.sh "$(SITES)"

test: ## Format, lints and all tests, with a real Chromium, Postgres and directory
	scripts/install-packages.sh browser postgresql slapd strace
	$(MAKE) lint
	RUST_TEST_THREADS=$(TEST_THREADS) $(CARGO) test --workspace --lib --bins --tests --locked --no-fail-fast

lint: ## Format and lints; licences and sources of dependencies where cargo-deny is installed
	@# Each file by name: cargo fmt does not see those that a macro declares.
	rustfmt --edition 2024 --check $$(find . -name target -prune -o -name '*.rs' -print)
	$(CARGO) clippy --workspace --all-targets --features tests/bench --locked -- -D warnings
	if command -v cargo-deny >/dev/null; then $(CARGO) deny --offline --locked check licenses bans sources; \
	else echo 'cargo-deny is not installed: dependencies are not held against deny.toml'; fi

bench: bench-dsfr-up ## Pages per second of a whole run against only opening the same pages (DSFR examples)
	$(PROGRAMS) --bin bench-pages
	target/release/bench-pages \
		"$$(head -1 target/bench/urls.txt | sed 's|/example/.*|/example/index.html|')" $(BENCH_PAGES)
	$(MAKE) bench-dsfr-down

bench-changed: ## Examples of the rules, changed in ways that must not matter: which verdicts change; RULE=part-of-a-name
	scripts/install-packages.sh browser
	$(CARGO) run --locked --package tests --features bench --bin bench-changed -- "$(RULE)"

bench-documents: ## What reading documents costs, and each clause of PDF/UA: claimed, found, false (where the corpus is there)
	$(CARGO) run --release --locked --package documents --example clauses
	$(CARGO) run --release --locked --package documents --example bench_documents

bench-documents-fuzz: ## 200,000 damaged documents through the reader: no panic, nothing beyond its limits; MUTATIONS=N
	$(CARGO) run --release --locked --package documents --example bench_documents -- "$(DOCUMENTS)" $(MUTATIONS)

bench-package: build ## Packages in machines that hold nothing but Debian: install, first audit, upgrade, purge (as root)
	$(PROGRAMS) --bin serve-sites
	first=$$(REVISION=1 scripts/package/make-deb.sh target/release/observatoire target/bench/packages) && \
	second=$$(REVISION=2 scripts/package/make-deb.sh target/release/observatoire target/bench/packages) && \
	for suite in $(SUITES); do \
		scripts/package/try-deb.sh "$$suite" "$$first" "$$second" target/release/serve-sites tests/sites/valbrune || exit 1; \
	done

bench-container: deb ## The container image, built on Debian alone and run: doctor, first audit, verification (as root)
	$(PROGRAMS) --bin serve-sites
	for suite in $(SUITES); do \
		scripts/package/try-container.sh "$$suite" "$$(ls -t packages/observatoire_*.deb | head -1)" \
			target/release/serve-sites tests/sites/valbrune || exit 1; \
	done

bench-rules: ## What judging costs: time of the rules a kept page, pages per second, memory; KEPT=DIR keeps the pages
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites --bin bench-rules
	scripts/bench-rules.sh "$(KEPT)"
	target/release/bench-rules "$(KEPT)"

bench-scale: ## 40,000 sites of a simulated web: sites a minute, memory, and whether servers are left in peace
	$(PROGRAMS) --bin bench-scale
	target/release/bench-scale $(SCALE)

bench-size: ## What audits cost in the database: bytes an audited page, and a kept one (real sites where they are there)
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites --bin bench-size
	scripts/bench-size.sh

bench-survival: ## Kills program, workers and browsers 50 times in the middle of their work, on both databases
	scripts/install-packages.sh browser postgresql
	$(CARGO) build --locked --package observatoire
	SURVIVAL_KILLS=$(KILLS) $(CARGO) test --locked --package observatoire --test stories -- --ignored --nocapture survival

bench-fuzz: ## What strangers write, into each of eleven readers, bounded in time and memory; FUZZ_SECONDS=N a reader
	$(PROGRAMS) --bin bench-fuzz
	target/release/bench-fuzz $(FUZZ_SECONDS)

bench-hostile: ## 30 sound sites beside 10 hostile ones: the same audits, true causes, memory of the program
	scripts/install-packages.sh browser
	$(CARGO) test --locked --package observatoire --test stories -- --ignored --nocapture hostile_sites

bench-site: ## What publishing costs: pages per second, memory, one more audit, bytes per audit; FROM=DIR gives real audits
	$(CARGO) run --release --locked --package report-site --example bench_site -- \
		--from "$(FROM)" --written $(BENCH_WRITTEN) --sites $(BENCH_SITES)

bench-steady: ## Ten audits of each demo site and of five real ones: what is not said each time; TIMES=N
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites --bin bench-steady
	scripts/bench-steady.sh "$(TIMES)"

bench-truth: ## The same pages through axe-core, Equal Access, HTML_CodeSniffer and Alfa: each disagreement; PAGES="FOLDER …"
	scripts/install-packages.sh browser npm
	$(CARGO) build --release --locked --package observatoire
	scripts/bench-truth.sh $(PAGES)

bench-validate: ## A made-up site through validators that others wrote (frictionless, atoma, JSON Schema, rdflib, pySHACL, html-validate, Nu)
	scripts/install-packages.sh npm python
	scripts/bench-validate.sh target/bench/validate

bench-dsfr-up: ## Fetch and serve the DSFR example pages for measuring
	scripts/install-packages.sh browser nginx npm
	scripts/bench-dsfr.sh up

bench-dsfr-down: ## Stop serving them
	scripts/bench-dsfr.sh down
