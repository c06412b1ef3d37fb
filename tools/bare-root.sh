#!/bin/sh
# Proves that the README's two commands work where nothing is installed: a fresh Debian made
# by debootstrap, a clone of HEAD in it, `make run`, `make test`. Needs root and debootstrap.
#
#   tools/bare-root.sh [ROOT] [TARGET…]     ROOT is made when missing; targets: run test
#
# Only what reaches the package registries (certificates, apt's and pip's settings, names) is
# taken from this machine; programs and Python packages are not.
set -eu
root=${1:-/var/tmp/kehoach-bare-root}
[ $# -gt 0 ] && shift
here=$(git rev-parse --show-toplevel)
if [ ! -e "$root/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=ca-certificates,make,git,python3,python3-venv bookworm "$root"
fi
for settings in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /etc/pip.conf \
    /etc/apt/sources.list.d /etc/apt/apt.conf.d; do
    [ -e "$settings" ] || continue
    mkdir -p "$root$(dirname "$settings")"
    cp -rL "$settings" "$root$(dirname "$settings")/"
done
rm -rf "$root/srv/kehoach" "$root/tmp/kehoach.git"
git clone -q --bare "$here" "$root/tmp/kehoach.git"
mountpoint -q "$root" || mount --bind "$root" "$root" # a root of mounts, as a machine has one
for folder in proc dev; do
    mountpoint -q "$root/$folder" || mount --rbind "/$folder" "$root/$folder"
    mount --make-rslave "$root/$folder" # so that leaving does not unmount this machine's own
done
leave() {
    umount -R -l "$root/proc" 2>/dev/null || true
    umount -R -l "$root/dev" 2>/dev/null || true
    umount -l "$root" 2>/dev/null || true
}
trap leave EXIT INT TERM
for name in PIP_CERT PIP_DEFAULT_TIMEOUT http_proxy https_proxy no_proxy TZ; do
    eval "value=\${$name-}"
    # shellcheck disable=SC2154 # set by eval
    [ -z "$value" ] || set -- "$name=$value" "$@"
done
# the settings stand first, the targets behind them
settings='' targets=''
for word in "$@"; do
    case $word in *=*) settings="$settings $word" ;; *) targets="$targets $word" ;; esac
done
# shellcheck disable=SC2086,SC2016 # lists of words; the inner shell expands
chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 $settings \
    sh -eu -c 'git clone -q /tmp/kehoach.git /srv/kehoach; cd /srv/kehoach; for target in "$@"; do make "$target"; done' \
    bare ${targets:-run test}
