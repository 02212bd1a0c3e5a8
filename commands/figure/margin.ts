import { marginCard } from '../../cards/figure/margin-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { Problem } from '../../crm/problem.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, defineCommand } from '../command.ts';

export const margin = defineCommand({
  name: 'margin',
  listed: 'late',
  usage: 'margin [percent, or off]',
  summary: 'The gross margin that customer lifetime value is made with; for administrators',
  examples: ['margin', 'margin 72 %', 'margin off'],
  writes: true,
  anywhere: true,
  args: CommandInput,
  async run({ words }, context) {
    const { store, reader, audit } = context;
    await administratorsOnly(context, 'margin');
    const read = readMargin(words);
    if (read.kind === 'unread')
      throw new Problem('unread-margin', stringsFor(reader).figure.margin.unread(words));
    if (read.kind === 'set') {
      await store.settings.set('gross-margin', read.percent);
      await audit({
        action: 'settings',
        customer: null,
        detail: { grossMargin: read.percent === null ? 'off' : String(read.percent) },
      });
    }
    const percent = await store.settings.get('gross-margin');
    return { kind: 'answer', view: marginCard(percent, reader) };
  },
});

type ReadMargin = { kind: 'ask' } | { kind: 'unread' } | { kind: 'set'; percent: number | null };

/** `72`, `72.5 %`, `72,5%`, `off`; above 0 and up to 100. */
function readMargin(words: string): ReadMargin {
  const typed = words.trim().toLowerCase();
  if (typed === '') return { kind: 'ask' };
  if (typed === 'off') return { kind: 'set', percent: null };
  const [, digits] = /^(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent)?$/.exec(typed) ?? [];
  const percent = Number(digits?.replace(',', '.'));
  return percent > 0 && percent <= 100 ? { kind: 'set', percent } : { kind: 'unread' };
}
