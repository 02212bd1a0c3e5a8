import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRejects } from '../../crm/connectors/csv/rejects.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee } from '../prisma/people-of-acme.ts';
import { freshFolder } from '../store.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const ANA = 'ana@rapport.example';
/** Control characters, ANSI colours and a cleared screen, turned direction, NUL and a half character. */
const HOSTILE = 'kept \u001b[31mred\u001b[2J \u202eturned\u2066 \u0007bell \0nul \ud83d half';
const REFUSED = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/u;

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [{ email: ANA, name: 'Ana Ruiz' }],
      now: () => NOW,
      records: [...departments, employee('Ana Ruiz', { email: ANA }), customer('Acme Industries')],
    });
  });
  afterAll(() => chat.close());

  test('what is typed is kept, and shown without what would rewrite a screen', async () => {
    const reply = await chat.as(ANA).says(`note acme industries: ${HOSTILE}`);
    expect(reply.text).toContain('kept');
    expect(reply.text).not.toMatch(REFUSED);
    const [acme] = await chat.store.customers.find('acme industries', 1);
    const [note] = acme ? await chat.store.notes.of(acme.customer.id, 1) : [];
    expect(note?.body).toContain('half');
    expect(note?.body).not.toMatch(/\0|\p{Cs}/u);
  });

  test.each([
    'customer __proto__',
    'customer constructor',
    'timeline ../../../etc/passwd',
    "customer '; DROP TABLE customer; --",
    'customer %00%0d%0aSet-Cookie: x',
    'toString',
    '<script>alert(1)</script>',
    '<!channel> <@U001> @everyone',
  ])('%j is text, and answered', async (words) => {
    const reply = await chat.as(ANA).says(words);
    expect(reply.text.length).toBeGreaterThan(0);
    expect(reply.text).not.toMatch(/Something broke/);
  });
});

test('a rejected row is no formula in the spreadsheet that opens it', async () => {
  const { place, remove } = freshFolder();
  const path = join(place.folder, 'rejects.csv');
  const raws = ['=cmd|calc!A1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', 'Acme'];
  openRejects(path, 0).write(
    raws.map((raw, line) => ({ file: '=evil.csv', line, reason: '=1+1', raw: [raw, 'x'] })),
    0,
  );
  const cells = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .flatMap((row) => row.match(/"(?:[^"]|"")*"|[^,]+/g) ?? []);
  expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
  expect(cells.some((cell) => cell.includes('Acme'))).toBe(true);
  await remove();
});
