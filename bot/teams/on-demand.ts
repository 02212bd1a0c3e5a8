import express from 'express';
import type { Platform, Wiring } from '../platform.ts';
import type { TeamsConfig } from './config.ts';

/** Teams where nobody set it up: its library takes half a second to load, so that waits for the first who asks. */
export function teamsOnDemand(config: TeamsConfig, wiring: Wiring): Platform {
  const http = express();
  http.disable('x-powered-by');
  let made: Promise<Platform> | undefined;
  const teams = (): Promise<Platform> => {
    made ??= import('./teams.ts').then(({ teamsPlatform }) =>
      teamsPlatform(config, { ...wiring, http }),
    );
    return made;
  };
  wiring.http.post('/api/messages', async (request, response, next) => {
    await teams();
    http(request, response, next);
  });
  return {
    identify: async (account) => (await teams()).identify(account),
    readers: async (place) => (await teams()).readers(place),
    post: async (place, view, key, under) => (await teams()).post(place, view, key, under),
    findPost: async (place, key) => (await teams()).findPost(place, key),
    update: async (place, reference, view) => (await teams()).update(place, reference, view),
    direct: async (account) => (await teams()).direct(account),
    threads: false,
    standsIn: true,
    start: async () => {},
    stop: async () => (await made)?.stop(),
  };
}
