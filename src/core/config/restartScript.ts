/**
 * The second half of the shell script of `editScript.ts`: vsftpd is restarted with what the machine has, and the
 * kernel's table says whether it listens afterwards. A unit of systemd counts as started before vsftpd has read its
 * file, so the manager's own word is not enough (tried on Debian's unit and init script).
 */
import type { Translate } from '../l10n.ts';
import { shellQuote } from '../shellWord.ts';

/** The shell command that prints a line. */
export function say(text: string): string {
  return `printf '%s\\n' ${shellQuote(text)}`;
}

/** What the other parts ask: an option of the file, and the kernel's number of the socket that listens on its port. */
const questions = [
  // The last line of an option counts, and a CR or blanks at its end are not part of what a person meant.
  'value() { awk -v name="$1" \'{ at = index($0, "=") } at && substr($0, 1, at - 1) == name { held = substr($0, at + 1) } END { sub(/[ \\t\\r]+$/, "", held); print held }\' "$file"; }',
  'is_off() { case $(value "$1") in [Nn][Oo] | [Ff][Aa][Ll][Ss][Ee] | 0) return 0 ;; esac; return 1; }',
  "port=$(value listen_port | awk '{ print $0 + 0 }')",
  '[ "$port" -gt 0 ] && [ "$port" -lt 65536 ] || port=21',
  'listener() { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$(printf \':%04X\' "$port")" \'$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }\'; }',
];

/**
 * Restarts vsftpd with the first manager that is there. `status` is 0 when it reports success; `restarted` is empty
 * where there was nothing to ask. A reload would not do: it drops `-o` settings and does not look names up again.
 */
export function restartLines(t: Translate): string[] {
  return [
    ...questions,
    'status=0',
    'restarted=yes',
    'before=$(listener)',
    'if [ -n "${NO_RESTART:-}" ]; then restarted=',
    'elif is_off listen && is_off listen_ipv6; then',
    '  restarted=',
    `  ${say(t('This file has no listener: inetd or a socket unit starts vsftpd for each client, so nothing needs a restart.'))}`,
    'elif command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then systemctl restart vsftpd || status=1',
    'elif command -v rc-service >/dev/null 2>&1; then rc-service vsftpd restart || status=1',
    'elif command -v service >/dev/null 2>&1; then service vsftpd restart || status=1',
    'elif [ -x /etc/init.d/vsftpd ]; then /etc/init.d/vsftpd restart || status=1',
    'else',
    '  restarted=; status=1',
    `  ${say(t('No service manager was found. Restart vsftpd yourself: it reads its file only when it starts.'))} >&2`,
    'fi',
  ];
}

/** Waits up to five seconds for a new listener on the control port, and says what to do when there is none. */
export function listenerLines(t: Translate): string[] {
  return [
    'if [ -n "$restarted" ] && [ "$status" -eq 0 ] && [ -r /proc/net/tcp ]; then',
    '  tries=0',
    // A server that is about to refuse its file has not read it yet when its manager reports success.
    '  sleep 1',
    '  after=$(listener)',
    '  while [ "$tries" -lt 4 ] && { [ -z "$after" ] || [ "$after" = "$before" ]; }; do',
    '    sleep 1; tries=$((tries + 1)); after=$(listener)',
    '  done',
    '  if [ -z "$after" ]; then status=1',
    '  elif [ "$after" = "$before" ]; then',
    '    restarted=; status=1',
    `    printf '%s %s\\n' ${shellQuote(t('vsftpd was not restarted: what listens was not started by the service manager. Stop it and start vsftpd anew; port'))} "$port" >&2`,
    '  else',
    `    printf '%s %s\\n' ${shellQuote(t('vsftpd was restarted and listens on port'))} "$port"`,
    '  fi',
    'fi',
    'if [ -n "$restarted" ] && [ "$status" -ne 0 ]; then',
    `  ${say(t('vsftpd does not run with this file. To see what it says, run it in a terminal:'))} >&2`,
    '  printf \'%s\\n\' "  vsftpd $file" >&2',
    '  if [ -n "$backup" ]; then',
    `    ${say(t('To go back to the file as it was, copy it back and restart vsftpd:'))} >&2`,
    '    printf \'%s\\n\' "  cp -p $backup $file" >&2',
    '  fi',
    'fi',
  ];
}

/** Names the passive ports that clients must reach. */
export function rangeLines(t: Translate): string[] {
  return [
    'ports=$(awk \'!/^#/ { split($0, part, "="); if (part[1] == "pasv_min_port") min = part[2] + 0; if (part[1] == "pasv_max_port") max = part[2] + 0 } END { if (min > 0 && max >= min) print min "-" max }\' "$file")',
    'if [ -n "$ports" ]; then',
    `  printf '%s %s\\n' ${shellQuote(t('Open these TCP ports to clients, in the security group and in the firewall of the server:'))} "$ports"`,
    'else',
    `  ${say(t('No passive range is set, so every port from 5001 up must be open to clients: set pasv_min_port and pasv_max_port.'))}`,
    'fi',
  ];
}
