import { formatSocketAddress } from '../../ftp/address.ts';
import { argumentOf, maskCommand, maskSecret, verbOf } from '../../ftp/command.ts';
import type { TlsEvent } from '../../trace/event.ts';
import { decodeText } from '../decodeText.ts';
import type { CapturedChannel } from './channels.ts';
import type { Control } from './control.ts';
import { flowEvents, hiddenCommand } from './dataEvents.ts';
import { dialMs, endOf, fateOf } from './dataFate.ts';
import type { Said } from './dialogue.ts';
import type { Flow, Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';
import { handshakeOutcome } from './tlsRecords.ts';
import { missedArrivals, transferEvents } from './transfers.ts';

const controlBase = { session: 0, connection: 0, channel: 'control' } as const;

function connectEvent(control: Control, end: Mark): MarkedDraft {
  const { flow, clientEnd, server } = control;
  const { outcome, errno } = fateOf(flow, end);
  return {
    mark: flow.begun,
    draft: {
      ...controlBase,
      kind: 'connect',
      from: 'client',
      outcome,
      errno,
      text: formatSocketAddress(server.address, server.port),
      local: clientEnd,
      remote: server,
      ms: dialMs(flow, end),
    },
  };
}

/** The passwords that the dialogue carries; they are masked wherever the server repeats them. */
function secretsOf(control: Control): string[] {
  return control.dialogue.said.flatMap((said) =>
    said.kind === 'command' && /^(?:PASS|ACCT)$/.test(verbOf(said.text)) ? [argumentOf(said.text)] : [],
  );
}

function saidEvent(said: Said, secrets: readonly string[]): MarkedDraft {
  const { mark } = said;
  switch (said.kind) {
    case 'command': {
      const { text, raw } = decodeText(maskCommand(said.text));
      return {
        mark,
        draft: { ...controlBase, kind: 'command', from: 'client', text, ...(raw === null ? {} : { raw }) },
      };
    }
    case 'reply': {
      const masked = secrets.reduce((text, secret) => maskSecret(text, secret), said.text);
      const { text, raw } = decodeText(masked);
      const extra = raw === null ? {} : { raw };
      return {
        mark,
        draft: { ...controlBase, kind: 'reply', from: 'server', code: said.code, text, ...extra },
      };
    }
    case 'stray': {
      const masked = secrets.reduce((text, secret) => maskSecret(text, secret), said.text);
      const { text } = decodeText(masked);
      return {
        mark,
        draft: { ...controlBase, kind: 'note', from: said.from, note: 'stray-line', data: {}, text },
      };
    }
    case 'gap': {
      const data = { from: said.from, bytes: said.length };
      const text = `${said.length} bytes are missing`;
      return { mark, draft: { ...controlBase, kind: 'note', from: said.from, note: 'gap', data, text } };
    }
    case 'tls':
      return { mark, draft: { ...controlBase, kind: 'tls', from: 'local', ...tlsSight(said), text: 'TLS' } };
  }
}

function tlsSight({
  client,
  server,
}: Extract<Said, { kind: 'tls' }>): Pick<TlsEvent, 'outcome' | 'protocol'> {
  return { outcome: handshakeOutcome(client, server), protocol: server.protocol };
}

function closeEvent(control: Control): MarkedDraft | null {
  const ended = endOf(control.flow, control.client);
  if (ended === null) return null;
  const { mark, outcome, from } = ended;
  return { mark, draft: { ...controlBase, kind: 'close', from, outcome, text: outcome } };
}

/** A session as events, and the connections that its numbers stand for. */
export interface SessionEvents {
  readonly events: readonly MarkedDraft[];
  readonly flows: ReadonlyMap<number, Flow>;
}

/** All events of one control connection and its data connections, in the order of their frames. */
export function sessionEvents(
  control: Control,
  channels: readonly CapturedChannel[],
  end: Mark,
): SessionEvents {
  const secrets = secretsOf(control);
  const connections = new Map<Flow, number>();
  const events: MarkedDraft[] = [connectEvent(control, end)];
  for (const said of control.dialogue.said) events.push(saidEvent(said, secrets));
  for (const channel of channels) {
    if (channel.hidden) events.push(hiddenCommand(channel));
    for (const flow of channel.flows) {
      const connection = connections.size + 1;
      connections.set(flow, connection);
      events.push(...flowEvents({ channel, flow, connection, end }));
    }
  }
  events.push(...transferEvents(control, channels, connections, end));
  events.push(...missedArrivals(control, channels, end));
  const close = closeEvent(control);
  if (close !== null) events.push(close);
  const flows = new Map([...connections].map(([flow, connection]) => [connection, flow]));
  return { events: inOrder(events), flows };
}

function inOrder(events: readonly MarkedDraft[]): MarkedDraft[] {
  return events
    .map((event, order) => ({ event, order }))
    .sort((a, b) => a.event.mark.frame - b.event.mark.frame || a.order - b.order)
    .map(({ event }) => event);
}
