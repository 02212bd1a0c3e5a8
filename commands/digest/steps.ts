import { digestSettingsCard } from '../../cards/digest/settings-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { Digest } from '../../crm/digest/digest.ts';
import { changeDigest, closedDays, newDigest } from '../../crm/digest/rules.ts';
import type { DigestSchedule } from '../../crm/digest/schedule.ts';
import type { Addressee } from '../../crm/notification/message.ts';
import { Problem } from '../../crm/problem.ts';
import { decide } from '../../crm/store/decide.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import type { Context, Reply } from '../command.ts';

type Change = Parameters<typeof changeDigest>[1];

/** Sets up a digest for a channel or a person, or starts the stopped one anew. */
export async function setUp(
  to: Addressee,
  schedule: DigestSchedule,
  context: Context,
): Promise<Digest> {
  const { store, person, now } = context;
  const closed = await closedDays(schedule, now, store);
  return decide(store, {
    read: () => store.digests.of(to),
    async decide(known) {
      if (known && known.state !== 'stopped') return { changes: [], result: known };
      const by = person.id;
      const made = known
        ? changeDigest(known, { state: 'on', schedule, askedAt: null, by }, { now, closed })
        : newDigest(
            { id: context.id(), to, variant: 'shared', schedule, kpis: null, by },
            now,
            closed,
          );
      return {
        changes: [{ kind: 'digest', digest: made }, line(made, 'set up', context)],
        result: made,
      };
    },
    now,
    busy: () => busy(context),
  });
}

export async function stepDigest(id: string, change: Change, context: Context): Promise<Reply> {
  return showDigest(await changedDigest(id, change, context), context);
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
        ],
        result: changed,
      };
    },
    now,
    busy: () => busy(context),
  });
}

export async function theDigest(
  id: string,
  { store, reader }: Pick<Context, 'store' | 'reader'>,
): Promise<Digest> {
  const digest = await store.digests.get(id);
  if (!digest)
    throw new Problem('digest-gone', { ...stringsFor(reader).digest.problem.gone, reopens: false });
  return digest;
}

export async function showDigest(
  digest: Digest,
  context: Context,
  { readers = null, isNew = false }: { readers?: number | null; isNew?: boolean } = {},
): Promise<Reply> {
  const { store, reader } = context;
  const place = digest.to.kind === 'place' ? digest.to.place : null;
  const [by, settings] = await Promise.all([
    store.people.get(digest.by),
    place &&
      store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
  ]);
  return {
    kind: 'answer',
    view: digestSettingsCard({
      digest,
      place: place?.name ?? stringsFor(reader).problem.thisChannel,
      readers,
      by: by?.name ?? null,
      figures: chosenKpis(digest.kpis, settings?.department ?? null).map(({ name }) => name),
      isNew,
      reader,
    }),
  };
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
