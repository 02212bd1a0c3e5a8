import { plural } from '../view/plural.ts';

/** Words on the links between accounts and people. */
export const questionStrings = {
  title: 'Whose account is whose',
  fine: 'Every account I have seen is somebody’s, everybody has one, and every channel has its settings.',
  accounts: (n: number, text: string) =>
    `${text} ${plural(n, 'account is', 'accounts are')} nobody’s`,
  noEmail: 'no e-mail address',
  looksLike: (name: string) => `looks like ${name}`,
  asked: (name: string, when: string) => `asked ${when} whether they are ${name}`,
  refused: (name: string) => `is not ${name}, they say`,
  claimed: (name: string) => `says they are ${name}; only an administrator can confirm that`,
  claimedWaits: (name: string) => `says they are ${name}, who is asked`,
  who: 'Who is it?',
  askAll: (n: number, text: string) => `Ask the ${text} of the same ${plural(n, 'name', 'names')}`,
  unreached: (n: number, text: string) =>
    `${text} ${plural(n, 'colleague has', 'colleagues have')} no account that I have seen`,
  unreachedNext: 'I reach them once they have written to me.',
  channels: (n: number, text: string) =>
    `${text} ${plural(n, 'channel has', 'channels have')} no settings`,
  channel: (id: string) => `Channel ${id}`,
  openNow: 'open to colleagues, with amounts, of no department',
  settle: 'Keep it so',
  settleAll: 'Keep all so',
  form: {
    title: 'Who is it?',
    intro: (account: string) => `${account} is asked, and nothing changes without their own yes.`,
    who: 'Colleague',
    whoHint: 'A name or a work e-mail address',
    submit: 'Ask them',
  },
  askedNow: (n: number, text: string) => `${text} ${plural(n, 'account is', 'accounts are')} asked`,
  askedNext:
    'They say yes themselves, and then the colleague whose name it is, or an administrator where I cannot reach them otherwise. You find the answer here.',
  back: 'Whose account is whose',
  question: {
    title: (person: string) => `Are you ${person}?`,
    why: (by: string) => `${by} thinks so, and I don’t know your account.`,
    means: (department: string) =>
      `If you say yes, I answer you as your colleague in ${department}, also about customers. If it is not you, say no.`,
    yes: 'Yes, that’s me',
    no: 'No',
    linked: (person: string) => `You are ${person}`,
    linkedNext: 'Ask me about a customer: type their name.',
    refused: 'Thank you',
    refusedNext: 'I still don’t know who you are, and tell that to the administrator.',
  },
  claim: {
    yours: ({ account, system }: { account: string; system: string }) =>
      `Is the ${system} account “${account}” yours?`,
    theirs: ({ account, system }: { account: string; system: string }, person: string) =>
      `The ${system} account “${account}” says it is ${person}`,
    why: (by: string) => `${by} took it for yours, and whoever uses it said yes.`,
    whyAdministrator: (person: string) =>
      `${person} has no other account that I could ask. Ask them yourself before you confirm it.`,
    means: 'If you say yes, whoever uses it sees and does all that its owner may.',
    mine: 'Yes, it is mine',
    notMine: 'No, not mine',
    confirm: 'Confirm',
    refuse: 'It is not them',
    told: 'Nobody becomes a colleague here without a second word.',
    waits: 'Thank you',
    waitsFor: (person: string) =>
      `I ask ${person} in the chat where I know them. Once they say yes there, I know you here too.`,
    waitsForAdministrator: 'An administrator confirms it, and I tell you here.',
    linked: (account: string, person: string) => `“${account}” is ${person} from now on`,
    linkedNext: 'It is on record, and they are told.',
    refused: (account: string, person: string) => `“${account}” is not ${person}`,
    refusedNext: 'I still don’t know that account. It is on record.',
  },
  problem: {
    nobody: (asked: string) => ({
      say: `I know no colleague called “${asked}”.`,
      try: 'Use their name or work e-mail address.',
    }),
    several: (asked: string) => ({
      say: `Several colleagues are called “${asked}”.`,
      try: 'Use the work e-mail address.',
    }),
    known: {
      say: 'That account is somebody’s by now, or no colleague’s any more.',
      try: 'Type people for what is left.',
    },
    gone: {
      say: 'That colleague no longer works here.',
      try: 'Type people and choose another one.',
    },
    notYours: {
      say: 'Only the colleague whose name it is says whether that account is theirs.',
      try: 'Ask them; they find the question in their chat with me.',
    },
    over: { say: 'That question is over.', try: 'Ask your administrator to put it again.' },
  },
};
