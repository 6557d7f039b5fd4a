import { account, address, labFolder, type ServerPlan } from '../scenario.ts';
import { homeFolder } from './accounts.ts';
import type { KeyPair } from './certificates.ts';
import { place } from './machine.ts';
import type { ServerProgram } from './serverProgram.ts';

/** Debian's own Python: python3-pyftpdlib belongs to it, and not to another one that comes first on a PATH. */
export const debianPython = '/usr/bin/python3';

/** Where python3-pyftpdlib and python3-openssl put their libraries. */
export const pyftpdlibFolder = '/usr/lib/python3/dist-packages/pyftpdlib';
export const pyOpensslFolder = '/usr/lib/python3/dist-packages/OpenSSL';

/**
 * A server on Debian's pyftpdlib: a program of a few lines, as its tutorial has it. The scenario's settings are
 * attributes of the handler in Python (`passive_ports` = `range(30000, 30100)`); its further text is Python between the
 * handler's class and the start.
 */
export function pyftpdlib(plan: ServerPlan, pair: KeyPair | null): ServerProgram {
  const certificate: Record<string, string> =
    pair === null ? {} : { certfile: quoted(pair.certificate), keyfile: quoted(pair.key) };
  const attributes: Record<string, string | null> = { ...certificate, ...plan.set };
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === null ? [] : [`    ${name} = ${value}`],
  );
  const base = pair === null ? 'FTPHandler' : 'TLS_FTPHandler';
  const program = [
    'from pyftpdlib.authorizers import DummyAuthorizer',
    `from pyftpdlib.handlers import ${base}`,
    'from pyftpdlib.servers import FTPServer',
    `class Handler(${base}):`,
    '    authorizer = DummyAuthorizer()',
    ...written,
    `Handler.authorizer.add_user('${account.user}', '${account.password}', '${homeFolder}', perm='elradfmwMT')`,
    ...(plan.further === undefined ? [] : [plan.further]),
    `FTPServer(('0.0.0.0', ${address.controlPort}), Handler).serve_forever()`,
  ];
  const file = `${labFolder}/server.py`;
  place(file, program.join('\n') + '\n');
  // -I: neither PYTHONPATH nor the folder of a user adds another pyftpdlib.
  return { command: [debianPython, '-I', file], port: address.controlPort };
}

const quoted = (text: string): string => `'${text}'`;
