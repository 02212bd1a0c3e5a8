import { newsOfPromise } from '../../cards/promise/messages.ts';
import { type Strings, stringsFor } from '../../cards/strings.ts';
import { day, dayOf, type Reader, weekdayAndDay } from '../../cards/view/format.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import { promiseEntry } from '../../crm/promise/entry.ts';
import { promiseHours } from '../../crm/promise/hours.ts';
import { type PromiseReceiver, promiseReceivers } from '../../crm/promise/people.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import { lookAtPromise, type PromiseNews } from '../../crm/promise/rules.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import type { Change } from '../../crm/store/change.ts';
import { workingTimeOf } from '../../crm/task/working-time.ts';
import { dayIn, daysBetween } from '../../crm/time/day.ts';
import { DAY } from '../../crm/time/durations.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { clockDid, eachOf } from '../scheduled.ts';

const AT_ONCE = 1000;

/** Reminds of promises before their day, puts on record that one was not kept, and tells others of late ones. */
export const remindPromises = defineJob({
  kind: clockJob('remind-promises'),
  cron: '*/5 * * * *',
  async run(_, context) {
    await eachOf(await context.store.promises.due(context.now(), AT_ONCE), (promise) =>
      lookAfter(promise, context),
    );
  },
});

/** Another copy of the bot, or a colleague, may be faster: then the commit is stale and there is nothing left to do. */
async function lookAfter(promise: CustomerPromise, context: JobContext): Promise<void> {
  const { store, reader, readerOf } = context;
  const now = context.now();
  const by = await store.people.get(promise.by);
  const { zone } = by ? readerOf(by) : reader();
  const days = await promiseHours({ id: promise.by }, { zone, dueOn: promise.dueOn, now }, store);
  // Away is no day off here: somebody else hears of it instead.
  const hours =
    by && (await workingTimeOf(by, zone, { ...store, absences: nobodyAway(store) }, now));
  const looked = lookAtPromise(promise, {
    now,
    today: dayIn(now, zone),
    hours: days,
    works: hours?.works ?? true,
    nextDay: hours?.nextDay ?? new Date(now.getTime() + DAY),
  });
  if (!looked) return;
  const isOnRecord = promise.level < 0 && looked.promise.level >= 0;
  const receivers = await promiseReceivers(looked.promise, looked.news, store, now);
  const messages = await Promise.all(
    receivers.map((one) => messageTo(one, looked, by?.name ?? '–', context)),
  );
  await store.commit(
    [
      { kind: 'promise', promise: looked.promise },
      ...(isOnRecord ? broken(looked.promise, by?.name ?? '–', context) : []),
      ...messages,
      clockDid(
        'promise',
        promise.customerId,
        {
          promise: promise.id,
          step: isOnRecord ? 'broken' : 'reminded',
          told: receivers.length,
        },
        now,
      ),
    ],
    now,
  );
}

const nobodyAway = ({ absences }: JobContext['store']): JobContext['store']['absences'] => ({
  ...absences,
  get: async () => null,
});

/** On the timeline, where everybody who may know of the promise reads it. */
function broken(promise: CustomerPromise, by: string, { now, reader }: JobContext): Change[] {
  const { entry: strings } = stringsFor(reader()).promise;
  return [
    promiseEntry(promise, {
      step: 'broken',
      title: (what) => strings.broken(firstName(by), what),
      body: promise.dueOn && strings.due(day(promise.dueOn, reader())),
      by: { id: null, department: promise.department },
      now: now(),
    }),
    refreshSentMessages({ kind: 'promise', id: promise.id }, promise.version, null),
  ];
}

async function messageTo(
  { person, role }: PromiseReceiver,
  { promise, news }: { promise: CustomerPromise; news: PromiseNews },
  by: string,
  { store, readerOf }: JobContext,
): Promise<Change> {
  const reader = readerOf(person);
  const { promise: strings } = stringsFor(reader);
  const name = firstName(by);
  const late = news === 'manager' || news === 'leader' || (news === 'broken' && role !== 'yours');
  const summary = await summarizePromise(promise, { person, access: accessOf(person) }, store);
  const dueOn = promise.dueOn ?? dayOf(reader.now, reader);
  const isTomorrow = daysBetween(dayOf(reader.now, reader), dueOn) === 1;
  const dueDay = isTomorrow ? strings.tomorrow : weekdayAndDay(dueOn, reader);
  const own = ownWords(news, dueDay, strings);
  return newsOfPromise(summary, {
    to: person.id,
    role: late ? 'late' : 'reminder',
    line: (title) => (late ? strings.line.late(name, title) : own.line(title)),
    said: late ? strings.news.late(name) : own.news,
    why: whyWords({ role, promise }, reader),
    pressing: true,
    reader,
  });
}

/** To who promised it, by themselves. */
function ownWords(
  news: PromiseNews,
  dueDay: string,
  { line, news: words }: Strings['promise'],
): { line: (title: string) => string; news: string } {
  if (news === 'soon')
    return { line: (title) => line.soon(dueDay, title), news: words.soon(dueDay) };
  const kind = news === 'today' ? 'today' : 'broken';
  return { line: line[kind], news: words[kind] };
}

function whyWords(
  { role, promise }: { role: PromiseReceiver['role']; promise: CustomerPromise },
  reader: Reader,
): string {
  const all = stringsFor(reader);
  const { why } = all.promise;
  return role === 'manager' ? why.manager(departmentName(promise.department, all)) : why[role];
}
