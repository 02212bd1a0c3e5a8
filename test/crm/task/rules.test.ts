import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whenWords } from '../../../commands/parse/instant.ts';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { PersonId } from '../../../crm/person/person.ts';
import {
  isDue,
  isLate,
  isSnoozed,
  remindTask,
  stepTask,
  type TaskStep,
} from '../../../crm/task/rules.ts';
import type { Task } from '../../../crm/task/task.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const HOUR = 3_600_000;
const [ANA, BEN, KIM] = ['ana', 'ben', 'kim'].map((id) => PersonId.parse(id)) as [
  PersonId,
  PersonId,
  PersonId,
];
const PEOPLE = [ANA, BEN, KIM];
const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);

const taskOf = (change: Partial<Task> = {}): Task => ({
  id: 't1',
  customerId: CustomerId.parse('acme'),
  version: 1,
  createdAt: NOW,
  what: 'Send the offer',
  holder: BEN,
  createdBy: ANA,
  dueAt: at(2),
  snoozedUntil: null,
  state: 'open',
  doneAt: null,
  reminders: 0,
  origin: null,
  ...change,
});

describe('a task', () => {
  test('is nobody else’s to change', () => {
    for (const kind of ['done', 'drop', 'reopen'] as const)
      expect(stepTask(taskOf(), { kind }, { by: KIM, now: NOW })).toEqual({
        kind: 'refused',
        why: 'not-yours',
      });
  });
  test('is put off by its holder alone, and to a time to come', () => {
    expect(stepTask(taskOf(), { kind: 'snooze', until: at(1) }, { by: ANA, now: NOW })).toEqual({
      kind: 'refused',
      why: 'holder-only',
    });
    expect(stepTask(taskOf(), { kind: 'snooze', until: NOW }, { by: BEN, now: NOW })).toEqual({
      kind: 'refused',
      why: 'past',
    });
    expect(
      stepTask(taskOf(), { kind: 'snooze', until: at(1) }, { by: BEN, now: NOW }),
    ).toMatchObject({ kind: 'changed', task: { snoozedUntil: at(1) } });
  });
  test('that was put off comes back then, also where it has no date or a later one', () => {
    for (const dueAt of [null, at(50)]) {
      const task = taskOf({ dueAt, snoozedUntil: at(1) });
      expect([isDue(task, at(0.9)), isDue(task, at(1))]).toEqual([false, true]);
    }
  });
  test('passed on no longer concerns who held it', () => {
    const passed = stepTask(taskOf(), { kind: 'reassign', to: KIM }, { by: BEN, now: NOW });
    expect(passed).toMatchObject({ kind: 'changed', task: { holder: KIM, createdBy: ANA } });
    if (passed.kind === 'changed')
      expect(stepTask(passed.task, { kind: 'done' }, { by: BEN, now: NOW })).toEqual({
        kind: 'refused',
        why: 'not-yours',
      });
  });
  test('is told once when due and then once a working day, outside of which nothing is said', () => {
    const due = taskOf({ dueAt: at(-1) });
    const nextDay = at(20);
    expect(remindTask(due, NOW, { works: false, nextDay })).toBeNull();
    const told = remindTask(due, NOW, { works: true, nextDay });
    expect(told).toMatchObject({ reminders: 1, snoozedUntil: nextDay, version: 2 });
    expect(remindTask(told!, at(19), { works: true, nextDay })).toBeNull();
    expect(remindTask(told!, nextDay, { works: true, nextDay: at(44) })).toMatchObject({
      reminders: 2,
    });
    expect(isSnoozed(told!, NOW)).toBe(false);
  });
});

