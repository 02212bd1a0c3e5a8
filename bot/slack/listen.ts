import type { App as Bolt, ViewSubmitAction } from '@slack/bolt';
import type { Desk } from './desk.ts';
import { onCommand, onHome, onMention, onMessage } from './hear.ts';
import { onForm, onPress, onSearch } from './interact.ts';
import { onShortcut } from './shortcut.ts';

/** Hears everything that people can do in Slack. `track` lets a stop wait for what is in flight. */
export function listen(
  bolt: Bolt,
  desk: Desk,
  track: (work: Promise<void>) => Promise<void>,
): void {
  bolt.command(/.+/, ({ body, context, ack }) => track(onCommand(desk, { body, context }, ack)));
  bolt.action(/.*/, ({ body, context, ack }) =>
    track(onPress(desk, { body, context }, () => ack())),
  );
  bolt.view<ViewSubmitAction>(
    { callback_id: /.*/, type: 'view_submission' },
    ({ body, context, ack }) => track(onForm(desk, { body, context }, ack)),
  );
  bolt.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack());
  bolt.shortcut(/.*/, ({ body, context, ack }) =>
    track(onShortcut(desk, { body, context }, () => ack())),
  );
  bolt.options(/.*/, ({ body, context, ack }) =>
    track(onSearch(desk, { body, context }, (options) => ack({ options }))),
  );
  bolt.event('app_mention', ({ body, context }) => track(onMention(desk, { body, context })));
  bolt.event('message', ({ body, context }) => track(onMessage(desk, { body, context })));
  bolt.event('app_home_opened', ({ body, context }) => track(onHome(desk, { body, context })));
}
