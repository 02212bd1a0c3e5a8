import { stringsFor } from '../../cards/strings.ts';
import type { ExternalId, Written } from '../../crm/connector.ts';
import type { Note } from '../../crm/note/note.ts';
import { goesToCrm } from '../../crm/note/rules.ts';
import {
  keepsOwners,
  keepsStages,
  keepsTasks,
  type Target,
} from '../../crm/note/target-connector.ts';
import { knownTexts, textThere } from '../../crm/note/text-there.ts';
import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Task } from '../../crm/task/task.ts';
import { handoffInCrmNow } from '../handoff/crm-record.ts';
import type { JobContext } from '../job.ts';
import { promiseInCrmNow } from '../promise/crm-task.ts';
import type { AuthorWriter } from './author-writer.ts';
import { bringFiles } from './bring-files.ts';
import { type Outcome, saveState } from './write-back-state.ts';

const { crm: words } = stringsFor({ locale: 'en-GB' }).note;

type SystemTarget = Extract<Target, { kind: 'system' }>;

/** Somebody changed the note there, so nothing was written over it. */
export class ChangedMeanwhile extends Error {
  readonly theirs: string;

  constructor(theirs: string) {
    super('It was changed there');
    this.theirs = theirs;
  }
}

export interface Work {
  asked: WriteBack & WriteBackState;
  context: JobContext;
  target: SystemTarget;
  writers: AuthorWriter;
}

/** `begun-elsewhere`: another copy of the bot began it in another system meanwhile, so nothing was written here. */
export async function write(work: Work): Promise<Outcome | 'begun-elsewhere'> {
  const { subject } = work.asked;
  switch (subject.kind) {
    case 'note':
      return writeNote(subject.id, work);
    case 'task':
      return writeTask(subject.id, work);
    case 'owner':
      return setOwner(subject.person, work);
    case 'stage':
      return setStage(subject, work);
    default:
      return unreachable(subject);
  }
}

async function setOwner(
  person: Extract<WriteBack['subject'], { kind: 'owner' }>['person'],
  { asked: { key }, context: { store }, target: { connector, customer }, writers }: Work,
): Promise<Outcome | 'begun-elsewhere'> {
  if (!keepsOwners(connector.writer)) return { fault: words.noOwners(connector.name) };
  const owner = await store.people.externalId(connector.id, person);
  if (owner === null) return { fault: words.noUser(connector.name) };
  const { source } = await store.writeBacks.begin(key, connector.id);
  if (source !== connector.id) return 'begun-elsewhere';
  const { writer: own } = await writers.of(person);
  const writer = keepsOwners(own) ? own : connector.writer;
  await writer.setOwner({ key, customer, owner });
  return {};
}

/** The system's refusal leaves everything as it was, so the stage changes here only once it changed there. */
async function setStage(
  { stage }: Extract<WriteBack['subject'], { kind: 'stage' }>,
  { asked: { key, customerId }, context: { store, now }, target: { connector, customer } }: Work,
): Promise<Outcome | 'begun-elsewhere'> {
  const { id: source, name, writer } = connector;
  if (!keepsStages(writer) || !writer.stages.known.includes(stage))
    return { fault: words.noStages(name) };
  const begun = await store.writeBacks.begin(key, source);
  if (begun.source !== source) return 'begun-elsewhere';
  await writer.stages.set({ key, customer, stage });
  await store.commit([{ kind: 'stage', customerId, stage, source }], now());
  return {};
}

async function writeNote(id: string, work: Work): Promise<Outcome | 'begun-elsewhere'> {
  const {
    context,
    target: { connector, customer },
    asked,
    writers,
  } = work;
  const { store } = context;
  const author = (note: Note) => store.people.externalId(connector.id, note.authorId);
  return upToDate<Note>({
    ...work,
    kind: 'note',
    id,
    read: async () =>
      (await store.notes.get(id)) ?? (await handoffInCrmNow(id, context))?.note ?? null,
    // A note that not everybody may read is never written; one that is narrowed later is emptied.
    needed: (note, remote) => remote !== null || goesToCrm(note),
    async write(note, remote, key) {
      const body = textThere(note);
      const { writer, byName } = await writers.of(note.authorId);
      const sent = { key, customer, author: await author(note), byName, body, at: note.createdAt };
      const texts = await store.writeBacks.texts(id);
      await store.writeBacks.saveTexts(id, { sent: body });
      // A text that was narrowed has to go, whoever changed it there. Of an old note nobody kept what was sent.
      const known = goesToCrm(note) && texts.agreed !== null ? knownTexts(texts) : undefined;
      const answer = await (remote === null
        ? writer.addNote(sent)
        : writer.updateNote(remote, sent, known));
      if ('changedTo' in answer) throw new ChangedMeanwhile(answer.changedTo);
      await store.writeBacks.saveTexts(id, { agreed: body, theirs: null });
      return answer;
    },
    written: async (note, remote) => {
      const { writer } = await writers.of(note.authorId);
      await bringFiles(note, { id: remote, files: writer.files }, context);
    },
    fault: (note) => (goesToCrm(note) || note.deletedAt ? null : words.keptHere(connector.name)),
    key: asked.key,
  });
}

