import type { Visibility } from '../../crm/timeline/entry.ts';
import type { Context } from '../command.ts';

const NAME = 80;
const CLEAR = 0.75;

const SEEN_BY =
  /^([^:\n"“„«]{0,80}?)[\s,]*\b(?:only\s+(?:for\s+)?|for\s+)?(my department|managers)(?:\s+only)?:\s+(\S[\s\S]*)$/i;

export interface NoteWords {
  /** Null where it is for the first words of `rest` to say. */
  customer: string | null;
  rest: string;
  visibility: Visibility;
}

/** `acme: text`, `acme "text"`, `acme only my department: text`, `managers: text`: the customer and who may see it stand before. */
export async function noteWords(
  typed: string,
  context: Pick<Context, 'store'>,
): Promise<NoteWords> {
  const said = typed.trim();
  const [, before = '', whom = '', kept = ''] = SEEN_BY.exec(said) ?? [];
  if (whom && (!before || (await isName(before, context))))
    return {
      customer: before || null,
      rest: kept,
      visibility: /^managers/i.test(whom) ? 'managers' : 'department',
    };
  const quoted = /^([^"“”„«:]{1,80}?)\s*["“„«]([\s\S]+)["”»]$/.exec(said);
  if (quoted?.[1] && quoted[2])
    return { customer: quoted[1], rest: quoted[2].trim(), visibility: 'everyone' };
  const [, name = '', rest = ''] = /^([^:\n]{1,80}):\s+(\S[\s\S]*)$/.exec(said) ?? [];
  return name && (await isName(name, context))
    ? { customer: name, rest, visibility: 'everyone' }
    : { customer: null, rest: said, visibility: 'everyone' };
}

/** "acme Dana said: yes" has words before the colon that are no name. */
async function isName(name: string, { store }: Pick<Context, 'store'>): Promise<boolean> {
  if (name.length > NAME) return false;
  const [first] = name.includes(' ') ? await store.customers.find(name, 1) : [];
  return !name.includes(' ') || Boolean(first && (first.exact || first.score >= CLEAR));
}
