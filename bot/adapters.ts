import type { Config } from './config.ts';
import type { Adapter, Wiring } from './platform.ts';
import { playground } from './playground/adapter.ts';
import type { Platforms } from './rapport.ts';
import { slack } from './slack/adapter.ts';
import { teams } from './teams/adapter.ts';
import { terminal } from './terminal/adapter.ts';

/**
 * Every way people reach us, and the only list of them: a new chat platform is a folder of its own and one line here.
 * Their routes are mounted in this order, so what is asked most comes first.
 */
export const ADAPTERS: readonly Adapter[] = [slack, terminal, playground, teams];

/** Loads what is set up; the result connects it to the front door. */
export async function loadAdapters(config: Config): Promise<(wiring: Wiring) => Platforms> {
  const isOnly = !ADAPTERS.some(({ isSetUp }) => isSetUp?.(config));
  const loaded = await Promise.all(
    ADAPTERS.map(async ({ id, load }) => ({ id, connect: await load(config, { isOnly }) })),
  );
  return (wiring) =>
    Object.fromEntries(
      loaded.flatMap(({ id, connect }) => (connect ? [[id, connect(wiring)]] : [])),
    );
}
