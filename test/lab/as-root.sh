#!/bin/sh
# Runs a command as root: directly, or through sudo where there is one. Without either the command runs as it is
# and says itself what it lacks.
# An ordinary account of Debian has no sbin in its PATH; ip, nft and vsftpd live there.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
[ "$(id -u)" = 0 ] && exec "$@"
if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
  exec sudo env "PATH=$PATH" "CI=${CI-}" "NO_COLOR=${NO_COLOR-}" "TERM=${TERM-dumb}" "LANG=${LANG-}" "$@"
fi
exec "$@"
