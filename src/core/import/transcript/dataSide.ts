import { sameAddress } from '../../ftp/address.ts';
import { transferVerbs } from '../../ftp/command.ts';
import { readEpsvReply, readPasvReply } from '../../ftp/passive.ts';
import type { DialOutcome, EventDraft, SocketAddress, WithheldReason } from '../../trace/event.ts';
import { DataChannel } from './dataChannel.ts';
import {
  awaitedInVainDraft,
  dialDraft,
  failedDataDraft,
  failedTlsDraft,
  stalledDraft,
  tornDraft,
} from './drafts.ts';
import { isFailure } from './errnoText.ts';
import type { LogFormat } from './logItem.ts';

/** What the data side of a session needs of its control side. */
export interface DataSideDeps {
  readonly format: LogFormat;
  /** The other end of the control connection, null before somebody there has answered. */
  readonly peer: () => SocketAddress | null;
  /** Verb of the last command, empty before the first. */
  readonly lastVerb: () => string;
  /** Keeps an event at the line of the log that is being read. */
  readonly push: (draft: EventDraft) => void;
}

/**
 * The data connections of one session: which channel is open, where its dial went, and what the log says became of it,
 * each recorded once.
 */
export class DataSide {
  readonly #deps: DataSideDeps;
  #channel: DataChannel | null = null;
  /** The server's own connection after PORT or EPRT: agreed on, asked for by a transfer, there, or none of these. */
  #inbound: 'none' | 'agreed' | 'awaited' | 'arrived' = 'none';
  #connections = 0;

  constructor(deps: DataSideDeps) {
    this.#deps = deps;
  }

  /** Whether a dial that the log speaks of as of any other can only be the open channel's. */
  isDialledAt(port: number | null): boolean {
    return this.#channel?.isDialledAt(port) === true;
  }

