#!/bin/sh
# Installs the programs that the tests ask for, where they are missing.
# LibreOffice, a font with all Vietnamese letters that has the widths of Times New
# Roman, and pdftoppm: the tests of PDF and of the page as seen need all three.
# Chromium: the tests of HTML pages look at them in a browser.
# Apache POI (with Java) and LibreOffice through UNO judge signed .docx.
# python3-uno: the tests of tracked changes let LibreOffice accept and reject them.
# libnss3-tools and iText's free line sign PDF as other programs do.
# SoftHSM: a signing token of software. openssl: a second opinion on signatures.
# PostgreSQL: the register is tested on it as on SQLite; ip makes hosts that write to it.
# Tesseract with its Vietnamese data reads scans.
# git: diff and merge drivers are tested through it.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

need=''
{ has soffice && has fc-match && has pdftoppm \
    && fc-match -f '%{family}' 'Times New Roman' | grep -qE 'Liberation Serif|Times New Roman'; } \
    || need="$need libreoffice-writer-nogui fonts-liberation2 fontconfig poppler-utils"
has chromium || need="$need chromium"
# Playwright, which drives it, brings a program of its own that asks for this library.
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || need="$need libatomic1"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need="$need postgresql"
has softhsm2-util || need="$need softhsm2"
{ has tesseract && tesseract --list-langs 2>/dev/null | grep -qx vie; } \
    || need="$need tesseract-ocr tesseract-ocr-vie"
has openssl || need="$need openssl"
has ip || need="$need iproute2"
has git || need="$need git"
/usr/bin/python3 -c 'import uno' 2>/dev/null || need="$need python3-uno"
{ has javac && ls /usr/share/java/poi-ooxml.jar /usr/share/java/bcpkix.jar \
    /usr/share/java/xmlsec.jar >/dev/null 2>&1; } \
    || need="$need libapache-poi-java libbcpkix-java libxml-security-java default-jdk-headless"

ls /usr/share/java/pdfbox2.jar /usr/share/java/jaxb-api.jar /usr/share/java/javax.activation.jar \
    /usr/share/java/commons-io.jar >/dev/null 2>&1 \
    || need="$need libpdfbox2-java libjaxb-api-java libactivation-java libcommons-io-java"

has certutil || need="$need libnss3-tools"
[ -e /usr/share/java/itext.jar ] || need="$need libitext-java"

[ -n "$need" ] || exit 0
if ! has apt-get; then
    echo "Install these, or what your system calls them, then run again:$need" >&2
    exit 3
fi
sudo=''
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $need >/dev/null
