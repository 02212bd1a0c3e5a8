import { describe, expect, test } from 'vitest';
import { channelOf, putPrivately, putToAll } from '../../../crm/notification/department-channel.ts';
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
    ).toMatchObject({ place: { id: 'many', kind: 'channel' } });
  });

  test.each<[string, ChannelSettings, Audience | Upstream]>([
    ['read-only', channel('c', { mode: 'read-only' }), audience(MEMBERS)],
    ['silent', channel('c', { mode: 'silent' }), audience(MEMBERS)],
    ['with a guest', channel('c'), audience(MEMBERS, { guests: 1 })],
    ['with somebody unknown', channel('c'), audience(MEMBERS, { unknown: 1 })],
    ['shared with another organisation', channel('c'), audience([], { outsiders: true })],
    ['read by none of those asked', channel('c'), audience([ANA])],
    ['that the bot was taken out of', channel('c'), new Upstream('slack', 'rejected')],
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
  ];
  for (const subject of others) expect(putPrivately({ to, subject })).toBeNull();
  expect(
    putPrivately({
      to: { kind: 'person', person: NINA.id },
      subject: { kind: 'handoff', id: 'h1', role: 'channel', version: 3 },
    }),
  ).toBeNull();
});
