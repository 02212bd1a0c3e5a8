import { wordSet } from './words.ts';

/** A look-up that a question about a customer may be for. */
export interface Topic {
  command: string;
  /** The words behind the command's name, before the narrowing of a timeline. */
  typed: string;
  /** Words by which it is known: one of each set is in the question. */
  words: readonly ReadonlySet<string>[];
}

/** A look-up of a customer by words of it. */
export const about = (command: string, ...words: string[]): Topic => ({
  command,
  typed: '{customer}',
  words: words.map(wordSet),
});

const contact = (...words: string[]): Topic => ({
  ...about('timeline', ...words),
  typed: '{customer} only calls, meetings, emails',
});

const NEVER_YET =
  'when last latest recent recently lately long ever did has have had was since ago';
const SPOKEN = 'called rang phoned spoke talked met wrote emailed visited contacted';

/** The first that fits is meant, so what one word tells for sure stands before what it only hints at. */
export const TOPICS: readonly Topic[] = [
  about('audit', 'who', 'looked opened viewed viewing snooping accessed peeked'),
  about('notes', 'note notes noted'),
  about('notes', 'written wrote write', 'down'),
  about('contacts', 'cfo cto ceo coo cio buyer signs signer signatory decides procurement'),
  about('contacts', 'email mail e-mail', 'of for', 'guy guys person contact boss cfo head manager'),
  about('contacts', 'phone telephone tel mobile number nr address adress adresses addresses'),
  about(
    'contacts',
    'who whom whos name names person people someone somebody anyone anybody',
    'can should could may do main',
    'call ring phone mail email write contact contacts reach talk speak know',
  ),
  contact(
    NEVER_YET,
    `${SPOKEN} talk speak spoken contact call ring rung phone meet write written hear heard touch quiet silent reach reached email visit conversation`,
  ),
  contact('who', SPOKEN),
  about('contacts', 'name names people contact contacts person persons works'),
  about('customer', 'revenue mrr arr turnover worth spend spends spending plan seats licences'),
  about('customer', 'pay pays paying paid', 'much month monthly year yearly'),
  about(
    'invoices',
    'invoice invoices bill bills billing paid pay pays paying payment payments owe owes owing owed unpaid debt outstanding money',
  ),
  about(
    'tickets',
    `ticket tickets issue issues case cases problem problems bug bugs complaint complaints complain complaining complains
    broken outage incident incidents fixed solved unsolved`,
  ),
  about('tickets', 'open', 'support'),
  about(
    'renewal',
    'renew renews renewal renewed renewing expire expires expiring expiry contract contracts term',
  ),
  about('handoffs', 'handoff handoffs handover handovers handed'),
  about('promises', 'promise promises promised promisses committed commitment commitments'),
  about('promises', 'word', 'keep kept our'),
  about('promises', 'deliver delivering'),
  about('tasks', 'task tasks todo todos to-do to-dos'),
  about('tasks', 'do', 'to', 'still left open'),
  about('goal', 'goal goals aim aims achieve'),
  about(
    'owner',
    `owner owners owns own whose responsible accountable manager csm rep charge runs handles handling covers covering
    leads looks looking account`,
    'who whose which is are does do anybody anyone somebody someone owner',
  ),
];

/** Words that name a kind of entry of a timeline. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  ...both('deal'),
  ...both('call'),
  ...both('email'),
  ...both('meeting'),
  ...both('order'),
  ...both('survey'),
  ...both('review'),
  ...both('subscription'),
  ...both('campaign'),
  mail: 'email',
  mails: 'email',
  'e-mail': 'email',
  'e-mails': 'email',
  opportunity: 'deal',
  opportunities: 'deal',
  nps: 'survey',
  csat: 'survey',
  usage: 'usage',
  using: 'usage',
  uses: 'usage',
  rate: 'survey',
  rated: 'survey',
  rating: 'survey',
  feedback: 'survey',
  logins: 'usage',
};

function both(kind: string): Record<string, string> {
  return { [kind]: kind, [`${kind}s`]: kind };
}

/** Those that are asked for by themselves, where they stand alone. */
export const MORE_KINDS: Readonly<Record<string, string>> = {
  ...both('ticket'),
  ...both('invoice'),
  ...both('payment'),
  ...both('task'),
  ...both('note'),
  ...both('promise'),
  ...both('handoff'),
  ...both('win'),
};
