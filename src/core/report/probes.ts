import type { ChannelFacts, Facts, ModeFacts } from '../diagnosis/facts.ts';
import { judgeChannels } from '../diagnosis/modes.ts';
import type { Probe, ReportSession, Sample } from './report.ts';

function sampleOf({ reply, advertised, attempts, transfer, events }: ChannelFacts): Sample {
  return { reply: reply?.text ?? null, advertised, attempts, transfer, events };
}

/** The first channel is what stands at the top of a probe; an unseen one is all null. */
function topOf(channel: ChannelFacts | undefined): Sample & Pick<Probe, 'sent' | 'accepted'> {
  if (channel === undefined) {
    const nothing = { reply: null, advertised: null, attempts: [], transfer: null, events: [] };
    return { ...nothing, sent: null, accepted: [] };
  }
  return { ...sampleOf(channel), sent: channel.sent, accepted: channel.arrivals };
}

function probeOf(id: number, mode: ModeFacts): Probe {
  return {
    id,
    mode: mode.mode,
    family: mode.family,
    tls: mode.tls,
    session: mode.session,
    outcome: mode.outcome,
    reason: mode.reason,
    ...topOf(mode.channels[0]),
    samples: mode.channels.map(sampleOf),
    events: mode.channels.flatMap(({ events }) => events),
  };
}

function modeOfChannel(channel: ChannelFacts): ModeFacts {
  const { mode, family, tls, session } = channel;
  return { mode, family, tls, session, ...judgeChannels([channel]), channels: [channel] };
}

/**
 * The report's `probes`: one entry a mode, family and TLS state for a probe; for evidence the data channels that it
 * shows, in their order.
 */
export function readProbes(facts: Facts): readonly Probe[] {
  const { kind } = facts.trace.source;
  const live = kind === 'probe' || kind === 'practice';
  const modes = live ? facts.modes : facts.channels.map(modeOfChannel);
  return modes.map((mode, id) => probeOf(id, mode));
}

/** The report's `sessions`. */
export function readReportSessions(facts: Facts): readonly ReportSession[] {
  return facts.sessions.map(({ id, peer, peerPort, local, localPort, seenAs, tls, purpose, close }) => ({
    id,
    peer,
    peerPort,
    local,
    localPort,
    seenAs: seenAs?.address ?? null,
    tls:
      tls === null || tls.outcome === 'failed'
        ? null
        : {
            protocol: tls.protocol ?? null,
            cipher: tls.cipher ?? null,
            certSha256: tls.certificate?.sha256 ?? null,
          },
    purpose,
    ended: close?.outcome ?? null,
  }));
}
