import { afterEach, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../crm/time/durations.ts';
import { form } from '../../chat/slack.ts';
import { now as machineNow } from '../../clock.ts';
import { freshStore } from '../../store.ts';
import { visible } from './fake/look.ts';
import { TEAM } from './fake/people.ts';
import { content, type FakeMessage } from './fake/screen.ts';
import { ana, mention, smallChat } from './small-app.ts';

/** Longer than an ask belongs to the copy that was silent, and than it waits before it looks. */
const LATER = 16 * SECOND;
const REFUSED = { status: 429, headers: { 'retry-after': '0' } };
const [channel_id, user_id] = ['CGENERAL', 'U001'];

let close = async (): Promise<void> => {};
afterEach(() => close());

/** A command that takes longer than its acknowledgement waits, in a workspace whose clock is ours. */
async function slowCommand() {
  const clock = { ahead: 0 };
  const now = () => new Date(machineNow().getTime() + clock.ahead);
  const slow = await smallChat({ now, config: { patience: 5 } });
  ({ close } = slow);
  const { chat } = slow;
  const message = chat.screen.write({ channel: channel_id, to: user_id });
  const body = form({
    command: '/wait',
    text: 'x',
    user_id,
    channel_id,
    channel_name: 'general',
    team_id: TEAM,
    trigger_id: chat.api.trigger(user_id),
    response_url: chat.api.responseUrl(channel_id, user_id, message),
  });
  const acknowledged = await chat.sends(body, { waits: false });
  Object.assign(message, content(await acknowledged.json()));
  return {
    slow,
    seen: () => visible({ kind: 'message', message }),
    async ends() {
      slow.app.opens();
      await chat.platform.stop();
    },
    async later(milliseconds: number) {
      clock.ahead += milliseconds;
      await chat.platform.start();
      await chat.platform.stop();
    },
  };
}

const told = (messages: readonly FakeMessage[]) =>
  messages.filter((message) => visible({ kind: 'message', message }).includes('You said wait x'));

test('an answer that Slack does not take is shown later, and no fault before it', async () => {
  const { slow, seen, ends, later } = await slowCommand();
  slow.chat.api.next('response', REFUSED, REFUSED, REFUSED);
  await ends();
  expect(seen()).toContain('Looking…');
  await later(LATER);
  expect(seen()).toContain('You said wait x');
  expect(slow.app.requests.map(({ delivery }) => delivery)).toHaveLength(1);
  await later(LATER);
  expect(slow.chat.api.responses).toHaveLength(1);
});

test('it is tried again as long as its response URL lives', async () => {
  const { slow, seen, ends, later } = await slowCommand();
  slow.chat.api.next('response', REFUSED, REFUSED, REFUSED);
  await ends();
  slow.chat.api.next('response', REFUSED, REFUSED, REFUSED);
  await later(20 * MINUTE);
  expect(seen()).toContain('Looking…');
  await later(9 * MINUTE);
  expect(seen()).toContain('You said wait x');
});

test('an answer that was shown, and of which Slack’s word got lost, is the only one', async () => {
  const { slow, seen, ends, later } = await slowCommand();
  slow.chat.api.lose('response');
  await ends();
  expect(seen()).toContain('You said wait x');
  await later(LATER);
  expect(seen()).toContain('You said wait x');
  expect(told(slow.chat.screen.messages)).toHaveLength(1);
});

test('what Slack refuses for good is told as a fault, and is over', async () => {
  const { slow, seen, ends, later } = await slowCommand();
  slow.chat.api.next('response', { status: 404 });
  slow.chat.api.next('chat.postEphemeral', {
    status: 200,
    body: { ok: false, error: 'team_access_not_granted' },
  });
  await ends();
  expect(seen()).toContain('I could not show the answer.');
  await later(LATER);
  expect(seen()).toContain('I could not show the answer.');
});

test('a command that is answered in its acknowledgement is not kept: it costs no write', async () => {
  const { store, close: closeStore } = await freshStore('server');
  const kept: string[] = [];
  const { pendingAsks } = store;
  const save: typeof pendingAsks.save = (ask, until) => {
    kept.push(ask.key);
    return pendingAsks.save(ask, until);
  };
  const small = await smallChat({ store: { ...store, pendingAsks: { ...pendingAsks, save } } });
  close = async () => {
    await small.close();
    await closeStore();
  };
  const seen = await small.chat.as(ana.email).says('/customer acme', { in: 'slash' });
  expect(seen.text).toContain('You said customer acme');
  expect(kept).toEqual([]);
  // The same watch sees what is kept.
  await small.chat.sends(mention('acme'));
  expect(kept).toHaveLength(1);
});
