import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Metrics, metricsOf } from '../../bot/metrics/metrics.ts';
import { countedConnector, countedPlatforms } from '../../bot/metrics/upstream-calls.ts';
import { type HttpServer, httpServer } from '../../bot/server.ts';
import { terminalPlatform } from '../../bot/terminal/adapter.ts';
import { type CrmFault, memoryCrm } from '../../crm/connectors/memory.ts';
import { Upstream } from '../../crm/problem.ts';
import type { StatusFacts } from '../../crm/status/facts.ts';
import type { Store } from '../../crm/store/store.ts';
import { rawExchange, rawRequest } from '../raw-http.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const TOKEN = 'a-token-of-its-own';

/** One of everything that the store knows. */
const FACTS: StatusFacts = {
  jobs: [
    {
      kind: 'notify-followers',
      due: 4,
      dueSince: ago(2),
      later: 1,
      active: 2,
      failed: 3,
      failedSince: ago(60),
      failedAt: ago(30),
      fault: 'it is off',
    },
  ],
  writes: [
    {
      source: 'hubspot',
      waiting: 5,
      waitingSince: ago(20),
      failed: 1,
      failedAt: ago(9),
      done: 7,
      fault: null,
    },
  ],
  messages: [{ state: 'waiting', count: 6, overdue: 6, overdueSince: ago(1) }],
  undelivered: [],
  consumers: [{ name: 'followers', behind: 12, since: ago(3) }],
  readings: [
    {
      source: 'hubspot',
      at: ago(40),
      movedAt: ago(45),
      finishedAt: ago(45),
      records: null,
      failedAt: ago(40),
      fault: 'unavailable',
    },
  ],
  backupAt: ago(24 * 60),
};

const running: HttpServer[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

async function started({
  token = null,
  facts = async () => FACTS,
}: {
  token?: string | null;
  facts?: () => Promise<StatusFacts>;
} = {}): Promise<{ url: string; http: HttpServer['http']; metrics: Metrics }> {
  const store = { status: { facts, failedWrites: async () => [] } } as Partial<Store> as Store;
  const log = pino({ level: 'silent' });
  const metrics = metricsOf({
    store,
    log,
    now: () => NOW,
    token,
    connected: () => ['hubspot'],
  });
  const server = httpServer({ store, log, metrics });
  running.push(server);
  server.http.get('/charts/:name', (_, response) => void response.send('drawn'));
  return { url: await server.listen('127.0.0.1', 0), http: server.http, metrics };
}

const scraped = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  return response.text();
};

describe('the door', () => {
  const bearer = (token: string) => ['Authorization', `Bearer ${token}`] as const;
  const forwarded = ['X-Forwarded-For', '203.0.113.7'] as const;
  test.each([
    ['this machine', TOKEN, [], 200],
    ['this machine, where there is no token', null, [], 200],
    ['a proxy on this machine', TOKEN, [forwarded], 401],
    ['a proxy on this machine, where there is no token', null, [forwarded], 403],
    ['a proxy that says it otherwise', TOKEN, [['Via', '1.1 nginx'] as const], 401],
    ['a proxy for somebody who knows the token', TOKEN, [forwarded, bearer(TOKEN)], 200],
    ['somebody with another token', TOKEN, [forwarded, bearer(`${TOKEN}x`)], 401],
    ['somebody with an empty token', TOKEN, [forwarded, bearer('')], 401],
    ['a token where there is none', null, [forwarded, bearer('null')], 403],
    ['the token in another scheme', TOKEN, [forwarded, ['Authorization', TOKEN] as const], 401],
  ] as const)('%s', async (_, token, headers, status) => {
    const { url } = await started({ token });
    const request = rawRequest('GET', '/metrics', [['Host', new URL(url).host], ...headers]);
    const answer = await rawExchange(url, request);
    expect(answer?.status).toBe(status);
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
  });

  test('another name than this machine’s needs the token', async () => {
    const { url } = await started({ token: TOKEN });
    const asked = async (...more: (readonly [string, string])[]) =>
      (
        await rawExchange(
          url,
          rawRequest('GET', '/metrics', [['Host', 'rapport.example'], ...more]),
        )
      )?.status;
    expect([await asked(), await asked(bearer(TOKEN))]).toEqual([401, 200]);
  });
});

