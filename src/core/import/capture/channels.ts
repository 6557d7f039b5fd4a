import { argumentOf, verbOf } from '../../ftp/command.ts';
import { readEprtArgument, readEpsvReply, readPasvReply, readPortArgument } from '../../ftp/passive.ts';
import type { SocketAddress } from '../../trace/event.ts';
import type { Mode } from '../../trace/trace.ts';
import type { Control } from './control.ts';
import type { Flow } from './flow.ts';
import type { Said } from './dialogue.ts';

/** A data channel as the dialogue announces it, with the connections that belong to it. */
export interface CapturedChannel {
  readonly mode: Mode;
  /** The frame of its command. */
  readonly frame: number;
  /** Where its connections go: the advertised address, or the one in PORT; null when the reply names none. */
  target: SocketAddress | null;
  readonly flows: Flow[];
}

const passive: Readonly<Record<string, Mode>> = { PASV: 'PASV', EPSV: 'EPSV' };

function openedBy(said: Said): CapturedChannel | null {
  if (said.kind !== 'command') return null;
  const verb = verbOf(said.text);
  const { frame } = said.mark;
  const mode = passive[verb];
  if (mode !== undefined) return { mode, frame, target: null, flows: [] };
  if (verb === 'PORT')
    return { mode: 'PORT', frame, target: readPortArgument(argumentOf(said.text)).target, flows: [] };
  if (verb === 'EPRT')
    return { mode: 'EPRT', frame, target: readEprtArgument(argumentOf(said.text)).target, flows: [] };
  return null;
}

/** The data channels that a dialogue opens, in order. */
export function readCapturedChannels(control: Control): CapturedChannel[] {
  const channels: CapturedChannel[] = [];
  for (const said of control.dialogue.said) {
    const opened = openedBy(said);
    if (opened !== null) channels.push(opened);
    const last = channels.at(-1);
    if (said.kind !== 'reply' || last === undefined || last.target !== null) continue;
    if (said.code === 227 && last.mode === 'PASV') last.target = readPasvReply(said.text).target;
    if (said.code === 229 && last.mode === 'EPSV') {
      const port = readEpsvReply(said.text).target?.port;
      if (port !== undefined) last.target = { address: control.server.address, port };
    }
  }
  return channels;
}

/** Whether a connection goes where a channel sends it, between the same two hosts as far as addresses can tell. */
function fits(channel: CapturedChannel, flow: Flow, control: Control): boolean {
  if (channel.target === null || flow.begun.frame < channel.frame) return false;
  const isPassive = channel.mode === 'PASV' || channel.mode === 'EPSV';
  const client = control.clientAddress;
  if (isPassive) return flow.opener.address === client && flow.answerer.port === channel.target.port;
  return flow.answerer.port === channel.target.port && flow.opener.address !== client;
}

/** Gives each data connection to the latest channel before it that it fits. */
export function assignFlows(
  channels: readonly CapturedChannel[],
  data: readonly Flow[],
  control: Control,
): void {
  for (const flow of data) {
    const channel = channels.findLast((candidate) => fits(candidate, flow, control));
    channel?.flows.push(flow);
  }
}
