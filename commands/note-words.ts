import type { Context } from './command.ts';

const NAME = 80;
const CLEAR = 0.75;

/** `acme: text`, `acme "text"`: the customer is what stands before; else it is for the first words to say. */
export async function noteWords(typed: string, { store }: Pick<Context, 'store'>): Promise<{ customer: string | null; rest: string }> {
  const said = typed.trim();
  const quoted = /^([^"“”„«:]{1,80}?)\s*["“„«]([\s\S]+)["”»]$/.exec(said);
  if (quoted?.[1] && quoted[2]) return { customer: quoted[1], rest: quoted[2].trim() };
  const [, name = '', rest = ''] = /^([^:\n]{1,80}):\s+([\s\S]+)$/.exec(said) ?? [];
  if (!name || name.length > NAME) return { customer: null, rest: said };
  // "acme Dana said: yes" has words before the colon that are no name.
  const [first] = name.includes(' ') ? await store.customers.find(name, 1) : [];
  return !name.includes(' ') || (first && (first.exact || first.score >= CLEAR)) ? { customer: name, rest } : { customer: null, rest: said };
}
