import { plural } from './plural.ts';

/** What is said of messages that come by themselves, and of when they come. */
export const attentionWords = {
  kind: {
    handoff: 'Handoffs', task: 'Tasks', mention: 'Mentions', followed: 'Customers you follow', signal: 'Signals', win: 'Wins', digest: 'Digests', summary: 'Summaries',
  },
  /** For one line of a gathered message. */
  one: { handoff: 'Handoff', task: 'Task', mention: 'Mention', followed: 'News', signal: 'Signal', win: 'Win', digest: 'Digest', summary: 'Summary' },
  delivery: { 'at-once': 'At once', hourly: 'Hourly', daily: 'Daily', muted: 'Never' },
  dailyAt: (clock: string) => `daily at ${clock}`,
  told: {
    why: (because: string) => `Why you got this: ${because}`,
    whyButton: 'Why this?', mute: 'Mute',
    hour: 'Quiet for 1 hour', tomorrow: 'Quiet until tomorrow', customer: 'Nothing of this customer',
    hourly: (kinds: string) => `${kinds}: hourly`, daily: (kinds: string) => `${kinds}: daily`, never: (kinds: string) => `${kinds}: never`,
    back: 'Back to the message', list: 'Back to the list', undo: 'Undo', change: 'Change',
  },
  gathered: {
    title: (n: string, since: string) => `${n} things since ${since}`,
    detail: 'The details are in this message’s thread.',
    more: (n: number) => `and ${n} more: type “messages”`,
  },
  why: {
    title: 'Why did I get this?',
    usual: (kinds: string, how: string) => `${kinds} come to you: ${how}.`,
    place: 'An administrator sets what this channel gets.',
    quiet: 'When you are told things, and what is muted, is yours to set.',
    sent: (when: string) => `Sent ${when}.`,
  },
  snoozed: { title: (until: string) => `Quiet until ${until}`, text: 'What comes until then waits, and comes together.', wake: 'Tell me again' },
  awake: { title: 'You are told things again', text: 'What waited comes now.' },
  customerMuted: { title: (name: string) => `${name} is muted`, text: 'You get no messages about this customer. What you ask for is shown all the same.' },
  customerHeard: { title: (name: string) => `${name} is no longer muted`, text: '' },
  paced: { title: (kinds: string, how: string) => `${kinds}: ${how}`, text: 'From the next message on.' },
  pacedAll: { title: (clock: string) => `Everything is gathered, daily at ${clock}`, text: 'One message a day, with a line for each.' },
  pacedBack: { title: 'As it was before', text: 'From the next message on.' },
  messages: {
    title: 'What I told you lately',
    none: { title: 'I told you nothing since yesterday', text: 'Handoffs, tasks, mentions and news of customers you follow come by themselves.' },
    state: { waiting: 'on its way', gathered: (when: string) => `waits until ${when}`, sent: '', muted: 'muted', failed: 'could not be sent', withdrawn: 'was taken back' },
  },
  me: {
    heading: 'How I tell you things',
    hour: 'Daily hour', quiet: 'Quiet hours', none: 'none', off: 'Days off', snoozed: 'Quiet now', until: (when: string) => `until ${when}`,
    muted: 'Muted customers', mutedCount: (n: number) => `${n} ${plural(n, 'customer', 'customers')}`,
    named: 'Named in wins', yes: 'yes', no: 'no', change: 'Change', snooze: 'Quiet for 1 hour', hear: (name: string) => `Hear of ${name}`, more: 'Muted',
    saved: 'Saved.',
    hint: 'Type: me mute wins · me wins daily · me quiet 18:00-08:00 · me snooze 2h · me off sat sun · me daily 08:30',
  },
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  form: {
    title: 'How I tell you things',
    dailyAt: 'Daily at', clockHint: 'Your time, such as 08:30', quiet: 'Quiet hours', quietHint: 'From and to, such as 18:00-08:00; empty for none', daysOff: 'Days off',
    named: 'May be named in wins', submit: 'Save',
  },
  unread: {
    clock: (word: string) => ({ say: `I could not read “${word}” as a time.`, try: 'Write it as 08:30 or 18:00, in your own time.' }),
    quiet: (word: string) => ({ say: `I could not read “${word}” as quiet hours.`, try: 'Write from and to: me quiet 18:00-08:00, or: me quiet off.' }),
    setting: (words: string) => ({ say: `I could not read “${words}”.`, try: 'Type me to see what can be set, or: me mute wins, me wins daily, me quiet 18:00-08:00, me snooze 2h, me off sat sun.' }),
    everyDay: { say: 'That leaves no day on which I may tell you anything.', try: 'Leave one day; to be told nothing for a while, type: me snooze 8h.' },
    gone: { say: 'That message is gone or was not for you.', try: 'Type messages to see what I told you lately.' },
  },
  summary: {
    title: (n: number, text: string) => `${text} ${plural(n, 'message', 'messages')} from me last week`,
    line: (n: string, acted: string) => `${n}, you acted on ${acted}`,
    why: 'Every Monday I say what I sent you, so that it stays little.',
    idle: (kinds: string) => `You pressed nothing on: ${kinds}.`,
    reduce: 'Gather all of this daily',
  },
};
