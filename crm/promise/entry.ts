import type { DepartmentId, PersonId } from '../person/person.ts';
import { withoutAmountsIn } from '../policy/amounts.ts';
import type { Change } from '../store/change.ts';
import { ownEntry } from '../timeline/own-entry.ts';
import type { CustomerPromise } from './promise.ts';

/** The trace of a step on the timeline, as private as the promise. Everybody reads it there, so it names no amount. */
export function promiseEntry(
  { id, version, customerId, what, visibility, department }: CustomerPromise,
  {
    step,
    title,
    body,
    by,
    now,
  }: {
    /** Null for the promise itself. */
    step: string | null;
    title: (what: string) => string;
    body: string | null;
    by: { id: PersonId | null; department: DepartmentId };
    now: Date;
  },
): Change {
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'promise',
      externalId: step === null ? `promise:${id}` : `promise:${id}:${step}:${version}`,
      customerId,
      at: now,
      // Kept to a department, it stays with that of who promised it.
      by: { id: by.id, department: visibility === 'everyone' ? by.department : department },
      title: withoutAmountsIn(title(what)),
      body: body && withoutAmountsIn(body),
      visibility,
    }),
  };
}
