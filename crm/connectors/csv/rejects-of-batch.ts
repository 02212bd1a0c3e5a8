import type { SourceRecord } from '../../customer/records.ts';
import type { BatchRow, Outcome } from './port.ts';
import type { Prepared } from './prepare.ts';
import type { Reject } from './rejects.ts';

/** Everything of a batch that somebody should look at, in the order of the file; each line of it once, with all its reasons. */
export function rejectsOfBatch(file: string, prepared: Prepared, outcome: Outcome): Reject[] {
  const listed: Reject[] = [...prepared.rejects, ...prepared.notes];
  const add = (row: BatchRow, reason: string) =>
    listed.push({ file, line: row.line, reason, raw: row.key });
  for (const { row, first } of outcome.repeated)
    add(row, `repeated id, first seen on line ${first}; the first was kept`);
  for (const { row, record, first } of withoutEntries(outcome.coinciding))
    add(
      row,
      `makes the same ${record.kind} as line ${first}; the first was kept, and this one was left out`,
    );
  for (const { row, record } of withoutEntries(outcome.unmatched)) add(row, unmatched(record));
  for (const { row, record } of outcome.refused)
    add(row, `the amount of this ${record.kind} is beyond what can be counted, so it was left out`);
  for (const { row, record } of outcome.ownerless)
    if ('owner' in record)
      add(
        row,
        `nobody is called "${record.owner}", so this ${record.kind} came in without an owner`,
      );
  return oncePerLine(listed);
}

/** An entry about a record of the same row shares the record's fate, which is told once. */
function withoutEntries<T extends { row: BatchRow; record: SourceRecord }>(
  all: readonly T[],
): readonly T[] {
  return all.filter(
    ({ row, record }) =>
      record.kind !== 'entry' ||
      !row.records.some(
        (other) => other.kind === record.record?.kind && other.externalId === record.record.id,
      ),
  );
}

function unmatched(record: SourceRecord): string {
  const named = 'customer' in record ? record.customer : null;
  const says = named === null ? 'it names no customer' : `no customer is called "${named}"`;
  return record.kind === 'entry' || record.kind === 'contact'
    ? `${says}, so this ${record.kind} was left out`
    : `${says}, so this ${record.kind} is in no timeline and counts in the figures alone`;
}

function oncePerLine(listed: readonly Reject[]): Reject[] {
  const byLine = new Map<number, Reject>();
  for (const reject of listed) {
    const before = byLine.get(reject.line);
    const isKnown = before?.reason.split('; and ').includes(reject.reason);
    if (!before) byLine.set(reject.line, reject);
    else if (!isKnown)
      byLine.set(reject.line, { ...before, reason: `${before.reason}; and ${reject.reason}` });
  }
  return [...byLine.values()].toSorted((one, other) => one.line - other.line);
}
