#!/bin/sh
# LibreOffice, a font with all Vietnamese letters that has the widths of Times New
# Roman, and pdftoppm: the tests of PDF and of the page as seen need all three.
# Chromium: the tests of HTML pages look at them in a browser.
# PostgreSQL: the register is tested on it as on SQLite.
set -eu
office='' browser='' server=''
command -v soffice >/dev/null && command -v fc-match >/dev/null \
    && command -v pdftoppm >/dev/null \
    && fc-match -f '%{family}' 'Times New Roman' | grep -qE 'Liberation Serif|Times New Roman' \
    || office='libreoffice-writer-nogui fonts-liberation2 fontconfig poppler-utils'
command -v chromium >/dev/null || browser=chromium
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || server=postgresql
[ -n "$office$browser$server" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "Install these, or what your system calls them, then run again: $office $browser $server" >&2
    exit 3
fi
sudo=''
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
# shellcheck disable=SC2086 # lists of packages
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
    $office $browser $server >/dev/null
