#!/bin/sh
# LibreOffice, a font with all Vietnamese letters that has the widths of Times New
# Roman, and pdftoppm: the tests of PDF and of the page as seen need all three.
set -eu
if command -v soffice >/dev/null && command -v fc-match >/dev/null \
   && command -v pdftoppm >/dev/null \
   && fc-match -f '%{family}' 'Times New Roman' | grep -qE 'Liberation Serif|Times New Roman'; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "Install LibreOffice Writer, fonts-liberation2 and poppler-utils, then run again." >&2
    exit 3
fi
sudo=''
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
    libreoffice-writer-nogui fonts-liberation2 fontconfig poppler-utils >/dev/null
