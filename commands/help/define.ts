import { z } from 'zod';
import { defineForm, defineSave } from '../../cards/help/actions.ts';
import { removedTermCard, termForm } from '../../cards/help/glossary-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { checkLength, typedText } from '../parse/length.ts';
import { showTerm } from './glossary.ts';
import { allTerms, termKey, termsNamed } from './terms.ts';

const Filled = z.object({
  name: typedText(LONGEST.name).min(1),
  meaning: typedText(LONGEST.address).default(''),
});

export const define = defineCommand({
  name: 'define',
  listed: 'late',
  usage: 'define <word> = <meaning, or off>',
  summary: 'Explain a word of your organisation in the glossary; for administrators',
  examples: ['define champion = the person there who speaks for us', 'define champion = off'],
  writes: true,
  args: CommandInput,
  async run({ typed }, context) {
    const [, name = '', meaning = ''] = /^([^=]{1,200})=(.*)$/s.exec(typed) ?? [];
    // Typed without a meaning it is no wish to remove it.
    if (name.trim() === '' || meaning.trim() === '')
      throw new Problem('unread-term', stringsFor(context.reader).glossary.unread);
    const isOff = /^\s*off\s*$/i.test(meaning);
    const term = { name: name.trim(), meaning: isOff ? '' : meaning.trim() };
    await setTerm(term, context);
    return saved(term, context);
  },
  actions: [
    on(defineForm, async ({ word }, context) => {
      await administratorsOnly(context, 'define');
      const [now] = termsNamed(word, await allTerms(context));
      const meaning = now?.kind === 'own' ? now.meaning : '';
      return { kind: 'form', form: termForm({ name: now?.name ?? word, meaning }, context.reader) };
    }),
    submitOrAgain(
      { action: defineSave, values: Filled },
      async ({ values }, context) => {
        await setTerm(values, context);
        return saved(values, context);
      },
      (_, { reader }) => termForm({ name: '', meaning: '' }, reader),
    ),
  ],
});

/** The word as it stands now: one that was removed is said to be gone, unless we explain it ourselves. */
async function saved({ name, meaning }: z.infer<typeof Filled>, context: Context): Promise<Reply> {
  if (meaning === '' && termsNamed(name, await allTerms(context)).length === 0)
    return { kind: 'answer', view: removedTermCard(name, context.reader) };
  return showTerm(name, context);
}

/** An empty meaning removes it; ours, where there is one, then stands again. */
async function setTerm({ name, meaning }: z.infer<typeof Filled>, context: Context): Promise<void> {
  const { store, person, now, audit } = context;
  await administratorsOnly(context, 'define');
  checkLength(name, LONGEST.name, context);
  checkLength(meaning, LONGEST.address, context);
  const key = termKey(name);
  if (!/[\p{L}\p{N}]/u.test(name))
    throw new Problem('unread-term', stringsFor(context.reader).glossary.unread);
  await audit({
    action: 'settings',
    customer: null,
    detail: { set: 'term', word: key, off: meaning === '' },
  });
  if (meaning === '') await store.terms.remove(key);
  else await store.terms.save({ key, name, meaning, setBy: person.id, setAt: now });
}
