import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import { workingTimeOf } from '../../../crm/task/working-time.ts';
import { DIRECT, frontDoor } from '../front-door.ts';

// Dishonest clients: they press old, repeated and borrowed buttons of tasks and questions.
let door: Awaited<ReturnType<typeof frontDoor>>;
let acme: CustomerId;
const idOf = async (name: string) =>
  (await door.store.people.byEmail(`${name}@rapport.example`))!.id;

beforeAll(async () => {
  door = await frontDoor();
  acme = (await door.store.customers.find('acme industries', 1))[0]!.customer.id;
});
afterAll(() => door.close());

test('nobody is reminded on their office’s days off, unless they set days of their own', async () => {
  const ben = (await door.store.people.byEmail('ben@rapport.example'))!;
  const saturday = new Date('2026-11-28T10:00:00Z');
  const works = async () => (await workingTimeOf(ben, 'Europe/Berlin', door.store, saturday)).works;
  expect(await works()).toBe(false);
  const preference = await door.store.notificationPreferences.get(ben.id);
  await door.store.notificationPreferences.save(ben.id, { ...preference, daysOff: [1] });
  expect(await works()).toBe(true);
  await door.store.notificationPreferences.save(ben.id, preference);
});

describe('a task', () => {
  const made = async (what: string) =>
    (await door.store.tasks.list({ holder: await idOf('ben'), open: true, limit: 50 })).filter(
      (task) => task.what === what,
    );

  test('is made once however often its button is pressed', async () => {
    const data = {
      id: 'pressed-often',
      customer: acme,
      what: 'send the slides',
      holder: await idOf('ben'),
      due: null,
    };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => door.sends('ana', 'task.chosen', data)),
    );
    expect(await made('send the slides')).toHaveLength(1);
    for (const { text } of replies) expect(text).toContain('Acme Industries: send the slides');
  });
  test('without a CRM says that it is saved here, and that once', async () => {
    const { text } = await door.says(
      'ana',
      'task acme industries @ben "count the crates" by friday',
    );
    expect(text).toMatch(/Acme Industries: count the crates[\s\S]*Saved here; no CRM is connected/);
    const [task] = await made('count the crates');
    expect((await door.sends('ben', 'task.show', { task: task!.id })).text).not.toContain(
      'no CRM is connected',
    );
  });
  test('is not made in the place of somebody else’s', async () => {
    const { text } = await door.sends('kim', 'task.chosen', {
      id: 'pressed-often',
      customer: acme,
      what: 'something else',
      holder: await idOf('ben'),
      due: null,
    });
    expect(text).toContain('send the slides');
    expect(await made('something else')).toEqual([]);
  });
  test.each(['task.done', 'task.drop', 'task.reopen'])(
    'is not changed by somebody else with %s, and that is on record',
    async (action) => {
      expect((await door.sends('kim', action, { task: 'pressed-often' })).text).toContain(
        'Only who holds the task and who gave it',
      );
      const [event] = await door.store.audit
        .search({ limit: 2 })
        .then((events) => events.filter((one) => one.action === 'refused'));
      expect(event).toMatchObject({ person: await idOf('kim'), detail: { why: 'not-yours' } });
      expect(JSON.stringify(event)).not.toContain('slides');
    },
  );
  test('is for nobody who left, for no customer that is not there, and at no time that has passed', async () => {
    const data = { id: 'never', customer: acme, what: 'x', holder: 'nobody', due: null };
    expect((await door.sends('ana', 'task.chosen', data)).text).toContain('I know no colleague');
    expect(
      (
        await door.sends('ana', 'task.chosen', {
          ...data,
          customer: 'nobody',
          holder: await idOf('ben'),
        })
      ).text,
    ).toContain('no longer here');
    expect((await door.says('ana', 'task acme industries @ben x by yesterday')).text).toContain(
      'has passed',
    );
    expect(await door.store.tasks.get('never')).toBeNull();
  });
  test('for somebody who is away is said to be', async () => {
    const day = 86_400_000;
    await door.store.absences.save({
      person: await idOf('sofia'),
      from: new Date(door.clock.now.getTime() - day),
      until: new Date(door.clock.now.getTime() + 5 * day),
      cover: null,
    });
    expect((await door.says('ana', 'task acme industries @sofia check the seats')).text).toContain(
      'Sofia is away until 29 Nov',
    );
  });
  test.each([
    ['task.done', { task: 'no-such' }],
    ['task.show', { task: 'no-such' }],
  ])('that is gone says so: %s', async (action, data) =>
    expect((await door.sends('ana', action, data)).text).toContain('no longer here'),
  );
  test.each([
    ['task.snooze', { task: 'pressed-often', how: 'forever' }],
    ['task.chosen', { customer: 7 }],
    ['work.act', { does: 'customer.follow', id: 'x', from: 'home' }],
  ])('%s with what was never ours is an old button', async (action, data) =>
    expect((await door.sends('ana', action, data)).text).toContain('from an older message'),
  );
});

