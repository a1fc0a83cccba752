"""Reads every feed of a published site with atoma, which rejects feeds that lack an element required by RFC 4287."""

import importlib.metadata
import pathlib
import sys

import atoma

site = pathlib.Path(sys.argv[1])
feeds = entries = 0
valid = True
for path in sorted(site.glob("**/*.atom")):
    try:
        feed = atoma.parse_atom_file(str(path))
    except atoma.exceptions.FeedParseError as error:
        print(f"{path}: {error}")
        valid = False
        continue
    ids = {entry.id_ for entry in feed.entries}
    if len(ids) != len(feed.entries) or not feed.authors or not feed.links:
        print(f"{path}: an id stands twice, or there is no author or link")
        valid = False
    feeds += 1
    entries += len(feed.entries)
print(f"atoma {importlib.metadata.version('atoma')}: {feeds} feeds, {entries} entries")
sys.exit(0 if valid and feeds > 10 else 1)
