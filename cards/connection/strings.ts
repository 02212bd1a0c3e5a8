import { shortText } from '../view/lines.ts';
import { plural } from '../view/plural.ts';

/** Words on colleagues' own accounts in other systems. */
export const connectionStrings = {
  title: 'Your own accounts',
  none: (system: string) =>
    `What you write goes to ${system} as Rapport, with your name in the text. Connect your account, and it goes there as you.`,
  since: (system: string, email: string, when: string) =>
    `You write to ${system} as ${email}, since ${when}.`,
  ended: (system: string, when: string) =>
    `${system} ended your connection ${when}. What you write goes there as Rapport, with your name in the text.`,
  connect: (system: string) => `Connect ${system}`,
  opens: 'The button opens a page of theirs. It is good for ten minutes, for you alone.',
  disconnect: (system: string) => `Disconnect ${system}`,
  show: 'Your own accounts',
  again: 'Connect again',
  off: (system: string) => `${system} is disconnected`,
  offNow: (system: string) =>
    `What you write goes there as Rapport from now on, with your name in the text. ${system} hears that your consent is over.`,
  nothing: {
    say: 'You have no account connected.',
    try: 'Type “connect” to see where you can.',
  },
  nowhere: {
    say: 'No connected system lets colleagues write in their own name yet.',
    try: 'What you write goes there as Rapport, with your name. An administrator can change that: “setup crm” says how.',
  },
  unknown: (words: string, names: string) => ({
    say: `I do not know how to connect “${shortText(words, 60)}”.`,
    try: `Type “connect”, “connect off”, or the name of a system: ${names}.`,
  }),
  connected: (system: string) => `You write to ${system} as yourself now`,
  connectedAs: (email: string) =>
    `As ${email}: notes, tasks and new owners. “connect off” ends it.`,
  refused: (system: string) => `${system}: your account is not connected any more`,
  refusedMore: (system: string) =>
    `${system} does not accept your consent any more. Nothing is lost: what you write goes there as Rapport, with your name in the text.`,
  endedFor: (system: string) => `${system}: an administrator disconnected your account`,
  endedMore: 'What you write goes there as Rapport from now on, with your name in the text.',
  why: 'You had connected your account.',
  whyNow: 'You connected your account.',
  people: {
    title: 'Who writes in their own name',
    button: 'Own accounts',
    count: (n: number, text: string) =>
      `${text} ${plural(n, 'colleague writes', 'colleagues write')} in their own name.`,
    none: 'Nobody has an account connected. Colleagues do it with “connect”.',
    account: (system: string, email: string, when: string) =>
      `${system} · ${email} · since ${when}`,
    end: 'Disconnect',
    gone: 'That account was disconnected already.',
  },
  setUp: (system: string, id: string) =>
    `Colleagues’ notes go to ${system} as Rapport. Type “setup ${id}” to see how they go there in their own name.`,
  variables: (names: string) => `For that, set ${names} where Rapport runs, and start it again.`,
  asRapport: 'Write it as Rapport',
  goesAsRapport: (system: string) => `It goes to ${system} as Rapport`,
  goesAsRapportMore: 'Your name stands in its text. What you write next goes there as you again.',
  notFailed: {
    say: 'That is no longer waiting for you.',
    try: 'Open it again to see how far it is.',
  },
};
