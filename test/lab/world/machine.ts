import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** Runs a program to its end and gives its output; throws with the program's own words when it fails. */
export function run(command: readonly string[], input = ''): string {
  const [program = '', ...args] = command;
  const result = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${command.join(' ')}: exit ${String(result.status)}: ${result.stderr.trim()}\n${input}`);
  }
  return result.stdout;
}

/** One computer of the lab: a named network namespace, which exists only inside this world's own /run/netns. */
export class Machine {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    run(['ip', 'netns', 'add', name]);
    this.ip(['link set lo up']);
    // Looking for duplicates of link-local addresses holds the first IPv6 packets up for two seconds.
    this.sysctl({ 'net/ipv6/conf/all/accept_dad': '0', 'net/ipv6/conf/default/accept_dad': '0' });
  }

  /** Carries out `ip` commands, one a string, in one process. */
  ip(commands: readonly string[]): void {
    run(['ip', '-n', this.name, '-batch', '-'], commands.join('\n') + '\n');
  }

  /** Loads an nftables ruleset beside those already there. */
  nft(ruleset: string): void {
    if (ruleset.trim() !== '') run(this.command(['nft', '-f', '-']), ruleset);
  }

  /** Runs a program on this computer to its end. */
  run(command: readonly string[], input = ''): string {
    return run(this.command(command), input);
  }

  /** Starts a program on this computer. */
  start(command: readonly string[], options: SpawnOptions): ChildProcess {
    const [program = '', ...args] = this.command(command);
    return spawn(program, args, options);
  }

  /** Sets kernel parameters of this computer, `net/ipv4/ip_forward` = `1`. */
  sysctl(values: Readonly<Record<string, string>>): void {
    const lines = Object.entries(values).map(([key, value]) => `echo ${value} > /proc/sys/${key}`);
    this.run(['sh', '-ec', lines.join('\n')]);
  }

  /** Turns the computer into a router for both families. */
  route(): void {
    this.sysctl({ 'net/ipv4/ip_forward': '1', 'net/ipv6/conf/all/forwarding': '1' });
  }

  command(command: readonly string[]): string[] {
    return ['ip', 'netns', 'exec', this.name, ...command];
  }
}

/** Joins two computers by a cable with an interface at each end. */
export function cable(a: Machine, interfaceA: string, b: Machine, interfaceB: string): void {
  run([
    'ip', 'link', 'add', interfaceA, 'netns', a.name, 'type', 'veth', 'peer', 'name', interfaceB, 'netns', b.name,
  ]); // prettier-ignore
  a.ip([`link set ${interfaceA} up`]);
  b.ip([`link set ${interfaceB} up`]);
}

/** Writes a file of the world's private tree. */
export function place(path: string, content: string, mode = 0o644): void {
  writeFileSync(path, content, { mode });
}