  /** A command has been sent. */
  command(verb: string): void {
    if (['PASV', 'EPSV', 'PORT', 'EPRT', 'QUIT'].includes(verb)) {
      this.#settle('unknown', null);
      this.#inbound = 'none';
    }
    if (!transferVerbs.has(verb)) return;
    if (this.#channel !== null) this.#channel.transferred = true;
    if (this.#inbound === 'agreed') this.#inbound = 'awaited';
  }

  /** A reply is about to be recorded: what it shows of the channel before it comes first. */
  beforeReply(code: number): void {
    if (code === 227 || code === 229) this.#settle('unknown', null);
    if (code === 150 || code === 125) this.#begun();
    // Some servers say 150 before they dial.
    if (this.#inbound !== 'agreed' && code >= 200) this.#inbound = 'none';
    if (this.#isAgreed(code)) {
      this.#inbound = 'agreed';
      this.#channel = null;
    }
    // What was listed came through the one connection that there can have been.
    if ((code === 226 || code === 250) && this.#channel?.transferred === true)
      this.#settle('connected', null);
    if (code >= 200 && this.#channel !== null) this.#channel.begun = null;
  }

  /** A reply has been recorded: a 227 or 229 opens a channel. */
  afterReply(code: number, text: string): void {
    if (code === 227) this.#channel = new DataChannel('PASV', readPasvReply(text).target);
    if (code === 229) {
      const port = readEpsvReply(text).target?.port;
      const peer = this.#deps.peer();
      const target = port === undefined || peer === null ? null : { address: peer.address, port };
      this.#channel = new DataChannel('EPSV', target, port);
    }
  }

  /** The client says where it dials. */
  dialling(to: SocketAddress): void {
    const pending = this.#channel?.dialling;
    if (pending?.address === to.address && pending.port === to.port) return;
    this.#settle('unknown', null);
    this.#channel ??= new DataChannel('PASV', null);
    this.#channel.dialling = to;
  }

  /** The client says what became of a dial, or of the transfer over it. */
  dialled(outcome: DialOutcome, errno: string | null): void {
    const channel = this.#channel;
    if (outcome === 'connected' && this.#inbound !== 'none') {
      this.#inbound = 'arrived';
      this.#connections += 1;
    } else if (outcome === 'timed-out' && this.#inbound === 'arrived') {
      this.#inbound = 'none';
      this.#deps.push(stalledDraft(this.#connections, this.#deps.lastVerb(), errno));
    } else if (outcome === 'timed-out' && this.#inbound === 'awaited') {
      this.#inbound = 'none';
      this.#connections += 1;
      this.#deps.push(awaitedInVainDraft(this.#connections));
    } else if (outcome === 'timed-out' && channel?.isFlowing === true) {
      this.#deps.push(stalledDraft(this.#connections, channel.begun ?? '', errno));
      channel.begun = null;
    } else {
      this.#settle(outcome, errno);
    }
  }

  /** The client says that a data connection which stood was torn down. */
  torn(errno: string | null): void {
    this.#settle('connected', null);
    this.#inbound = 'none';
    this.#deps.push(tornDraft(Math.max(1, this.#connections), this.#deps.lastVerb(), errno));
  }

  /** The client says that a data connection failed of which its log shows nothing else. */
  failedUnseen(outcome: DialOutcome, errno: string | null): void {
    this.#deps.push(failedDataDraft(outcome, errno, this.#channel?.dialling ?? null));
    this.#channel = null;
  }

  /** The client says that it goes to the control peer instead. */
  replaced(): void {
    // Only a PASV can have been answered so, even where the log shows neither it nor the reply.
    this.#channel ??= new DataChannel('PASV', null);
    this.#channel.replaced = true;
  }

  /** The client refuses the address that the reply names. */
  refusedByClient(): void {
    const channel = this.#channel;
    if (channel?.target == null || channel.settled) return;
    channel.settled = true;
    this.#recordDial(channel, channel.target, 'not-tried', null, 'refused-by-client');
  }

  /** A handshake failed under a TLS control connection; false when no transfer shows that it was a data connection's. */
  tlsFailed(text: string, errno: string | null): boolean {
    const channel = this.#channel;
    if (channel?.transferred !== true) return false;
    const remote = this.#targetOf(channel);
    if (remote !== null && !channel.settled) this.#settle('connected', null);
    this.#deps.push(failedTlsDraft(Math.max(1, this.#connections), text, errno, remote));
    return true;
  }

  /** The log has ended. */
  end(): void {
    this.#settle('unknown', null);
  }

  /** The transfer has begun: the dial that the log speaks of, or that this client always makes, has connected. */
  #begun(): void {
    if (this.#channel !== null) this.#channel.begun = this.#deps.lastVerb();
    if (this.#channel?.dialling != null || this.#deps.format.dialsAsAdvertised === true)
      this.#settle('connected', null);
  }

  /** Whether a reply lets the server dial the client: then no passive channel is open any more. */
  #isAgreed(code: number): boolean {
    const verb = this.#deps.lastVerb();
    return (verb === 'PORT' || verb === 'EPRT') && code >= 200 && code < 300;
  }

  /** Where a dial that the log does not name must have gone: to the one address that every client would dial. */
  #targetOf({ mode, target, dialling, replaced }: DataChannel): SocketAddress | null {
    if (dialling !== null) return dialling;
    const peer = this.#deps.peer();
    if (replaced)
      return target === null || peer === null ? null : { address: peer.address, port: target.port };
    if (this.#deps.format.dialsAsAdvertised !== false || mode === 'EPSV') return target;
    return target !== null && peer !== null && sameAddress(target.address, peer.address) ? target : null;
  }

  /** Records what became of the open channel's dial, once. */
  #settle(outcome: DialOutcome, errno: string | null): void {
    const channel = this.#channel;
    if (this.#deps.format.server === true) return;
    const verb = this.#deps.lastVerb();
    // Not every log holds the reply to PASV (busybox).
    const isAsked = transferVerbs.has(verb) || verb === 'PASV' || verb === 'EPSV';
    if (channel === null && isAsked && isFailure(outcome)) {
      this.#deps.push(failedDataDraft(outcome, errno, null));
    }
    if (channel === null || channel.settled) return;
    const remote = this.#targetOf(channel);
    if (outcome === 'unknown' && channel.dialling === null) return;
    // An error may be followed by a dial elsewhere; success is final.
    channel.stands = outcome === 'connected';
    channel.settled = channel.stands || channel.dialling === null;
    channel.dialling = null;
    if (remote !== null) this.#recordDial(channel, remote, outcome, errno, null);
    else if (outcome !== 'connected') this.#deps.push(failedDataDraft(outcome, errno, null));
  }

  #recordDial(
    channel: DataChannel,
    remote: SocketAddress,
    outcome: DialOutcome,
    errno: string | null,
    reason: WithheldReason | null,
  ): void {
    this.#connections += 1;
    const peer = this.#deps.peer();
    // A dial to another host than the peer can only follow a 227, even where the log does not show it.
    const elsewhere = peer !== null && !sameAddress(remote.address, peer.address);
    const named = sameAddress(remote.address, channel.target?.address);
    const as = channel.mode === 'PASV' && (named || elsewhere) ? 'advertised' : 'control-peer';
    this.#deps.push(dialDraft(this.#connections, { as, outcome, errno, reason }, remote));
  }
}
