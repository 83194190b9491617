import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Listens on all addresses, IPv4 and IPv6, and gives the port: the one asked for, or a free one for 0.
 *
 * @throws Error naming the flag.
 */
export async function listen(app: FastifyInstance, port: number, flag: string): Promise<number> {
  try {
    await app.listen({ port, host: '::' }).catch((error: NodeJS.ErrnoException) => {
      // A machine without IPv6.
      if (error.code !== 'EAFNOSUPPORT') throw error;
      return app.listen({ port, host: '0.0.0.0' });
    });
  } catch (error) {
    throw new Error(`${flag}: cannot listen on port ${port}: ${(error as Error).message}`, { cause: error });
  }
  return (app.server.address() as AddressInfo).port;
}