async function writeTask(id: string, work: Work): Promise<Outcome | 'begun-elsewhere'> {
  const {
    context,
    target: { connector, customer },
    asked,
    writers,
  } = work;
  const { store } = context;
  const { writer: rapport } = connector;
  if (!keepsTasks(rapport)) return { fault: words.noTasks(connector.name) };
  return upToDate<Task>({
    ...work,
    kind: 'task',
    id,
    read: async () =>
      (await store.tasks.get(id)) ??
      (await handoffInCrmNow(id, context))?.task ??
      (await promiseInCrmNow(id, context)),
    needed: () => true,
    async write(task, remote, key) {
      const owner = await store.people.externalId(connector.id, task.holder);
      const sent = {
        key,
        customer,
        owner,
        what: task.what,
        at: task.createdAt,
        dueAt: task.dueAt,
        done: task.state !== 'open',
      };
      // A colleague changes it in their own name; it is made in that of its creator.
      const changer = remote === null ? null : asked.by;
      const { writer: own } = await writers.of(changer ?? task.createdBy);
      const writer = keepsTasks(own) ? own : rapport;
      return remote === null ? writer.addTask(sent) : writer.updateTask(remote, sent);
    },
    fault: () => null,
    key: asked.key,
  });
}

/** A note or a task as it is read here, and as it is written there. */
interface Item<Thing> extends Work {
  kind: 'note' | 'task';
  id: string;
  key: string;
  read(): Promise<Thing | null>;
  needed(thing: Thing, remote: ExternalId | null): boolean;
  write(thing: Thing, remote: ExternalId | null, key: string): Promise<Written>;
  /** Brings its files there. Called again for the same thing, it does nothing new. */
  written?(thing: Thing, remote: ExternalId): Promise<void>;
  fault(thing: Thing): string | null;
}

/**
 * Writes until what was written is what stands here. Every job does so and whoever writes last has looked last, so two
 * at once cannot leave an older text behind. Each write has its own key, the first one's being the item's own.
 */
async function upToDate<Thing extends { version: number }>(
  item: Item<Thing>,
): Promise<Outcome | 'begun-elsewhere'> {
  const { asked, context, target, kind, id, key } = item;
  const { writeBacks } = context.store;
  const source = target.connector.id;
  let written: Written | null = null;
  for (;;) {
    const thing = await item.read();
    if (!thing) return {};
    const begun = await writeBacks.remote({ kind, id });
    // Another copy began in another system after this one had found its target.
    if (begun && begun.source !== null && begun.source !== source) return 'begun-elsewhere';
    let remote = written ?? begun;
    if (!item.needed(thing, remote?.id ?? null)) return { fault: item.fault(thing) };
    // Marked first: a text of which no answer came may stand there, and is emptied if it may not any more.
    if (!remote) {
      const mark = await writeBacks.begin(key, source);
      if (mark.source !== source) return 'begun-elsewhere';
      remote = mark;
    }
    const known = remote.id;
    if (!known) {
      written = await item.write(thing, null, `${kind}:${id}`);
      // Known to every other job from here on.
      await saveState(asked, { state: 'waiting', remote: { source, id: written.id } }, context);
    }
    // The system may have been told of an earlier version under the first key.
    if (known || thing.version > 1)
      written = await item.write(thing, known || written?.id || null, `${key}#${thing.version}`);
    await item.written?.(thing, written?.id ?? known);
    if ((await item.read())?.version === thing.version)
      return {
        url: written?.url ?? null,
        remote: { source, id: written?.id ?? known },
        fault: item.fault(thing),
      };
  }
}
