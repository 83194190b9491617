import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { UnreadableError } from './unreadable-error.ts';

/**
 * The text of a file, which may be a pipe or a device, or of a stream. As kubectl reads it: UTF-8, or UTF-16 where a byte order
 * mark says so, and U+FFFD for what is neither.
 *
 * @param stop ends the reading with an AbortError.
 * @throws UnreadableError when it cannot be read, or is too long.
 */
export async function readText(source: string | Readable, stop: AbortSignal | undefined): Promise<string> {
  const isFile = typeof source === 'string';
  const stream = isFile ? createReadStream(source, { highWaterMark: CHUNK }) : source;
  if (stop !== undefined) addAbortSignal(stop, stream);
  try {
    return decode(await readBytes(stream, isFile ? source : 'standard input'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!isFile || code === undefined || code === 'ABORT_ERR') throw error;
    throw UnreadableError.of(source, error as NodeJS.ErrnoException);
  }
}

const CHUNK = 2 ** 20;

async function readBytes(stream: Readable, what: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk as Buffer);
    bytes += buffer.length;
    if (bytes > MAX_BYTES) {
      const limit = `${MAX_BYTES / 2 ** 20} MiB`;
      throw new UnreadableError(`${what}: expected at most ${limit}, got more: give it in several parts`);
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

/** A string of V8 ends at 512 MiB, and etcd holds no more than a few GiB for a whole cluster. */
const MAX_BYTES = 256 * 2 ** 20;

/** By the byte order mark. */
const ENCODINGS: Readonly<Record<string, string>> = { feff: 'utf-16be', fffe: 'utf-16le' };

function decode(bytes: Buffer): string {
  const encoding = ENCODINGS[bytes.toString('hex', 0, 2)] ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
