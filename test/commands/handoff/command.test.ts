import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toText } from '../../../cards/view/text.ts';
import type { View } from '../../../cards/view/view.ts';
import type { Handoff } from '../../../crm/handoff/handoff.ts';
import { frontDoor, NOW } from '../front-door.ts';

describe('what no honest client sends, and what happens at once', () => {
  let door: Awaited<ReturnType<typeof frontDoor>>;
  beforeAll(async () => {
    door = await frontDoor();
  });
  afterAll(() => door.close());

  const person = async (name: string) =>
    (await door.store.people.byEmail(`${name}@rapport.example`))!;
  const acme = async () => (await door.store.customers.find('acme industries', 1))[0]!.customer.id;
  const given = async (name: string): Promise<Handoff[]> =>
    door.store.handoffs.list({ given: (await person(name)).id, open: true, limit: 50 });
  async function offered(to: string, by = 'ana'): Promise<Handoff> {
    const id = randomUUID();
    await door.sends(by, 'handoff.offer', {
      id,
      customer: await acme(),
      to,
      reason: `For ${to}`,
      anyway: true,
    });
    return (await door.store.handoffs.get(id))!;
  }
  const told = async ({ id, version }: Handoff, what: string, name: string) => {
    const message = await door.store.messages.get(
      `handoff:${id}:${version}:${what}:${(await person(name)).id}`,
    );
    return message && toText(message.view as View);
  };

  test('a packet is written for its receiver’s eyes: no amounts, no entries of others’ departments', async () => {
    const acmeThere = (await door.store.customers.references(await acme())).find(
      ({ source }) => source === 'crm',
    )!.externalId;
    await door.store.records.save([
      {
        kind: 'entry',
        source: 'crm',
        externalId: 'secret-1',
        customer: acmeThere,
        at: new Date(NOW.getTime() - 60_000),
        department: 'sales',
        channel: 'note',
        direction: 'internal',
        entryKind: 'note',
        title: 'They want to leave',
        body: null,
        person: null,
        contact: null,
        money: null,
        link: null,
        visibility: 'department',
        record: null,
      },
      {
        kind: 'entry',
        source: 'crm',
        externalId: 'worth-1',
        customer: acmeThere,
        at: new Date(NOW.getTime() - 30_000),
        department: 'sales',
        channel: 'system',
        direction: 'internal',
        entryKind: 'deal',
        title: 'Renewal proposed',
        body: null,
        person: null,
        contact: null,
        money: { amount: 4_800_000, currency: 'EUR' },
        link: null,
        visibility: 'everyone',
        record: null,
      },
    ]);
    const [toKim, toTom] = [
      await offered('kim@rapport.example'),
      await offered('tom@rapport.example'),
    ];
    const [kim, tom] = [
      (await told(toKim, 'packet', 'kim'))!,
      (await told(toTom, 'packet', 'tom'))!,
    ];
    // The same two entries are there for a colleague in sales, so what Kim lacks was taken out.
    expect(tom).toContain('They want to leave');
    expect(tom).toMatch(/Renewal proposed · €48,000/);
    expect(kim).not.toContain('They want to leave');
    expect(kim).toContain('Renewal proposed');
    expect(kim).not.toMatch(/€\s?\d/);
  });

  test('pressed ten times at once it is one handoff, one entry and one message', async () => {
    const id = randomUUID();
    const data = { id, customer: await acme(), to: 'ben', reason: 'Ten times' };
    const texts = (
      await Promise.all(Array.from({ length: 10 }, () => door.sends('ana', 'handoff.offer', data)))
    ).map(({ text }) => text);
    expect(new Set(texts).size).toBe(1);
    expect((await given('ana')).filter(({ reason }) => reason === 'Ten times')).toHaveLength(1);
    expect(
      (await door.says('ana', 'timeline acme industries "Ten times"')).text.match(
        /hands over to Ben: Ten times/g,
      ),
    ).toHaveLength(1);
  });

  test('accepted by all of a department at once, by each several times: one has it, everybody else is told who', async () => {
    const handoff = await offered('support', 'tom');
    const pressing = ['paul', 'mia', 'kim', 'aisha'].flatMap((name) => [name, name, name]);
    const texts = await Promise.all(
      pressing.map(
        async (name) =>
          [name, (await door.sends(name, 'handoff.accept', { handoff: handoff.id })).text] as const,
      ),
    );
    const after = (await door.store.handoffs.get(handoff.id))!;
    expect(after).toMatchObject({ state: 'accepted', version: 2 });
    const holder = (await door.store.people.get(after.holder!))!.name.split(' ')[0]!;
    for (const [name, text] of texts)
      expect(text).toMatch(
        name === holder.toLowerCase()
          ? /is yours|accepted Acme Industries already/
          : new RegExp(`${holder} has Acme Industries already`),
      );
    expect(await told(after, 'news', 'tom')).toContain(`${holder} accepted Acme Industries`);
  });

  test.each([
    ['accept', 'kim', 'not yours'],
    ['withdraw', 'ben', 'not yours'],
    ['take', 'kim', 'not yours'],
    ['done', 'ben', 'has to be accepted first'],
    ['answer', 'ana', 'Nobody asked'],
    ['decline', 'ben', 'That was empty'],
  ])('%s by %s: %s', async (step, by, says) => {
    const handoff = await offered('ben');
    expect((await door.sends(by, `handoff.${step}`, { handoff: handoff.id })).text).toContain(says);
    expect(await door.store.handoffs.get(handoff.id)).toEqual(handoff);
    const [refused] = await door.store.audit.search({ limit: 1 });
    expect(refused).toMatchObject({ action: 'refused', detail: { handoff: handoff.id } });
  });

  test.each([
    [{ to: 'ana', reason: 'x' }, 'That would be you'],
    [{ to: 'zzyzx', reason: 'x' }, 'I know no department, colleague or rotation called “zzyzx”'],
    [{ to: 'ben', reason: '' }, 'Why do you hand them over?'],
    [{ to: 'ben', reason: 'x', by: 'soonish' }, 'I could not read “soonish”'],
    [{ to: 'ben', reason: 'x', by: '1 nov 2020' }, '“1 nov 2020” has passed'],
  ])('%j is answered with what to do', async (data, says) => {
    const before = (await given('ana')).length;
    expect(
      (
        await door.sends('ana', 'handoff.offer', {
          id: randomUUID(),
          customer: await acme(),
          ...data,
        })
      ).text,
    ).toContain(says);
    expect(await given('ana')).toHaveLength(before);
  });

  test('a customer that several are called keeps the words while one is chosen', async () => {
    const offeredFor = await door.says(
      'ana',
      'handoff acme @ben "moving to Berlin" "SSO" by friday',
    );
    const choices = offeredFor.view.blocks.flatMap((block) =>
      block.kind === 'choices' ? block.choices : [],
    );
    const retail = choices.find(({ title }) => title === 'Acme Retail')!.button;
    if (retail.kind !== 'press') throw new Error('a link');
    expect((await door.sends('ana', retail.action, retail.data)).text).toMatch(
      /Acme Retail waits for Ben[\s\S]*moving to Berlin[\s\S]*SSO/,
    );
  });

  test('whoever no longer works here: their department gets it, and it is said', async () => {
    await door.store.records.save([
      {
        kind: 'person',
        source: 'crm',
        externalId: 'user-left',
        name: 'Olga Left',
        email: 'olga@rapport.example',
        title: null,
        department: 'success',
        role: 'member',
        zone: 'Europe/Berlin',
        locale: 'en-GB',
        active: false,
      },
    ]);
    expect(
      (await door.says('ana', 'handoff acme industries @olga "asked for her"')).text,
    ).toContain('Olga no longer works here; I asked Success.');
  });

  test('the checklist is ticked by nobody but who gave it and who holds it, and by both at once without undoing', async () => {
    const handoff = await offered('ben', 'ana');
    const list = handoff.checklist.map(({ item }) => item);
    expect(list).toEqual(['what-was-sold', 'technical-contact', 'promises']);
    const [first, , last] = list as [string, string, string];
    const ticks = (name: string, there: readonly string[]) =>
      door.submits(name, 'handoff.tick', { handoff: handoff.id, was: [] }, { there });
    expect((await ticks('kim', [first])).text).toContain('not yours to decide');
    expect((await ticks('ana', ['nonsense'])).text).toContain('Nothing changed on the checklist');
    await Promise.all([ticks('ana', [first]), ticks('ben', [last])]);
    const after = (await door.store.handoffs.get(handoff.id))!;
    expect(after.version).toBe(3);
    expect(after.checklist.filter(({ item }) => item === first || item === last)).toEqual([
      { item: first, done: true, by: (await person('ana')).id, at: NOW },
      { item: last, done: true, by: (await person('ben')).id, at: NOW },
    ]);
  });

  test('two at once in turn: each gets another', async () => {
    await door.says('ingrid', 'rotation pair @kim @mia');
    await Promise.all(
      ['tom', 'ana'].map(async (name) =>
        door.sends(name, 'handoff.offer', {
          id: randomUUID(),
          customer: await acme(),
          to: 'pair',
          reason: 'In turn',
        }),
      ),
    );
    const holders = [...(await given('tom')), ...(await given('ana'))]
      .filter(({ reason }) => reason === 'In turn')
      .map(({ holder }) => holder);
    expect(new Set(holders)).toEqual(new Set([(await person('kim')).id, (await person('mia')).id]));
  });

  test('back earlier than said, what is handed over comes again', async () => {
    await door.says('sofia', 'away until 4 dec');
    expect(
      (await door.says('tom', 'handoff acme industries @sofia "asked for her"')).text,
    ).toContain('I asked Success.');
    expect((await door.says('sofia', 'away until 8 dec cover @ben')).text).toContain(
      'Ben gets what is handed to you',
    );
    expect(
      (await door.says('tom', 'handoff acme industries @sofia "asked for her"')).text,
    ).toContain('I asked Ben.');
    expect((await door.says('sofia', 'away over')).text).toContain('You are back');
    expect(
      (await door.says('tom', 'handoff acme industries @sofia "asked for her"')).text,
    ).toContain('waits for Sofia');
    expect((await door.says('sofia', 'away until whenever')).text).toContain(
      'Until when are you away?',
    );
  });

  test('no time runs on a holiday of the receiver’s office, and only administrators set them', async () => {
    expect((await door.says('ana', 'holidays Europe/Berlin 25 nov')).text).toContain(
      'administrator',
    );
    expect((await offered('mia')).dueAt.toISOString()).toBe('2026-11-25T10:14:00.000Z');
    expect((await door.says('lea', 'holidays Europe/Berlin 25 nov, 26 nov')).text).toMatch(
      /Holidays in Europe\/Berlin[\s\S]*25 Nov[\s\S]*26 Nov/,
    );
    expect((await offered('mia')).dueAt.toISOString()).toBe('2026-11-27T10:14:00.000Z');
    await door.says('lea', 'holidays Europe/Berlin not 25 nov, 26 nov');
    expect((await offered('mia')).dueAt.toISOString()).toBe('2026-11-25T10:14:00.000Z');
  });
});
