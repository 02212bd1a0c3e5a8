import type { Context } from '../command.ts';
import { colleaguesNamed } from '../parse/which-colleague.ts';

const THANKS = /^(?:thanks|thank|thankyou|kudos|props|shoutout|credit|credits|hats)$/i;
const BETWEEN = /^(?:to|goes|you|off|and|&|,|all|very|much|so|big)$/i;
/** So many words behind the thanks may name those who are thanked. */
const READ = 12;

/** `signed for 3 years, thanks to nina and omar`: the e-mail addresses of those who are thanked by name. */
export async function thankedIn(words: string, context: Pick<Context, 'store'>): Promise<string[]> {
  const tokens = words.split(/[\s,.!?;:]+/).filter(Boolean);
  const at = tokens.findIndex((token) => THANKS.test(token));
  const thanked: string[] = [];
  for (const token of at < 0 ? [] : tokens.slice(at + 1, at + 1 + READ)) {
    if (BETWEEN.test(token)) continue;
    const [person, another] = await colleaguesNamed(token, context);
    if (!person || another) break;
    thanked.push(person.email);
  }
  return thanked;
}
