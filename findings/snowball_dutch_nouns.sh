#!/usr/bin/env bash
# snowballstemmer 3.1.1, language "dutch": since 3.0 another algorithm stands behind the same name (the older one is
# "dutch_porter"). It takes "ge" off nouns, so that different words become one: gezin (family) and zin (sense), gebied
# (area) and the form bied (offer), geluid and luid. Forms of one word stay apart: kind and kinderen, lid and leden.
# Whoever upgrades from 2.2 under an index of words finds other words than were stored.
# Seen: gezin=zin gebied=bied geluid=luid kind=kind kinderen=kinder lid=lid leden=leed; with 2.2.0: gezin=gezin.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m pip install --quiet --disable-pip-version-check --target new "snowballstemmer==3.1.1" 2>/dev/null
python3 -m pip install --quiet --disable-pip-version-check --target old "snowballstemmer==2.2.0" 2>/dev/null
cat > stems.py <<'P'
import sys
import snowballstemmer

stem = snowballstemmer.stemmer("dutch").stemWord
print(" ".join(f"{word}={stem(word)}" for word in sys.argv[1:]))
P
seen=$(PYTHONPATH=new python3 stems.py gezin gebied geluid kind kinderen lid leden)
before=$(PYTHONPATH=old python3 stems.py gezin gebied)
echo "3.1.1: $seen"
echo "2.2.0: $before"
test "$seen" = "gezin=zin gebied=bied geluid=luid kind=kind kinderen=kinder lid=lid leden=leed"
test "$before" = "gezin=gezin gebied=gebied"
