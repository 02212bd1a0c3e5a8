import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toText } from '../../../cards/view/text.ts';
import type { View } from '../../../cards/view/view.ts';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import type { Person } from '../../../crm/person/person.ts';
import type { Place } from '../../../crm/person/place.ts';
import { Upstream } from '../../../crm/problem.ts';
import { SECOND } from '../../../crm/time/durations.ts';
import { correct, newWin, retract, thank } from '../../../crm/win/rules.ts';
import type { Win } from '../../../crm/win/win.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { postWin } from '../../../jobs/win/post-win.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { saveRecords } from '../../saved-records.ts';
import { type FreshStore, freshStore } from '../../store.ts';

/** A chat platform that does what the test wants at the moment of posting: the store is the real one. */
const NOW = new Date('2026-11-24T10:14:00Z');
const clock = { now: NOW };
const WINS: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: 'wins',
  shared: false,
};
const never = () => {
  throw new Error('Not expected here');
};

let fresh: FreshStore;
let [tom, ana]: Person[] = [];
beforeAll(async () => {
  fresh = await freshStore('server', () => clock.now);
  await saveRecords(fresh, demoOrganisation(NOW), NOW);
  [tom, ana] = await Promise.all(
    ['tom', 'ana'].map(
      async (name) => (await fresh.store.people.byEmail(`${name}@rapport.example`))!,
    ),
  );
  await fresh.store.settings.set('wins-channel', WINS);
});
afterAll(() => fresh.close());

let [shown, edits]: [string[], number] = [[], 0];
let audience: Person[] = [];
let onSend: (view: View, nth: number) => Promise<void> = async () => {};
let closed = false;
/** The bot is killed as soon as the channel took the post; and it stands there when the next one comes. */
let [dies, standing] = [false, false];
beforeEach(() => {
  [dies, standing] = [false, false];
  [shown, edits, onSend, closed, audience] = [[], 0, async () => {}, false, [tom!, ana!]];
});

const context = (): JobContext => {
  const send = async (view: View) => {
    await onSend(view, shown.length + 1);
    shown.push(toText(view));
  };
  return {
    store: fresh.store,
    now: () => clock.now,
    id: randomUUID,
    connectors: [],
    consents: NO_CONSENTS,
    mappings: itemMappings(null),
    readerOf: () => ({ locale: 'en-GB', zone: 'Europe/Berlin', now: NOW }),
    direct: never,
    accountsByEmail: async () => [],
    directToUnlinked: never,
    threads: never,
    standsIn: never,
    reader: () => ({ locale: 'en-GB', zone: 'Europe/Berlin', now: NOW }),
    audience: async () => ({
      size: audience.length,
      people: audience,
      guests: 0,
      unknown: 0,
      outsiders: false,
    }),
    async deliver({ view }) {
      if (closed) return { kind: 'closed', why: 'silent' };
      if (standing) return { kind: 'posted', reference: 'r1', earlier: true };
      await send(view);
      if (dies) throw new Error('killed');
      return { kind: 'posted', reference: 'r1' };
    },
    findPost: async () => (standing ? 'r1' : null),
    async update({ view }) {
      if (closed) return { kind: 'closed', why: 'silent' };
      edits += 1;
      await send(view);
      return 'done';
    },
  };
};

/** Longer than any edit takes. */
const LATER = 31 * SECOND;
let made = 0;
async function told(more: Partial<Win> = {}): Promise<Win> {
  const [match] = await fresh.store.customers.find('kestrel', 1);
  const win = {
    ...newWin(
      {
        id: `w${++made}`,
        customerId: match!.customer.id,
        kind: 'deal',
        what: 'signed',
        difference: null,
        money: { amount: 120_000_00, currency: 'EUR' },
        picture: null,
        credits: [{ person: tom!.id, for: 'sold' }],
        about: null,
        at: NOW,
      },
      tom!.id,
    ),
    ...more,
  };
  await fresh.store.commit([{ kind: 'win', win }]);
  return win;
}
const change = (win: Win | null) => fresh.store.commit([{ kind: 'win', win: win! }]);
const first = ({ id }: Win) =>
  postWin.run({ win: id, first: { place: WINS.id, gathered: false } }, context());
const again = ({ id }: Win) => postWin.run({ win: id, first: null }, context());

/** Does everything that the queue holds for later, when its time has come, and says how many jobs that were. */
async function queueIsDone(): Promise<number> {
  for (let done = 0; ; ) {
    clock.now = new Date(clock.now.getTime() + LATER);
    const jobs = await fresh.database.query<{ data: unknown }>(
      `DELETE FROM queue.job WHERE name = 'post-win' AND start_after > now() RETURNING data->'data' AS data`,
    );
    for (const { data } of jobs) await postWin.run(data, context());
    done += jobs.length;
    if (jobs.length === 0 || done > 100) return done;
  }
}

