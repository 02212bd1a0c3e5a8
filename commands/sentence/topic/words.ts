import { MONTH_NAMES } from '../../../crm/time/month-names.ts';

/** The words of a text, for a look at each. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words of a question about what happened. */
export const HAPPENED: ReadonlySet<string> = wordSet(
  `happen happened happens happening history latest lately recent recently news new newest timeline activity did done
  doing sent sending recap mention mentions mentioned said ask asked talk talked changed change since lastly`,
);

/** Words in front of a question, and behind the name of a customer. */
export const QUESTION_WORDS: ReadonlySet<string> = wordSet(
  'who whom whose what which when where why how any anything anyone anybody',
);

/** Verbs in front of a question; behind a name they tell something: `Halden is moving`. */
export const QUESTION_VERBS: ReadonlySet<string> = wordSet(
  'is are was were am do does did has have had will would got',
);

/** A piece of a sentence that asks for something has none of these: somebody says something. */
export const TELLS: ReadonlySet<string> = wordSet(
  `i we they he she you is are was were am be been will would wants want wanted needs need needed hates hate loves love likes prefers prefer said says say
  asked asks has have had just called rang wrote told tells does did do not`,
);

/** Words between the others. */
export const BETWEEN: ReadonlySet<string> = wordSet(
  `it guy guys boss everything stuff right quickly pls thanks thx btw asap rn atm again yet already somehow actually really exactly short so far way now then been a an the of for from at with to on in by about and or over up me us my our their them all any every each only just
  also still currently now open current quick please here there some these this that`,
);

/** In English. */
export const MONTHS: ReadonlySet<string> = new Set(MONTH_NAMES.map((name) => name.toLowerCase()));
