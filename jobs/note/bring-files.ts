import { ConsentEnded } from '../../crm/connection/consent-flow.ts';
import type { ConnectorFiles, ExternalId } from '../../crm/connector.ts';
import type { FilesThere, FileThere } from '../../crm/note/file-copy.ts';
import { copiesOf, MOST_FILES } from '../../crm/note/files.ts';
import type { Note } from '../../crm/note/note.ts';
import { goesToCrm } from '../../crm/note/rules.ts';
import { Upstream } from '../../crm/problem.ts';
import type { JobContext } from '../job.ts';
import { type Bringing, bringFile } from './bring-file.ts';
import { failingOf, linkAfter } from './file-faults.ts';

/** A note as it stands in a system. */
interface NotePlace {
  id: ExternalId;
  /** Absent where the system takes none. */
  files: ConnectorFiles | undefined;
}

type Copied = Extract<FileThere, { kind: 'copied' }>;

type FileStates = Pick<JobContext['store']['writeBacks'], 'files' | 'saveFiles'>;

type BringingContext = Pick<JobContext, 'files' | 'now'> & { store: { writeBacks: FileStates } };

/**
 * Brings a note's files to where it stands, one after another, and takes them from there once it may not stand there.
 * How each stands is kept before it is sent and after, so that none is brought twice or left behind. A file that cannot
 * be brought stays a link, and never holds up its note; only a system or a chat that fails for a while is asked again.
 */
export async function bringFiles(
  note: Note,
  place: NotePlace,
  { store: { writeBacks }, files: source, now }: BringingContext,
): Promise<void> {
  const items = copiesOf(note);
  if (items.length === 0) return;
  const known = await writeBacks.files(note.id);
  const keep = async (at: string, file: FileThere) => {
    known[at] = file;
    await writeBacks.saveFiles(note.id, { [at]: file });
  };
  if (!goesToCrm(note)) return removeFiles(note.id, known, place, writeBacks);
  if (!source) return;
  /** Waiting for these is over, so that ten files are not waited for one after another. */
  const givenUp = new Set<string>();
  for (const [i, { place: at, ...item }] of items.entries()) {
    const before = known[at];
    if (before?.kind === 'copied') continue;
    const bringing: Bringing = {
      ...{ ...item, ...place, before, source, now, givenUp },
      key: keyOf(note.id, at),
      keep: (file) => keep(at, file),
    };
    const outcome: FileThere =
      i < MOST_FILES ? await bringFile(bringing) : { kind: 'link', fault: 'too-many' };
    await keep(at, outcome);
  }
  await attach(known, place, { keep, now });
}

/** Files that may not be put with their note are not left lying there. */
async function attach(
  known: FilesThere,
  { id, files }: NotePlace,
  { keep, now }: { keep(at: string, file: FileThere): Promise<void>; now: () => Date },
): Promise<void> {
  const copied = copiedOf(known);
  if (!files?.attach || copied.length === 0) return;
  try {
    await files.attach(
      id,
      copied.map(([, file]) => file.id),
    );
    for (const [at, { failing, ...file }] of copied) if (failing) await keep(at, file);
  } catch (cause) {
    if (!(cause instanceof Upstream) || cause instanceof ConsentEnded) throw cause;
    const first = copied.find(([, { failing }]) => failing)?.[1].failing;
    const failing = failingOf(cause, first, now());
    const link = linkAfter(cause, failing, now());
    for (const [at, file] of copied)
      await keep(at, link ? await takenBack(file, link) : { ...file, ...(failing && { failing }) });
    if (!link) throw cause;
  }

  /** A system that fails here too keeps it, with no note, until the note is changed or taken back. */
  async function takenBack(file: Copied, link: FileThere & { kind: 'link' }): Promise<FileThere> {
    try {
      await files?.remove(id, file.id);
      return link;
    } catch (cause) {
      if (link.fault !== 'not-taken' || !(cause instanceof Upstream)) throw cause;
      return { ...link, sent: true };
    }
  }
}

/** Those of which no answer came are looked for by their keys. */
async function removeFiles(
  note: string,
  known: FilesThere,
  { id, files }: NotePlace,
  states: FileStates,
): Promise<void> {
  for (const [at, file] of Object.entries(known)) {
    if (file.kind === 'link' && !file.sent) continue;
    const ids = file.kind === 'copied' ? [file.id] : [];
    const isUnknown = file.kind !== 'copied' && file.sent;
    if (isUnknown) ids.push(...((await files?.find(id, keyOf(note, at))) ?? []));
    for (const one of ids) await files?.remove(id, one);
    // Another copy of the bot may be sending it at this moment: then it is found at the next write.
    const isOpen = isUnknown && ids.length === 0;
    await states.saveFiles(note, { [at]: isOpen ? { kind: 'bringing', sent: true } : null });
  }
}

const keyOf = (note: string, at: string): string => `note:${note}:file:${at}`;

const copiedOf = (known: FilesThere): [string, Copied][] =>
  Object.entries(known).flatMap(([at, file]) => (file.kind === 'copied' ? [[at, file]] : []));