test.each([
  ['done twice', { state: 'done' }, { kind: 'done' }, 'already-done'],
  ['done after it was dropped', { state: 'dropped' }, { kind: 'done' }, 'closed'],
  ['dropped after it was done', { state: 'done' }, { kind: 'drop' }, 'closed'],
  ['put off after it was done', { state: 'done' }, { kind: 'snooze', until: at(1) }, 'closed'],
  ['opened while it is open', {}, { kind: 'reopen' }, 'already-open'],
  ['given to who has it', {}, { kind: 'reassign', to: BEN }, 'already-theirs'],
  ['due just now', {}, { kind: 'date', at: NOW }, 'past'],
] as const)('a task %s: they hear why not', (_, change, step, why) =>
  expect(stepTask(taskOf(change), step, { by: BEN, now: NOW })).toEqual({ kind: 'refused', why }),
);

/** Is its time there, is it late, did its holder put it off. */
test.each([
  ['has no date', { dueAt: null }, [false, false, false]],
  ['is due in an hour', { dueAt: at(1) }, [false, false, false]],
  ['is due now', { dueAt: NOW }, [true, false, false]],
  ['was due an hour ago', { dueAt: at(-1) }, [true, true, false]],
  ['was due, and is done', { dueAt: at(-1), state: 'done' }, [false, false, false]],
  ['was due, and is put off', { dueAt: at(-1), snoozedUntil: at(1) }, [false, true, true]],
  ['is put off until now', { dueAt: null, snoozedUntil: NOW }, [true, false, false]],
  ['was told of', { dueAt: at(-1), snoozedUntil: at(1), reminders: 1 }, [false, true, false]],
] as const)('a task that %s', (_, change, expected) => {
  const task = taskOf(change);
  expect([isDue(task, NOW), isLate(task, NOW), isSnoozed(task, NOW)]).toEqual(expected);
});

/** An independent model of the task's rules: who may take a step, from which state, to which. */
interface Model {
  state: Task['state'];
  holder: PersonId;
  version: number;
  asleep: Date | null;
  dueAt: Date | null;
}
const FROM: Record<TaskStep['kind'], Task['state'][]> = {
  done: ['open'],
  drop: ['open'],
  snooze: ['open'],
  reassign: ['open'],
  date: ['open'],
  reopen: ['done', 'dropped'],
};
const TO: Record<TaskStep['kind'], Task['state']> = {
  done: 'done',
  drop: 'dropped',
  snooze: 'open',
  reassign: 'open',
  date: 'open',
  reopen: 'open',
};

function makesSense(model: Model, step: TaskStep, now: Date): boolean {
  switch (step.kind) {
    case 'snooze':
      return step.until > now;
    case 'date':
      return step.at > now;
    case 'reassign':
      return step.to !== model.holder;
    default:
      return true;
  }
}

function expected(model: Model, step: TaskStep, by: PersonId, now: Date): Model | null {
  const may = step.kind === 'snooze' ? by === model.holder : by === model.holder || by === ANA;
  if (!may || !makesSense(model, step, now) || !FROM[step.kind].includes(model.state)) return null;
  return {
    state: TO[step.kind],
    holder: step.kind === 'reassign' ? step.to : model.holder,
    version: model.version + 1,
    asleep: step.kind === 'snooze' ? step.until : null,
    dueAt: step.kind === 'date' ? step.at : model.dueAt,
  };
}

const person = fc.constantFrom(...PEOPLE);
const hour = fc.integer({ min: -30, max: 60 }).map(at);
const anyStep: fc.Arbitrary<TaskStep> = fc.oneof(
  fc.constantFrom<TaskStep>({ kind: 'done' }, { kind: 'drop' }, { kind: 'reopen' }),
  hour.map((until): TaskStep => ({ kind: 'snooze', until })),
  person.map((to): TaskStep => ({ kind: 'reassign', to })),
  hour.map((when): TaskStep => ({ kind: 'date', at: when })),
);
type Happens = { kind: 'step'; step: TaskStep; by: PersonId } | { kind: 'tick'; works: boolean };
const happens: fc.Arbitrary<Happens> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('step' as const), step: anyStep, by: person }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const), works: fc.boolean() }) },
);

