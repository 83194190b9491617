import { once } from 'node:events';
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
  #call: PromiseWithResolvers<string> | undefined;

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
   * Sends a whole request and gives the body of the answer.
   *
   * @throws Error when the answer is not 200, or none.
   */
  call(request: Buffer): Promise<string> {
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
    if (!head.startsWith('HTTP/1.1 200 ') || Number.isNaN(length)) {
      this.#call?.reject(new Error(`expected 200 with a content-length, got ${this.#received}`));
    } else if (this.#received.length - end - 4 >= length) this.#call?.resolve(this.#received.slice(end + 4));
  }
}

/** A request as the API server sends it, in bytes. */
export function makeRequest(body: string, path = '/mutate'): Buffer {
  return Buffer.from(
    `POST ${path}?timeout=5s HTTP/1.1\r\nHost: per-pod-config.per-pod-config.svc:443\r\n` +
      `User-Agent: kube-apiserver-admission\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Accept: application/json, */*\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n\r\n${body}`,
  );
}
