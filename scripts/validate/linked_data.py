"""Reads every EARL and DCAT document of a published site with rdflib, and checks it with pySHACL against shapes."""

import pathlib
import sys

import pyshacl
import rdflib

here = pathlib.Path(__file__).parent
site = pathlib.Path(sys.argv[1])


statements = []


def check(path, shapes, least):
    graph = rdflib.Graph()
    graph.parse(path, format="json-ld", publicID="https://observatoire.example/")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=str(here / shapes), inference="none")
    print(f"{path}: {len(graph)} statements, {'valid' if conforms else text}")
    statements.append(len(graph))
    return conforms and len(graph) >= least


def is_tombstone(path):
    return b'"withdrawn_at"' in path.read_bytes()[:200]


audits = [path for path in sorted(site.glob("**/audit.earl.json")) if not is_tombstone(path)]
results = [check(path, "earl.ttl", 3) for path in audits]
results.append(check(site / "data/catalog.jsonld", "dcat.ttl", 30))
print(
    f"rdflib {rdflib.__version__}, pySHACL {pyshacl.__version__}: {len(audits)} EARL documents and a DCAT catalogue, "
    f"{sum(statements)} statements"
)
if len(results) < 3 or not all(results):
    sys.exit(1)
