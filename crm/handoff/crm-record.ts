import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Change } from '../store/change.ts';
import { ownEntry } from '../timeline/own-entry.ts';
import type { Handoff } from './handoff.ts';

/** The trace of a step: an entry on the timeline, and two writes to the CRM. All ticks of the checklist are one entry. */
export function recordHandoff(
  { id, version, customerId }: Handoff,
  {
    step,
    title,
    body = null,
    by,
    now,
  }: {
    step: string;
    title: string;
    body?: string | null;
    by: { id: PersonId | null; department: DepartmentId };
    now: Date;
  },
): Change[] {
  const key = version === 1 ? `handoff:${id}` : `handoff:${id}:${version}:${step}`;
  const externalId = step === 'tick' ? `handoff:${id}:checklist` : key;
  const entry = ownEntry({ kind: 'handoff', externalId, customerId, at: now, by, title, body });
  return [
    { kind: 'entry', entry },
    {
      kind: 'write-back',
      writeBack: { key: `${key}:task`, customerId, by: by.id, subject: { kind: 'task', id } },
    },
    {
      kind: 'write-back',
      writeBack: { key: `${key}:note`, customerId, subject: { kind: 'note', id } },
    },
  ];
}
