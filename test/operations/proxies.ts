import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { adapted, snippet } from './document.ts';
import { serving } from './programs.ts';
import { NAME, tlsClient } from './tls-client.ts';

export interface Proxy {
  /** Where plain HTTP leads to the proxy's HTTPS. */
  url: string;
  /** Its log of requests; null where it keeps none. */
  log(): string | null;
  stop(): Promise<void>;
}

/** Each starts with the snippet of docs/operations.md, in front of the bot at this address (host and port). */
export const PROXIES: Readonly<Record<string, (bot: string, folder: string) => Promise<Proxy>>> = {
  async nginx(bot, folder) {
    const port = await freePort();
    const [key, chain] = certificate(folder);
    const server = adapted(snippet('nginx'), [
      ['127.0.0.1:3000', bot],
      ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
      ['/etc/ssl/rapport/fullchain.pem', chain],
      ['/etc/ssl/rapport/privkey.pem', key],
    ]);
    const [file, log] = [join(folder, 'nginx.conf'), join(folder, 'access.log')];
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${join(folder, name)};`)
      .join('\n');
    writeFileSync(
      file,
      `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${join(folder, 'nginx.pid')};
error_log stderr warn;
events {}
http {
access_log ${log};
${paths}
${server}
}
`,
    );
    const nginx = await serving(['nginx', '-e', 'stderr', '-p', folder, '-c', file], port);
    return reached(port, chain, { server: nginx, log: () => readFileSync(log, 'utf8') });
  },
  async caddy(bot, folder) {
    const [port, plain] = [await freePort(), await freePort()];
    const site = adapted(snippet('caddy'), [['127.0.0.1:3000', bot]]);
    const file = join(folder, 'Caddyfile');
    // Its own authority takes the place of a public one.
    writeFileSync(
      file,
      `{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttp_port ${plain}\n\thttps_port ${port}\n}\n${site}`,
    );
    const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const command = ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
    const caddy = await serving(command, port, { env });
    const authority = join(folder, 'caddy/pki/authorities/local/root.crt');
    return reached(port, authority, { server: caddy, log: () => null });
  },
};

async function reached(
  port: number,
  authority: string,
  { server, log }: { server: { stop(): Promise<void> }; log: Proxy['log'] },
): Promise<Proxy> {
  const client = await tlsClient(port, authority);
  return {
    url: client.url,
    log,
    async stop() {
      await client.stop();
      await server.stop();
    },
  };
}

/** A key, and a certificate that it signed itself. */
function certificate(folder: string): [key: string, chain: string] {
  mkdirSync(folder, { recursive: true });
  const [key, chain] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`],
    ...['-addext', `subjectAltName=DNS:${NAME}`, '-keyout', key, '-out', chain],
  ]);
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr?.toString()}`);
  return [key, chain];
}
