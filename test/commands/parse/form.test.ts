import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frontDoor } from '../front-door.ts';

describe('a form that was sent', () => {
  let door: Awaited<ReturnType<typeof frontDoor>>;
  beforeAll(async () => {
    door = await frontDoor();
    const [acme] = await door.store.customers.find('acme industries', 1);
    const ben = await door.store.people.byEmail('ben@rapport.example');
    await door.sends('ana', 'task.chosen', {
      id: 'form-task',
      customer: acme!.customer.id,
      what: 'count the forms',
      holder: ben!.id,
      due: null,
    });
  });
  afterAll(() => door.close());
  const dates = (task: string, due: string) => door.submits('ben', 'task.date', { task }, { due });

  test('comes again with what was typed, where other words would do', async () => {
    const { form, text } = await dates('form-task', 'when it rains');
    expect(form?.submit.action).toBe('task.date');
    expect(text).toContain('when it rains');
  });
  test('does not come again where no words would do', async () => {
    const { form, text } = await dates('no-such-task', 'when it rains');
    expect(form).toBeNull();
    expect(text).not.toContain('when it rains');
  });
});

/** Problems that no form can mend: the thing is somebody else's, gone, decided, or not for the asker. */
const ENDS = [
  'not-yours',
  'not-accepted',
  'nothing-asked',
  'department-decides',
  'reminded',
  'stale',
  'handoff-gone',
  'win-gone',
  'task-gone',
  'task-busy',
  'note-gone',
  'draft-gone',
  'mention-gone',
  'managers-only',
  'administrators-only',
  'known-account',
];

/** A call to its closing bracket, with up to three pairs of brackets inside each other. */
const CALL = /new Problem(\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\))/g;

test('every problem that no form can mend says so where it is made', () => {
  const made = globSync('{bot,cards,commands,crm,jobs}/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CALL)].map(([call]) => ({ file, call })),
  );
  expect(made.length).toBeGreaterThan(60);
  const ending = made.filter(({ call }) => ENDS.some((code) => call.includes(`'${code}'`)));
  expect(ending.length).toBeGreaterThan(20);
  expect(ending.filter(({ call }) => !call.includes('reopens: false'))).toEqual([]);
});
