import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';

/** Where a server of this machine is, and how to trust it. */
export interface Address {
  readonly port: number;
  /** PEM. */
  readonly ca: string;
}

/**
 * A keep-alive connection over TLS for one call at a time. By hand, since the client of Node.js itself takes
 * more CPU for a call than a good server for its answer, and would be what is measured.
 */
export class Connection {
  readonly #socket: TLSSocket;
  #received = '';
  #call: PromiseWithResolvers<Answer> | undefined;

  static async open({ port, ca }: Address): Promise<Connection> {
    const socket = connect({ port, ca, host: '127.0.0.1', servername: 'localhost' });
    await once(socket, 'secureConnect');
    return new Connection(socket);
  }

  private constructor(socket: TLSSocket) {
    this.#socket = socket.setNoDelay().setEncoding('latin1');
    socket.on('data', (text: string) => this.#receive(text));
    socket.on('error', error => this.#call?.reject(error));
    socket.on('close', () => this.#call?.reject(new Error('the server closed the connection')));
  }

  /**
   * Sends a whole request and gives the body of the answer. Where the server has too much to do (429), it is sent
   * again, as the API server does it, and the time counts: a machine that is busy with something else makes no error.
   *
   * @throws Error when the answer is neither 200 nor that, or none.
   */
  async call(request: Buffer): Promise<string> {
    for (;;) {
      const { head, body } = await this.#send(request);
      if (head.startsWith('HTTP/1.1 200 ')) return body;
      const seconds = /^retry-after: (\d+)\r?$/im.exec(head)?.[1];
      if (!head.startsWith('HTTP/1.1 429 ') || seconds === undefined) {
        throw new Error(`expected 200, got ${head}\r\n\r\n${body}`);
      }
      await sleep(Number(seconds) * 1_000);
    }
  }

  #send(request: Buffer): Promise<Answer> {
    this.#call = Promise.withResolvers();
    this.#received = '';
    this.#socket.write(request);
    return this.#call.promise;
  }

  close(): void {
    this.#call = undefined;
    this.#socket.destroy();
  }

  #receive(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#received.slice(0, end);
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
    if (Number.isNaN(length)) {
      this.#call?.reject(new Error(`expected an answer with a content-length, got ${this.#received}`));
    } else if (this.#received.length - end - 4 >= length) {
      this.#call?.resolve({ head, body: this.#received.slice(end + 4) });
    }
  }
}

interface Answer {
  readonly head: string;
  readonly body: string;
}

/** A request as the API server sends it, in bytes. */
export function makeRequest(body: string, path = '/mutate'): Buffer {
  return Buffer.from(
    `POST ${path}?timeout=5s HTTP/1.1\r\nHost: per-pod-config.per-pod-config.svc:443\r\n` +
      `User-Agent: kube-apiserver-admission\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Accept: application/json, */*\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n\r\n${body}`,
  );
}
