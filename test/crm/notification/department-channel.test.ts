import { describe, expect, test } from 'vitest';
import {
  channelOf,
  hasChannel,
  PutToAll,
  putPrivately,
  putToAll,
} from '../../../crm/notification/department-channel.ts';
import type { MessageSubject } from '../../../crm/notification/message-subject.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import type { Audience } from '../../../crm/policy/policy.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { ChannelSettings } from '../../../crm/store/channels.ts';

const person = (id: string, department = 'onboarding'): Person => ({
  id: PersonId.parse(id),
  name: id,
  email: `${id}@rapport.example`,
  title: null,
  department,
  role: 'member',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active: true,
});
const [NINA, EMEKA, ANA] = [person('nina'), person('emeka'), person('ana', 'sales')];
const MEMBERS = [NINA, EMEKA];
const channel = (name: string, over: Partial<ChannelSettings> = {}): ChannelSettings => ({
  platform: 'slack',
  tenant: 'T',
  channel: name,
  name,
  mode: 'open',
  department: 'onboarding',
  showsAmounts: true,
  ...over,
});
const audience = (people: Person[], over: Partial<Audience> = {}): Audience => ({
  size: people.length,
  people,
  guests: 0,
  unknown: 0,
  outsiders: false,
  ...over,
});

const found = (
  channels: readonly ChannelSettings[],
  readers: Record<string, Audience | Upstream>,
) =>
  channelOf('onboarding', MEMBERS, {
    store: {
      channels: {
        ofDepartment: async () => [...channels],
        get: async () => null,
        set: async () => {},
        unset: async () => [],
      },
    },
    async audience({ id }) {
      const known = readers[id]!;
      if (known instanceof Upstream) throw known;
      return known;
    },
  });

describe('the channel of a department', () => {
  test('is the one that most of those asked read', async () => {
    const channels = [channel('few'), channel('many'), channel('none')];
    expect(
      await found(channels, {
        few: audience([NINA, ANA]),
        many: audience([NINA, EMEKA]),
        none: audience([ANA]),
      }),
    ).toMatchObject({
      place: { platform: 'slack', tenant: 'T', kind: 'channel', id: 'many', shared: false },
    });
  });

  test.each<[string, ChannelSettings, Audience | Upstream]>([
    ['read-only', channel('c', { mode: 'read-only' }), audience(MEMBERS)],
    ['silent', channel('c', { mode: 'silent' }), audience(MEMBERS)],
    ['with a guest', channel('c'), audience(MEMBERS, { guests: 1 })],
    ['with somebody unknown', channel('c'), audience(MEMBERS, { unknown: 1 })],
    ['shared with another organisation', channel('c'), audience([], { outsiders: true })],
    ['read by none of those asked', channel('c'), audience([ANA])],
    ['that the bot was taken out of', channel('c'), new Upstream('slack', 'rejected')],
    ['that the bot may not read', channel('c'), new Upstream('slack', 'unauthorised')],
  ])('is none that is %s', async (_, settings, readers) =>
    expect(await found([settings], { c: readers })).toBeNull(),
  );

  test('is not decided while the platform is silent', () =>
    expect(found([channel('c')], { c: new Upstream('slack', 'unavailable') })).rejects.toThrow(
      Upstream,
    ));

  test('is seen no further than its readers and its rules reach', async () => {
    const sees = async (settings: ChannelSettings, readers: Audience) =>
      (await found([settings], { c: readers }))?.access.fields;
    expect(await sees(channel('c'), audience([NINA]))).toContain('revenue');
    expect(await sees(channel('c', { showsAmounts: false }), audience([NINA]))).not.toContain(
      'revenue',
    );
    expect(await sees(channel('c'), audience([NINA, person('raj', 'product')]))).not.toContain(
      'revenue',
    );
  });
});

