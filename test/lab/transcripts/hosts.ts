import type { Recording } from './recording.ts';

/** A client that dials what the 227 names and waits there, as people see it hang. */
const wget =
  'wget -d --tries=1 -O /dev/null --user=$FTP_USER --password=$FTP_PASSWORD ftp://$HOST:$PORT/ >/run/lab/wget.log 2>&1';
const curl = 'curl -s -S -v --user $FTP_USER:$FTP_PASSWORD ftp://$HOST:$PORT/ >/run/lab/wget.log 2>&1';

/** Commands on the server as a person would paste them, with their prompts. */
function onServer(...commands: readonly string[]): string {
  return commands
    .map((command) => `echo '[root@ftp1 ~]# ${command}'; ip netns exec server ${command}`)
    .join('\n');
}

/** The client's log and what the server's commands printed while it waited. */
function ticket(client: string, ...commands: readonly string[]): string {
  return `${client} & client=$!
sleep 2
(${onServer(...commands)}) >/run/lab/server.txt 2>&1
wait $client
echo 'This is what the client says:'; echo; cat /run/lab/wget.log; echo; echo 'And on the server:'; echo
cat /run/lab/server.txt`;
}

const server = 'ip netns exec server';
const iptables = [
  '-P INPUT DROP',
  '-A INPUT -i lo -j ACCEPT',
  '-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
];

/** Rules of a server that lets in its control port and `further`. */
function rules(...further: readonly string[]): string {
  return [...iptables, '-A INPUT -p tcp -m tcp --dport 2100 -j ACCEPT', ...further]
    .map((rule) => `${server} iptables ${rule}`)
    .join('\n');
}

function recording(file: string, scenario: string, script: string): Recording {
  return { file, folder: 'evidence', scenario, script };
}

/** A dialogue with what the server itself prints, which settles what the dialogue leaves open. */
export const hostRecordings: readonly Recording[] = [
  recording(
    'lab-hosts-seed-silent.txt',
    'seed-silent',
    ticket(wget, 'ip addr', 'ss -tanp', 'iptables -S', 'getenforce'),
  ),
  recording(
    'lab-hosts-range-dropped-in-front.txt',
    'range-dropped',
    ticket(wget, 'netstat -antp', 'nft list ruleset', 'iptables -L INPUT -n'),
  ),
  recording(
    'lab-hosts-nft-rejects.txt',
    'range-rejected-host-prohibited',
    `${wget}; echo 'This is what the client says:'; cat /run/lab/wget.log; ${onServer('nft list ruleset', 'ip -br addr')}`,
  ),
  recording(
    'lab-hosts-iptables-drops.txt',
    'eip-on-nic',
    `${rules()}; ${ticket(wget, 'iptables -S', 'ss -tlnp')}`,
  ),
  recording(
    'lab-hosts-iptables-list.txt',
    'eip-on-nic',
    `${rules('-A INPUT -p tcp -m multiport --dports 40000:40100 -j ACCEPT')}; ${ticket(curl, 'iptables -L -n -v')}`,
  ),
  recording(
    'lab-hosts-tcpdump.txt',
    'range-dropped',
    `(timeout 14 ${server} tcpdump -ni any -c 60 tcp >/run/lab/trace.txt 2>&1) & trace=$!
sleep 1
${ticket(wget, 'ss -tanp')}
wait $trace; echo '[root@ftp1 ~]# tcpdump -ni any tcp'; cat /run/lab/trace.txt`,
  ),
  recording(
    'lab-hosts-tcpdump-drops.txt',
    'eip-on-nic',
    `${rules()}; (timeout 14 ${server} tcpdump -ni any -c 60 tcp >/run/lab/trace.txt 2>&1) & trace=$!
sleep 1
${ticket(wget, 'ifconfig eth0')}
wait $trace; echo '[root@ftp1 ~]# tcpdump -ni any tcp'; cat /run/lab/trace.txt`,
  ),
];
