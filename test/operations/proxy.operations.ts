import { describe, expect, test } from 'vitest';
import { cardText } from '../bot/teams/card-reader.ts';
import { message, privateTo, read, slash } from '../chaos/deeds.ts';
import { deliver, greetTeams, typedActivity } from '../chaos/teams-deeds.ts';
import { messagesTo, moveInTeams, teamsWorld } from '../chaos/teams-world.ts';
import { byWayOf, moveIn, SALES, until, world } from '../chaos/world.ts';
import { freshDir, startBot } from '../processes/process.ts';
import { freshDatabase } from '../store.ts';
import { hasProgram } from './programs.ts';
import { PROXIES } from './proxies.ts';

const [ANA] = SALES;

describe.each(Object.entries(PROXIES))('%s, as the document sets it up', (name, start) => {
  test('Slack’s commands and events come through, and what is for the own network does not', async () => {
    if (!hasProgram(name)) return;
    const { place, remove } = await freshDatabase();
    const there = await world();
    await moveIn(place.url);
    const copy = await there.start(place.url);
    const proxy = await start(new URL(copy.url).host, freshDir());
    const outside = byWayOf(copy, proxy.url);

    const asked = slash(there, ANA, 'customer acme');
    expect(await asked.to(outside)).toBe(200);
    // On a busy machine the first answer says that it takes a little longer.
    await until(() => asked.seen().includes('Acme'), 'the customer is there');
    await outside.send(message(there, ANA, 'note Acme: px1x wants one invoice'));
    await until(
      () => privateTo(there, ANA).some((shown) => read(shown).includes('px1x')),
      'Ana sees that it is noted',
    );
    // Unsigned, and larger than a proxy takes by itself: the bot says no, and not the proxy (413). nginx calls it 502 where
    // the no comes while it still sends.
    const large = await fetch(`${proxy.url}/slack/events`, {
      method: 'POST',
      body: 'x'.repeat(1_500_000),
    });
    expect([401, 502]).toContain(large.status);
    const inside = ['metrics', 'healthz', 'readyz'];
    for (const path of [
      ...inside,
      ...inside.map((one) => `${one}/`),
      ...inside.map((one) => one.toUpperCase()),
    ]) {
      const answer = await fetch(`${proxy.url}/${path}`);
      // Rapport itself has a word for it: the proxy did not pass it on.
      expect([path, answer.status, (await answer.text()).includes('Nothing here.')]).toEqual([
        path,
        404,
        false,
      ]);
    }
    await fetch(`${proxy.url}/connect/crm?code=secret`);
    expect((await fetch(`${copy.url}/readyz`)).status).toBe(200);
    const log = proxy.log();
    if (log !== null) expect(log).toMatch(/slack\/events/);
    expect(log ?? '').not.toContain('code=secret');

    await proxy.stop();
    await copy.stop();
    await there.close();
    await remove();
  });

  test('Teams’ activities come through', async () => {
    if (!hasProgram(name)) return;
    const { place, remove } = await freshDatabase();
    const there = await teamsWorld();
    await moveInTeams(place.url);
    const copy = await there.start(place.url);
    const proxy = await start(new URL(copy.url).host, freshDir());

    await greetTeams(there, proxy);
    const reached = await deliver(there, proxy, typedActivity(there, ANA, 'customer acme'));
    expect(reached?.status).toBeLessThan(300);
    await until(
      () => messagesTo(there, ANA).some(({ card }) => cardText(card).includes('Acme')),
      'Ana sees the card',
    );

    await proxy.stop();
    await copy.stop();
    await there.close();
    await remove();
  });

  test('the playground of this machine does not open to it, unless it is told to', async () => {
    if (!hasProgram(name)) return;
    for (const [PLAYGROUND, status] of [
      ['0', 403],
      ['1', 200],
    ] as const) {
      const bot = await startBot({ DATA_DIR: freshDir(), PLAYGROUND });
      const proxy = await start(new URL(bot.url).host, freshDir());
      expect((await fetch(proxy.url)).status).toBe(status);
      expect((await fetch(bot.url)).status).toBe(200);
      await proxy.stop();
      bot.child.kill('SIGTERM');
      await bot.ended;
    }
  });
});
