/** A look-up that a question about a customer may be for. */
export interface Topic {
  command: string;
  /** The words behind the command's name, before the narrowing of a timeline. */
  typed: string;
  /** Words by which it is known: one of each set is in the question. */
  words: readonly ReadonlySet<string>[];
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const about = (command: string, ...words: string[]): Topic => ({
  command,
  typed: '{customer}',
  words: words.map(set),
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

/** Words of a question about what happened. */
export const HAPPENED: ReadonlySet<string> = set(
  `happen happened happens happening history latest lately recent recently news new newest timeline activity did done
  doing sent sending recap mention mentions mentioned said ask asked talk talked changed change since lastly`,
);

/** Words in front of a question, and behind the name of a customer. */
export const QUESTION_WORDS: ReadonlySet<string> = set(
  'who whom whose what which when where why how any anything anyone anybody',
);

/** Verbs in front of a question; behind a name they tell something: `Halden is moving`. */
export const QUESTION_VERBS: ReadonlySet<string> = set(
  'is are was were am do does did has have had will would got',
);

/** A piece of a sentence that asks for something has none of these: somebody says something. */
export const TELLS: ReadonlySet<string> = set(
  `i we they he she you is are was were am be been will would wants want wanted needs need needed hates hate loves love likes prefers prefer said says say
  asked asks has have had just called rang wrote told tells does did do not`,
);

/** Words between the others. */
export const BETWEEN: ReadonlySet<string> = set(
  `it guy guys boss everything stuff right quickly pls thanks thx btw asap rn atm again yet already somehow actually really exactly short so far way now then been a an the of for from at with to on in by about and or over up me us my our their them all any every each only just
  also still currently now open current quick please here there some these this that`,
);

/** Lists of mine, of a department or of a colleague that a question without a customer may be for. */
export const LISTS: readonly (Topic & {
  /** The words behind its name for my own. */ mine: string;
  late: boolean;
})[] = [
  { ...about('handoffs', 'handoff handoffs handover handovers'), mine: '', late: true },
  { ...about('promises', 'promise promises promised promisses'), mine: 'mine', late: true },
  { ...about('tasks', 'task tasks todo todos to-do to-dos reminders'), mine: '', late: true },
  { ...about('tickets', 'ticket tickets cases issues queue'), mine: 'mine', late: false },
  { ...about('work', 'late overdue behind'), mine: '', late: true },
  { ...about('work', 'open waiting waits plate desk queue inbox'), mine: '', late: true },
];

/** Words of what is late. */
export const LATE: ReadonlySet<string> = set(
  'late overdue stuck behind missed broken broke nobody',
);

/** Words of a list of customers, by the words that the command has for it. */
export const CUSTOMER_LISTS: readonly { typed: string; words: readonly ReadonlySet<string>[] }[] = [
  {
    typed: 'at risk',
    words: [
      set(
        'risk risky danger worry worries worried churn churning leave leaving unhappy angry annoyed lose losing',
      ),
    ],
  },
  { typed: 'silent', words: [set('silent quiet silence ages neglected forgotten')] },
  {
    typed: 'silent',
    words: [set('not'), set('called talked spoken heard contacted written emailed met visited')],
  },
  {
    typed: 'renewing',
    words: [set('renew renews renewal renewals renewing expire expires expiring')],
  },
  { typed: 'unpaid', words: [set('unpaid overdue owe owes owing payers')] },
  { typed: 'unpaid', words: [set('not late'), set('paid pay pays paying')] },
  { typed: 'urgent', words: [set('urgent burning fire')] },
  { typed: 'new', words: [set('new newest joined')] },
];

/** Those whom a list of customers is of. */
export const CUSTOMERS: ReadonlySet<string> = set('customers accounts clients ones');
export const ANYBODY: ReadonlySet<string> = set('who whom anybody anyone somebody someone which');
