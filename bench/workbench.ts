import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { writeCertificates } from '../src/certificates/write-certificates.ts';
import { MOUNT_PATH } from './check-answers.ts';
import { type ImageCommand, readImageCommand } from './image-command.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Starts servers that have a certificate in common, and ends them all. */
export class Workbench {
  readonly #folder: string;
  readonly #ca: string;
  readonly #servers: RunningServer[] = [];

  static async open(): Promise<Workbench> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    await writeCertificates(folder, { names: ['localhost'], now: new Date(), days: 1 });
    await mkdir(join(folder, 'objects'));
    return new Workbench(folder, await readFile(join(folder, 'ca.crt'), 'utf8'));
  }

  private constructor(folder: string, ca: string) {
    this.#folder = folder;
    this.#ca = ca;
  }

  /** A server of this folder, by the name of its file. */
  startOwn(file: string): Promise<RunningServer> {
    const path = fileURLToPath(new URL(file, import.meta.url));
    return this.#start([path, ...this.#files, MOUNT_PATH]);
  }

  /** The webhook as the image runs it. */
  startWebhook(...flags: readonly string[]): Promise<RunningServer> {
    const { args, env } = this.webhookCommand(0, ...flags);
    return this.#start(args, env);
  }

  webhookCommand(healthPort: number, ...flags: readonly string[]): ImageCommand {
    const [certFile = '', keyFile = ''] = this.#files;
    const ports = ['--port', '0', '--health-port', String(healthPort), '--drain-seconds', '0'];
    const tls = ['--tls-cert-file', certFile, '--tls-private-key-file', keyFile];
    const { args, env } = readImageCommand();
    return { args: [...args, 'serve', ...ports, ...tls, ...flags], env };
  }

  /** In place of a cluster: a folder without objects. */
  get noObjects(): readonly string[] {
    return ['--objects', join(this.#folder, 'objects')];
  }

  /** A kubeconfig by which a webhook reaches the server. */
  async writeKubeconfig({ address }: RunningServer): Promise<string> {
    const file = join(this.#folder, 'kubeconfig');
    const cluster = {
      server: `https://localhost:${address.port}`,
      'certificate-authority': join(this.#folder, 'ca.crt'),
    };
    const config = {
      'current-context': 'bench',
      contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
      clusters: [{ name: 'bench', cluster }],
      users: [{ name: 'bench', user: { token: 'token' } }],
    };
    await writeFile(file, stringify(config));
    return file;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(server => server.stop()));
    await rm(this.#folder, { recursive: true });
  }

  get #files(): string[] {
    return [join(this.#folder, 'tls.crt'), join(this.#folder, 'tls.key')];
  }

  async #start(args: readonly string[], env = process.env): Promise<RunningServer> {
    const server = await startServer(args, env, this.#ca);
    this.#servers.push(server);
    return server;
  }
}
