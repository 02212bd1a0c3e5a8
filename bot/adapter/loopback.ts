const BYTE = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const NAME = `(localhost|\\[::1\\]|127\\.${BYTE}\\.${BYTE}\\.${BYTE})`;
const HOST = new RegExp(`^${NAME}(:\\d{1,5})?$`, 'i');

/** The address of a connection from this machine. */
export const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);

/** A name of this machine as a browser writes it: `0x7f.1` and `127.1` also lead here, and no browser sends them. */
export const isLoopbackHost = (host: string): boolean => HOST.test(host);

/** An address of this machine, and nothing that only looks like one. */
export function isLoopbackUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && HOST.test(url.host);
}
