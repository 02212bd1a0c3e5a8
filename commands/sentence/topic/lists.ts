import { about, type Topic } from './topics.ts';
import { wordSet } from './words.ts';

interface ListTopic extends Topic {
  /** The words behind the command's name for my own. */
  mine: string;
  /** It takes `late`. */
  late: boolean;
}

/** Lists of mine, of a department or of a colleague that a question without a customer may be for. */
export const LISTS: readonly ListTopic[] = [
  { ...about('handoffs', 'handoff handoffs handover handovers'), mine: '', late: true },
  { ...about('promises', 'promise promises promised promisses'), mine: 'mine', late: true },
  { ...about('tasks', 'task tasks todo todos to-do to-dos reminders'), mine: '', late: true },
  { ...about('tickets', 'ticket tickets cases issues queue'), mine: 'mine', late: false },
  { ...about('work', 'late overdue behind'), mine: '', late: true },
  { ...about('work', 'open waiting waits plate desk queue inbox'), mine: '', late: true },
];

/** Words of what is late. */
export const LATE: ReadonlySet<string> = wordSet(
  'late overdue stuck behind missed broken broke nobody',
);

/** Words of a list of customers, by the words that the command has for it. */
export const CUSTOMER_LISTS: readonly { typed: string; words: readonly ReadonlySet<string>[] }[] = [
  {
    typed: 'at risk',
    words: [
      wordSet(
        'risk risky danger worry worries worried churn churning leave leaving unhappy angry annoyed lose losing',
      ),
    ],
  },
  { typed: 'silent', words: [wordSet('silent quiet silence ages neglected forgotten')] },
  {
    typed: 'silent',
    words: [
      wordSet('not'),
      wordSet('called talked spoken heard contacted written emailed met visited'),
    ],
  },
  {
    typed: 'renewing',
    words: [wordSet('renew renews renewal renewals renewing expire expires expiring')],
  },
  { typed: 'unpaid', words: [wordSet('unpaid overdue owe owes owing payers')] },
  { typed: 'unpaid', words: [wordSet('not late'), wordSet('paid pay pays paying')] },
  { typed: 'urgent', words: [wordSet('urgent burning fire')] },
  { typed: 'new', words: [wordSet('new newest joined')] },
];

/** Those whom a list of customers is of. */
export const CUSTOMERS: ReadonlySet<string> = wordSet('customers accounts clients ones');
export const ANYBODY: ReadonlySet<string> = wordSet(
  'who whom anybody anyone somebody someone which',
);

/** Look-ups in words of no list. */
export const OTHER_LOOK_UPS: readonly (readonly [
  pattern: string,
  command: string,
  typed: string,
])[] = [
  ['handed to me|us', 'handoffs', ''],
  ['what|where should|can|do|shall i do|start|begin', 'work', ''],
  ['who|what|whom am|do i follow|following', 'follow', ''],
  ['why did|do you ping|message|tell|write|pinged', 'messages', ''],
  ['hold off', 'signals', 'hold'],
  ['not try … sell|pitch', 'signals', 'hold'],
  ['not|never pitch|sell|upsell', 'signals', 'hold'],
  ['not get|have|receive an|any offer', 'signals', 'hold'],
  ['flashing|red|alarming|alarm', 'signals', ''],
  ['what|which targets|goals', 'goals', ''],
  ['our|the|shared targets|goals', 'goals', ''],
  ['i handed over|off', 'handoffs', ''],
  ['i … still|have … to do', 'tasks', ''],
  ['which|what lists', 'lists', ''],
  ['pinging|pinged|messaging|telling me', 'messages', ''],
  ['warning|red signs|flags', 'signals', ''],
  ['who|what won|win', 'wins', ''],
  ['i … give|gave|ask|asked … to do', 'tasks', ''],
];

/** Questions that ask for a figure without its name. */
export const FIGURES: readonly (readonly [pattern: string, figure: string])[] = [
  ['how fast|quickly|quick|long … answer|respond|reply|react', 'first response time'],
  ['how fast|quickly|quick|long … get back', 'first response time'],
  ['how fast|quickly|quick|long … solve|resolve|fix|close', 'time to resolution'],
  ['time to solve|resolve|fix|close', 'time to resolution'],
  ['how fast|quickly|quick|long … handoff|handoffs|handover|handovers', 'handoff time'],
  ['cost|spend|pay … win|get|acquire … customer|customers', 'customer acquisition cost'],
  ['happy|satisfied|content … customers|clients', 'customer satisfaction'],
  ['customers|clients happy|happier|satisfied|content', 'customer satisfaction'],
  ['we keep|keeping|kept our word|promises', 'kept promises'],
  ['many|people|colleagues|we|anybody|anyone … use|using|uses … bot|rapport|this|it', 'adoption'],
  ['how many … lose|lost|left|leave', 'churn rate'],
  ['how many … stay|stayed', 'retention rate'],
];

/** Words between the name of a figure and its period. */
export const SKIPPED: ReadonlySet<string> = wordSet(
  'looking doing now only just vs versus against compared than is was has been so please and we do up down us customer customers people take takes it a an the',
);
