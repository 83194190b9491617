// For scale: the same by hand in a handler of fastify as it comes.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { answerByHand } from './answer-by-hand.ts';

const [certFile = '', keyFile = ''] = process.argv.slice(2);
const app = fastify({ https: { cert: readFileSync(certFile), key: readFileSync(keyFile) } });
app.post('/mutate', async request => answerByHand(request.body));
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${JSON.stringify({ port: (app.server.address() as AddressInfo).port })}\n`);
