import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Encoding } from '../mapping/mapping.ts';

/** As much of a file as is read at once, in bytes. */
const CHUNK = 64 * 1024;

/** Whether a file is unpacked while it is read: by the end of its name. */
export const isPacked = (path: string): boolean => path.toLowerCase().endsWith('.gz');

interface Opened {
  stream: Readable;
  /** How many bytes of the file itself were read so far. */
  bytesRead(): number;
}

/** A file's bytes, as they were before they were packed. */
export function bytesOf(path: string, chunk = CHUNK): Opened {
  const file = createReadStream(path, { highWaterMark: chunk });
  const bytesRead = () => file.bytesRead;
  if (!isPacked(path)) return { stream: file, bytesRead };
  // The error of either is thrown where the stream is read.
  return { stream: pipeline(file, createGunzip({ chunkSize: chunk }), () => {}), bytesRead };
}

/** A file's text, piece by piece, no letter cut. */
export function textOf(
  path: string,
  encoding: Encoding,
): { pieces: AsyncIterable<string>; bytesRead(): number } {
  const { stream, bytesRead } = bytesOf(path);
  return { pieces: decoded(stream, encoding), bytesRead };
}

async function* decoded(stream: Readable, encoding: Encoding): AsyncGenerator<string> {
  if (encoding === 'utf16be') {
    const decoder = new TextDecoder('utf-16be');
    for await (const chunk of stream) yield decoder.decode(chunk, { stream: true });
    return;
  }
  stream.setEncoding(encoding === 'windows-1252' ? 'latin1' : encoding);
  for await (const chunk of stream)
    yield encoding === 'windows-1252' ? fromWindows(String(chunk)) : String(chunk);
}

export const CONTROLS = /[\u0080-\u009f]/g;
const windows = new TextDecoder('windows-1252');

/** Windows-1252 is latin1 with letters where that has control characters. */
export const fromWindows = (read: string): string =>
  read.replace(CONTROLS, (one) => windows.decode(Uint8Array.of(one.charCodeAt(0))));
