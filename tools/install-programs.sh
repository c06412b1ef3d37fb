#!/bin/sh
# LibreOffice, a font with all Vietnamese letters that has the widths of Times New
# Roman, and pdftoppm: the tests of PDF and of the page as seen need all three.
# Chromium: the tests of HTML pages look at them in a browser.
# Apache POI (with Java) and LibreOffice through UNO judge signed .docx.
# SoftHSM: a signing token of software.
# PostgreSQL: the register is tested on it as on SQLite.
# python3-uno: the tests of tracked changes let LibreOffice accept and reject them.
set -eu
office='' browser='' server='' token='' judges=''
office='' browser='' server='' token='' uno=''
command -v soffice >/dev/null && command -v fc-match >/dev/null \
    && command -v pdftoppm >/dev/null \
    && fc-match -f '%{family}' 'Times New Roman' | grep -qE 'Liberation Serif|Times New Roman' \
    || office='libreoffice-writer-nogui fonts-liberation2 fontconfig poppler-utils'
command -v chromium >/dev/null || browser=chromium
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || server=postgresql
command -v softhsm2-util >/dev/null || token=softhsm2
/usr/bin/python3 -c 'import uno' 2>/dev/null || uno=python3-uno
command -v openssl >/dev/null || token="$token openssl"
ls /usr/share/java/poi-ooxml.jar /usr/share/java/bcpkix.jar /usr/share/java/xmlsec.jar \
    >/dev/null 2>&1 && command -v javac >/dev/null \
    || judges='libapache-poi-java libbcpkix-java libxml-security-java default-jdk-headless'
/usr/bin/python3 -c 'import uno' 2>/dev/null || judges="$judges python3-uno"
[ -n "$office$browser$server$token$judges" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "Install these, or what your system calls them, then run again: $office $browser $server $token $judges" >&2
[ -n "$office$browser$server$token$uno" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "Install these, or what your system calls them, then run again: $office $browser $server $token $uno" >&2
    exit 3
fi
sudo=''
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
# shellcheck disable=SC2086 # lists of packages
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
    $office $browser $server $token $judges >/dev/null
    $office $browser $server $token $uno >/dev/null
