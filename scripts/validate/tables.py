"""Checks the Data Package of each language, with its tables and their schemas, with frictionless."""

import pathlib
import sys

import frictionless

site = pathlib.Path(sys.argv[1])
tables = rows = 0
valid = True
for path in [site / "data/datapackage.json", site / "en/data/datapackage.json"]:
    report = frictionless.Package(str(path)).validate()
    for task in report.tasks:
        print(f"{path}: {task.place}: {task.stats.get('rows')} rows, {'valid' if task.valid else 'NOT VALID'}")
        rows += task.stats.get("rows") or 0
    tables += len(report.tasks)
    for error in report.flatten(["title", "message"]):
        print(*error)
    valid = valid and report.valid
print(f"frictionless {frictionless.__version__}: {tables} tables, {rows} rows")
sys.exit(0 if valid and tables >= 6 else 1)
