#!/bin/sh
# npm run setup: installs what test/lab/packages.txt names, as root or through sudo, and unpacks the FTP servers into
# .lab/servers. Nothing is printed or done when all is there. No FTP server is installed, so none is ever started.
set -eu
cd "$(dirname "$0")/../.."
list=test/lab/packages.txt
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

die() {
  echo "setup: $*" >&2
  exit 1
}

# Runs a command quietly; shows what it printed only when it fails.
quietly() {
  "$@" >"$log" 2>&1 || return 1
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

wanted=$(sed -e 's/#.*//' -e '/^unpack /d' "$list" | tr '\n' ' ')
missing=
command -v dpkg-query >/dev/null 2>&1 || die "this is no Debian; install what these packages hold: $wanted"
for package in $wanted; do
  is_installed "$package" || missing="$missing $package"
done

if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root='sudo env DEBIAN_FRONTEND=noninteractive'
  else
    die "run as root: apt-get install --no-install-recommends$missing"
  fi
fi

# Brings package lists up to date, once.
update() {
  [ -z "${updated-}" ] || return 1
  updated=yes
  echo 'setup: apt-get update'
  quietly ${as_root-} apt-get update
}

install() {
  # shellcheck disable=SC2086
  quietly $as_root apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 $missing
}

if [ -n "$missing" ]; then
  echo "setup: installing$missing"
  install || { update && install; } || {
    cat "$log" >&2
    die "could not install$missing"
  }
fi

# Downloads packages and unpacks them side by side; needs no root once the lists are there.
unpack() {
  folder=.lab/servers/$1
  shift
  [ ! -f "$folder/complete" ] || return 0
  echo "setup: unpacking $*"
  rm -rf "$folder"
  mkdir -p "$folder/packages"
  download "$folder/packages" "$@" || { update_for_download && download "$folder/packages" "$@"; } || {
    cat "$log" >&2
    die "could not download $*"
  }
  for archive in "$folder"/packages/*.deb; do
    dpkg -x "$archive" "$folder"
  done
  rm -r "$folder/packages"
  touch "$folder/complete"
}

download() {
  folder_of_packages=$1
  shift
  (cd "$folder_of_packages" && quietly apt-get download "$@")
}

update_for_download() {
  if [ -z "${as_root+set}" ] && [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || return 1
    as_root=sudo
  fi
  update
}

sed -n 's/^unpack //p' "$list" >"$log.servers"
while read -r name packages; do
  # shellcheck disable=SC2086
  unpack "$name" $packages
done <"$log.servers"
rm -f "$log.servers"
