import { CloudAdapter } from 'botbuilder';
import type { Platform, Wiring } from '../platform.ts';
import { answers } from './answers.ts';
import { botAuthentication } from './authentication.ts';
import type { Bot } from './bot.ts';
import { PATIENCE, type TeamsConfig } from './config.ts';
import { conversations as remembered } from './conversations.ts';
import { directory as asking } from './directory.ts';
import { endpoint } from './endpoint.ts';
import { graphOf } from './graph.ts';
import { lostPosts } from './lost-post.ts';
import { places } from './places.ts';
import { posts } from './post.ts';

export type { TeamsConfig } from './config.ts';

/**
 * Microsoft Teams: personal chats, group chats and channels, over the Bot Framework.
 * `account.tenant` is the Microsoft tenant of the conversation, `account.user` the Entra object id.
 */
export function teamsPlatform(
  config: TeamsConfig,
  { app, http, store, log, now }: Wiring,
): Platform {
  const patience = { ...PATIENCE, ...config.patience };
  const authentication = botAuthentication(config);
  const adapter = new CloudAdapter(authentication);
  const conversations = remembered(adapter, store, { appId: config.appId ?? '', patience });
  const directory = asking(config, conversations, now);
  const lost = lostPosts({
    graph: graphOf(config, now),
    appId: config.appId ?? '',
    conversations,
    log,
    now,
  });
  const bot: Bot = {
    app,
    store,
    log,
    now,
    patience,
    conversations,
    directory,
    lost,
    answers: answers(app, patience.press),
    placeOf: places(directory, now),
  };
  const { handlers, settled } = endpoint({ bot, adapter, authentication, appId: config.appId });
  http.post('/api/messages', ...handlers);

  return {
    identify: directory.identify,
    readers: directory.readers,
    ...posts({ conversations, lost, patience, store, now }),
    async start() {
      if (config.appId && !config.tenantId)
        log.warn('MicrosoftAppTenantId is not set, so everybody in Teams counts as an outsider');
    },
    async stop() {
      await settled();
      await bot.answers.settled();
    },
  };
}
