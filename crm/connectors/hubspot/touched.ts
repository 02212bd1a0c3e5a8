import type { Touched, TouchedPage } from '../../connector.ts';
import { type HubspotClient, MissingScope } from './client.ts';
import { BATCH, OBJECT_TYPES, type ObjectType, readObjects } from './objects.ts';
import { changesByAll } from './read-changes.ts';
import { propertiesOf, type Reading } from './reading.ts';
import { type Changes, deletionsOf, NOTHING, together } from './records.ts';
import type { Setting } from './setting.ts';

interface Found {
  records: Changes;
  companies: readonly string[];
  notYet: readonly Touched[];
}

/** Reads objects by their ids, which does not lag as a search does, and the companies that they go with. */
export function touchedOf(
  client: HubspotClient,
  about: Omit<Reading, 'setting'>,
  settingNow: () => Promise<Setting>,
): (touched: readonly Touched[]) => Promise<TouchedPage> {
  async function readBatch(
    type: ObjectType,
    batch: readonly Touched[],
    setting: Setting,
  ): Promise<Found> {
    const properties = propertiesOf(type, about.own);
    const ids = batch.map(({ externalId }) => externalId);
    const objects = await readObjects(client, type, { ids, properties });
    const there = new Set(objects.map(({ id }) => id));
    const { records, companies } = await changesByAll(
      client,
      { type, objects },
      { ...about, setting },
    );
    const gone = batch.filter((one) => one.gone && !there.has(one.externalId));
    return {
      records: together([records, removalOf(type, gone)]),
      companies,
      notYet: batch.filter((one) => one.gone === there.has(one.externalId)),
    };
  }

  /** A kind that the key may not read is none of ours. */
  const readable = (type: ObjectType, batch: readonly Touched[], setting: Setting) =>
    readBatch(type, batch, setting).catch((cause: unknown): Found => {
      if (cause instanceof MissingScope && type !== 'companies')
        return { records: NOTHING, companies: [], notYet: [] };
      throw cause;
    });

  return async (touched) => {
    const setting = await settingNow();
    const found: Found[] = [];
    for (const type of OBJECT_TYPES)
      for (const batch of batchesOf(touched, type))
        found.push(await readable(type, batch, setting));
    // A record may be told of before the company that it goes with.
    const read = new Set(touched.filter(isCompany).map(({ externalId }) => externalId));
    const further = [...new Set(found.flatMap(({ companies }) => companies))]
      .filter((id) => !read.has(id))
      .map((externalId): Touched => ({ type: 'companies', externalId, gone: false }));
    for (const batch of batchesOf(further, 'companies'))
      found.unshift({ ...(await readable('companies', batch, setting)), notYet: [] });
    return {
      ...together(found.map(({ records }) => records)),
      notYet: found.flatMap(({ notYet }) => notYet),
    };
  };
}

const isCompany = ({ type }: Touched): boolean => type === 'companies';

function removalOf(type: ObjectType, gone: readonly Touched[]): Changes {
  const ids = gone.map(({ externalId }) => externalId);
  return {
    ...NOTHING,
    deletions: ids.flatMap((id) => deletionsOf(type, id)),
    ownNotes: type === 'notes' ? ids.map((id) => ({ id, text: null })) : [],
  };
}

function batchesOf(touched: readonly Touched[], type: ObjectType): (readonly Touched[])[] {
  const mine = touched.filter((one) => one.type === type);
  return Array.from({ length: Math.ceil(mine.length / BATCH) }, (_, i) =>
    mine.slice(i * BATCH, (i + 1) * BATCH),
  );
}