describe('the post of a win', () => {
  test('is made once, and edited only where it says something else', async () => {
    const win = await told();
    await first(win);
    await first(win);
    await again(win);
    expect([shown.length, edits]).toEqual([1, 0]);
    await change(thank(win, ana!.id));
    await again(win);
    await again(win);
    expect([edits, shown.at(-1)]).toEqual([1, expect.stringContaining('· 1')]);
  });

  test('a correction while it is being posted is not lost', async () => {
    const win = await told();
    onSend = async (_, nth) => {
      if (nth > 1) return;
      await change(correct(win, { ...win, what: 'signed for five years' }));
      // Its own edit finds no post yet.
      await again(win);
    };
    await first(win);
    expect(shown.at(-1)).toContain('signed for five years');
  });

  test('two edits at once end at what is so, in whichever order they arrive', async () => {
    const win = await told();
    await first(win);
    const thanked = thank(win, ana!.id)!;
    await change(thanked);
    let late = false;
    onSend = async (view) => {
      if (late || !toText(view).includes('· 1')) return;
      late = true;
      await change(correct(thanked, { ...thanked, what: 'signed for five years' }));
      await again(win);
    };
    await again(win);
    await queueIsDone();
    expect(shown.at(-1)).toContain('signed for five years');
  });

  test('however many changes come during an edit, the last one is shown, and one edit goes on at a time', async () => {
    const win = await told();
    await first(win);
    let now = thank(win, ana!.id)!;
    await change(now);
    let [changes, underWay] = [0, 0];
    onSend = async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      for (let one = 0; one < 3 && changes < 12; one += 1) {
        changes += 1;
        now = correct(now, { ...now, what: `signed for ${changes} years` })!;
        await change(now);
        await again(win);
      }
      underWay -= 1;
    };
    edits = 0;
    await again(win);
    expect(shown.at(-1)).toContain('signed for 12 years');
    expect(edits).toBe(5);
    await queueIsDone();
    expect([edits, shown.at(-1)]).toEqual([5, expect.stringContaining('signed for 12 years')]);
  });

  test('thanks for a post of which a killed copy did not write down that it stands there are not lost', async () => {
    const win = await told();
    dies = true;
    await expect(first(win)).rejects.toThrow('killed');
    [dies, standing] = [false, true];
    await change(thank(win, ana!.id));
    // Their own edit finds no post yet.
    await again(win);
    await first(win);
    expect(shown.at(-1)).toContain('· 1');
    expect(edits).toBe(1);
  });

  test.each([
    ['its post says so', true, [1, 1]],
    ['nothing is posted', false, [0, 0]],
  ])(
    'a win that was taken back before anybody wrote down where it stands: %s',
    async (_, stands, expected) => {
      const win = await told();
      onSend = async (_view, nth) => {
        if (nth === 1 && !stands) throw new Upstream('slack', 'unavailable');
      };
      dies = true;
      await expect(first(win)).rejects.toThrow();
      [dies, standing, onSend] = [false, stands, async () => {}];
      await change(retract(win));
      await again(win);
      await first(win);
      expect([shown.filter((one) => one.includes('taken back')).length, edits]).toEqual(expected);
    },
  );

  test('an edit that takes so long that another one begins comes last, and is followed by what is so', async () => {
    const win = await told();
    await first(win);
    const thanked = thank(win, ana!.id)!;
    await change(thanked);
    const slow = context();
    slow.update = async (post) => {
      slow.update = context().update;
      await change(correct(thanked, { ...thanked, what: 'signed for five years' }));
      clock.now = new Date(clock.now.getTime() + LATER);
      await again(win);
      expect(shown.at(-1)).toContain('signed for five years');
      return context().update(post);
    };
    await postWin.run({ win: win.id, first: null }, slow);
    await queueIsDone();
    expect(shown.at(-1)).toContain('signed for five years');
  });

  test('an edit of a copy that is killed before it says so is followed by what is so', async () => {
    const win = await told();
    await first(win);
    const thanked = thank(win, ana!.id)!;
    await change(thanked);
    const killed = context();
    killed.update = async (post) => {
      await change(correct(thanked, { ...thanked, what: 'signed for five years' }));
      await again(win);
      await context().update(post);
      // The copy says nothing any more.
      killed.store = { ...fresh.store, winPosts: { ...fresh.store.winPosts, replace: never } };
      throw new Error('killed');
    };
    await expect(postWin.run({ win: win.id, first: null }, killed)).rejects.toThrow();
    expect(shown.at(-1)).not.toContain('signed for five years');
    await queueIsDone();
    expect(shown.at(-1)).toContain('signed for five years');
  });

  test('an edit that the platform refuses for now holds up no other', async () => {
    const win = await told();
    await first(win);
    await change(thank(win, ana!.id));
    const refused = context();
    refused.update = () => Promise.reject(new Upstream('slack', 'rate-limited'));
    await expect(postWin.run({ win: win.id, first: null }, refused)).rejects.toThrow(Upstream);
    await again(win);
    expect(shown.at(-1)).toContain('· 1');
  });

  test('another refusal is the queue’s to try again', async () => {
    const win = await told();
    onSend = async () => {
      throw new Upstream('slack', 'rate-limited', { retryAfter: 1000 });
    };
    await expect(first(win)).rejects.toThrow('rate-limited');
    onSend = async () => {};
    await first(win);
    expect(shown).toHaveLength(1);
  });

  test('who came to read there since is considered: no amount for all when one may not see it, nothing for guests', async () => {
    audience = [tom!, (await fresh.store.people.byEmail('kim@rapport.example'))!];
    await first(await told());
    expect(shown).toEqual([expect.not.stringContaining('120,000')]);
    audience = [];
    await first(await told());
    expect(shown).toHaveLength(1);
  });

  test('a channel that was closed gets it when it is open again, and no other channel does', async () => {
    const win = await told();
    closed = true;
    await first(win);
    expect(shown).toEqual([]);
    closed = false;
    await fresh.store.settings.set('wins-channel', { ...WINS, id: 'C2' });
    const other = await told();
    await first(other);
    await fresh.store.settings.set('wins-channel', WINS);
    expect(shown).toEqual([]);
    await first(win);
    expect(shown).toHaveLength(1);
  });

  test('an edit that the channel did not take is made later', async () => {
    const win = await told();
    await first(win);
    await change(thank(win, ana!.id));
    closed = true;
    await again(win);
    closed = false;
    await again(win);
    expect(shown.at(-1)).toContain('· 1');
  });
});
