import { digestAskCard, digestChangedCard } from '../../cards/digest/change-cards.ts';
import { digestCopyCard, digestSettingsCard } from '../../cards/digest/settings-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { Digest, DigestChange } from '../../crm/digest/digest.ts';
import { changeDigest, closedDays, newDigest } from '../../crm/digest/rules.ts';
import type { DigestSchedule } from '../../crm/digest/schedule.ts';
import type { Addressee } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { isAdministrator, isManager } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change as StoreChange } from '../../crm/store/change.ts';
import { decide } from '../../crm/store/decide.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import type { Context, Reply } from '../command.ts';

type Change = Parameters<typeof changeDigest>[1];

/** Sets up a digest for a channel or a person, or starts the stopped one anew. */
export async function setUp(
  to: Addressee,
  { schedule, kpis }: { schedule: DigestSchedule; kpis: Digest['kpis'] },
  context: Context,
): Promise<Digest> {
  const { store, person, now } = context;
  const closed = await closedDays(schedule, now, store);
  return decide(store, {
    read: () => store.digests.of(to),
    async decide(known) {
      if (known && known.state !== 'stopped') return { changes: [], result: known };
      const by = person.id;
      const variant = to.kind === 'person' ? 'leaders' : 'shared';
      const made = known
        ? changeDigest(known, { state: 'on', schedule, kpis, askedAt: null, by }, { now, closed })
        : newDigest({ id: context.id(), to, variant, schedule, kpis, by }, now, closed);
      return {
        changes: [{ kind: 'digest', digest: made }, line(made, 'set up', context)],
        result: made,
      };
    },
    now,
    busy: () => busy(context),
  });
}

/** Takes a step with a digest; with one that a colleague set up, only after a question. */
export async function stepDigest(
  id: string,
  change: DigestChange,
  context: Context,
): Promise<Reply> {
  const digest = await theDigest(id, context);
  const maker = await otherMaker(digest, context);
  if (!maker) return settleDigest(id, change, context);
  const view = digestAskCard(digest, { change, maker: maker.name }, context.reader);
  return { kind: 'answer', view };
}

export async function settleDigest(
  id: string,
  change: Change,
  context: Context,
  { isKept = false } = {},
): Promise<Reply> {
  return showDigest(await changedDigest(id, change, context), context, { isKept });
}

/** The digest after this change; where somebody else was faster, it is made on what they left. */
export function changedDigest(id: string, change: Change, context: Context): Promise<Digest> {
  const { store, now } = context;
  return decide(store, {
    read: () => theDigest(id, context),
    async decide(digest) {
      const closed = await closedDays(change.schedule ?? digest.schedule, now, store);
      const changed = changeDigest(digest, change, { now, closed });
      return {
        changes: [
          { kind: 'digest', digest: changed },
          line(changed, change.state ?? 'changed', context),
          ...(await news(changed, change, context)),
        ],
        result: changed,
      };
    },
    now,
    busy: () => busy(context),
  });
}

/** The colleague whose digest of a channel this is; null where it is one's own, or they left. */
async function otherMaker(
  { by, to }: Digest,
  { person, store }: Pick<Context, 'person' | 'store'>,
): Promise<Person | null> {
  if (by === person.id || to.kind === 'person') return null;
  const maker = await store.people.get(by);
  return maker?.active ? maker : null;
}

/** The maker hears of a step that somebody else took. That it goes on unread is no change. */
async function news(digest: Digest, change: Change, context: Context): Promise<StoreChange[]> {
  const maker = change.askedAt ? null : await otherMaker(digest, context);
  if (!maker) return [];
  const reader = context.readerOf(maker);
  const view = digestChangedCard(digest, { change, by: context.person.name }, reader);
  return [
    {
      kind: 'message',
      message: {
        key: `digest-changed:${digest.id}:${digest.version}`,
        subject: { kind: 'digest', id: digest.id, role: 'changed', version: null },
        to: { kind: 'person', person: maker.id },
        kind: 'digest',
        customerId: null,
        line: view.title,
        why: stringsFor(reader).digest.closed.why,
        view,
        pressing: false,
        sender: null,
      },
    },
  ];
}

export async function theDigest(
  id: string,
  { store, reader, person }: Pick<Context, 'store' | 'reader' | 'person'>,
): Promise<Digest> {
  const digest = await store.digests.get(id);
  // A leader's own is theirs alone.
  if (!digest || (digest.to.kind === 'person' && digest.to.person !== person.id))
    throw new Problem('digest-gone', { ...stringsFor(reader).digest.problem.gone, reopens: false });
  return digest;
}

/**
 * A leader's own digest is theirs alone; a channel's is known to those who read there, to the head of the channel's
 * department and to administrators. The name of a private channel is no news for anybody else.
 */
export async function mayKnow(digest: Digest, context: Context): Promise<boolean> {
  const { to, by } = digest;
  const { person, audience, place } = context;
  if (to.kind === 'person') return to.person === person.id;
  if (by === person.id || isAdministrator(person) || isSamePlace(to.place, place)) return true;
  if (isManager(person.role) && (await departmentOf(digest, context)) === person.department)
    return true;
  return (await audience(to.place)).people.some(({ id }) => id === person.id);
}

const isSamePlace = (one: Place, other: Place): boolean =>
  one.platform === other.platform && one.tenant === other.tenant && one.id === other.id;

export async function showDigest(
  digest: Digest,
  context: Context,
  {
    readers = null,
    isNew = false,
    isKept = false,
  }: { readers?: number | null; isNew?: boolean; isKept?: boolean } = {},
): Promise<Reply> {
  const { store, reader } = context;
  const [by, department, [last]] = await Promise.all([
    store.people.get(digest.by),
    departmentOf(digest, context),
    store.digests.issues(digest.id, 1),
  ]);
  return {
    kind: 'answer',
    view: digestSettingsCard({
      digest,
      readers,
      by: by?.name ?? null,
      figures: chosenKpis(digest.kpis, department).map(({ name }) => name),
      last: last?.sentAt ? { at: last.sentAt, isActedOn: last.actedAt !== null } : null,
      isNew,
      isKept,
      reader,
    }),
  };
}

/** Another channel gets the same where somebody types this there. */
export async function copyWords(id: string, context: Context): Promise<Reply> {
  const digest = await theDigest(id, context);
  return { kind: 'answer', view: digestCopyCard(digest, context.reader) };
}

/** The department that an administrator gave to the digest's channel. */
export async function departmentOf(
  { to }: Digest,
  { store, person }: Pick<Context, 'store' | 'person'>,
): Promise<string | null> {
  if (to.kind === 'person') return person.department;
  const { platform, tenant, id: channel } = to.place;
  return (await store.channels.get({ platform, tenant, channel }))?.department ?? null;
}

const line = (digest: Digest, step: string, context: Context) =>
  auditLine(
    {
      action: 'settings',
      customer: null,
      detail: { digest: digest.id, step, every: digest.schedule.every },
    },
    context,
  );

const busy = ({ reader }: Pick<Context, 'reader'>): Problem =>
  new Problem('digest-busy', { ...stringsFor(reader).digest.problem.busy, reopens: false });
