import { formatSocketAddress, sameAddress } from '../../ftp/address.ts';
import { argumentOf, maskCommand, maskSecret, verbOf } from '../../ftp/command.ts';
import { decodeText } from '../decodeText.ts';
import { assignFlows, readCapturedChannels, type CapturedChannel } from './channels.ts';
import type { Control } from './control.ts';
import { dialMs, fateOf } from './dataFate.ts';
import type { Said } from './dialogue.ts';
import type { Flow, Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';
import { transferEvents } from './transfers.ts';

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
        draft: { ...controlBase, kind: 'note', from: 'server', note: 'stray-line', data: {}, text },
      };
    }
    case 'gap': {
      const data = { from: said.from, bytes: said.length };
      const text = `${said.length} bytes are missing`;
      return { mark, draft: { ...controlBase, kind: 'note', from: said.from, note: 'gap', data, text } };
    }
    case 'tls':
      return { mark, draft: { ...controlBase, kind: 'tls', from: 'local', outcome: 'unknown', text: 'TLS' } };
  }
}

function closeEvent(control: Control): MarkedDraft | null {
  const { flow, client } = control;
  const ours = flow.direction(client);
  const theirs = flow.direction(client === 'opener' ? 'answerer' : 'opener');
  const ends = [
    { mark: ours.fin, outcome: 'client' },
    { mark: theirs.fin, outcome: 'server' },
    { mark: ours.rst, outcome: 'client' },
    { mark: theirs.rst, outcome: 'reset' },
  ] as const;
  const [first] = ends
    .filter(({ mark }) => mark !== null)
    .sort((a, b) => (a.mark?.frame ?? 0) - (b.mark?.frame ?? 0));
  if (first === undefined || first.mark === null || flow.synAck === null) return null;
  const from = first.outcome === 'client' ? 'client' : 'server';
  return {
    mark: first.mark,
    draft: { ...controlBase, kind: 'close', from, outcome: first.outcome, text: first.outcome },
  };
}

/** When the outcome of a dial is known: the frame that its event stands for. */
function dialMark(flow: Flow): Mark {
  return flow.synAck ?? flow.fromAnswerer.rst ?? flow.unreachable ?? flow.begun;
}

function dialEvent(
  channel: CapturedChannel,
  flow: Flow,
  control: Control,
  connection: number,
  end: Mark,
): MarkedDraft {
  const { outcome, errno } = fateOf(flow, end);
  const isPeer = sameAddress(flow.answerer.address, control.server.address);
  const isAdvertised = channel.mode === 'PASV' && sameAddress(flow.answerer.address, channel.target?.address);
  return {
    mark: dialMark(flow),
    draft: {
      session: 0,
      connection,
      channel: 'data',
      kind: 'dial',
      from: 'client',
      as: isAdvertised || !isPeer ? 'advertised' : 'control-peer',
      outcome,
      errno,
      text: formatSocketAddress(flow.answerer.address, flow.answerer.port),
      local: flow.opener,
      remote: flow.answerer,
      ms: dialMs(flow, end),
    },
  };
}

function acceptEvent(flow: Flow, control: Control, connection: number, end: Mark): MarkedDraft {
  const { outcome } = fateOf(flow, end);
  const isPeer = sameAddress(flow.opener.address, control.server.address);
  const arrived = outcome === 'connected' ? (isPeer ? 'connected' : 'foreign') : 'unknown';
  return {
    mark: dialMark(flow),
    draft: {
      session: 0,
      connection,
      channel: 'data',
      kind: 'accept',
      from: 'server',
      outcome: arrived,
      text: formatSocketAddress(flow.opener.address, flow.opener.port),
      local: flow.answerer,
      remote: flow.opener,
      ms: dialMs(flow, end),
    },
  };
}

/** All events of one control connection and its data connections, in the order of their frames. */
export function sessionEvents(control: Control, data: readonly Flow[], end: Mark): MarkedDraft[] {
  const secrets = secretsOf(control);
  const channels = readCapturedChannels(control);
  assignFlows(channels, data, control);
  const connections = new Map<Flow, number>();
  const events: MarkedDraft[] = [connectEvent(control, end)];
  for (const said of control.dialogue.said) events.push(saidEvent(said, secrets));
  for (const channel of channels) {
    for (const flow of channel.flows) {
      connections.set(flow, connections.size + 1);
      const connection = connections.size;
      const isPassive = channel.mode === 'PASV' || channel.mode === 'EPSV';
      events.push(
        isPassive
          ? dialEvent(channel, flow, control, connection, end)
          : acceptEvent(flow, control, connection, end),
      );
    }
  }
  events.push(...transferEvents(control, channels, connections, end));
  const close = closeEvent(control);
  if (close !== null) events.push(close);
  return events
    .map((event, order) => ({ event, order }))
    .sort((a, b) => a.event.mark.frame - b.event.mark.frame || a.order - b.order)
    .map(({ event }) => event);
}
