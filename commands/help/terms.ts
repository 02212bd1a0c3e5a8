import type { GlossaryTerm } from '../../cards/help/glossary-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { fold } from '../../crm/matching/names.ts';
import { similarity, typedName } from '../../crm/matching/similar-names.ts';
import type { Context } from '../command.ts';
import { KPIS } from '../figure/scope.ts';

/** Every word that is explained: the organisation's own first. Segments are its own words as well, so not for outsiders. */
export async function allTerms({ store, reader, place }: Context): Promise<GlossaryTerm[]> {
  const strings = stringsFor(reader);
  const [own, { segments }] = place.shared
    ? [[], { segments: [] }]
    : await Promise.all([store.terms.all(), store.figureFacts.segments()]);
  const term = (kind: GlossaryTerm['kind'], name: string, meaning: string): GlossaryTerm => ({
    kind,
    name,
    meaning,
    aliases: [],
  });
  return [
    ...own.map(({ name, meaning }) => term('own', name, meaning)),
    ...strings.glossary.terms.map(([name, meaning]) => term('word', name, meaning)),
    ...Object.entries(strings.glossary.stages).map(([stage, meaning]) =>
      term('stage', isStage(stage, strings.stage) ? strings.stage[stage] : stage, meaning),
    ),
    ...KPIS.map(
      ({ name, aliases, definition, formula }): GlossaryTerm => ({
        kind: 'figure',
        name,
        meaning: `${definition} ${strings.glossary.formula(formula)}`,
        aliases,
      }),
    ),
    ...strings.glossary.timeline.map(([name, meaning]) => term('timeline', name, meaning)),
    ...segments.map((name) => term('segment', name, strings.glossary.segment(name))),
  ];
}

const isStage = <All extends object>(stage: PropertyKey, all: All): stage is keyof All =>
  Object.hasOwn(all, stage);

export const termKey = (name: string): string =>
  fold(name)
    .replaceAll(/[\s-]+/g, ' ')
    .trim();

const keysOf = ({ name, aliases }: GlossaryTerm): string[] => [name, ...aliases].map(termKey);

/** All meanings of exactly this word; a plural is its word. */
export function termsNamed(typed: string, terms: readonly GlossaryTerm[]): GlossaryTerm[] {
  const word = termKey(typed.replace(/[?!.]+$/, ''));
  const exact = terms.filter((term) => keysOf(term).includes(word));
  return exact.length > 0 || !word.endsWith('s')
    ? exact
    : terms.filter((term) => keysOf(term).includes(word.slice(0, -1)));
}

const NEAR = 0.35;

/** The words that are most like what was typed, best first. */
export function nearestTerms(typed: string, terms: readonly GlossaryTerm[]): GlossaryTerm[] {
  const query = typedName(typed);
  return terms
    .map((term) => ({
      term,
      score: Math.max(...keysOf(term).map((key) => similarity(query, key))),
    }))
    .filter(({ score }) => score > NEAR)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 3)
    .map(({ term }) => term);
}
