import { CloudAdapter } from 'botbuilder';
import { pendingAsks } from '../adapter/pending-asks.ts';
import type { Platform, Wiring } from '../platform.ts';
import { type TeamsConfig, WAITING_TIMES } from './config.ts';
import type { TeamsContext } from './context.ts';
import { conversationStore as remembered } from './directory/conversations.ts';
import { memberDirectory as asking } from './directory/members.ts';
import { placeFinder } from './directory/places.ts';
import { teamsEndpoint } from './incoming/endpoint.ts';
import { answerPending } from './incoming/pending.ts';
import { graphClient } from './outgoing/graph.ts';
import { lostPosts } from './outgoing/lost-posts.ts';
import { pendingAnswers } from './outgoing/pending-answers.ts';
import { teamsPosts } from './outgoing/posts.ts';
import { shownCards } from './outgoing/shown-cards.ts';
import { botAuthentication } from './setup/authentication.ts';
import { serviceTrust } from './setup/service-trust.ts';

export type { TeamsConfig } from './config.ts';

/**
 * Microsoft Teams: personal chats, group chats and channels, over the Bot Framework.
 * `account.tenant` is the Microsoft tenant of the conversation, `account.user` the Entra object id.
 */
export function teamsPlatform(
  config: TeamsConfig,
  { app, http, store, log, now }: Wiring,
): Platform {
  const patience = { ...WAITING_TIMES, ...config.patience };
  const authentication = botAuthentication(config);
  const adapter = new CloudAdapter(authentication);
  const isTrustedService = serviceTrust(config);
  const conversations = remembered(adapter, store, {
    appId: config.appId ?? '',
    patience,
    isTrustedService,
  });
  const directory = asking(config, conversations, now);
  const lost = lostPosts({
    graph: graphClient(config, now),
    appId: config.appId ?? '',
    conversations,
    log,
    now,
  });
  const pending = pendingAsks('teams', { store, now, log });
  const bot: TeamsContext = {
    app,
    store,
    log,
    now,
    patience,
    noteFiles: config.noteFiles ?? false,
    conversations,
    directory,
    lost,
    pending,
    answers: pendingAnswers(app, patience.press),
    shown: shownCards(),
    placeOf: placeFinder(directory, now),
  };
  const { handlers, settled } = teamsEndpoint({
    bot,
    adapter,
    authentication,
    appId: config.appId,
    isTrustedService,
  });
  http.post('/api/messages', ...handlers);

  return {
    identify: directory.identify,
    readers: directory.readers,
    ...teamsPosts({ conversations, lost, patience, store, now }),
    async start() {
      pending.start((kept) => answerPending(bot, kept));
      if (config.appId && !config.tenantId)
        log.warn('MicrosoftAppTenantId is not set, so everybody in Teams counts as an outsider');
    },
    async stop() {
      await pending.stop();
      await settled();
      await bot.answers.settled();
      await bot.shown.settled();
    },
  };
}
