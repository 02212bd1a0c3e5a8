import { shortText } from '../view/lines.ts';
import { listAnd, plural } from '../view/plural.ts';
import { faultWords } from './fault-words.ts';

/** As much of a fault's own words as a line shows. */
const FAULT = 160;

/** `notify-followers`: as people call a kind of job. */
const jobName = (id: string): string => `“${id.replaceAll(/[-.]/g, ' ')}”`;

/** The words of a program or a system, as the end of a sentence. */
function because(fault: string | null): string {
  const words = shortText(faultWords(fault ?? ''), FAULT);
  if (words === '') return '.';
  return /[.!?…]$/.test(words) ? `: ${words}` : `: ${words}.`;
}

/** Words on how everything is going. */
export const statusStrings = {
  title: (faults: number, text: string) =>
    faults === 0
      ? 'All is well'
      : `${text} ${plural(faults, 'thing is wrong', 'things are wrong')}`,
  well: 'Nothing failed, and nothing is late.',
  fails: (system: string, when: string, why: string) =>
    `${system} cannot be read since ${when}: ${why}`,
  readLate: (system: string, when: string) =>
    `${system} was not read any more since ${when}, and gave no fault.`,
  writesFailed: (
    system: string,
    {
      count,
      text,
      when,
      fault,
    }: { count: number; text: string; when: string; fault: string | null },
  ) =>
    `${text} ${plural(count, 'change is', 'changes are')} not in ${system}, the last of ${when}${because(fault)}`,
  writesLate: (
    system: string,
    {
      count,
      text,
      when,
      fault,
    }: { count: number; text: string; when: string; fault: string | null },
  ) =>
    `${text} ${plural(count, 'change waits', 'changes wait')} for ${system} since ${when}${because(fault)}`,
  jobsFailed: (
    job: string,
    {
      count,
      text,
      when,
      fault,
    }: { count: number; text: string; when: string; fault: string | null },
  ) =>
    `${text} ${plural(count, 'job', 'jobs')} ${jobName(job)} failed, the last ${when}${because(fault)}`,
  jobsLate: (job: string, { count, text, when }: { count: number; text: string; when: string }) =>
    `${text} ${plural(count, 'job waits', 'jobs wait')} to be done since ${when}, first ${jobName(job)}.`,
  messagesLate: ({ count, text, when }: { count: number; text: string; when: string }) =>
    `${text} ${plural(count, 'message waits', 'messages wait')} to be sent since ${when}.`,
  messagesFailed: (
    why: string,
    { count, text, when }: { count: number; text: string; when: string },
  ) =>
    `${text} ${plural(count, 'message was', 'messages were')} not taken since ${when}${because(why)}`,
  eventsLate: (
    consumer: string,
    { count, text, when }: { count: number; text: string; when: string },
  ) =>
    `News is behind since ${when}: “${consumer}” has ${text} ${plural(count, 'event', 'events')} to go.`,
  next: {
    renew: (system: string) => `“setup ${system}” says where its key is renewed.`,
    comesBack: 'It is tried every five minutes. “setup crm” tests it.',
    test: '“setup crm” tests it.',
    testsBySelf: 'They are tried again by themselves. “setup crm” tests it.',
    log: 'If Rapport runs, its log says what holds that up; a restart loses nothing.',
    platforms: '“npm run doctor” where Rapport runs tests Slack and Teams.',
    audit: '“audit refused” says which.',
    wholeFault: 'Rapport’s log has the whole of it.',
  },
  /** Once for all that another try may mend. */
  tryAgain: {
    chat: 'Once the cause is mended, press Try again.',
    terminal: 'Once the cause is mended, type “status” in the chat and press Try again.',
  },
  someSystem: 'the CRM',
  unreached: (count: number, text: string) =>
    `${text} ${plural(count, 'message', 'messages')} of the last day reached nobody: “people” shows whose chat account is missing.`,
  connected: (names: readonly string[]) => `Connected: ${listAnd(names)}.`,
  noChat: 'No chat is connected.',
  read: (system: string, when: string) => `${system} was read to its end ${when}.`,
  notRead: (system: string) => `${system} was not read to its end yet.`,
  backup: (when: string) => `The last backup by “npm run backup” was made ${when}.`,
  triedAgain: 'Tried again just now: look again in a moment.',
  nothingToTry: 'Nothing is left to try again.',
  retry: 'Try again',
  again: 'Look again',
  systems: 'Connected systems',
};
