import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../../cards/view/view.ts';
import { CustomerId } from '../../../crm/customer/customer.ts';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import { dataOf, frontDoor, NOW } from '../front-door.ts';

/** Talks with Quokka, one an hour, the newest an hour ago; every one tells something else, so none is gathered into a run. */
const talk = (n: number, hoursAgo: number): SourceRecord => ({
  kind: 'entry',
  source: 'crm',
  externalId: `talk-${n}`,
  customer: 'quokka',
  at: new Date(NOW.getTime() - hoursAgo * 3_600_000),
  department: 'sales',
  channel: 'call',
  direction: 'outbound',
  entryKind: 'call',
  title: `Talk ${n}`,
  body: null,
  person: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
});
const quokka: SourceRecord = {
  kind: 'customer',
  source: 'crm',
  externalId: 'quokka',
  name: 'Quokka Quarries',
  segment: null,
  industry: null,
  city: null,
  country: null,
  stage: 'live',
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: null,
  domains: [],
  url: null,
  references: [],
};

let door: Awaited<ReturnType<typeof frontDoor>>;
let customer: CustomerId;
beforeAll(async () => {
  door = await frontDoor();
  await door.store.records.save([
    quokka,
    ...Array.from({ length: 35 }, (_, i) => talk(i + 1, 36 - i)),
  ]);
  customer = CustomerId.parse((await door.store.customers.find('quokka', 1))[0]?.customer.id);
});
afterAll(() => door.close());

const talks = (text: string): number[] =>
  [...text.matchAll(/Talk (\d+)/g)].map(([, n]) => Number(n));
const position = (text: string): string | undefined => /\S+ of \d+ lines/.exec(text)?.[0];

