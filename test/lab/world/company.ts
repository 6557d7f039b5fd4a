import { connect } from 'node:net';

/**
 * Another client of the server, which logs in and stays. Usage: `node company.ts HOST PORT USER COMMAND…`, password in
 * FTP_PASSWORD; prints `in` when its last command is answered.
 */
const [host = '', port = '', user = '', ...commands] = process.argv.slice(2);
const lines = [`USER ${user}`, `PASS ${process.env['FTP_PASSWORD'] ?? ''}`, ...commands];

const socket = connect({ host, port: Number(port) });
socket.on('data', (chunk: Buffer) => {
  if (!/^\d{3} /m.test(chunk.toString('utf8'))) return;
  const next = lines.shift();
  if (next === undefined) process.stdout.write('in\n');
  else socket.write(`${next}\r\n`);
});