describe('a scrape', () => {
  test('has what waits, what failed and how old it is', async () => {
    const { url } = await started();
    const text = await scraped(url);
    for (const line of [
      'rapport_store_up 1',
      'rapport_jobs{kind="notify-followers",state="due"} 4',
      'rapport_jobs{kind="notify-followers",state="failed"} 3',
      'rapport_jobs_oldest_seconds{kind="notify-followers"} 120',
      'rapport_messages{state="waiting"} 6',
      'rapport_messages_overdue_seconds{state="waiting"} 60',
      'rapport_write_backs{system="hubspot",state="failed"} 1',
      'rapport_write_backs_oldest_seconds{system="hubspot"} 1200',
      'rapport_reading_age_seconds{system="hubspot"} 2700',
      'rapport_reading_failing_seconds{system="hubspot"} 2400',
      'rapport_events_behind{consumer="followers"} 12',
      'rapport_events_behind_seconds{consumer="followers"} 180',
      'rapport_faults{kind="jobs-failed"} 1',
      'rapport_faults{kind="events-late"} 0',
      `rapport_last_backup_timestamp_seconds ${ago(24 * 60).getTime() / 1000}`,
    ])
      expect(text.split('\n')).toContain(line);
  });

  test('says that the store is away, keeps no old value, and does not fail', async () => {
    let isThere = true;
    const { url } = await started({
      facts: async () => {
        if (!isThere) throw new Error('the database is away');
        return FACTS;
      },
    });
    expect(await scraped(url)).toContain('rapport_store_up 1');
    isThere = false;
    const text = await scraped(url);
    expect(text).toContain('rapport_store_up 0');
    expect(text).not.toMatch(/^rapport_jobs\{/m);
    expect(text).toMatch(/^process_cpu_seconds_total/m);
  });

  test('is made once for all who ask meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    let reads = 0;
    const { url } = await started({
      facts: async () => {
        reads += 1;
        await gate.promise;
        return FACTS;
      },
    });
    const all = Promise.all([scraped(url), scraped(url), scraped(url)]);
    await fetch(`${url}/healthz`);
    gate.resolve();
    expect(new Set(await all).size).toBe(1);
    expect(reads).toBe(1);
  });

  test('has requests by route, whatever was asked for', async () => {
    const { url } = await started();
    const paths = Array.from({ length: 60 }, (_, i) => `/${'abc'.repeat(1 + (i % 7))}/x${i}`);
    for (const path of [...paths, '/charts/acme.png', '/charts/globex.png', '/CHARTS/x', '/%zz'])
      await (await fetch(`${url}${path}`)).text();
    const text = await scraped(url);
    const routes = new Set(
      [...text.matchAll(/rapport_http_seconds_count\{route="([^"]*)"/g)].map(([, route]) => route),
    );
    expect([...routes].sort()).toEqual(['/charts/:name', 'none']);
  });

  test('has the calls to other systems by outcome', async () => {
    const { url, metrics } = await started();
    const faults: (CrmFault | null)[] = [{ kind: 'unavailable' }, null];
    const crm = countedConnector(
      memoryCrm({ id: 'hubspot', customers: 'any', faults: () => faults.shift() ?? null }),
      metrics.ended,
    );
    await expect(crm.reader.changesSince(null)).rejects.toThrow(Upstream);
    await crm.reader.changesSince(null);
    const { standsIn: _, ...platform } = terminalPlatform();
    const { slack } = countedPlatforms({ slack: platform }, metrics.ended);
    const place = { platform: 'slack', tenant: 't', kind: 'direct', id: 'd', shared: false };
    await expect(
      slack?.post({ ...place, kind: 'direct', name: null }, { title: 't', blocks: [] }, 'k'),
    ).rejects.toThrow('no channel');
    const text = await scraped(url);
    for (const line of [
      'rapport_upstream_calls_total{system="hubspot",outcome="unavailable"} 1',
      'rapport_upstream_calls_total{system="hubspot",outcome="ok"} 1',
      'rapport_upstream_calls_total{system="slack",outcome="broken"} 1',
    ])
      expect(text.split('\n')).toContain(line);
  });
});

const Alerts = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Rapport[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'warn']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
});

describe('docs/alerts.yml', () => {
  const rules = Alerts.parse(parse(readFileSync('docs/alerts.yml', 'utf8'))).groups.flatMap(
    (group) => group.rules,
  );

  test('names only metrics, and values of their labels, that a scrape has', async () => {
    const { url, metrics } = await started();
    metrics.ended('hubspot', 'ok');
    await fetch(`${url}/healthz`);
    await scraped(url);
    const text = await scraped(url);
    for (const { alert, expr } of rules) {
      const names = expr.match(/\brapport_\w+/g) ?? [];
      if (!['RapportDown', 'RapportCopyDown'].includes(alert))
        expect([alert, names.length > 0]).toEqual([alert, true]);
      for (const name of names)
        expect([alert, name, new RegExp(`^${name}[{ ]`, 'm').test(text)]).toEqual([
          alert,
          name,
          true,
        ]);
      for (const [, name, label] of expr.matchAll(/\b(rapport_\w+)\{(\w+)="[^"]*"\}/g))
        expect(text).toMatch(new RegExp(`^${name}\\{[^}]*\\b${label}="`, 'm'));
      for (const [, name, label, value] of expr.matchAll(/\b(rapport_\w+)\{(\w+)="([^"]*)"\}/g))
        expect(text).toMatch(new RegExp(`^${name}\\{[^}]*\\b${label}="${value}"`, 'm'));
    }
  });

  test('each rule, and each metric, stands in docs/watching.md', async () => {
    const document = readFileSync('docs/watching.md', 'utf8');
    for (const { alert } of rules) expect(document).toContain(`| \`${alert}\` |`);
    const { url } = await started();
    const text = await scraped(url);
    for (const [, name] of text.matchAll(/^# TYPE (rapport_\w+)/gm))
      expect(document).toContain(`| \`${name}\` |`);
  });
});
