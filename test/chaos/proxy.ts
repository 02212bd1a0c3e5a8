import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

const fields = Buffer.from('SFATAL\0C08P01\0Mserver conn crashed?\0\0');
const length = Buffer.alloc(4);
length.writeInt32BE(fields.length + 4);
/** As PgBouncer reports it. */
const SERVER_GONE = Buffer.concat([Buffer.from('E'), length, fields]);
const COMMIT = Buffer.from('COMMIT\0');

/** Stands before a PostgreSQL, and lets it be gone for a while. */
export interface Gate {
  url: string;
  /** Every connection breaks, and nobody answers. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Connections stay, and nothing comes through them. */
  freeze(): void;
  thaw(): void;
  /** The connection that sent these words breaks at its COMMIT: before PostgreSQL has it, or after, so that its answer is lost, or a pooler says so in its place. */
  breakAtCommit(words: string, when: 'before' | 'after' | 'pooler'): void;
  close(): Promise<void>;
}

/** The server is on this machine, also where its URL names the folder of a socket. */
const HERE = '127.0.0.1';

export async function proxyTo(database: string): Promise<Gate> {
  const target = new URL(database);
  const open = new Set<Socket>();
  let frozen = false;
  let breaking: { words: string; when: 'before' | 'after' | 'pooler' } | null = null;
  const server = createServer((near) => {
    const far = connect(Number(target.port), HERE);
    let sent = false;
    near.on('data', (data) => {
      if (!breaking) return;
      sent ||= data.includes(breaking.words);
      if (!sent || !data.includes(COMMIT)) return;
      const { when } = breaking;
      if (when === 'before') near.destroy();
      // The listener that hands the answer on stands behind this one, and finds nobody to hand it to.
      else
        far.prependOnceListener('data', () => {
          if (when === 'pooler') near.write(SERVER_GONE);
          near.destroySoon();
        });
      breaking = null;
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('data', (data) => void (!one.destroyed && other.writable && other.write(data)));
      one.on('end', () => other.end());
      if (frozen) one.pause();
      // A socket that breaks on one side breaks on the other.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, HERE);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  const port = await listen(0);
  const url = new URL(database);
  url.hostname = HERE;
  url.port = String(port);
  return {
    url: url.href,
    cut,
    mend: async () => void (await listen(port)),
    close: cut,
    breakAtCommit(words, when) {
      breaking = { words, when };
    },
    freeze() {
      frozen = true;
      for (const socket of open) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of open) socket.resume();
    },
  };
}
