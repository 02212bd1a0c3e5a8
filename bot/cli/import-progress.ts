import type { WriteStream } from 'node:tty';

interface Done {
  file: string;
  rows: number;
  bytes: number;
  of: number;
}

const WIDTH = 24;

/** A bar that moves on a terminal; elsewhere a line when a file begins and at every hundred thousand rows. */
export function progressBar(output: NodeJS.WriteStream | WriteStream): {
  at(done: Done): void;
  end(): void;
} {
  return output.isTTY ? movingBar(output) : plainLines(output);
}

function movingBar(output: NodeJS.WriteStream) {
  const begun = performance.now();
  return {
    at({ file, rows, bytes, of }: Done) {
      const part = of === 0 ? 1 : Math.min(1, bytes / of);
      const seconds = Math.round((performance.now() - begun) / 1000);
      const bar = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░');
      output.write(
        `\r\u001b[2K${bar} ${Math.floor(part * 100)} % · ${seconds} s · ${file} ${rows.toLocaleString('en')} rows`.slice(
          0,
          output.columns || 80,
        ),
      );
    },
    end: () => {
      output.write('\r\u001b[2K');
    },
  };
}

const EVERY = 100_000;

function plainLines(output: NodeJS.WriteStream) {
  let last = { file: '', rows: 0 };
  return {
    at({ file, rows, bytes, of }: Done) {
      if (file === last.file && Math.floor(rows / EVERY) === Math.floor(last.rows / EVERY)) return;
      if (file !== last.file || rows - last.rows >= EVERY / 2)
        output.write(
          `${Math.floor((bytes / Math.max(1, of)) * 100)} % · ${file} · ${rows.toLocaleString('en')} rows\n`,
        );
      last = { file, rows };
    },
    end: () => {},
  };
}
