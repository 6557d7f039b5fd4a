import { existsSync } from 'node:fs';
import type { Scenario } from '../scenario.ts';
import type { World } from '../world/world.ts';

/** The scenario with a server that waits 6 s for a data connection instead of 60. */
export function hurried(scenario: Scenario): Scenario {
  const { server } = scenario;
  if (server?.product !== 'vsftpd') return scenario;
  return {
    ...scenario,
    server: { ...server, set: { ...server.set, accept_timeout: '6', connect_timeout: '6' } },
  };
}

/** Lets every machine answer every packet that it refuses: the kernel's limit of ICMP answers is meant for strangers. */
export function answerAll(world: World): void {
  for (const machine of Object.values(world.machines)) machine.sysctl({ 'net/ipv4/icmp_ratelimit': '0' });
}

/** Lets dials of the client give up after 7 s instead of two minutes (tcp_syn_retries). */
export function hurryDials(world: World): void {
  const values: Record<string, string> = { 'net/ipv4/tcp_syn_retries': '2' };
  const linear = 'net/ipv4/tcp_syn_linear_timeouts';
  if (existsSync(`/proc/sys/${linear}`)) values[linear] = '0';
  world.machines.client.sysctl(values);
}
