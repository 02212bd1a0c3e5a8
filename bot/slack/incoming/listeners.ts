import type { App as Bolt, ViewSubmitAction } from '@slack/bolt';
import type { SlackContext } from '../context.ts';
import { answerCommand, answerMessage, showHome } from './events.ts';
import { answerForm, answerPress, suggestOptions } from './interactions.ts';
import { answerShortcut } from './message-shortcut.ts';

/** Hears everything that people can do in Slack. `track` lets a stop wait for what is in flight. */
export function registerListeners(
  bolt: Bolt,
  slack: SlackContext,
  track: (work: Promise<void>) => Promise<void>,
): void {
  bolt.command(/.+/, ({ body, context, ack }) =>
    track(answerCommand(slack, { body, context }, ack)),
  );
  bolt.action(/.*/, ({ body, context, ack }) =>
    track(answerPress(slack, { body, context }, () => ack())),
  );
  bolt.view<ViewSubmitAction>(
    { callback_id: /.*/, type: 'view_submission' },
    ({ body, context, ack }) => track(answerForm(slack, { body, context }, ack)),
  );
  bolt.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack());
  bolt.shortcut(/.*/, ({ body, context, ack }) =>
    track(answerShortcut(slack, { body, context }, () => ack())),
  );
  bolt.options(/.*/, ({ body, context, ack }) =>
    track(suggestOptions(slack, { body, context }, (options) => ack({ options }))),
  );
  bolt.event('app_mention', ({ body, context }) =>
    track(answerMessage(slack, { body, context }, 'mention')),
  );
  bolt.event('message', ({ body, context }) =>
    track(answerMessage(slack, { body, context }, 'direct')),
  );
  bolt.event('app_home_opened', ({ body, context }) => track(showHome(slack, { body, context })));
}
