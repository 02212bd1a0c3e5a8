import { stringsFor } from '../../cards/strings.ts';
import type { Connector, ExternalId, Written } from '../../crm/connector.ts';
import type { Note } from '../../crm/note/note.ts';
import { goesToCrm, noteText } from '../../crm/note/rules.ts';
import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import { writeBackJob } from '../../crm/note/write-back.ts';
import { Upstream, unreachable } from '../../crm/problem.ts';
import type { Task } from '../../crm/task/task.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { afterHalfAsLong } from '../backoff.ts';
import { handoffInCrmNow } from '../handoff/crm-record.ts';
import { defineJob, type JobContext } from '../job.ts';
import { tellAuthor } from './write-back-failed.ts';

const { crm: words } = stringsFor({ locale: 'en-GB' }).note;
/** The least wait before another try where the CRM names no time. */
const SOONEST = SECOND;
/** A CRM takes 65,536 characters. */
const LONGEST = 65_000;

/**
 * Brings the CRM up to what a note, a task or an owner is now, whatever the change was that asked for it: so what comes
 * late, twice or in another order ends the same. A rejected write is not tried again; everything else is, for hours.
 */
export const writeBack = defineJob({
  kind: writeBackJob,
  async run({ key }, context) {
    const asked = await context.store.writeBacks.get(key);
    if (!asked || asked.state === 'done') return;
    try {
      await save(asked, context, await write(asked, context));
    } catch (cause) {
      if (!(cause instanceof Upstream)) throw cause;
      if (cause.fault === 'rejected')
        return fails(asked, context, words.rejected(nameOf(context), cause.reason ?? null));
      await save(asked, context, {
        state: 'waiting',
        fault: words.waits[cause.fault](nameOf(context)),
      });
      throw afterHalfAsLong(cause, context.now().getTime() - asked.at.getTime(), SOONEST);
    }
  },
  async failed({ key }, _cause, context) {
    const asked = await context.store.writeBacks.get(key);
    if (asked && asked.state !== 'done') await fails(asked, context, words.gaveUp(nameOf(context)));
  },
});

type Asked = WriteBack & WriteBackState;
type Outcome = Partial<Pick<WriteBackState, 'state' | 'url' | 'fault'>> & { remoteId?: ExternalId };

const nameOf = ({ crm }: JobContext): string => crm?.name ?? words.none;

/** While it waits, `at` stays the instant since which it does. */
async function save(
  { key, at, subject }: Asked,
  { store, now }: JobContext,
  { state = 'done', url = null, fault = null, remoteId }: Outcome,
): Promise<void> {
  const remote =
    remoteId ?? (subject.kind === 'owner' ? null : await store.writeBacks.remoteId(subject));
  await store.writeBacks.save({
    key,
    state,
    url,
    fault,
    at: state === 'waiting' ? at : now(),
    remoteId: remote,
  });
}

async function fails(asked: Asked, context: JobContext, fault: string): Promise<void> {
  await tellAuthor(asked, fault, context);
  await save(asked, context, { state: 'failed', fault });
}

async function write(asked: Asked, context: JobContext): Promise<Outcome> {
  const { crm, store } = context;
  if (!crm) return { fault: words.none };
  const customer = await store.customers.externalId(crm.id, asked.customerId);
  if (customer === null) return { fault: words.notIn(crm.name) };
  const { subject, key } = asked;
  switch (subject.kind) {
    case 'note':
      return writeNote(subject.id, { asked, context, crm, customer });
    case 'task':
      return writeTask(subject.id, { asked, context, crm, customer });
    case 'owner': {
      const owner = await store.people.externalId(crm.id, subject.person);
      if (owner === null) return { fault: words.noUser(crm.name) };
      await crm.setOwner({ key, customer, owner });
      return {};
    }
    default:
      return unreachable(subject);
  }
}

interface Work {
  asked: Asked;
  context: JobContext;
  crm: Connector;
  customer: ExternalId;
}

async function writeNote(id: string, work: Work): Promise<Outcome> {
  const { context, crm, customer, asked } = work;
  const { store } = context;
  const author = (note: Note) => store.people.externalId(crm.id, note.authorId);
  return upToDate<Note>({
    ...work,
    kind: 'note',
    id,
    read: async () =>
      (await store.notes.get(id)) ?? (await handoffInCrmNow(id, context))?.note ?? null,
    // A private note is never written to the CRM; a note that becomes private is emptied there.
    needed: (note, remote) => remote !== null || goesToCrm(note),
    async write(note, remote, key) {
      const sent = {
        key,
        customer,
        author: await author(note),
        body: goesToCrm(note) ? noteText(note).slice(0, LONGEST) : '',
        at: note.createdAt,
      };
      return remote === null ? crm.addNote(sent) : crm.updateNote(remote, sent);
    },
    fault: (note) => (goesToCrm(note) || note.deletedAt ? null : words.keptHere(crm.name)),
    key: asked.key,
  });
}

async function writeTask(id: string, work: Work): Promise<Outcome> {
  const { context, crm, customer, asked } = work;
  const { store } = context;
  return upToDate<Task>({
    ...work,
    kind: 'task',
    id,
    read: async () =>
      (await store.tasks.get(id)) ?? (await handoffInCrmNow(id, context))?.task ?? null,
    needed: () => true,
    async write(task, remote, key) {
      const owner = await store.people.externalId(crm.id, task.holder);
      const sent = {
        key,
        customer,
        owner,
        what: task.what,
        dueAt: task.dueAt,
        done: task.state !== 'open',
      };
      return remote === null ? crm.addTask(sent) : crm.updateTask(remote, sent);
    },
    fault: () => null,
    key: asked.key,
  });
}

interface Kept<Item> extends Work {
  kind: 'note' | 'task';
  id: string;
  key: string;
  read(): Promise<Item | null>;
  needed(item: Item, remote: ExternalId | null): boolean;
  write(item: Item, remote: ExternalId | null, key: string): Promise<Written>;
  fault(item: Item): string | null;
}

/** Its name there is not known yet. */
const BEGUN = '';

/**
 * Writes until what was written is what stands here. Every job does so and whoever writes last has looked last, so two
 * at once cannot leave an older text behind. Each write has its own key, the first one's being the item's own.
 */
async function upToDate<Item extends { version: number }>(kept: Kept<Item>): Promise<Outcome> {
  const { asked, context, kind, id, key } = kept;
  const { store } = context;
  let written: Written | null = null;
  for (;;) {
    const item = await kept.read();
    if (!item) return {};
    const known = written?.id ?? (await store.writeBacks.remoteId({ kind, id }));
    if (!kept.needed(item, known)) return { fault: kept.fault(item) };
    if (!known) {
      // Written down first: what the CRM was told and did not answer may stand there, and is emptied if it may not any more.
      if (known === null) await save(asked, context, { state: 'waiting', remoteId: BEGUN });
      written = await kept.write(item, null, `${kind}:${id}`);
      // Known to every other job from here on.
      await save(asked, context, { state: 'waiting', remoteId: written.id });
    }
    // The CRM may have been told of an earlier version under the first key.
    if (known || item.version > 1)
      written = await kept.write(item, known || written?.id || null, `${key}#${item.version}`);
    if ((await kept.read())?.version === item.version)
      return {
        url: written?.url ?? null,
        remoteId: written?.id ?? known ?? '',
        fault: kept.fault(item),
      };
  }
}
