import { createServer } from 'node:net';

/**
 * A server that is no FTP server: it says one thing to everybody and listens. Usage: `node stranger.ts PORT TEXT`;
 * an empty text is a server that says nothing.
 */
const [port = '', text = ''] = process.argv.slice(2);

createServer((socket) => {
  socket.on('error', () => undefined).resume();
  if (text !== '') socket.write(`${text}\r\n`);
}).listen(Number(port));
