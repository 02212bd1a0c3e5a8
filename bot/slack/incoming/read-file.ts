import { z } from 'zod';
import type { FileContent, FileReference, FileRefusal } from '../../../crm/note/file-copy.ts';
import { Upstream } from '../../../crm/problem.ts';
import { MINUTE, SECOND } from '../../../crm/time/durations.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { callSlack, missingScope } from '../upstream.ts';
import { faultOf, SharedFile } from './shared-file.ts';

/** A file of 20 MB comes within that, or another time. */
const PATIENCE = 2 * MINUTE;
const Info = z.object({ file: SharedFile });

type Read = FileContent | FileRefusal;

const link = (fault: FileRefusal['fault'], detail?: string | null): FileRefusal => ({
  kind: 'link',
  fault,
  ...(detail && { detail }),
});

/**
 * Reads a file with the bot's token, which needs the scope `files:read`. Slack is asked for the file's address each
 * time, and the token goes to Slack's own host for files alone.
 * https://docs.slack.dev/reference/objects/file-object
 */
export async function readFile(
  { web }: Workspace,
  { id }: Pick<FileReference, 'id'>,
  { most, apiUrl }: { most: number; apiUrl: string },
): Promise<Read> {
  const info = await callSlack(web.files.info({ file: id })).catch((cause: unknown) => {
    const scope = missingScope(cause);
    if (scope !== null) return link('no-right', scope);
    if (cause instanceof Upstream && cause.fault === 'rejected') return link('gone');
    throw cause;
  });
  if ('fault' in info) return info;
  const { file } = Info.parse(info);
  const fault = faultOf(file);
  if (fault) return link(fault);
  if ((file.size ?? 0) > most) return link('too-large');
  const address = addressOf(file, apiUrl);
  if (!address || !web.token) return link('elsewhere');
  return download(address, { token: web.token, most, file });
}

/** Null where it is not Slack's: `files.slack.com`, and the API's own address. */
function addressOf(
  { url_private_download: download, url_private: shown }: SharedFile,
  apiUrl: string,
): URL | null {
  const given = download ?? shown;
  if (!given || !URL.canParse(given)) return null;
  const [address, api] = [new URL(given), new URL(apiUrl)];
  const isFiles = address.protocol === 'https:' && address.host === `files.${api.host}`;
  return isFiles || address.origin === api.origin ? address : null;
}

async function download(
  address: URL,
  { token, most, file }: { token: string; most: number; file: SharedFile },
): Promise<Read> {
  const fails = (cause: unknown) => new Upstream('slack', 'unavailable', { cause });
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    // The token goes nowhere else; a login page is another place.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((cause: unknown) => Promise.reject(fails(cause)));
  const refusal = refusalOf(response, file);
  if (refusal) {
    await response.body?.cancel();
    return refusal;
  }
  const bytes = await bytesOf(response, most).catch((cause: unknown) => {
    throw fails(cause);
  });
  return bytes
    ? { kind: 'content', name: file.name ?? file.title ?? '', type: file.mimetype ?? null, bytes }
    : link('too-large');
}

/** Without the scope Slack sends to its login page, or answers with it. Throws on what passes. */
function refusalOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  { mimetype }: SharedFile,
): FileRefusal | null {
  const seconds = Number(headers.get('retry-after'));
  if (status === 429)
    throw new Upstream('slack', 'rate-limited', {
      ...(seconds > 0 && { retryAfter: seconds * SECOND }),
    });
  if (status >= 500 || status === 408)
    throw new Upstream('slack', 'unavailable', { cause: `HTTP ${status}` });
  if (status === 404 || status === 410) return link('gone');
  const isPage = /^text\/html/i.test(headers.get('content-type') ?? '') && mimetype !== 'text/html';
  return status !== 200 || isPage ? link('no-right') : null;
}

/** Null where there are more than `most`: no more of them are read then. */
async function bytesOf(
  { body }: Pick<Response, 'body'>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.byteLength;
    // Leaving the loop ends the download.
    if (length > most) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
