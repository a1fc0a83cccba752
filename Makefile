# `make help` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help build container deb demo test lint bench bench-changed bench-container bench-documents bench-documents-fuzz bench-rules bench-scale bench-size bench-survival bench-fuzz \
	bench-hostile bench-package bench-site bench-steady bench-truth bench-validate bench-dsfr-up bench-dsfr-down

SITES ?= tests/sites
CARGO ?= cargo
# Builds a program. All programs are built from the same packages, so that their dependencies are built only once.
PROGRAMS := $(CARGO) build --release --locked --package observatoire --package tests --features tests/bench --bin observatoire
# Tests at the same time. With more tests than processors, browsers are slow, and stories that measure time fail.
TEST_THREADS ?= 2
# Number of pages in the sample that `make bench` audits.
BENCH_PAGES ?= 100
# Folder of the captured pages that `make bench-rules` judges.
KEPT ?= target/bench/pages
# Part of the name of the rules whose examples `make bench-changed` changes; empty for all rules.
RULE ?=
# Pages that `make bench-truth` judges: folders, each the root of one web site, and files of addresses.
PAGES ?= $(wildcard ../shared/corpora/bugs ../shared/corpora/sites-live/*/)
# Number of processes that `make bench-survival` kills, with each database.
KILLS ?= 50
# Number of audits of each site by `make bench-steady`.
TIMES ?= 10
# Seconds that `make bench-fuzz` spends on each reader.
FUZZ_SECONDS ?= 10
# Folder of the documents for `make bench-documents-fuzz`, and number of damaged documents that it makes from them.
DOCUMENTS ?= ../shared/corpora/documents
MUTATIONS ?= 200000
# Debian releases on which `make bench-package` and `make bench-container` try the package.
SUITES ?= bookworm trixie
# Options of `make bench-scale`, such as --sites 4000 --workers 2 --database postgres.
SCALE ?=
# Published site whose audits `make bench-site` copies many times; without it, invented audits are used.
FROM ?= out/demo/public
# Number of sites whose pages `make bench-site` writes to the disk, and of sites whose pages it only generates.
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

test: ## Format, lints and all tests, with a real Chromium, Postgres and LDAP directory
	scripts/install-packages.sh browser postgresql slapd strace
	$(MAKE) lint
	RUST_TEST_THREADS=$(TEST_THREADS) $(CARGO) test --workspace --lib --bins --tests --locked --no-fail-fast

lint: ## Format and lints; licences and sources of dependencies if cargo-deny is installed
	@# Each file by its name, because cargo fmt does not find modules that a macro declares.
	rustfmt --edition 2024 --check $$(find . -name target -prune -o -name '*.rs' -print)
	$(CARGO) clippy --workspace --all-targets --features tests/bench --locked -- -D warnings
	if command -v cargo-deny >/dev/null; then $(CARGO) deny --offline --locked check licenses bans sources; \
	else echo 'cargo-deny is not installed: dependencies are not held against deny.toml'; fi

bench: bench-dsfr-up ## Pages per second of a whole run, and of only opening the same pages (DSFR examples)
	$(PROGRAMS) --bin bench-pages
	target/release/bench-pages \
		"$$(head -1 target/bench/urls.txt | sed 's|/example/.*|/example/index.html|')" $(BENCH_PAGES)
	$(MAKE) bench-dsfr-down

bench-changed: ## Verdicts that change when examples are changed in ways that must not matter; RULE=part-of-a-name
	scripts/install-packages.sh browser
	$(CARGO) run --locked --package tests --features bench --bin bench-changed -- "$(RULE)"

bench-documents: ## Cost of reading documents, and each clause of PDF/UA: claimed, found, false (if the corpus exists)
	$(CARGO) run --release --locked --package documents --example clauses
	$(CARGO) run --release --locked --package documents --example bench_documents

bench-documents-fuzz: ## Read 200,000 damaged documents: no panic, no limit exceeded; MUTATIONS=N
	$(CARGO) run --release --locked --package documents --example bench_documents -- "$(DOCUMENTS)" $(MUTATIONS)

bench-package: build ## Packages on freshly installed Debians: install, first audit, upgrade, purge (as root)
	$(PROGRAMS) --bin serve-sites
	first=$$(REVISION=1 scripts/package/make-deb.sh target/release/observatoire target/bench/packages) && \
	second=$$(REVISION=2 scripts/package/make-deb.sh target/release/observatoire target/bench/packages) && \
	for suite in $(SUITES); do \
		scripts/package/try-deb.sh "$$suite" "$$first" "$$second" target/release/serve-sites tests/sites/valbrune || exit 1; \
	done

bench-container: deb ## Build the container image without a registry and run it: doctor, first audit, verification (as root)
	$(PROGRAMS) --bin serve-sites
	for suite in $(SUITES); do \
		scripts/package/try-container.sh "$$suite" "$$(ls -t packages/observatoire_*.deb | head -1)" \
			target/release/serve-sites tests/sites/valbrune || exit 1; \
	done

bench-rules: ## Cost of judging: time of the rules for a kept page, pages per second, memory; KEPT=DIR keeps the pages
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites --bin bench-rules
	scripts/bench-rules.sh "$(KEPT)"
	target/release/bench-rules "$(KEPT)"

bench-scale: ## 40,000 sites of a simulated web: sites a minute, memory, servers visited for two sites at once
	$(PROGRAMS) --bin bench-scale
	target/release/bench-scale $(SCALE)

bench-size: ## Space of audits in the database: bytes of an audited page and of a kept page (of real sites if they exist)
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites --bin bench-size
	scripts/bench-size.sh

bench-survival: ## Kill program, workers and browsers 50 times during their work, with both databases; KILLS=N
	scripts/install-packages.sh browser postgresql
	$(CARGO) build --locked --package observatoire
	SURVIVAL_KILLS=$(KILLS) $(CARGO) test --locked --package observatoire --test stories -- --ignored --nocapture survival

bench-fuzz: ## Random input for each of the eleven parsers of foreign data: time and memory; FUZZ_SECONDS=N for each
	$(PROGRAMS) --bin bench-fuzz
	target/release/bench-fuzz $(FUZZ_SECONDS)

bench-hostile: ## 30 sound sites beside 10 hostile ones: the same audits, true causes, memory of the program
	scripts/install-packages.sh browser
	$(CARGO) test --locked --package observatoire --test stories -- --ignored --nocapture hostile_sites

bench-site: ## Cost of publishing: pages per second, memory, one more audit, bytes per audit; FROM=DIR uses real audits
	$(CARGO) run --release --locked --package report-site --example bench_site -- \
		--from "$(FROM)" --written $(BENCH_WRITTEN) --sites $(BENCH_SITES)

bench-steady: ## Ten audits of each demo site and of five real ones: results that differ; TIMES=N
	scripts/install-packages.sh browser
	$(PROGRAMS) --bin serve-sites --bin bench-steady
	scripts/bench-steady.sh "$(TIMES)"

bench-truth: ## Disagreements with axe-core, Equal Access, HTML_CodeSniffer and Alfa on the same pages; PAGES="FOLDER …"
	scripts/install-packages.sh browser npm
	$(CARGO) build --release --locked --package observatoire
	scripts/bench-truth.sh $(PAGES)

bench-validate: ## Check an invented site with frictionless, atoma, JSON Schema, rdflib, pySHACL, html-validate, Nu and axe-core
	scripts/install-packages.sh npm python
	scripts/bench-validate.sh target/bench/validate

bench-dsfr-up: ## Fetch and serve the DSFR example pages for measuring
	scripts/install-packages.sh browser nginx npm
	scripts/bench-dsfr.sh up

bench-dsfr-down: ## Stop serving the DSFR example pages
	scripts/bench-dsfr.sh down
