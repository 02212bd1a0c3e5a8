import type { PersonId } from '../../crm/person/person.ts';
import type { PromiseSummary } from '../../crm/promise/summary.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Reader } from '../view/format.ts';
import { promiseCard } from './card.ts';
import { promiseTitle } from './lines.ts';

export interface PromiseTelling {
  to: PersonId;
  role: 'news' | 'reminder' | 'late';
  line: (title: string) => string;
  said: string;
  why: string;
  pressing: boolean;
  reader: Reader;
}

/** A message about a promise, once for each of its versions and receivers. */
export function newsOfPromise(
  summary: PromiseSummary,
  { to, role, line, said, why, pressing, reader }: PromiseTelling,
): Change {
  const { id, version, customerId } = summary.promise;
  return {
    kind: 'message',
    message: {
      key: `promise:${id}:${version}:${to}`,
      subject: { kind: 'promise', id, role, version },
      to: { kind: 'person', person: to },
      kind: 'task',
      customerId,
      line: line(promiseTitle(summary, reader)),
      why,
      view: promiseCard({ ...summary, said, reader }),
      pressing,
    },
  };
}
