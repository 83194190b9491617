import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { cut } from './cut.ts';

/** Answers a request whose URL cannot be decoded, for Fastify's `frameworkErrors`: its own answer repeats the whole URL. */
export function answerBadUrl(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  reply.code(error.statusCode ?? 400).send({ error: cut(error.message) });
}
