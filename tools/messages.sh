#!/bin/sh
# Extract the Vietnamese messages, bring them into the English catalogue, compile all.
# usage: tools/messages.sh .venv/bin
set -eu
bin=$1
locale=generator/locale
"$bin/pybabel" -q extract -k _ --no-location --sort-output --omit-header -o "$locale/kehoach.pot" generator
"$bin/pybabel" -q update -D kehoach -l en -i "$locale/kehoach.pot" -d "$locale" --omit-header --no-fuzzy-matching
"$bin/pybabel" -q compile -D kehoach -l en -d "$locale"
"$bin/pybabel" -q compile -D click -l vi -d "$locale"
