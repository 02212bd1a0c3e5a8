import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { accessOf, NO_ACCESS } from '../../crm/policy/policy.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { DIRECT, dataOf, frontDoor, HOME, NOW, SALES } from './front-door.ts';

/** Button data is only what a client sent. Ana sells, Kim answers tickets, Ingrid manages sales. */
let door: Awaited<ReturnType<typeof frontDoor>>;
let [acme, globex]: CustomerId[] = [];
let secret: Entry | undefined;

beforeAll(async () => {
  door = await frontDoor();
  const idOf = async (name: string) => (await door.store.customers.find(name, 1))[0]!.customer.id;
  [acme, globex] = [await idOf('acme industries'), await idOf('globex')];
  const ingrid = await door.store.people.byEmail('ingrid@rapport.example');
  const page = await door.store.timeline.page(acme!, {
    filter: { text: 'Room for the renewal' },
    access: accessOf(ingrid!),
    direction: 'older',
    cursor: null,
    limit: 1,
  });
  secret = page.entries[0];
});
afterAll(() => door.close());

describe('an entry kept to managers', () => {
  const key = () => ({ customer: acme, entry: [secret!.source, secret!.externalId] });

  test('is there for a manager', async () => {
    expect(secret?.visibility).toBe('managers');
    expect((await door.sends('ingrid', 'timeline.open', key())).text).toContain(
      'Ana may go to 10 %',
    );
  });
  test('is not opened by somebody who knows its key, nor under another customer', async () => {
    expect((await door.sends('ana', 'timeline.open', key())).text).toContain('not yours to see');
    expect(
      (await door.sends('ingrid', 'timeline.open', { ...key(), customer: globex })).text,
    ).toContain('not yours to see');
  });
  test.each(['customer.show', 'timeline.page', 'customer.why', 'share.preview'])(
    'is nowhere in %s',
    async (action) =>
      expect((await door.sends('ana', action, { customer: acme }, SALES)).text).not.toMatch(
        /Room for the renewal|Ana may go/,
      ),
  );
  test('is found by no search and counted in no total', async () => {
    const found = await door.sends('ana', 'timeline.page', {
      customer: acme,
      text: 'Room for the renewal',
    });
    expect(found.text).toContain('Nothing matches');
    const total = (text: string) => Number(/of (\d+) entries/.exec(text)?.[1]);
    const [ana, ingrid] = [
      await door.sends('ana', 'timeline.page', { customer: acme }),
      await door.sends('ingrid', 'timeline.page', { customer: acme }),
    ];
    expect(total(ingrid.text)).toBe(total(ana.text) + 1);
  });
});

describe('sharing', () => {
  const preview = async (place = SALES) =>
    dataOf((await door.says('ana', 'share acme industries', place)).buttons, 'Share');

  test('is posted once however often it is pressed', async () => {
    const data = await preview();
    await door.sends('ana', 'share.post', data, SALES);
    await door.sends('ana', 'share.post', data, SALES);
    expect(new Set(door.posts.map(({ key }) => key)).size).toBe(1);
  });
  test('pressed in another channel shows who reads there first', async () => {
    const before = door.posts.length;
    const elsewhere = { ...SALES, id: 'C2', name: 'support' };
    const { text } = await door.sends('ana', 'share.post', await preview(), elsewhere);
    expect(text).toMatch(/Share Acme Industries in .*support\?/);
    expect(door.posts).toHaveLength(before);
  });
  test('after somebody joined, with forged fields or a forged count, shows a new preview', async () => {
    const before = door.posts.length;
    const data = await preview();
    for (const forged of [{ fields: [] }, { readers: 1 }, { entries: 40 }])
      expect((await door.sends('ana', 'share.post', { ...data, ...forged }, SALES)).text).toContain(
        'people will read it',
      );
    door.reads(SALES, ['ana', 'kim', 'ingrid']);
    expect((await door.sends('ana', 'share.post', data, SALES)).text).toContain(
      '3 people will read it',
    );
    door.reads(SALES, ['ana', 'kim']);
    expect(door.posts).toHaveLength(before);
  });
  test('leaves out what the sharer may not see, in whatever company', async () => {
    door.reads(SALES, ['ana', 'ingrid']);
    await door.sends(
      'kim',
      'share.post',
      dataOf((await door.says('kim', 'share acme industries', SALES)).buttons, 'Share'),
      SALES,
    );
    expect(JSON.stringify(door.posts.at(-1)?.view)).not.toMatch(/€|1042 is/);
    door.reads(SALES, ['ana', 'kim']);
  });
  test('tells the others that its sharer was just in touch', async () => {
    await door.store.records.save([
      {
        kind: 'entry',
        source: 'crm',
        externalId: 'a-call-just-now',
        customer: 'c-1001',
        at: new Date(NOW.getTime() - 3_600_000),
        department: 'support',
        channel: 'call',
        direction: 'outbound',
        entryKind: 'call',
        title: 'Call about the export',
        body: null,
        person: 'mia@rapport.example',
        contact: null,
        money: null,
        link: null,
        visibility: 'everyone',
        record: null,
      },
    ]);
    expect((await door.says('mia', 'share acme industries', SALES)).text).toContain(
      'Mia was in touch',
    );
  });
  test('a preview is a look, and in the audit log', async () => {
    await preview();
    const [event] = await door.store.audit.search({ customer: acme!, limit: 1 });
    expect(event).toMatchObject({
      action: 'look-up',
      customer: acme,
      detail: { shown: 'preview' },
    });
  });
  test.each(['read-only', 'silent'] as const)(
    'a %s channel binds everyone, the administrator too',
    async (mode) => {
      const place = { ...SALES, id: `C-${mode}` };
      const data = await preview(place);
      await door.store.channels.set({
        platform: 'slack',
        tenant: 'T1',
        channel: place.id,
        name: 'quiet',
        mode,
        department: null,
        showsAmounts: true,
      });
      const before = door.posts.length;
      for (const name of ['ana', 'admin'])
        expect(
          (await door.sends(name, 'share.post', { ...data, place: place.id }, place)).text,
        ).not.toContain('is shared in');
      expect((await door.sends('ana', 'share.post', data, place)).text).toContain(mode);
      expect(door.posts).toHaveLength(before);
    },
  );
  test('in a channel that shows no amounts there are none, and the preview says so', async () => {
    const place = { ...SALES, id: 'C-no-amounts' };
    door.reads(place, ['ana', 'ingrid']);
    await door.store.channels.set({
      platform: 'slack',
      tenant: 'T1',
      channel: place.id,
      name: 'sales-public',
      mode: 'open',
      department: null,
      showsAmounts: false,
    });
    const seen = await door.says('ana', 'share acme industries', place);
    expect(seen.text).toMatch(/Left out.*recurring revenue, deal amounts and invoices/);
    expect(seen.text).not.toContain('€');
  });
});