describe('a task for somebody who is away', () => {
  test('is not proposed to who gives it, and is given to nobody whom a client makes up', async () => {
    await door.says('ben', 'away until 4 dec cover @ana');
    const { text } = await door.says('ana', 'task acme industries @ben "send the minutes"');
    expect(text).toContain('Ben is away until 4 Dec');
    expect(text).not.toContain('Give it to Ana');
    const [made] = (
      await door.store.tasks.list({ holder: await idOf('ben'), open: true, limit: 20 })
    ).filter(({ what }) => what === 'send the minutes');
    expect((await door.sends('ana', 'task.give', { task: made!.id, to: 'nobody' })).text).toContain(
      'I know no colleague',
    );
    expect(
      (await door.sends('kim', 'task.give', { task: made!.id, to: await idOf('kim') })).text,
    ).toContain('Only who holds the task');
    expect(await door.store.tasks.get(made!.id)).toMatchObject({
      holder: await idOf('ben'),
      version: 1,
    });
    await door.says('ben', 'away over');
  });
});

describe('a question', () => {
  test('is asked once however often its button is pressed', async () => {
    const data = {
      id: 'asked-often',
      customer: acme,
      who: 'support',
      words: 'is the export fixed?',
    };
    for (let i = 0; i < 3; i += 1)
      expect((await door.sends('ana', 'tell.chosen', data)).text).toContain('Asked Support');
    const asked = await door.store.questions.list({
      to: await idOf('kim'),
      answered: false,
      limit: 20,
    });
    expect(asked.filter(({ words }) => words === data.words)).toHaveLength(1);
  });
  test('is answered by nobody but who was asked', async () => {
    const [mention] = await door.store.questions.list({
      to: await idOf('kim'),
      answered: false,
      limit: 20,
    });
    for (const action of ['tell.on-it', 'tell.show', 'tell.reply'])
      expect((await door.sends('tom', action, { mention: mention!.id })).text).toContain(
        'put to somebody else',
      );
    expect(await door.store.questions.get(mention!.id)).toMatchObject({ answer: null, version: 1 });
  });
  test('answered by all of a department at once keeps every answer', async () => {
    const mentions = await Promise.all(
      ['kim', 'mia', 'aisha', 'paul'].map(async (name) => ({
        name,
        mention: (
          await door.store.questions.list({ to: await idOf(name), answered: false, limit: 20 })
        )[0]!,
      })),
    );
    await Promise.all(
      mentions.map(({ name, mention }) =>
        door.submits(name, 'tell.answer', { mention: mention.id }, { words: `so says ${name}` }),
      ),
    );
    const answers = await Promise.all(
      mentions.map(({ mention }) => door.store.questions.get(mention.id)),
    );
    expect(answers.map((one) => one?.answer)).toEqual([
      'so says kim',
      'so says mia',
      'so says aisha',
      'so says paul',
    ]);
  });
  test('taken by all of a department at once is taken by one, and the others are told by whom', async () => {
    await door.sends('ana', 'tell.chosen', {
      id: 'taken-once',
      customer: acme,
      who: 'support',
      words: 'who calls them?',
    });
    const pressing = ['kim', 'mia', 'aisha', 'paul'].flatMap((name) => [name, name]);
    const texts = await Promise.all(
      pressing.map(
        async (name) => (await door.sends(name, 'tell.on-it', { mention: 'taken-once' })).text,
      ),
    );
    const mentions = await Promise.all(
      [0, 1, 2, 3].map((i) => door.store.questions.get(`taken-once.${i}`)),
    );
    const taken = mentions.filter((mention) => mention?.answer?.startsWith('I take it.'));
    expect(taken).toHaveLength(1);
    const who = (await door.store.people.get(taken[0]!.to))!.name.split(' ')[0]!;
    for (const text of texts) expect(text).toContain(`${who} answered`);
  });
  test('tells its receiver no more than they may see', async () => {
    await door.says('ana', 'tell @kim acme industries "worth a call?"', DIRECT);
    const [mention] = await door.store.questions.list({
      to: await idOf('kim'),
      answered: false,
      limit: 1,
    });
    const message = await door.store.messages.get(`mention:${mention!.id}`);
    expect(JSON.stringify(message?.view)).toContain('urgent tickets');
    expect(JSON.stringify(message?.view)).not.toMatch(/€|48,000|Invoice/);
  });
});
