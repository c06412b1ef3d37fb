#!/bin/sh
# Extract the Vietnamese messages, bring them into the English catalogue, compile all.
# usage: sh tools/messages.sh .venv/bin
# The same sources give the same files: no places, no date of today, nothing obsolete kept.
set -eu
bin=$1
locale=generator/locale
"$bin/pybabel" -q extract -F tools/babel.cfg --no-location --sort-output --omit-header -o "$locale/kehoach.pot" generator
"$bin/pybabel" -q update -D kehoach -l en -i "$locale/kehoach.pot" -d "$locale" \
    --init-missing --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
"$bin/pybabel" -q compile -D kehoach -l en -d "$locale"
"$bin/pybabel" -q compile -D click -l vi -d "$locale"
