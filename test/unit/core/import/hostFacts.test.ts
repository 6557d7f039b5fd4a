import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeFirewall } from '../../../../src/core/import/hostFacts/judgeFirewall.ts';
import { readHostFacts } from '../../../../src/core/import/hostFacts/readHostFacts.ts';
import type { HostFact } from '../../../../src/core/import/hostFacts/hostFact.ts';
import { cleanLines } from '../../../../src/core/import/transcript/textLines.ts';
import { processorMs } from '../../../support/processorTime.ts';

function facts(text: string): HostFact[] {
  return readHostFacts(cleanLines(text));
}

function verdict(text: string, port: number): string {
  const judged = judgeFirewall(facts(text), port);
  return judged === null ? 'unknown' : `${judged.tool} ${judged.verdict} at ${judged.line}`;
}

describe('the rules of a firewall', () => {
  const save = `-P INPUT DROP
-P FORWARD ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -p tcp -m tcp --dport 21 -j ACCEPT
-A INPUT -p tcp -m multiport --dports 22,30000:30100 -j ACCEPT
`;

  it('are read from iptables -S', () => {
    assert.equal(verdict(save, 21), 'iptables accept at 6');
    assert.equal(verdict(save, 30050), 'iptables accept at 7');
    assert.equal(verdict(save, 40000), 'iptables drop at 1');
  });

  it('leave open what a rule for some sources or a further chain decides', () => {
    assert.equal(
      verdict(`-P INPUT DROP\n-A INPUT -s 10.0.0.0/8 -p tcp --dport 40000 -j ACCEPT\n`, 40000),
      'unknown',
    );
    assert.equal(verdict(`-P INPUT ACCEPT\n-A INPUT -j ufw-before-input\n`, 40000), 'unknown');
    assert.equal(
      verdict(`-P INPUT ACCEPT\n-A INPUT -p tcp -m set --match-set x src -j DROP\n`, 1),
      'unknown',
    );
  });

  it('are read from iptables -L, with and without -n and -v', () => {
    const list = `Chain INPUT (policy ACCEPT)
target     prot opt source               destination
ACCEPT     all  --  anywhere             anywhere             state RELATED,ESTABLISHED
ACCEPT     tcp  --  anywhere             anywhere             tcp dpt:ftp
REJECT     all  --  anywhere             anywhere             reject-with icmp-host-prohibited

Chain FORWARD (policy DROP)
target     prot opt source               destination
`;
    assert.equal(verdict(list, 21), 'iptables accept at 4');
    assert.equal(verdict(list, 30000), 'iptables reject at 5');
    const counted = `Chain INPUT (policy DROP 12 packets, 720 bytes)
 pkts bytes target     prot opt in     out     source               destination
  10K  812K ACCEPT     6    --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpts:30000:30100
`;
    assert.equal(verdict(counted, 30100), 'iptables accept at 3');
    assert.equal(verdict(counted, 30101), 'iptables drop at 1');
  });

  it('are read from nft list ruleset, the input hook alone', () => {
    const ruleset = `table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state { established, related } accept
		iif "lo" accept
		tcp dport { 21, 22, 30000-30100 } accept comment "ftp"
	}
	chain forward {
		type filter hook forward priority filter; policy accept;
		accept
	}
}
`;
    assert.equal(verdict(ruleset, 30000), 'nft accept at 6');
    assert.equal(verdict(ruleset, 30101), 'nft drop at 3');
    const rejecting = ruleset
      .replace('policy drop', 'policy accept')
      .replace('ftp"\n', 'ftp"\n\t\treject with icmpx admin-prohibited\n');
    assert.equal(verdict(rejecting, 30101), 'nft reject at 7');
  });

  it('are read from firewalld and ufw', () => {
    const firewalld = `public (active)\n  services: dhcpv6-client ftp ssh\n  ports: 30000-30100/tcp 53/udp\n`;
    assert.equal(verdict(firewalld, 30001), 'firewalld accept at 3');
    assert.equal(verdict(firewalld, 21), 'firewalld accept at 2');
    assert.equal(verdict(firewalld, 40000), 'firewalld reject at 3');
    const ufw = `Status: active\nDefault: deny (incoming), allow (outgoing)\n21/tcp                     ALLOW IN    Anywhere\n30000:30100/tcp            ALLOW IN    Anywhere\n`;
    assert.equal(verdict(ufw, 30050), 'ufw accept at 4');
    assert.equal(verdict(ufw, 50), 'ufw drop at 2');
    assert.equal(verdict('iptables: Firewall is not running.\n', 50), 'iptables off at 1');
  });
});

