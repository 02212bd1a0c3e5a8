import { stringsFor } from '../../cards/strings.ts';
import { day } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { leavesHere, type WriteBackState } from '../../crm/note/write-back.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { seesPromise } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { isForCrm } from '../../crm/promise/crm-task.ts';
import { promiseEntry } from '../../crm/promise/entry.ts';
import { type PromiseHours, promiseHours } from '../../crm/promise/hours.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import { type PromiseStep, stepPromise } from '../../crm/promise/rules.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import type { Context } from '../command.ts';
import { promiseNews } from './messages.ts';

/** Versions without a write in a row. */
const LOOKED = 20;

export interface SteppedPromise {
  promise: CustomerPromise;
  /** The step's outcome in words, or why there was none. */
  said: string;
}

/** Takes a step, with everybody told; where somebody else was faster, it is decided again on what they left. */
export async function takePromiseStep(
  id: string,
  step: PromiseStep,
  context: Context,
): Promise<SteppedPromise> {
  const { store, reader, now } = context;
  return decide(store, {
    read: () => thePromise(id, context),
    decide: (promise) => decideStep(promise, step, context),
    now,
    busy: () =>
      new Problem('promise-busy', { ...stringsFor(reader).promise.problem.busy, reopens: false }),
  });
}

async function decideStep(
  promise: CustomerPromise,
  step: PromiseStep,
  context: Context,
): Promise<Decision<SteppedPromise>> {
  const { person, store, now, reader } = context;
  const { promise: strings } = stringsFor(reader);
  const dueOn = step.kind === 'move' ? step.dueOn : promise.dueOn;
  const [owner, hours] = await Promise.all([
    store.customers.owner(promise.customerId),
    hoursOf({ by: promise.by, dueOn }, context),
  ]);
  const outcome = stepPromise(promise, step, { by: person, owner, now, hours });
  if (outcome.kind === 'refused') {
    await context.audit({
      action: 'refused',
      customer: promise.customerId,
      detail: { promise: promise.id, step: step.kind, why: outcome.why },
    });
    return { changes: [], result: { promise, said: strings.refused[outcome.why] } };
  }
  const name = firstName((await store.people.get(promise.by))?.name ?? '–');
  const said =
    step.kind === 'keep'
      ? strings.done.keep(name, promise.by === person.id)
      : strings.done[step.kind];
  return {
    changes: await changesOf(promise, outcome.promise, step, context),
    result: { promise: outcome.promise, said },
  };
}

async function changesOf(
  before: CustomerPromise,
  promise: CustomerPromise,
  step: PromiseStep,
  context: Context,
): Promise<Change[]> {
  const { person, reader, now } = context;
  const { entry: strings } = stringsFor(reader).promise;
  const body =
    step.kind === 'move'
      ? strings.newDay(day(step.dueOn, reader), before.dueOn && day(before.dueOn, reader))
      : promise.reason;
  return [
    { kind: 'promise', promise },
    promiseEntry(promise, {
      step: step.kind,
      title: (what) => strings[step.kind](firstName(person.name), what),
      body,
      by: person,
      now,
    }),
    ...(await toCrm(promise, context)),
    ...(await promiseNews(promise, step.kind, context)),
    refreshSentMessages({ kind: 'promise', id: promise.id }, promise.version, context.via ?? null),
    auditedPromise(promise, step.kind, context),
  ];
}

/** A new promise, with who promised it told; `stale` where it was made before. */
export async function makePromise(
  promise: CustomerPromise,
  context: Context,
): Promise<'done' | 'stale'> {
  return context.store.commit(await madeChanges(promise, context), context.now);
}

/** Everything that is stored with a new promise. */
export async function madeChanges(promise: CustomerPromise, context: Context): Promise<Change[]> {
  const { store, reader, now } = context;
  const by = await store.people.get(promise.by);
  const name = firstName(by?.name ?? '–');
  const { entry: strings } = stringsFor(reader).promise;
  return [
    { kind: 'promise', promise },
    promiseEntry(promise, {
      step: null,
      title: (what) =>
        promise.to === null ? strings.made(name, what) : strings.madeTo(name, what, promise.to),
      body: promise.dueOn && strings.due(day(promise.dueOn, reader)),
      by: { id: promise.by, department: promise.department },
      now,
    }),
    ...(await toCrm(promise, context)),
    ...(await promiseNews(promise, 'made', context)),
    auditedPromise(promise, 'made', context),
  ];
}

/** The promise, as far as this person may know of it. */
export async function thePromise(
  id: string,
  { store, reader, access }: Pick<Context, 'store' | 'reader' | 'access'>,
): Promise<CustomerPromise> {
  const promise = await store.promises.get(id);
  if (!promise || !seesPromise(access, promise))
    throw new Problem('promise-gone', {
      ...stringsFor(reader).promise.problem.gone,
      reopens: false,
    });
  return promise;
}

/** Where and when who promised it works: a day of the promise ends there. */
async function hoursOf(
  { by, dueOn }: Pick<CustomerPromise, 'by' | 'dueOn'>,
  { store, readerOf, zone, now }: Context,
): Promise<PromiseHours> {
  const person = await store.people.get(by);
  return promiseHours(
    { id: by },
    { zone: person ? readerOf(person).zone : zone, dueOn, now },
    store,
  );
}

export const promiseCrmKey = ({ id, version }: Pick<CustomerPromise, 'id' | 'version'>): string =>
  `promise:${id}:${version}`;

/** How far the newest write is; a reminder writes nothing. */
export async function promiseCrmState(
  promise: CustomerPromise,
  { writeBacks }: Pick<Context['store'], 'writeBacks'>,
): Promise<WriteBackState | null> {
  const { version } = promise;
  for (let at = version; at > Math.max(0, version - LOOKED); at -= 1) {
    const state = await writeBacks.get(promiseCrmKey({ ...promise, version: at }));
    if (state) return state;
  }
  return null;
}

/** Written once more under a new key; a promise that somebody just changed is on its way anyway. */
export async function retryPromise(id: string, context: Context): Promise<CustomerPromise> {
  const promise = await thePromise(id, context);
  const next = { ...promise, version: promise.version + 1 };
  const state = await promiseCrmState(promise, context.store);
  if (state?.state !== 'failed') return promise;
  const outcome = await context.store.commit(
    [
      { kind: 'promise', promise: next },
      ...(await toCrm(next, context)),
      auditedPromise(next, 'retry', context),
    ],
    context.now,
  );
  return outcome === 'done' ? next : promise;
}

async function toCrm(promise: CustomerPromise, context: Context): Promise<Change[]> {
  const { id, customerId } = promise;
  const subject = { kind: 'task' as const, id };
  if (!isForCrm(promise) || !(await leavesHere(subject, context))) return [];
  const key = promiseCrmKey(promise);
  return [{ kind: 'write-back', writeBack: { key, customerId, by: context.person.id, subject } }];
}

export const auditedPromise = (promise: CustomerPromise, step: string, context: Context): Change =>
  auditLine(
    { action: 'promise', customer: promise.customerId, detail: { promise: promise.id, step } },
    context,
  );
