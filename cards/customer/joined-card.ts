import type { Evidence } from '../../crm/matching/same-company.ts';
import { unreachable } from '../../crm/problem.ts';
import type { StoredJoin } from '../../crm/store/matches.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { count, dayInWords, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';

/** A customer that became a part of another one, in words. */
export interface JoinedPart {
  words: string;
  /** How much came with it, and what waits aside. */
  lines: readonly string[];
}

/** `Helena called them one company today.`, `Joined by itself today: both have the domain acme.example.` */
export function joinedPart(join: StoredJoin, by: string | null, reader: Reader): JoinedPart {
  const strings = stringsFor(reader);
  const { sameCompany: words } = strings;
  const day = dayInWords(join.at, reader);
  const reasons = strings.timeline.and(join.evidence.map((one) => reasonText(one, strings)));
  const moved = listed(join.moved, strings, reader);
  const aside = listed(join.aside, strings, reader);
  return {
    words: by === null ? words.byItself(day, reasons) : words.said(firstName(by), day),
    lines: [
      ...(moved ? [words.moved(join.name, moved)] : []),
      ...(aside ? [words.aside(aside)] : []),
    ],
  };
}

/** `3 notes and 1 handoff`; rows that nobody counts are left out. */
function listed(
  rows: Readonly<Record<string, number>>,
  strings: Strings,
  reader: Reader,
): string | null {
  const { things } = strings.sameCompany;
  const named = Object.entries(rows).flatMap(([table, n]) => {
    const thing = Object.hasOwn(things, table) ? things[table] : undefined;
    return thing ? [thing(n, count(n, reader))] : [];
  });
  return named.length === 0 ? null : strings.timeline.and(named);
}

/** Contacts' addresses and numbers are not for every reader: they are not repeated. */
export function reasonText(evidence: Evidence, { sameCompany: words }: Strings): string {
  switch (evidence.kind) {
    case 'domain':
      return words.because.domain(evidence.value);
    case 'email':
      return words.because.email;
    case 'phone':
      return words.because.phone;
    case 'name':
      return words.because.name;
    default:
      return unreachable(evidence);
  }
}
