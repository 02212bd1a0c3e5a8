import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../crm/time/durations.ts';
import { type Bot, bot } from '../chat/bot.ts';
import { CONSENT, opens, pageOf, visits } from './consenting.ts';
import { ANA, BEN, OWN_SYSTEMS, type OwnSystem } from './own-systems.ts';
import { systemReader } from './read-system.ts';

describe.each(Object.entries(OWN_SYSTEMS))(
  'an account of %s that somebody else is after',
  (name, open) => {
    let there: OwnSystem;
    let chat: Bot;
    const lines: string[] = [];
    const log = pino(
      { level: 'trace' },
      new Writable({
        write(line, _, done) {
          lines.push(String(line));
          done();
        },
      }),
    );
    beforeAll(async () => {
      there = await open();
      chat = await bot({
        platform: 'slack',
        people: [
          { email: ANA, name: 'Ana Ruiz' },
          { email: BEN, name: 'Ben Ruiz' },
        ],
        now: there.now,
        records: there.administrator,
        connectors: [there.connector],
        consent: CONSENT,
        log,
      });
      const { source, later } = there;
      await systemReader(() => chat, { source, later })();
    });
    afterAll(async () => {
      await chat.close();
      await there.close();
    });

    const begins = async (email: string) => pageOf(await chat.as(email).says('connect'));
    const connected = () =>
      chat.database.query<{ person: string }>('SELECT person_id AS person FROM connection');
    const nothing = async () => {
      expect(await connected()).toEqual([]);
      await chat.until(() => there.oauth.living().length === 0, 'what was granted is given up');
    };
    const callback = (query: Record<string, string>) =>
      new URL(`https://rapport.example/connect/${there.source}?${new URLSearchParams(query)}`);

    test('a state that nobody made, a changed one, one of another secret, and none at all', async () => {
      const state = (await begins(ANA)).searchParams.get('state') ?? '';
      const changed = `${state.slice(0, -2)}${state.endsWith('AA') ? 'BB' : 'AA'}`;
      for (const query of [
        {},
        { code: 'c' },
        { state: 'x', code: 'c' },
        { state: changed, code: 'c' },
      ]) {
        const { status, text } = await opens(chat, callback(query));
        expect([status, text]).toEqual([400, expect.stringContaining('was not made here')]);
        expect(text).toContain('Type “connect” in the chat');
      }
      await nothing();
    });

    test('a person who does not agree: the page says so, and the state is used up', async () => {
      there.oauth.signsIn(null);
      const page = await begins(ANA);
      const visit = await visits(chat, page);
      expect([visit.status, visit.text]).toEqual([
        400,
        expect.stringContaining('You did not agree'),
      ]);
      const again = await opens(chat, visit.back);
      expect(again.text).toContain('was used before');
      await nothing();
    });

    test('a link that was sent on: Ben agrees on Ana’s link, and neither is connected', async () => {
      there.oauth.signsIn(there.users[BEN] ?? null);
      const { status, text } = await visits(chat, await begins(ANA));
      expect([status, text]).toEqual([400, expect.stringContaining(`you are ${BEN}`)]);
      await nothing();
    });

    test('an address that the system has not confirmed, or another company’s account', async () => {
      const ana = { id: there.users[ANA]?.id ?? '', email: ANA };
      if (name === 'Salesforce') {
        there.oauth.signsIn({ ...ana, isVerified: false });
        expect((await visits(chat, await begins(ANA))).text).toContain('has not confirmed');
      } else {
        there.oauth.signsIn({ ...ana, account: '815' });
        expect((await visits(chat, await begins(ANA))).text).toContain(
          'another account of HubSpot',
        );
      }
      await nothing();
    });

    test('a link that is older than ten minutes', async () => {
      there.oauth.signsIn(there.users[ANA] ?? null);
      const page = await begins(ANA);
      there.later(11 * MINUTE);
      expect((await visits(chat, page)).text).toContain('older than ten minutes');
      await nothing();
    });

    test('a code of somebody else’s, put before Ana’s state', async () => {
      there.oauth.signsIn(there.users[BEN] ?? null);
      const sent = await fetch(await begins(BEN), { redirect: 'manual' });
      const code = new URL(sent.headers.get('location') ?? '').searchParams.get('code') ?? '';
      const state = (await begins(ANA)).searchParams.get('state') ?? '';
      const { status, text } = await opens(chat, callback({ state, code }));
      // The verifier of PKCE is that of Ana's own beginning.
      expect([status, text]).toEqual([
        400,
        expect.stringContaining('code_verifier does not match'),
      ]);
      await nothing();
    });

    test('a state that comes again after it served, and its code: the account stays as it is', async () => {
      there.oauth.signsIn(there.users[ANA] ?? null);
      const visit = await visits(chat, await begins(ANA));
      expect(visit.status).toBe(200);
      const again = await opens(chat, visit.back);
      expect([again.status, again.text]).toEqual([400, expect.stringContaining('was used before')]);
      expect(await connected()).toHaveLength(1);
      expect(there.oauth.living()).toEqual([ANA]);
    });

    test('the page keeps its address to itself, and is shown in no frame', async () => {
      const answer = await fetch(`${chat.pages}/connect/${there.source}?state=x`);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
    });

    test('a system’s name in the address that is not the one of the state', async () => {
      const state = (await begins(BEN)).searchParams.get('state') ?? '';
      const other = new URL(callback({ state, code: 'c' }));
      other.pathname = '/connect/crm';
      expect((await opens(chat, other)).text).toContain('was not made here');
    });

    test('no token and no code stands in the log, in the database or in what the queue keeps', async () => {
      const secrets = there.oauth.secrets();
      expect(secrets.length).toBeGreaterThan(4);
      const tables = await chat.database.query<{ text: string }>(
        `SELECT c::text AS text FROM connection c UNION ALL SELECT r::text FROM revocation r
        UNION ALL SELECT a::text FROM audit a UNION ALL SELECT m::text FROM message m
        UNION ALL SELECT j::text FROM queue.job j`,
      );
      const text = [...lines, ...tables.map((row) => row.text)].join('\n');
      expect(text).toContain('an account was not connected');
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    });
  },
);
