import type { SourceRecord } from '../../crm/customer/records.ts';
import { domainOf } from '../../crm/matching/addresses.ts';
import type { Sql } from '../database/database.ts';
import { findAwaited, rememberAwaited } from './awaited-customers.ts';
import { key, text } from './cells.ts';
import { matchAgain } from './customers.ts';
import { type NamedRow, rememberParts } from './joined-parts.ts';
import type { Owned, SavedRows } from './save.ts';

export interface NamedRecord {
  record: Owned;
  named: string;
  customerId: string | null;
}

/** Once all is stored: records that waited for their customer, and those of a customer's joined part. */
export async function attachRecords(
  sql: Sql,
  {
    batch,
    named,
    kinds,
  }: { batch: readonly SourceRecord[]; named: readonly NamedRecord[]; kinds: SavedRows['kinds'] },
): Promise<void> {
  const tableOf = ({ kind }: Owned) => kind.replaceAll('-', '_');
  await rememberAwaited(
    sql,
    named
      .filter(({ record }) => record.kind !== 'entry' && record.kind !== 'contact')
      .map(({ record, named: written, customerId }) => ({
        table: tableOf(record),
        source: record.source,
        externalId: record.externalId,
        named: written,
        isKnown: customerId !== null,
      })),
  );
  await rememberParts(sql, [
    ...named
      .filter(({ customerId }) => customerId !== null)
      .map(({ record, named: written }) => partOf(record, written, tableOf(record))),
    ...batch.flatMap((record) =>
      record.kind === 'customer'
        ? record.domains.flatMap((one): NamedRow[] => {
            const domain = domainOf(one)?.slice(0, 253);
            return domain
              ? [{ ...partOf(record, record.externalId, 'domain'), key: [domain] }]
              : [];
          })
        : [],
    ),
  ]);
  await findAwaited(sql, batch);
  const { inserted = 0, updated = 0 } = kinds.contact ?? {};
  if (inserted + updated > 0)
    await matchAgain(sql, distinctIds(named.filter(({ record }) => record.kind === 'contact')));
}

const partOf = (
  { source, externalId }: { source: string; externalId: string },
  named: string,
  table: string,
): NamedRow => ({
  table,
  key: [text(source, 40), key(externalId)],
  source: text(source, 40),
  named: key(named),
});

const distinctIds = (named: readonly NamedRecord[]): string[] => [
  ...new Set(named.flatMap(({ customerId }) => customerId ?? [])),
];
