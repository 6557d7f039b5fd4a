import { connect } from 'node:net';

/** Where the world takes requests of the editor inside it: a socket of the file system, which no network namespace parts. */
export const handSocket = '/run/lab/hand.sock';

/** What the editor may ask of the world around it. */
export type HandRequest =
  | { readonly ask: 'restart' }
  /** The strict client of the seed: tnftp that is told to use neither EPSV nor active mode. */
  | { readonly ask: 'strict-client' }
  /** Our command line asks PASV alone. */
  | { readonly ask: 'pasv-probe' }
  /** Runs a shell script on the server's machine against a copy of the file with this text. */
  | { readonly ask: 'script'; readonly script: string; readonly text: string };

/** What a program printed; for `script` the file afterwards too. */
export interface HandAnswer {
  readonly output: string;
  readonly text?: string;
}

/** Asks the world; rejects with its words when it could not do it. */
export function askWorld(request: HandRequest): Promise<HandAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(handSocket);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('error', reject);
    socket.once('end', () => {
      const answer = JSON.parse(text) as HandAnswer | { readonly error: string };
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer);
    });
    socket.write(`${JSON.stringify(request)}\n`);
  });
}