test('what could not be posted there goes to each, whatever it was', () => {
  const place = {
    platform: 'slack' as const,
    tenant: 'T',
    kind: 'channel' as const,
    id: 'C',
    name: null,
    shared: false,
  };
  const to = { kind: 'place' as const, place };
  expect(
    putPrivately({ to, subject: { kind: 'handoff', id: 'h1', role: 'channel', version: 3 } }),
  ).toEqual(putToAll({ kind: 'handoff', id: 'h1', version: 3, late: false }, { privately: true }));
  expect(
    putPrivately({ to, subject: { kind: 'handoff', id: 'h1', role: 'late', version: 3 } }),
  ).toEqual(putToAll({ kind: 'handoff', id: 'h1', version: 3, late: true }, { privately: true }));
  expect(
    putPrivately({ to, subject: { kind: 'question', id: 'q1', role: 'channel', version: null } }),
  ).toEqual(putToAll({ kind: 'mention', id: 'q1' }, { privately: true }));
  const others: MessageSubject[] = [
    { kind: 'customer', id: 'acme', role: 'news', version: null },
    { kind: 'win', id: 'w1', role: 'thanks', version: null },
    { kind: 'handoff', id: 'h1', role: 'news', version: 3 },
    { kind: 'handoff', id: 'h1', role: 'channel', version: null },
    { kind: 'question', id: 'q1', role: 'answer', version: null },
    { kind: 'question', id: 'q1', role: 'asked', version: null },
  ];
  for (const subject of others) expect(putPrivately({ to, subject })).toBeNull();
  expect(
    putPrivately({
      to: { kind: 'person', person: NINA.id },
      subject: { kind: 'handoff', id: 'h1', role: 'channel', version: 3 },
    }),
  ).toBeNull();
});

test.each([
  ['none', [], false],
  ['an open one', [channel('a', { mode: 'silent' }), channel('b')], true],
  ['only one that is read', [channel('a', { mode: 'read-only' })], false],
])('a department with %s has a channel: %s', async (_, channels, has) =>
  expect(
    await hasChannel('onboarding', {
      channels: {
        ofDepartment: async () => channels,
        get: async () => null,
        set: async () => {},
        unset: async () => [],
      },
    }),
  ).toBe(has),
);

describe('a request to a department', () => {
  const until = new Date('2026-12-01T00:00:00Z');
  test('goes to the queue once per thing and version, and once more in private', () => {
    const about = { kind: 'handoff', id: 'h1', version: 3, late: false } as const;
    expect(putToAll(about, { around: [{ person: NINA.id, until }] })).toMatchObject({
      kind: 'job',
      job: 'tell-department',
      data: {
        about,
        around: [{ person: NINA.id, until: '2026-12-01T00:00:00.000Z' }],
        privately: false,
      },
      key: 'handoff:h1:3:false',
    });
    expect(
      putToAll({ kind: 'mention', id: 'q1' }, { around: [{ person: NINA.id, until: null }] }),
    ).toMatchObject({ data: { around: [{ person: NINA.id, until: null }] }, key: 'mention:q1' });
    expect(putToAll(about, { privately: true })).toMatchObject({
      data: { around: [], privately: true },
      key: 'handoff:h1:3:false:privately',
    });
  });

  test.each([
    ['a handoff', { kind: 'handoff', id: 'h1', version: 3, late: true }, true],
    ['a question', { kind: 'mention', id: 'q1' }, true],
    ['a handoff of no version', { kind: 'handoff', id: 'h1', late: true }, false],
    ['a handoff that may be late', { kind: 'handoff', id: 'h1', version: 3 }, false],
    ['a question without a name', { kind: 'mention' }, false],
    ['something else', { kind: 'win', id: 'w1' }, false],
  ])('about %s is read: %s', (_, about, isRead) =>
    expect(PutToAll.safeParse({ about }).success).toBe(isRead),
  );

  test('that waits since before it named those who were passed over names nobody', () =>
    expect(PutToAll.parse({ about: { kind: 'mention', id: 'q1' } })).toMatchObject({
      around: [],
      privately: false,
    }));

  test('names a day only as a day', () => {
    const around = (when: string) => ({
      about: { kind: 'mention', id: 'q1' },
      around: [{ person: 'nina', until: when }],
    });
    expect(PutToAll.parse(around('2026-12-01T00:00:00.000Z')).around).toHaveLength(1);
    expect(PutToAll.safeParse(around('soon')).success).toBe(false);
  });
});
