import { ConsentEnded } from '../../crm/connection/consent-flow.ts';
import type { ConnectorFiles, ExternalId } from '../../crm/connector.ts';
import type {
  FileCopy,
  FileFailing,
  FileRefusal,
  FileSource,
  FileThere,
} from '../../crm/note/file-copy.ts';
import { safeFileName } from '../../crm/note/file-name.ts';
import { type copiesOf, LARGEST_FILE } from '../../crm/note/files.ts';
import { Upstream } from '../../crm/problem.ts';
import { passes } from '../../crm/retry.ts';
import { failingOf, isOver, linkAfter } from './file-faults.ts';

/** A file on its way to a note in a system. */
export interface Bringing {
  file: ReturnType<typeof copiesOf>[number]['file'];
  copy: FileCopy;
  /** The note's name there. */
  id: ExternalId;
  files: ConnectorFiles | undefined;
  key: string;
  /** How it stood. */
  before: FileThere | undefined;
  source: FileSource;
  now: () => Date;
  /** Systems that were waited for long enough. */
  givenUp: Set<string>;
  keep(file: FileThere): Promise<void>;
}

type Sending = Omit<Bringing, 'copy' | 'files'> & {
  copy: Extract<FileCopy, { kind: 'possible' }>;
  files: ConnectorFiles;
};

/** Throws `Upstream` where another try may help, and keeps since when it fails. */
export async function bringFile(bringing: Bringing): Promise<FileThere> {
  const { copy, files } = bringing;
  if (copy.kind === 'never') return { kind: 'link', fault: copy.fault };
  if (!files) return { kind: 'link', fault: 'no-files' };
  return send({ ...bringing, copy, files });
}

async function send(sending: Sending): Promise<FileThere> {
  const { before, copy, file, files, key, id, source, keep } = sending;
  const wasSent = before !== undefined && before.kind !== 'copied' && before.sent === true;
  const earlier = before?.kind === 'bringing' ? before.failing : undefined;
  const failing = earlier?.system === copy.from.platform ? undefined : earlier;
  try {
    const outcome = await source.withFile(copy.from, LARGEST_FILE, async ({ type, bytes }) => {
      // Kept first: where no answer comes, whoever takes the note back has to look for the file.
      await keep({ kind: 'bringing', sent: true, ...(failing && { failing }) });
      const name = safeFileName(file.name);
      const sent = { key, note: id, name, type: type ?? file.type, bytes };
      return { kind: 'copied' as const, id: await files.add(sent) };
    });
    return outcome.kind === 'link' ? linkOf(outcome, wasSent) : outcome;
  } catch (cause) {
    if (!(cause instanceof Upstream) || cause instanceof ConsentEnded) throw cause;
    const isReading = cause.system === copy.from.platform;
    const since = failingOf(cause, isReading ? earlier : failing, sending.now());
    const link = isReading ? unread(cause, since, sending) : untaken(cause, since, sending);
    const sent = wasSent || (!isReading && passes(cause));
    if (link) return linkOf(link, sent);
    if (sent || since) await keep({ kind: 'bringing', sent, ...(since && { failing: since }) });
    throw cause;
  }
}

function unread(
  { system, fault }: Upstream,
  since: FileFailing | undefined,
  { now, givenUp }: Sending,
): FileRefusal | null {
  if (fault === 'rate-limited') return null;
  if (!givenUp.has(system) && !isOver(since, now())) return null;
  givenUp.add(system);
  return { kind: 'link', fault: 'no-answer' };
}

function untaken(
  cause: Upstream,
  since: FileFailing | undefined,
  { now, givenUp }: Sending,
): FileRefusal | null {
  if (cause.fault === 'unavailable' && givenUp.has(cause.system))
    return { kind: 'link', fault: 'not-taken' };
  const link = linkAfter(cause, since, now());
  if (link?.fault === 'not-taken') givenUp.add(cause.system);
  return link;
}

const linkOf = (link: FileRefusal, sent: boolean): FileRefusal =>
  sent ? { ...link, sent: true } : link;