describe('what never was one of ours', () => {
  test.each([
    ['customer.show', { customer: 'no-such-customer' }],
    ['customer.contacts', { customer: 'no-such-customer' }],
    ['customer.why', { customer: 'no-such-customer' }],
    ['customer.follow', { customer: 'no-such-customer', on: true }],
    ['timeline.page', { customer: 'no-such-customer' }],
    ['share.preview', { customer: 'no-such-customer' }],
  ])('%s of a customer that is not there', async (action, data) =>
    expect((await door.sends('ana', action, data, SALES)).text).toContain('no longer here'),
  );
  test('nothing is followed that is not there', async () => {
    await door.sends('ana', 'customer.follow', { customer: 'no-such-customer', on: true });
    const [event] = await door.store.audit.search({ limit: 1 });
    expect(event?.action).not.toBe('follow');
  });
  test.each([
    ['customer.show', null],
    ['customer.show', { customer: 7 }],
    ['customer.constructor', {}],
    ['__proto__.x', {}],
    ['share.post', { customer: 'x', readers: 'all' }],
    ['timeline.page', { customer: 'x', direction: 'sideways' }],
  ])('%s with %j is an old button', async (action, data) =>
    expect((await door.sends('ana', action, data)).text).toContain('older message'),
  );
});

test('contact details are kept from those who may not see them, by whatever way they come', async () => {
  const raj = await door.sends('raj', 'customer.contacts', { customer: acme });
  expect(raj.text).toContain('kept from your department');
  expect(raj.text).not.toMatch(/@|\+49/);
});

describe('in the App Home', () => {
  test('every page leads home again, a problem too, and home itself nowhere', async () => {
    for (const [action, data] of [
      ['customer.show', { customer: acme }],
      ['timeline.page', { customer: acme }],
      ['share.preview', { customer: acme }],
      ['customer.why', { customer: acme }],
      ['customer.show', { customer: 'gone' }],
    ] as const) {
      const { buttons } = await door.sends('ana', action, data, HOME);
      expect(
        (await door.sends('ana', 'home.show', dataOf(buttons, 'Your customers'), HOME)).text,
      ).toMatch(/^Your customers/);
    }
    for (const { buttons } of [
      await door.says('ana', 'home', HOME),
      await door.sends('ana', 'home.show', {}, HOME),
    ])
      expect(buttons.map(({ label }) => label)).not.toContain('Your customers');
  });
  test('elsewhere there is no need to', async () =>
    expect(
      (await door.sends('ana', 'customer.show', { customer: acme })).buttons.map(
        ({ label }) => label,
      ),
    ).not.toContain('Your customers'));
});

test('a sight of nothing reads nothing', async () => {
  const page = await door.store.timeline.page(acme!, {
    filter: {},
    access: NO_ACCESS,
    direction: 'older',
    cursor: null,
    limit: 5,
  });
  expect(page).toMatchObject({ entries: [], total: 0 });
});

test('a win is everybody’s, what it is worth is not', async () => {
  const [kestrel] = await door.store.customers.find('kestrel energy', 1);
  const data = { customer: kestrel?.customer.id, kinds: ['win'] };
  expect((await door.sends('kim', 'timeline.page', data)).text).toMatch(
    /signed for three years(?!.*€)/,
  );
  expect((await door.sends('ana', 'timeline.page', data)).text).toMatch(
    /signed for three years · €120,000/,
  );
});

test('what support may not see in money it does not see in a list either', async () => {
  expect((await door.says('kim', 'acme', DIRECT)).text).not.toContain('€');
  expect((await door.says('ana', 'acme', DIRECT)).text).toContain('€');
});