describe('what commands print', () => {
  it('belongs to the machine in the prompt above it', () => {
    const text = `[root@aliyun ~]# getenforce\nEnforcing\nops@laptop:~$ ip a\n    inet 192.168.0.130/24 scope global eth0\n`;
    assert.deepEqual(
      facts(text).map(({ kind, host }) => `${kind} ${host ?? '-'}`),
      ['selinux aliyun', 'interface laptop'],
    );
  });

  it('includes the segments of a packet trace, by number or by name', () => {
    const text = `17:01:02.917229 IP 172.17.9.135.ftp > 60.191.16.170.25460: Flags [P.], seq 78:97, ack 44, length 19
13:30:37.382625 eth0  In  IP 125.120.45.15.47076 > 123.56.241.199.30012: Flags [S], seq 1, length 0
13:30:37.382700 eth0  Out IP 123.56.241.199.30012 > 125.120.45.15.47076: Flags [S.], seq 1, ack 2, length 0
IP 10.0.0.1.21 > 10.0.0.2.5000: R 1:1(0) ack 1 win 0
`;
    assert.deepEqual(
      facts(text).map((fact) =>
        fact.kind === 'segment'
          ? `${fact.from.port} ${fact.to.port} ${fact.flags} ${fact.arrives}`
          : fact.kind,
      ),
      ['21 25460 other false', '47076 30012 syn true', '30012 47076 syn-ack false', '21 5000 reset false'],
    );
  });

  it('includes sestatus, short address lists and two lines of a vsftpd.conf', () => {
    const text = `SELinux status:                 enabled\nCurrent mode:                   enforcing\neth0             UP             172.17.9.135/20 fe80::1/64\npasv_min_port=30000\n`;
    assert.deepEqual(
      facts(text).map(({ kind }) => kind),
      ['selinux', 'interface', 'interface', 'option'],
    );
  });
});

describe('the addresses of an interface', () => {
  const addresses = (text: string): string[] =>
    facts(text).flatMap((fact) => (fact.kind === 'interface' ? [`${fact.name ?? ''} ${fact.address}`] : []));

  it('are all read from the one line of ip -br addr, loopback left out', () => {
    const text = `lo               UNKNOWN        127.0.0.1/8 ::1/128 
eth0@if7         UP             172.17.9.135/20 2408:4005:3c0::7/64 fe80::216:3eff:fe01:1/64 
`;
    assert.deepEqual(addresses(text), [
      'eth0 172.17.9.135',
      'eth0 2408:4005:3c0::7',
      'eth0 fe80::216:3eff:fe01:1',
    ]);
  });

  it('are read from ip addr, a line each', () => {
    const text = `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP
    inet 172.17.9.135/20 brd 172.17.15.255 scope global dynamic eth0
    inet6 2408:4005:3c0::7/64 scope global
`;
    assert.deepEqual(addresses(text), ['eth0 172.17.9.135', 'eth0 2408:4005:3c0::7']);
  });
});

describe('a long log that says nothing of a host', () => {
  it('is passed over in no time, whatever its lines begin with', () => {
    const log = '[4711] ---- Connecting data socket to (123.56.241.199) port 50017\n'.repeat(50_000);
    let found = 0;
    const ms = processorMs(() => {
      found = facts(log).length;
    });
    assert.equal(found, 0);
    assert.ok(ms < 1000, `${ms.toFixed(0)} ms`);
  });
});

describe('names of services that nobody registered', () => {
  it('are no ports, though JavaScript knows the words', () => {
    for (const word of ['constructor', 'toString', 'valueOf']) {
      assert.deepEqual(facts(`IP 192.0.2.1.${word} > 192.0.2.2.21: Flags [S], seq 1\n`), []);
      assert.deepEqual(facts(`public (active)\n  services: ${word}\n`), []);
    }
  });
});