test('whatever happens to it, a task is what the model says', () => {
  fc.assert(
    fc.property(
      fc.option(hour, { nil: null }),
      fc.array(fc.tuple(happens, fc.integer({ min: 0, max: 12 })), { maxLength: 40 }),
      (dueAt, story) => {
        let task = taskOf({ dueAt });
        let model: Model = { state: 'open', holder: BEN, version: 1, asleep: null, dueAt };
        let hours = 0;
        for (const [what, later] of story) {
          hours += later;
          const now = at(hours);
          const before = structuredClone(task);
          if (what.kind === 'tick') {
            const time = model.asleep ?? model.dueAt;
            const nextDay = at(hours + 24);
            const told = remindTask(task, now, { works: what.works, nextDay });
            expect(told !== null).toBe(
              what.works && model.state === 'open' && time !== null && time <= now,
            );
            if (told)
              [task, model] = [told, { ...model, version: model.version + 1, asleep: nextDay }];
          } else {
            const outcome = stepTask(task, what.step, { by: what.by, now });
            const next = expected(model, what.step, what.by, now);
            expect(outcome.kind === 'changed').toBe(next !== null);
            if (outcome.kind === 'changed' && next) [task, model] = [outcome.task, next];
            else expect(task).toEqual(before);
            if (outcome.kind === 'changed' && what.step.kind === 'done')
              expect(task.doneAt).toEqual(now);
          }
          expect(task).toMatchObject({
            state: model.state,
            holder: model.holder,
            version: model.version,
            snoozedUntil: model.asleep,
            createdBy: ANA,
            dueAt: model.dueAt,
            what: 'Send the offer',
          });
          expect(task.doneAt !== null).toBe(task.state === 'done');
        }
      },
    ),
    { numRuns: 300 },
  );
});

describe('a time as people say it', () => {
  const on = (words: string, zone: string, now = NOW) =>
    whenWords(words, { now, zone, locale: 'en-DE' })?.at.toISOString() ?? null;
  test.each([
    ['friday 3pm', 'Europe/Berlin', '2026-11-27T14:00:00.000Z'],
    ['friday 3pm', 'America/New_York', '2026-11-27T20:00:00.000Z'],
    ['friday 3pm', 'Asia/Tokyo', '2026-11-27T06:00:00.000Z'],
    ['friday', 'Europe/Berlin', '2026-11-27T16:00:00.000Z'],
    ['tomorrow', 'Asia/Tokyo', '2026-11-25T08:00:00.000Z'],
    ['in 2 hours', 'Europe/Berlin', '2026-11-24T12:00:00.000Z'],
    ['monday morning', 'Europe/Berlin', '2026-11-30T08:00:00.000Z'],
    ['eod', 'Europe/Berlin', '2026-11-24T16:00:00.000Z'],
    // Past already today, so the next one is meant.
    ['9am', 'Europe/Berlin', '2026-11-25T08:00:00.000Z'],
    ['tuesday 9am', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    ['today', 'Asia/Tokyo', '2026-11-24T14:59:00.000Z'],
    // The clock there changes in between.
    ['30 march 2027 9am', 'Europe/Berlin', '2027-03-30T07:00:00.000Z'],
    ['12 dec', 'Europe/Berlin', '2026-12-12T16:00:00.000Z'],
  ])('%s in %s', (words, zone, meant) => expect(on(words, zone)).toBe(meant));
  test.each(['', 'step by step', 'friday about the renewal', 'fridya'])('%j is no time', (words) =>
    expect(on(words, 'Europe/Berlin')).toBeNull(),
  );
  test('"in 3 hours" is not moved by a clock that changes in between', () => {
    expect(on('in 3 hours', 'Europe/Berlin', new Date('2026-10-25T00:00:00Z'))).toBe(
      '2026-10-25T03:00:00.000Z',
    );
  });
});
