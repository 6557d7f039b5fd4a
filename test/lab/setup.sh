#!/bin/sh
# npm run setup: unpacks the FTP servers of test/lab/packages.txt into .lab/servers and installs its other packages, as
# root or through sudo. Nothing is printed or done when all is there. No FTP server is installed, so none is started.
# Usage: setup.sh [PACKAGE…]; with packages named, only these are installed.
set -eu
cd "$(dirname "$0")/../.."
list=test/lab/packages.txt
work=$(mktemp -d)
log=$work/log
trap 'rm -rf "$work"' EXIT
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

die() {
  echo "setup: $*" >&2
  exit 1
}

# Ends with what the last command printed, and one line.
fail() {
  cat "$log" >&2
  die "$*"
}

quietly() {
  "$@" >"$log" 2>&1
}

# Ends with one line for a person where root is needed and cannot be had.
need_root() {
  if [ "$(id -u)" = 0 ]; then
    sudo=
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 2 ]; }; then
    sudo='sudo env DEBIAN_FRONTEND=noninteractive'
  else
    die "run as root: $*"
  fi
}

# Brings the package lists up to date, once.
update() {
  [ -z "${updated-}" ] || return 1
  updated=yes
  need_root "apt-get update && apt-get install --no-install-recommends $packages"
  echo 'setup: apt-get update'
  quietly $sudo apt-get update
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

download() {
  (cd "$work/packages" && quietly apt-get download "$@")
}

# The libraries that an archive depends on, one a line.
libraries() {
  dpkg-deb -f "$1" Depends Pre-Depends | sed 's/^[A-Za-z-]*: //' | tr ',' '\n' |
    sed -e 's/|.*//' -e 's/(.*//' -e 's/:any//' -e 's/ //g' | grep '^lib[a-z0-9.+-]*[0-9]' || true
}

# Downloads packages and unpacks them side by side; needs no root where the lists are there.
unpack() {
  folder=.lab/servers/$1
  shift
  [ "$(cat "$folder/unpacked" 2>/dev/null)" != "$*" ] || return 0
  echo "setup: unpacking $*"
  rm -rf "$folder" "$work/packages"
  mkdir -p "$folder" "$work/packages"
  download "$@" || { update && download "$@"; } || fail "could not download $*"
  for archive in "$work"/packages/*.deb; do
    dpkg-deb -x "$archive" "$folder"
    libraries "$archive" >>"$folder/libraries"
  done
  echo "$*" >"$folder/unpacked"
}

install() {
  # shellcheck disable=SC2086
  quietly $sudo apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 $missing
}

packages=${*:-$(sed -e 's/#.*//' -e '/^unpack /d' -e '/^$/d' "$list" | tr '\n' ' ')}
command -v dpkg-deb >/dev/null 2>&1 || die "this is no Debian; install what these packages hold: $packages"

needed=$packages
if [ $# -eq 0 ]; then
  sed -n 's/^unpack //p' "$list" >"$work/servers"
  while read -r name archives; do
    # shellcheck disable=SC2086
    unpack "$name" $archives </dev/null
  done <"$work/servers"
  needed="$needed $(cat .lab/servers/*/libraries)"
fi

missing=
for package in $needed; do
  case " $missing " in *" $package "*) continue ;; esac
  is_installed "$package" || missing="$missing $package"
done
if [ -n "$missing" ]; then
  need_root "apt-get install --no-install-recommends$missing"
  echo "setup: installing$missing"
  install || { update && install; } || fail "could not install$missing"
fi
