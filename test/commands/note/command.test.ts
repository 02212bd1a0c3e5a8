import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import { DIRECT, frontDoor, NOW, SALES } from '../front-door.ts';

describe('notes from what no honest client sends, and from many hands', () => {
  let door: Awaited<ReturnType<typeof frontDoor>>;
  let acme: CustomerId;
  beforeAll(async () => {
    door = await frontDoor();
    acme = (await door.store.customers.find('Acme Industries', 1))[0]!.customer.id;
  });
  afterAll(() => door.close());

  const notesOf = async (words: string) =>
    (await door.store.notes.of(acme, 100)).filter(({ body }) => body.includes(words));
  const entries = async (words: string) =>
    (
      await door.store.timeline.page(acme, {
        filter: { text: words },
        access: { fields: ['identity'], departments: ['sales'], managers: true, self: null },
        direction: 'older',
        cursor: null,
        limit: 20,
      })
    ).entries;
  const save = (name: string, id: string, body: string, more: object = {}) =>
    door.submits(
      name,
      'note.save',
      { id, customer: acme },
      { body, visibility: 'everyone', ...more },
    );

  test('one form sent ten times at once is one note, with one entry', async () => {
    const said = await Promise.all(
      Array.from({ length: 10 }, () => save('ana', 'form-1', 'ten times')),
    );
    expect(said.every(({ text }) => text.includes('Noted on Acme Industries'))).toBe(true);
    expect([(await notesOf('ten times')).length, (await entries('ten times')).length]).toEqual([
      1, 1,
    ]);
  });

  test('the same press ten times at once is one change', async () => {
    await save('ana', 'form-2', 'pressed often');
    await Promise.all(
      Array.from({ length: 10 }, () =>
        door.sends('ana', 'note.show-to', { note: 'form-2', visibility: 'department' }),
      ),
    );
    expect(await door.store.notes.get('form-2')).toMatchObject({
      version: 2,
      visibility: 'department',
      history: [{ visibility: 'everyone' }],
    });
    await Promise.all(
      Array.from({ length: 10 }, () => door.sends('ana', 'note.delete', { note: 'form-2' })),
    );
    expect([await door.store.notes.get('form-2'), await entries('pressed often')]).toMatchObject([
      { version: 3 },
      [],
    ]);
  });

  test('a pin and an edit at once are both kept', async () => {
    await save('ana', 'form-3', 'both');
    await Promise.all([
      door.sends('ana', 'note.pin', { note: 'form-3', on: true }),
      door.submits(
        'ana',
        'note.change',
        { note: 'form-3', whole: true },
        { body: 'both kept', visibility: 'everyone' },
      ),
    ]);
    expect(await door.store.notes.get('form-3')).toMatchObject({
      version: 3,
      pinned: true,
      body: 'both kept',
    });
    expect((await door.says('mia', 'customer acme industries')).text).toContain(
      'Pinned: “both kept” · Ana',
    );
  });

  test.each(['note.show-to', 'note.pin', 'note.delete', 'note.retry', 'note.show'])(
    'nobody learns or changes by %s what they may not see',
    async (action) => {
      await save('ana', `secret-${action}`, 'between us', { visibility: 'department' });
      const before = await door.store.notes.get(`secret-${action}`);
      const { text } = await door.sends('kim', action, {
        note: `secret-${action}`,
        visibility: 'everyone',
        on: true,
      });
      expect(text).toContain('was taken back or is not yours to see');
      expect(text).not.toContain('between us');
      expect(await door.store.notes.get(`secret-${action}`)).toEqual(before);
    },
  );

  test('a colleague who may read a note still cannot change it, and that is in the audit', async () => {
    await save('ana', 'form-4', 'hers');
    for (const action of ['note.delete', 'note.pin', 'note.show-to'])
      expect(
        (await door.sends('kim', action, { note: 'form-4', visibility: 'managers', on: true }))
          .text,
      ).toContain('Only its author can change a note');
    expect(
      (
        await door.submits(
          'kim',
          'note.change',
          { note: 'form-4', whole: true },
          { body: 'mine', visibility: 'everyone' },
        )
      ).text,
    ).toContain('Only its author');
    expect(await door.store.notes.get('form-4')).toMatchObject({ version: 1, body: 'hers' });
    expect((await door.store.audit.search({ limit: 1 }))[0]).toMatchObject({
      action: 'refused',
      detail: { note: 'form-4', why: 'not-yours' },
    });
  });

  test('an id of somebody else’s note in a form gives nothing away', async () => {
    await save('ana', 'form-5', 'only for sales', { visibility: 'department' });
    expect((await save('kim', 'form-5', 'guess')).text).not.toContain('only for sales');
  });

  test('somebody else’s draft is nobody’s', async () => {
    const ana = (await door.store.people.byEmail('ana@rapport.example'))!;
    await door.store.drafts.save({
      id: 'draft-1',
      person: ana.id,
      place: SALES,
      origin: {
        author: 'Dana',
        link: null,
        place: null,
        messages: [{ author: 'Dana', at: NOW, words: 'a private word' }],
        files: [],
      },
      at: NOW,
    });
    const { text } = await door.sends('kim', 'note.pick', { customer: acme, draft: 'draft-1' });
    expect(text).not.toContain('a private word');
    expect(await notesOf('a private word')).toEqual([]);
  });

  test('a form to answer that was opened before the note was taken back answers nothing', async () => {
    await save('kim', 'form-9', 'their ceo said so @tom');
    const tom = (await door.store.people.byEmail('tom@rapport.example'))!;
    const [mention] = await door.store.questions.list({ to: tom.id, answered: false, limit: 1 });
    await door.sends('kim', 'note.delete', { note: 'form-9' });
    expect(
      (
        await door.submits(
          'tom',
          'tell.answer',
          { mention: mention!.id },
          { words: 'that is what I heard' },
        )
      ).text,
    ).toContain('taken back');
    for (const press of ['tell.reply', 'tell.show', 'tell.on-it'])
      expect((await door.sends('tom', press, { mention: mention!.id })).text).not.toContain(
        'their ceo',
      );
    expect((await door.says('ana', 'timeline acme industries')).text).not.toMatch(
      /what I heard|I take it/,
    );
  });

  test('nonsense is refused with what to do', async () => {
    expect((await save('ana', 'form-6', '   ')).text).toContain('The note has no words yet');
    expect((await save('ana', 'form-7', 'x'.repeat(20_001))).text).toContain('at most 20,000');
    expect(
      (
        await door.submits(
          'ana',
          'note.save',
          { id: 'form-8', customer: 'no-such-customer' },
          { body: 'x', visibility: 'everyone' },
        )
      ).text,
    ).toContain('no longer here');
    expect(
      (await door.sends('ana', 'note.show-to', { note: 'form-1', visibility: 'the-world' })).text,
    ).toContain('older message');
    expect((await door.says('ana', 'note zzyzx: hello', DIRECT)).text).toContain(
      'I know no customer called “zzyzx”',
    );
  });

  test('in a customer’s room no name is needed, and a name that is typed wins', async () => {
    await door.store.rooms.save({
      place: SALES,
      customerId: acme,
      posted: null,
      content: null,
      openedAt: NOW,
    });
    expect((await door.says('ana', 'note they asked for seats', SALES)).text).toContain(
      'Noted on Acme Industries',
    );
    expect((await door.says('ana', 'note globex they asked, too', SALES)).text).toContain(
      'Noted on Globex',
    );
    await door.store.rooms.remove(SALES);
  });
});
