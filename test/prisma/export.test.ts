import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportInto } from '../../bot/export.ts';
import { csvOf } from '../../prisma/export/csv.ts';
import { frontDoor, NOW, SALES } from '../commands/front-door.ts';
import { idOf } from './people-of-acme.ts';

let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
});
afterAll(() => door.close());

test('a cell that a spreadsheet would work out is a text, and numbers, quotes and umlauts stay', () => {
  expect(
    csvOf([
      {
        a: '=1+2',
        b: ' @x',
        c: '-5',
        d: '-a',
        e: 'say "hi",\nÄ',
        f: null,
        g: [1],
        h: 0,
        i: '+1|x',
      },
    ]),
  ).toBe(`\uFEFFa,b,c,d,e,f,g,h,i\r\n'=1+2,' @x,-5,'-a,"say ""hi"",\nÄ",,[1],0,'+1|x\r\n`);
});

test('an administrator gets everything about one customer as a file, in private and on record; nobody else does', async () => {
  const { store } = door;
  const acme = await idOf(store, 'Acme Industries');
  expect((await door.says('ana', 'export acme industries')).text).toContain('for administrators');
  expect((await door.says('lea', 'export acme industries', SALES)).text).toContain(
    'Ask me in private',
  );
  const answer = await door.says('lea', 'export acme industries');
  expect(answer.text).toMatch(/Acme Industries is exported\.\n\d[\d,]* rows of \d+ tables/);
  const path = /^\/.*\.zip$/m.exec(answer.text)?.[0] ?? '';
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const files = unzipSync(readFileSync(path));
  const whole = JSON.parse(strFromU8(files['customer.json']!));
  expect(whole).toMatchObject({ rapport: 'customer', format: 1, at: NOW.toISOString() });
  expect(whole.tables.customer).toHaveLength(1);
  expect(whole.tables.customer[0]).toMatchObject({ id: acme, name: 'Acme Industries' });
  const [count] = await door.database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM entry WHERE customer_id = $1',
    [acme],
  );
  expect(whole.tables.entry).toHaveLength(count!.n);
  const owners = Object.values<{ customer_id?: string }[]>(whole.tables).flat();
  expect(new Set(owners.flatMap((row) => row.customer_id ?? []))).toEqual(new Set([acme]));
  expect(strFromU8(files['contact.csv']!)).toMatch(/^\uFEFF?customer_id,source,external_id,name/);
  const lines = await store.audit.search({ customer: acme, actions: ['export'], limit: 5 });
  expect(lines).toHaveLength(1);

  const folder = join(path, '..', 'mine');
  const told = await exportInto(store, { words: 'acme industries', folder, now: NOW });
  expect(told).toMatch(/^Exported \d+ rows of \d+ tables into .*\/mine\/.*\.zip$/);
  await expect(exportInto(store, { words: 'acme industries', folder, now: NOW })).rejects.toThrow(
    'cannot be written',
  );
  await expect(exportInto(store, { words: 'acm', folder, now: NOW })).rejects.toThrow(
    'No customer is called exactly',
  );
  rmSync(folder, { recursive: true });
  // Every process sweeps its own folder: what is old, and what is of a customer who is gone.
  const [exports, old] = [join(path, '..'), path.replace(/-\d{14}/, '-20261101000000')];
  const [gone, other] = [join(exports, 'gone-20261117000000.zip'), join(exports, 'list.txt')];
  for (const file of [old, gone, other]) writeFileSync(file, '');
  utimesSync(
    old,
    new Date(NOW.getTime() - 8 * 86_400_000),
    new Date(NOW.getTime() - 8 * 86_400_000),
  );
  utimesSync(path, NOW, NOW);
  await store.exports.sweep(new Date(NOW.getTime() - 7 * 86_400_000));
  expect([path, old, gone, other].map((file) => existsSync(file))).toEqual([
    ...[true, false, false, true],
  ]);
});

test('with one administrator the head of any department agrees, and a forged yes of the asker is refused', async () => {
  const preview = await door.says('lea', 'forget acme industries');
  expect(preview.text).toContain('Somebody else has to agree');
  const { data } = preview.buttons.find(({ label }) => label === 'Ask to erase it') as unknown as {
    data: { id: string };
  };
  await door.sends('lea', 'forget.ask', data);
  const yes = { id: data.id, yes: 'yes' };
  expect((await door.sends('lea', 'forget.answer', yes)).text).toContain(
    'You asked for it yourself',
  );
  const member = (await door.store.people.all()).find(
    ({ role, active }) => role === 'member' && active,
  );
  expect((await door.sends(member!.email.split('@')[0]!, 'forget.answer', yes)).text).toContain(
    'Only another administrator',
  );
  expect((await door.store.erasures.get(data.id))?.state).toBe('asked');
  const head = (await door.store.people.all()).find(({ role }) => role === 'manager');
  expect((await door.sends(head!.email.split('@')[0]!, 'forget.answer', yes)).text).toContain(
    'is being erased',
  );
});
