import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chartLinks } from '../../../bot/charts/links.ts';
import { chartRoute } from '../../../bot/charts/route.ts';
import { chartSvg, THEMES } from '../../../bot/charts/svg.ts';
import type { Chart, View } from '../../../cards/view/view.ts';
import type { SettingValues } from '../../../crm/store/settings.ts';

const DAY = 86_400_000;
const clock = { now: new Date('2026-11-23T07:00:00Z') };
const kept = new Map<string, unknown>();
const store = {
  settings: {
    get: async <Key extends keyof SettingValues>(key: Key) =>
      (kept.get(key) as SettingValues[Key]) ?? null,
    set: async (key: string, value: unknown) => void kept.set(key, value),
  },
};
const chart: Chart = {
  title: 'Retention <rate> & more',
  unit: '%',
  points: Array.from({ length: 12 }, (_, i) => ({
    label: `${i + 1} Nov`,
    day: `2026-11-${String(i + 1).padStart(2, '0')}`,
    value: i === 4 ? null : 94 + i / 5,
    text: i === 4 ? '' : `${94 + i / 5} %`,
  })),
  target: { value: 95, text: '95 %' },
};
const view: View = { title: 'Week', blocks: [{ kind: 'chart', alt: 'Rising', chart }] };

let server: ReturnType<ReturnType<typeof express>['listen']>;
let links: ReturnType<typeof chartLinks>;
let picture: { light: string; dark: string };
beforeAll(async () => {
  const http = express();
  server = http.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  links = chartLinks({ store, publicUrl: `http://127.0.0.1:${port}`, now: () => clock.now });
  chartRoute(http, links);
  const [block] = (await links.withPictures(view)).blocks;
  picture = block?.kind === 'chart' && block.picture ? block.picture : { light: '', dark: '' };
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

test('a signed address is drawn, in the light and the dark look', async () => {
  expect(picture.light.length).toBeLessThan(1500);
  const [light, dark] = await Promise.all([fetch(picture.light), fetch(picture.dark)]);
  for (const drawn of [light, dark]) {
    expect(drawn.status).toBe(200);
    expect(drawn.headers.get('content-type')).toBe('image/png');
  }
  const [one, other] = await Promise.all([light.bytes(), dark.bytes()]);
  expect(one.length).toBeGreaterThan(4000);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
});

test('an address that we did not sign, or whose time is over, shows nothing', async () => {
  expect((await fetch(picture.light.replace(/.\.png$/, 'x.png'))).status).toBe(404);
  expect((await fetch(picture.light.replace('/charts/', '/charts/A'))).status).toBe(404);
  clock.now = new Date(clock.now.getTime() + 31 * DAY);
  expect((await fetch(picture.light)).status).toBe(404);
});

test('text from outside stays text, and a gap breaks the line', () => {
  const svg = chartSvg(chart, THEMES.light);
  expect(svg).not.toContain('<rate>');
  expect(svg.match(/<polyline/g)).toHaveLength(2);
});
