import { ConsentEnded } from '../../crm/connection/consent-flow.ts';
import type { ConnectorFiles, ExternalId } from '../../crm/connector.ts';
import type { FileSource, FilesThere, FileThere } from '../../crm/note/file-copy.ts';
import { safeFileName } from '../../crm/note/file-name.ts';
import { copiesOf, LARGEST_FILE, MOST_FILES } from '../../crm/note/files.ts';
import type { Note } from '../../crm/note/note.ts';
import { goesToCrm } from '../../crm/note/rules.ts';
import { Upstream } from '../../crm/problem.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { JobContext } from '../job.ts';

/** So long a file of a chat that does not answer is waited for. */
const PATIENCE = HOUR;

/** A note as it stands in a system. */
interface NotePlace {
  id: ExternalId;
  /** Absent where the system takes none. */
  files: ConnectorFiles | undefined;
  /** The write waits since then. */
  since: Date;
}

type Item = ReturnType<typeof copiesOf>[number];
type Copied = Extract<FileThere, { kind: 'copied' }>;

/**
 * Brings a note's files to where it stands, one after another, and takes them from there once it may not stand there.
 * The outcome of each is kept at once, so that none is brought twice. A file that cannot be brought stays a link, and
 * never holds up its note; only a system or a chat that fails for a while is asked again.
 */
export async function bringFiles(
  note: Note,
  place: NotePlace,
  { store: { writeBacks }, files: source, now }: BringingContext,
): Promise<void> {
  const items = copiesOf(note);
  if (items.length === 0) return;
  const known = await writeBacks.files(note.id);
  if (!goesToCrm(note)) return removeFiles(note.id, known, place, writeBacks);
  if (!source) return;
  const isLate = now().getTime() - place.since.getTime() >= PATIENCE;
  for (const [i, item] of items.entries()) {
    if (known[item.place]?.kind === 'copied') continue;
    const outcome: FileThere =
      i < MOST_FILES
        ? await bringFile(item, { ...place, key: `note:${note.id}:file:${item.place}` }, source, {
            isLate,
          })
        : { kind: 'link', fault: 'too-many' };
    known[item.place] = outcome;
    await writeBacks.saveFiles(note.id, { [item.place]: outcome });
  }
  await attach(note.id, known, place, writeBacks);
}

async function bringFile(
  { file, copy }: Item,
  { id, files, key }: NotePlace & { key: string },
  source: FileSource,
  { isLate }: { isLate: boolean },
): Promise<FileThere> {
  if (copy.kind === 'never') return { kind: 'link', fault: copy.fault };
  if (!files) return { kind: 'link', fault: 'no-files' };
  const name = safeFileName(file.name);
  try {
    return await source.withFile(copy.from, LARGEST_FILE, async ({ type, bytes }) => ({
      kind: 'copied',
      id: await files.add({ key, note: id, name, type: type ?? file.type, bytes }),
    }));
  } catch (cause) {
    if (!(cause instanceof Upstream) || cause instanceof ConsentEnded) throw cause;
    if (cause.system !== copy.from.platform) return refusalOf(cause);
    if (!isLate) throw cause;
    return { kind: 'link', fault: 'no-answer' };
  }
}

/** Throws on where another try may help. */
function refusalOf(cause: Upstream): FileThere {
  if (cause.fault === 'unauthorised') return { kind: 'link', fault: 'no-key' };
  if (cause.fault !== 'rejected') throw cause;
  return { kind: 'link', fault: 'refused', ...(cause.reason && { detail: cause.reason }) };
}

type FileStates = Pick<JobContext['store']['writeBacks'], 'files' | 'saveFiles'>;

type BringingContext = Pick<JobContext, 'files' | 'now'> & { store: { writeBacks: FileStates } };

/** Files that may not be put with their note are not left lying there. */
async function attach(
  note: string,
  known: FilesThere,
  place: NotePlace,
  states: FileStates,
): Promise<void> {
  const ids = copiedOf(known).map(([, { id }]) => id);
  if (!place.files?.attach || ids.length === 0) return;
  try {
    await place.files.attach(place.id, ids);
  } catch (cause) {
    if (!(cause instanceof Upstream) || cause instanceof ConsentEnded) throw cause;
    const refusal = refusalOf(cause);
    for (const [at, { id }] of copiedOf(known)) {
      await place.files.remove(place.id, id);
      await states.saveFiles(note, { [at]: refusal });
    }
  }
}

async function removeFiles(
  note: string,
  known: FilesThere,
  { id, files }: NotePlace,
  states: FileStates,
): Promise<void> {
  for (const [at, copied] of copiedOf(known)) {
    await files?.remove(id, copied.id);
    await states.saveFiles(note, { [at]: null });
  }
}

const copiedOf = (known: FilesThere): [string, Copied][] =>
  Object.entries(known).flatMap(([at, file]) => (file.kind === 'copied' ? [[at, file]] : []));
