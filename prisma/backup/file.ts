import { constants, createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Problem } from '../../crm/problem.ts';

/**
 * Writes a backup's lines into a file that only its owner reads. The file appears when it is whole, on the disk. Throws
 * `Problem` where it is there already or cannot be written.
 */
export async function writeFileOfLines<T>(
  file: string,
  fill: (line: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (existsSync(file)) throw isThere(file);
  const half = `${file}.half-${process.pid}`;
  const gzip = createGzip();
  const out = createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true });
  const closed = new Promise<void>((resolve) => out.once('close', resolve));
  const written = pipeline(gzip, out).catch((cause: unknown) => {
    throw unwritable(file, cause);
  });
  // It is waited for below; until then it is not an unhandled one.
  written.catch(() => {});
  const drained = () =>
    Promise.race([new Promise<void>((resolve) => gzip.once('drain', resolve)), written]);
  try {
    const done = await fill(async (text) => {
      if (!gzip.write(`${text}\n`)) await drained();
    });
    gzip.end();
    await written;
    // Whole or not at all, and never over another one.
    await moveTo(half, file).catch((cause: unknown) => {
      throw unwritable(file, cause);
    });
    return done;
  } finally {
    gzip.destroy();
    out.destroy();
    // A file that is still being opened would come after it was removed.
    await closed;
    // Where its folder is none, there is nothing to remove.
    await rm(half, { force: true }).catch(() => {});
  }
}

/** A disk without links, a stick for instance, takes a copy. */
async function moveTo(half: string, file: string): Promise<void> {
  try {
    await link(half, file);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw cause;
    await copyFile(half, file, constants.COPYFILE_EXCL);
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';

/** The lines of a backup. Throws where the file cannot be read or unpacked. */
export async function* linesOfFile(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = createGunzip();
  source.once('error', (cause) => text.destroy(cause));
  const whole = new TextDecoder();
  let begun = '';
  // A line ends at its newline alone; Node's own reader also ends one at a separator that a text may hold.
  for await (const part of source.pipe(text)) {
    const lines = (begun + whole.decode(part as Buffer, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') yield begun;
}

const isThere = (file: string, cause?: unknown): Problem =>
  new Problem('backup-there', {
    say: `${file} is there already.`,
    try: 'Name another file, or remove it first.',
    cause,
  });

function unwritable(file: string, cause: unknown): Problem {
  const code = codeOf(cause);
  return code === 'EEXIST'
    ? isThere(file, cause)
    : new Problem('backup-unwritable', {
        say: `${file} cannot be written (${code}).`,
        try: 'Name a file in a folder that you may write, with room on its disk.',
        cause,
      });
}
