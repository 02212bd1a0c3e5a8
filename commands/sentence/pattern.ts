import type { Command, Phrase } from '../command.ts';

/** One place of a pattern: a word, or room for words that are not known before. */
export type Place = { kind: 'word'; word: string } | { kind: 'slot'; name: string };

/** A phrase with every choice in it made: `who owns {customer}`. */
export interface Pattern {
  command: Command;
  phrase: Phrase;
  places: readonly Place[];
  /** Values that the choices gave: `last week` for `{span=last week|this week}`. */
  chosen: Readonly<Record<string, string>>;
  /** The words by which it is known: the more, the surer. */
  weight: number;
}

/** Patterns by the first word in them. */
export interface Patterns {
  /** Those that begin with their word. */
  first: ReadonlyMap<string, readonly Pattern[]>;
  /** Those that begin with a slot. */
  inner: ReadonlyMap<string, readonly Pattern[]>;
}

type Made = { places: Place[]; chosen: Record<string, string> };

const PARTS = /\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|\S+/g;

/** `show|open [the] (card|last page) of {customer}`: each choice of one of several words, and each optional word, is a pattern of its own. */
function patternsOf(command: Command, phrase: Phrase): Pattern[] {
  return [phrase.words].flat().flatMap((words) => {
    let made: Made[] = [{ places: [], chosen: {} }];
    for (const [part] of words.matchAll(PARTS)) {
      const choices = choicesOf(part);
      made = made.flatMap(({ places, chosen }) =>
        choices.map((choice) => ({
          places: [...places, ...choice.places],
          chosen: { ...chosen, ...choice.chosen },
        })),
      );
    }
    return made.map(({ places, chosen }) => ({
      command,
      phrase,
      places,
      chosen,
      weight: places.reduce((sum, place) => sum + weightOf(place), 0),
    }));
  });
}

/** The name of a figure is known as well. */
const weightOf = (place: Place): number =>
  place.kind === 'word' ? 2 : Number(place.name === 'figure');

function choicesOf(part: string): Made[] {
  const inside = part.slice(1, -1);
  if (part.startsWith('[')) return [{ places: [], chosen: {} }, ...inside.split('|').map(literal)];
  if (part.startsWith('(')) return inside.split('|').map(literal);
  if (!part.startsWith('{')) return part.split('|').map(literal);
  const [name = '', values] = inside.split('=');
  if (values === undefined) return [{ places: [{ kind: 'slot', name }], chosen: {} }];
  return values.split('|').map((value) => ({ ...literal(value), chosen: { [name]: value } }));
}

const literal = (words: string): Made => ({
  places: words.split(' ').map((word) => ({ kind: 'word', word })),
  chosen: {},
});

/** The patterns of all commands, made once. */
export function indexPatterns(commands: readonly Command[]): Patterns {
  const all = commands.flatMap((command) =>
    command.phrases.flatMap((phrase) => patternsOf(command, phrase)),
  );
  const firstWord = ({ places }: Pattern): string =>
    places.flatMap((place) => (place.kind === 'word' ? [place.word] : []))[0] ?? '';
  const beginsWithWord = ({ places: [first] }: Pattern): boolean => first?.kind === 'word';
  return {
    first: Map.groupBy(all.filter(beginsWithWord), firstWord),
    inner: Map.groupBy(
      all.filter((pattern) => !beginsWithWord(pattern)),
      firstWord,
    ),
  };
}
