import { plural } from '../view/plural.ts';

/** The answers to ordinary sentences. */
export const sentenceStrings = {
  greeting: (name: string) => `Hello ${name}`,
  waits: (count: number) =>
    plural(count, 'One thing waits for you.', `${count} things wait for you.`),
  nothingWaits: 'Nothing waits for you right now.',
  ways: 'Type a customer’s name, or ask: who owns globex? · what’s new at acme? · remind me to call acme on friday',
  asked: {
    well: 'I am well, and I know your customers.',
    thanks: 'You’re welcome',
    ok: 'All right',
    bye: 'See you',
    praise: 'Glad it helped',
    sorry: 'No harm done',
    name: 'I am Rapport, the customer team-mate',
  },
  next: 'Type a customer’s name whenever you need one, or work for what waits for you.',
  work: 'What waits for me',
  confirm: {
    handoff: { title: (customer: string) => `Hand over ${customer}?`, press: 'Hand it over' },
    task: { title: (customer: string) => `A task for ${customer}?`, press: 'Give the task' },
    tell: { title: (customer: string) => `Ask about ${customer}?`, press: 'Send it' },
    promise: { title: () => 'Note this promise?', press: 'Note the promise' },
    other: { title: (customer: string) => customer || 'Shall I do this?', press: 'Do it' },
  },
  parts: { customer: 'Customer', who: 'To', words: 'What', why: 'Why', when: 'By' } as Record<
    string,
    string
  >,
  notYet: 'Nothing is done yet.',
  orType: (typed: string) => `Or type it as you mean it: ${typed}`,
  tooLong: 'This is too long for a button. Type it like this:',
  leave: 'Not now',
  left: { title: 'Left as it is', say: 'Nothing was done.' },
  unclear: {
    title: 'I am not sure what you mean',
    typed: (words: string) => `“${words}”`,
    noSearch:
      'I can’t search for words across all customers. At one customer I can: timeline acme "SSO".',
    nothingDone: 'Nothing was done.',
    nothing: 'Nothing was done. Did you mean one of these?',
    customer: (name: string) => `Show ${name}`,
    followUp: 'follow up',
    taskOn: (name: string, day: string) => `Remind me about ${name} (${day})`,
    timelineOn: (name: string, day: string) => `What happened at ${name} (${day})`,
    note: (name: string) => `Note it on ${name}`,
    task: (name: string) => `Remind me about ${name}`,
    noteSomewhere: 'Keep it as a note',
    taskSomewhere: 'Make it a task',
    show: (usage: string) => `Show ${usage}`,
  },
  corrected: (typed: string, meant: string) => `I read “${typed}” as “${meant}”.`,
};
