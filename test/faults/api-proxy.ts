// Stands between the webhook and the API server, and passes bytes on: TLS goes through as it is. Runs in a pod of
// its own; how it behaves is set by GET /MODE on the other port, MODE being one of those below.
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';

/** `fast`, or `slow-MS`: what the API server says comes MS milliseconds late. */
let delay = 0;

/** `refuse`: no connection lasts. */
let refuses = false;

/** `silence`: those that are open now stay open, and nothing ever comes through them any more. */
const open = new Set<{ silent: boolean; readonly client: Socket }>();

const API_SERVER = { host: process.env['KUBERNETES_SERVICE_HOST'] ?? '', port: 443 };

createServer(client => {
  if (refuses) return void client.destroy();
  const server = connect(API_SERVER);
  const connection = { silent: false, client };
  open.add(connection);
  const end = () => {
    open.delete(connection);
    if (!connection.silent) client.destroy();
    server.destroy();
  };
  client.on('data', data => connection.silent || server.write(data)).on('error', end);
  server
    .on('data', data => setTimeout(() => connection.silent || client.write(data), delay))
    .on('error', end);
  client.on('close', end);
  server.on('close', () => setTimeout(end, delay));
}).listen(6443);

createHttpServer(({ url = '' }, response) => {
  const [, mode, milliseconds = '0'] = /^\/(fast|slow|refuse|silence)(?:-(\d+))?$/.exec(url) ?? [];
  if (mode === undefined) return void response.writeHead(404).end(`no such mode: ${url}\n`);
  delay = Number(milliseconds);
  refuses = mode === 'refuse';
  for (const connection of open) {
    if (mode === 'silence') connection.silent = true;
    if (refuses) connection.client.destroy();
  }
  response.end(`${mode}, ${open.size} connections\n`);
}).listen(8080);
