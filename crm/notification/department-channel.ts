import { z } from 'zod';
import type { Detour } from '../handoff/routing.ts';
import { type DepartmentId, type Person, PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';
import { type Access, type Audience, sees } from '../policy/policy.ts';
import { Upstream } from '../problem.ts';
import { defineJobKind } from '../queue.ts';
import { type Change, sendJob } from '../store/change.ts';
import type { ChannelSettings } from '../store/channels.ts';
import type { Store } from '../store/store.ts';
import { accessOfPlace } from '../win/redact.ts';
import type { Message } from './message.ts';

/** A request to all of a department: a handoff that is offered, or late and unclaimed; or a question. */
export const PutToAll = z.object({
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('handoff'), id: z.string(), version: z.int(), late: z.boolean() }),
    z.object({ kind: z.literal('mention'), id: z.string() }),
  ]),
  /** The people who were asked before the department was. */
  around: z.array(z.object({ person: PersonId, until: z.iso.datetime().nullable() })).default([]),
  /** To each by themselves, since their channel could not be posted to. */
  privately: z.boolean().default(false),
});
export type PutToAll = z.infer<typeof PutToAll>;

/** Puts something to all of a department. */
export const tellDepartmentJob = defineJobKind('tell-department', PutToAll);

/** Has the queue find out where a department reads and put it there. */
export const putToAll = (
  about: PutToAll['about'],
  { around = [], privately = false }: { around?: readonly Detour[]; privately?: boolean } = {},
): Change =>
  sendJob(
    tellDepartmentJob,
    {
      about,
      around: around.map(({ person, until }) => ({ person, until: until?.toISOString() ?? null })),
      privately,
    },
    { key: [...Object.values(about), ...(privately ? ['privately'] : [])].join(':') },
  );

/** Tells each person by themselves where a message could not be posted to their channel. */
export function putPrivately({ subject, to }: Pick<Message, 'subject' | 'to'>): Change | null {
  if (to.kind === 'person') return null;
  const { kind, id, role, version } = subject;
  if (kind === 'handoff' && (role === 'channel' || role === 'late') && version !== null)
    return putToAll({ kind, id, version, late: role === 'late' }, { privately: true });
  return kind === 'question' && role === 'channel'
    ? putToAll({ kind: 'mention', id }, { privately: true })
    : null;
}

/** Whether an administrator gave them one that is open; if it may be posted to is for `channelOf` to say. */
export const hasChannel = async (
  department: DepartmentId,
  { channels }: Pick<Store, 'channels'>,
): Promise<boolean> =>
  (await channels.ofDepartment(department)).some(({ mode }) => mode === 'open');

export interface DepartmentChannel {
  place: Place;
  /** The access that all of its readers share. */
  access: Access;
}

interface Asking {
  store: Pick<Store, 'channels'>;
  audience(place: Place): Promise<Audience>;
}

/**
 * Where something is put to a whole department: the open channel of theirs that most of `members` read, with nobody in
 * it who may know of no customer. Null where there is none. Throws `Upstream` where the platform cannot say just now.
 */
export async function channelOf(
  department: DepartmentId,
  members: readonly Person[],
  { store, audience }: Asking,
): Promise<DepartmentChannel | null> {
  const open = (await store.channels.ofDepartment(department)).filter(
    ({ mode }) => mode === 'open',
  );
  const read = await Promise.all(
    open.map(async (channel) => ({
      channel,
      place: placeOf(channel),
      readers: await known(audience(placeOf(channel))),
    })),
  );
  const fit = read.flatMap(({ channel, place, readers }) => {
    const access = readers && accessOfPlace(readers, channel);
    const reached = members.filter(({ id }) =>
      readers?.people.some((person) => person.id === id),
    ).length;
    return access && sees(access, 'identity') && reached > 0 ? [{ place, access, reached }] : [];
  });
  const [best] = fit.sort((one, other) => other.reached - one.reached);
  return best ? { place: best.place, access: best.access } : null;
}

const placeOf = ({ platform, tenant, channel, name }: ChannelSettings): Place => ({
  platform,
  tenant,
  kind: 'channel',
  id: channel,
  name,
  shared: false,
});

/** Null where the bot was taken out of the channel, or the channel is gone. */
async function known(asked: Promise<Audience>): Promise<Audience | null> {
  return asked.catch((cause: unknown) => {
    if (cause instanceof Upstream && (cause.fault === 'rejected' || cause.fault === 'unauthorised'))
      return null;
    throw cause;
  });
}