describe('a timeline that grows while it is read', () => {
  test('pages neither repeat nor skip, and say where they are', async () => {
    const first = await door.sends('kim', 'timeline.page', { customer });
    expect(talks(first.text)).toEqual([35, 34, 33, 32, 31, 30, 29, 28, 27, 26]);
    expect(position(first.text)).toBe('1–10 of 35 lines');
    const second = await door.sends('kim', 'timeline.page', dataOf(first.buttons, 'Older'));
    await door.store.records.save([talk(36, 0.5), talk(37, 0.4)]);
    const third = await door.sends('kim', 'timeline.page', dataOf(second.buttons, 'Older'));
    expect(talks(third.text)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
    expect(position(third.text)).toBe('23–32 of 37 lines');
    const again = await door.sends('kim', 'timeline.page', dataOf(third.buttons, 'Newer'));
    expect(talks(again.text)).toEqual(talks(second.text));
    expect(position(again.text)).toBe('13–22 of 37 lines');
    const up = await door.sends('kim', 'timeline.page', dataOf(again.buttons, 'Newer'));
    expect([talks(up.text), position(up.text)]).toEqual([talks(first.text), '3–12 of 37 lines']);
    const top = await door.sends('kim', 'timeline.page', dataOf(up.buttons, 'Newer'));
    expect([talks(top.text), position(top.text)]).toEqual([[37, 36], '1–2 of 37 lines']);
    expect(top.buttons.map(({ label }) => label)).not.toContain('Newer');
  });

  test('an entry opened on a later page leads back to that page', async () => {
    const first = await door.sends('raj', 'timeline.page', { customer, departments: ['sales'] });
    const second = await door.sends('raj', 'timeline.page', dataOf(first.buttons, 'Older'));
    const opened = second.view.blocks.flatMap((block) =>
      block.kind === 'entries' ? block.entries : [],
    )[3]?.open;
    const entry = await door.sends('raj', 'timeline.open', opened?.data);
    const back = await door.sends(
      'raj',
      'timeline.page',
      dataOf(entry.buttons, 'Back to the timeline'),
    );
    expect(back.text).toBe(second.text);
  });

  test('where what is new ends with the page, the next one begins by saying so', async () => {
    await door.sends('ben', 'timeline.page', { customer });
    door.clock.now = new Date(NOW.getTime() + 20 * 3_600_000);
    await door.store.records.save(Array.from({ length: 10 }, (_, i) => talk(100 + i, -2 - i)));
    const first = await door.sends('ben', 'timeline.page', { customer });
    expect(talks(first.text)).toHaveLength(10);
    const second = await door.sends('ben', 'timeline.page', dataOf(first.buttons, 'Older'));
    expect(second.text).toMatch(/new since you last looked, above[\s\S]*Talk 37/);
    door.clock.now = NOW;
  });

  test('a run of many hundreds is one line, and the next page begins behind it', async () => {
    const wombat = (n: number, hoursAgo: number, part: Partial<SourceRecord> = {}) =>
      ({ ...talk(n, hoursAgo), externalId: `w-${n}`, customer: 'wombat', ...part }) as SourceRecord;
    const session = { department: 'product', channel: 'product', entryKind: 'usage' } as const;
    await door.store.records.save([
      { ...quokka, externalId: 'wombat', name: 'Wombat Works' } as SourceRecord,
      ...Array.from({ length: 4 }, (_, i) => wombat(i, 1 + i)),
      ...Array.from({ length: 900 }, (_, i) => wombat(100 + i, 10 + i / 10, session)),
      ...Array.from({ length: 14 }, (_, i) => wombat(10 + i, 200 + i)),
    ]);
    const found = await door.store.customers.find('wombat', 1);
    const first = await door.sends('kim', 'timeline.page', { customer: found[0]?.customer.id });
    expect(first.text).toContain('900 sessions');
    expect([talks(first.text), position(first.text)]).toEqual([
      [0, 1, 2, 3, 10, 11, 12, 13, 14],
      '1–10 of 19 lines',
    ]);
    const second = await door.sends('kim', 'timeline.page', dataOf(first.buttons, 'Older'));
    expect([talks(second.text), position(second.text)]).toEqual([
      [15, 16, 17, 18, 19, 20, 21, 22, 23],
      '11–19 of 19 lines',
    ]);
    const up = await door.sends('kim', 'timeline.page', dataOf(second.buttons, 'Newer'));
    expect([talks(up.text), position(up.text)]).toEqual([talks(first.text), position(first.text)]);
  });

  test('a run opens entry by entry, within what was filtered', async () => {
    const usage = (n: number, body: string): SourceRecord =>
      ({
        ...talk(n, 60 + n / 10),
        externalId: `use-${n}`,
        department: 'product',
        channel: 'product',
        entryKind: 'usage',
        title: `Session ${n}`,
        body,
      }) as SourceRecord;
    await door.store.records.save([
      ...Array.from({ length: 6 }, (_, i) => usage(i, i % 2 ? 'with an error' : 'fine')),
    ]);
    const found = await door.sends('kim', 'timeline.page', { customer, text: 'with an error' });
    expect(found.text).toContain('3 sessions');
    const run = found.view.blocks.flatMap((block) =>
      block.kind === 'entries' ? block.entries : [],
    )[0]?.open;
    const opened = await door.sends('kim', run?.action ?? '', run?.data);
    expect([...opened.text.matchAll(/Session (\d)/g)].map(([, n]) => n)).toEqual(['1', '3', '5']);
  });

  const linesOn = (view: View): number =>
    view.blocks.reduce(
      (sum, block) => sum + (block.kind === 'entries' ? block.entries.length : 0),
      0,
    );

  test.each([
    ['all of them', {}],
    ['within a filter', { departments: ['product', 'support'] }],
    [
      'of a colleague’s new ones',
      { mark: new Date(NOW.getTime() - 90 * 3_600_000 - 1).toISOString() },
    ],
  ])('what a page says of its place counts the lines that are seen: %s', async (_, state) => {
    const wallaby = { ...quokka, externalId: 'wallaby', name: 'Wallaby Works' };
    // In groups of four: two sessions, a call and a ticket twice the same; the sessions of two groups are never neighbours.
    const happened = Array.from({ length: 64 }, (_, i): SourceRecord => {
      const kind = (['usage', 'usage', 'ticket', 'call'] as const)[i % 4] ?? 'call';
      return {
        ...talk(i, 60 + i),
        externalId: `wallaby-${i}`,
        customer: 'wallaby',
        department: ({ usage: 'product', ticket: 'support', call: 'sales' } as const)[kind],
        entryKind: kind,
        title: kind === 'ticket' ? 'The same again' : `Number ${i}`,
      } as SourceRecord;
    });
    await door.store.records.save([wallaby, ...happened]);
    const [found] = await door.store.customers.find('wallaby', 1);
    const asked = { customer: found?.customer.id, ...state };
    let page = await door.sends('raj', 'timeline.page', asked);
    const counts: number[] = [];
    const places: string[] = [];
    for (;;) {
      counts.push(linesOn(page.view));
      places.push(/\S+ of \d+ lines/.exec(page.text)?.[0] ?? '');
      if (!page.buttons.some(({ label }) => label === 'Older')) break;
      page = await door.sends('raj', 'timeline.page', dataOf(page.buttons, 'Older'));
    }
    const upTo = (n: number) => counts.slice(0, n).reduce((sum, count) => sum + count, 0);
    expect(places).toEqual(
      counts.map((_, i) => `${upTo(i) + 1}–${upTo(i + 1)} of ${upTo(counts.length)} lines`),
    );
    expect(counts.length).toBeGreaterThan(2);
    for (const place of places.toReversed().slice(1)) {
      page = await door.sends('raj', 'timeline.page', dataOf(page.buttons, 'Newer'));
      expect(page.text).toContain(place);
    }
  });
});
