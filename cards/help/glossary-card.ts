import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, type Form, text, type View } from '../view/view.ts';
import { defineForm, defineSave, glossaryShow } from './actions.ts';

/** A word and its meaning. `own`: the organisation's, which stands before ours. */
export interface GlossaryTerm {
  name: string;
  meaning: string;
  kind: 'word' | 'stage' | 'figure' | 'segment' | 'timeline' | 'own';
  aliases: readonly string[];
}

const SECTIONS = ['own', 'word', 'stage', 'timeline'] as const;
/** Long ones, of which the list has only the names. */
const NAMES = ['figure', 'segment'] as const;

export function glossaryCard(terms: readonly GlossaryTerm[], reader: Reader): View {
  const { glossary: strings } = stringsFor(reader);
  const of = (kind: GlossaryTerm['kind']) => terms.filter((term) => term.kind === kind);
  return {
    title: strings.title,
    blocks: [
      ...SECTIONS.flatMap((kind): Block[] => {
        const facts = of(kind).map(({ name, meaning }) => ({ label: name, value: [meaning] }));
        return facts.length === 0
          ? []
          : [
              { kind: 'heading', text: strings.kinds[kind] },
              { kind: 'facts', facts },
            ];
      }),
      ...NAMES.flatMap((kind): Block[] => {
        const names = of(kind).map(({ name }) => name);
        return names.length === 0
          ? []
          : [{ kind: 'heading', text: strings.kinds[kind] }, text(listCommas(names))];
      }),
      text(strings.how, 'quiet'),
    ],
  };
}

export const removedTermCard = (name: string, reader: Reader): View => {
  const { glossary: strings } = stringsFor(reader);
  return {
    title: strings.removed(name),
    blocks: [
      { kind: 'buttons', buttons: [button(strings.all, press(glossaryShow, { word: '' }))] },
    ],
  };
};

/** One word: the organisation's own meaning first, and ours below it. */
export function termCard(
  found: readonly GlossaryTerm[],
  { mayDefine, reader }: { mayDefine: boolean; reader: Reader },
): View {
  const { glossary: strings } = stringsFor(reader);
  const [first, ...others] = found;
  return {
    title: first?.name ?? '',
    blocks: [
      text(first?.meaning ?? ''),
      text(first ? strings.kinds[first.kind] : '', 'quiet'),
      ...others.map(({ kind, meaning }) => text(strings.also(strings.kinds[kind], meaning))),
      {
        kind: 'buttons',
        buttons: [
          ...(mayDefine && first
            ? [
                button(strings.change, press(defineForm, { word: first.name.slice(0, 100) }), {
                  opens: 'form',
                }),
              ]
            : []),
          button(strings.all, press(glossaryShow, { word: '' })),
        ],
      },
    ],
  };
}

/** After a word that nobody explained. */
export function unknownTermCard(
  typed: string,
  nearest: readonly GlossaryTerm[],
  reader: Reader,
): View {
  const { glossary: strings } = stringsFor(reader);
  return {
    title: strings.unknown(typed),
    blocks: [
      ...(nearest.length > 0
        ? [
            text(strings.meant),
            {
              kind: 'choices' as const,
              choices: nearest.map(({ name, meaning }) => ({
                title: name,
                detail: meaning,
                button: button(strings.show, press(glossaryShow, { word: name.slice(0, 100) })),
              })),
            },
          ]
        : []),
      {
        kind: 'buttons',
        buttons: [button(strings.all, press(glossaryShow, { word: '' }))],
      },
    ],
  };
}

export function termForm(
  { name, meaning }: { name: string; meaning: string },
  reader: Reader,
): Form {
  const { form: strings } = stringsFor(reader).glossary;
  return {
    title: strings.title,
    fields: [
      {
        kind: 'text',
        id: 'name',
        label: strings.name,
        ...(name && { value: name }),
        max: LONGEST.name,
        optional: false,
      },
      {
        kind: 'text',
        id: 'meaning',
        label: strings.meaning,
        hint: strings.hint,
        ...(meaning && { value: meaning }),
        multiline: true,
        max: LONGEST.address,
        optional: true,
      },
    ],
    submit: { label: strings.submit, ...press(defineSave, {}) },
  };
}
