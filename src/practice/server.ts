import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { makeCertificate } from './certificate.ts';
import { ControlChannel } from './controlChannel.ts';
import { listenOnLoopback, type LoopbackListener } from './loopback.ts';
import type { PracticeScenario } from './scenario.ts';
import { serveSession } from './serveSession.ts';

import { readServerSettings, type ServerSettings } from './settings.ts';
import type { PracticeWorld } from './world.ts';

/** The practice server's certificate is good for ten years around now; nobody vouches for it. */
const certificateLifeMs = 5 * 365 * 86_400_000;

/** An FTP server that behaves like vsftpd 3.0.3 under the scenario's vsftpd.conf. */
export class PracticeServer {
  readonly #world: PracticeWorld;
  readonly #scenario: PracticeScenario;
  readonly #settings: ServerSettings;
  readonly #secureContext: SecureContext | null;
  readonly #sessions = new Set<ControlChannel>();
  #listener: LoopbackListener | null = null;

  constructor(world: PracticeWorld, scenario: PracticeScenario) {
    this.#world = world;
    this.#scenario = scenario;
    this.#settings = readServerSettings(scenario.config);
    this.#secureContext = this.#settings.sslEnable ? practiceContext() : null;
  }

  /** Opens the control port. */
  async start(): Promise<void> {
    this.#listener = await listenOnLoopback((socket) => this.#serve(socket));
    this.#world.setControlPort(this.#listener.port);
  }

  /** Ends every session and closes the control port. */
  close(): void {
    this.#world.setControlPort(null);
    this.#listener?.close();
    for (const session of this.#sessions) session.destroy();
  }

  #serve(socket: Socket): void {
    const control = new ControlChannel(socket);
    this.#sessions.add(control);
    socket.once('close', () => this.#sessions.delete(control));
    void serveSession({
      control,
      world: this.#world,
      scenario: this.#scenario,
      settings: this.#settings,
      secureContext: this.#secureContext,
      clientCount: this.#sessions.size,
    });
  }
}

function practiceContext(): SecureContext {
  const now = Date.now();
  return createSecureContext(
    makeCertificate({
      commonName: 'FTP Diagnose practice server',
      names: ['practice.invalid'],
      notBefore: new Date(now - certificateLifeMs),
      notAfter: new Date(now + certificateLifeMs),
    }),
  );
}
