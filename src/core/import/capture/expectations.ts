import { argumentOf, verbOf } from '../../ftp/command.ts';
import { readEprtArgument, readEpsvReply, readPasvReply, readPortArgument } from '../../ftp/passive.ts';
import type { SocketAddress } from '../../trace/event.ts';
import type { Control } from './control.ts';
import type { Flow } from './flow.ts';
import type { Said } from './dialogue.ts';

/** Most places where a data connection is expected; the oldest give way. */
const mostPlaces = 20_000;

/** A dial follows the answer to PASV at once; one later than this has another cause, in ms. */
const promptMs = 1500;

const lowestDataPort = 1024;

/** What a line of a control connection tells about where a data connection will go; null when it tells nothing. */
export function announcedBy(said: Said, server: SocketAddress): SocketAddress | null {
  if (said.kind === 'reply') {
    if (said.code === 227) return readPasvReply(said.text).target;
    const port = said.code === 229 ? readEpsvReply(said.text).target?.port : undefined;
    return port === undefined ? null : { address: server.address, port };
  }
  if (said.kind !== 'command') return null;
  const verb = verbOf(said.text);
  if (verb === 'PORT') return readPortArgument(argumentOf(said.text)).target;
  return verb === 'EPRT' ? readEprtArgument(argumentOf(said.text)).target : null;
}

/** Knows which connections of a capture are data connections: announced in clear, or made by a session under TLS. */
export class Expectations {
  readonly #places = new Set<string>();
  /** Sessions under TLS by the addresses of both their ends. */
  readonly #secret = new Map<string, Set<Control>>();

  /** Takes notice of what was said on a control connection. */
  hear(control: Control, said: Said): void {
    const { server, clientAddress } = control;
    if (said.kind === 'tls') {
      this.#addSecret(server.address, control);
      this.#addSecret(clientAddress, control);
    }
    const target = announcedBy(said, server);
    if (target === null) return;
    const near = said.kind === 'reply' ? server.address : clientAddress;
    this.#expect(target.address, target.port);
    this.#expect(near, target.port);
  }

  /** Whether a connection goes where, or comes from where, one was announced. */
  isAnnounced({ opener, answerer }: Flow): boolean {
    return [opener, answerer].some(({ address, port }) => this.#places.has(`${address} ${port}`));
  }

  /**
   * The session under TLS that a new connection belongs to, null when there is none: between the same two hosts, or
   * from the client to anywhere right after the server's last word (a 227 that names another host).
   */
  ownerOf(flow: Flow): Control | null {
    if (flow.answerer.port < lowestDataPort) return null;
    let best: Control | null = null;
    for (const address of [flow.opener.address, flow.answerer.address]) {
      for (const control of this.#secret.get(address) ?? []) {
        if (control.flow.isOver) this.#forget(control);
        else if (isOwn(control, flow) && lastHeard(control) >= lastHeard(best)) best = control;
      }
    }
    return best;
  }

  #expect(address: string, port: number): void {
    if (this.#places.size >= mostPlaces) {
      const [oldest] = this.#places;
      if (oldest !== undefined) this.#places.delete(oldest);
    }
    this.#places.add(`${address} ${port}`);
  }

  #addSecret(address: string, control: Control): void {
    const known = this.#secret.get(address);
    if (known === undefined) this.#secret.set(address, new Set([control]));
    else known.add(control);
  }

  #forget(control: Control): void {
    for (const address of [control.server.address, control.clientAddress])
      this.#secret.get(address)?.delete(control);
  }
}

function lastHeard(control: Control | null): number {
  return control?.lastWord?.mark.frame ?? -1;
}

function isOwn(control: Control, { opener, answerer, begun }: Flow): boolean {
  const { server, clientAddress, lastWord } = control;
  if (opener.address === server.address) return answerer.address === clientAddress;
  if (opener.address !== clientAddress) return false;
  if (answerer.address === server.address) return answerer.port !== server.port;
  const time = lastWord?.mark.time ?? null;
  const isPrompt = time === null || begun.time === null || begun.time - time <= promptMs;
  return lastWord?.from === 'server' && isPrompt;
}
