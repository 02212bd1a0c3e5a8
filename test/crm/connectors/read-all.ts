import type { ChangePage, ConnectorReader } from '../../../crm/connector.ts';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import { Upstream } from '../../../crm/problem.ts';

/** One whole reading; a page that fails is asked for again. */
export async function readAll(reader: ConnectorReader, from: string | null = null) {
  const pages: ChangePage[] = [];
  for (let [cursor, more] = [from, true]; more; ) {
    const page = await reader.changesSince(cursor).catch((cause: unknown) => {
      if (cause instanceof Upstream && cause.fault === 'unavailable') return null;
      throw cause;
    });
    if (!page) continue;
    pages.push(page);
    ({ cursor, more } = page);
  }
  return {
    upserts: pages.flatMap((page) => page.upserts),
    merges: pages.flatMap((page) => page.merges),
    deletions: pages.flatMap((page) => page.deletions),
    cursor: pages.at(-1)?.cursor ?? null,
    pages,
  };
}

export const recordsOf = <Kind extends SourceRecord['kind']>(
  records: readonly SourceRecord[],
  kind: Kind,
) =>
  records.filter((record): record is Extract<SourceRecord, { kind: Kind }> => record.kind === kind);

export const idsOf = (records: readonly SourceRecord[], kind: SourceRecord['kind']) =>
  records.flatMap((record) =>
    record.kind === kind && 'externalId' in record ? [record.externalId] : [],
  );
