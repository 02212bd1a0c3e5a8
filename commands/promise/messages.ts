import { newsOfPromise } from '../../cards/promise/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf, seesPromise } from '../../crm/policy/policy.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import type { PromiseStep } from '../../crm/promise/rules.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';

/** The one who promised it and the one who wrote it down hear of a step, unless they took it. */
export async function promiseNews(
  promise: CustomerPromise,
  step: PromiseStep['kind'] | 'made',
  context: Context,
): Promise<Change[]> {
  const { person, store } = context;
  const ids = [...new Set([promise.by, ...(step === 'made' ? [] : [promise.createdBy])])];
  const people = await Promise.all(
    ids.filter((id) => id !== person.id).map((id) => store.people.get(id)),
  );
  return Promise.all(
    people
      .filter((to) => to?.active && seesPromise(accessOf(to), promise))
      .flatMap((to) => (to ? [newsTo(to, promise, step, context)] : [])),
  );
}

async function newsTo(
  to: Person,
  promise: CustomerPromise,
  step: PromiseStep['kind'] | 'made',
  { person, store, readerOf }: Context,
): Promise<Change> {
  const reader: Reader = readerOf(to);
  const { promise: strings } = stringsFor(reader);
  const by = firstName(person.name);
  const summary = await summarizePromise(promise, { person: to, access: accessOf(to) }, store);
  const own = to.id === promise.by;
  const whyMade = step === 'made' ? strings.why.made(person.name) : strings.why.yours;
  return newsOfPromise(summary, {
    to: to.id,
    role: 'news',
    line: (title) =>
      own || step === 'made' ? strings.line[step](by, title) : strings.line.noted[step](by, title),
    said: strings.news[step](by),
    why: own ? whyMade : strings.why.noted,
    pressing: step === 'made',
    reader,
  });
}
