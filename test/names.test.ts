import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Names that were replaced, as single words in lower case, and the word that stands for each today. */
const REPLACED: Readonly<Record<string, string>> = {
  desk: 'context',
  errand: 'modal metadata',
  spot: 'response target',
  shelf: 'key-value',
  shelves: 'key-value',
  retell: 'refresh sent messages',
  retold: 'message subject',
  untold: 'undelivered',
  rung: 'level',
  ladder: 'escalation',
  gathered: 'deferred or batch',
  gather: 'defer',
  attention: 'notification preferences',
  sight: 'access',
  stranger: 'unlinked account',
  dealings: 'business history',
  caution: 'warning',
  cautions: 'warnings',
  notable: 'customer event',
  patience: 'backoff',
  patiently: 'backoff',
  pen: 'builder',
  utils: 'the name of its subject',
  helpers: 'the name of its subject',
  common: 'the name of its subject',
  services: 'the name of its subject',
};
/** Words that name nothing: a function is a verb with its object, and a value is a noun. */
const PARTICIPLES: ReadonlySet<string> = new Set(['said', 'told', 'asked', 'heard']);
/** The same, where they are the whole name. */
const WHOLE_PARTICIPLES: ReadonlySet<string> = new Set(
  'shown known put kept seen given found named noted typed saved settled counted carried carrying checked routed fitted'.split(
    ' ',
  ),
);
const REPLACED_PAIRS = ['stand in', 'take back', 'not told', 'ask who', 'by the clock'];
/** In a sentence only these; the others are ordinary English too. */
const REPLACED_IN_TEXT = /\b(?:errand|shelf|shelves|retell|retold|untold|rung|ladder|take-back)\b/i;
/** A sentence that begins so hides its subject; a question may. */
const HIDDEN_SUBJECT = /^(?:What|Whatever|Who|Whoever|Whom|Whose)\s(?!.*\?$)/s;

const FOLDERS = ['bot', 'cards', 'commands', 'crm', 'jobs', 'kpi', 'prisma', 'test'];
const LEFT_OUT = /^(?:prisma\/client|prisma\/migrations|test\/fixtures)\/|__snapshots__/;

const files = FOLDERS.filter(existsSync)
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.(?:ts|md)$/.test(file) && !LEFT_OUT.test(file))
  .concat(readdirSync('.').filter((name) => name.endsWith('.md')))
  .toSorted();

/** `wordsFor`, `MOST_READERS` and `due-date` as their words. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);

function isBanned(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => Object.hasOwn(REPLACED, word) || PARTICIPLES.has(word)) ||
    (words.length === 1 && WHOLE_PARTICIPLES.has(words[0] ?? '')) ||
    REPLACED_PAIRS.some((pair) => words.join(' ').includes(pair))
  );
}

const exportedNames = (source: string): string[] =>
  [
    ...source.matchAll(
      /^export (?:declare )?(?:abstract )?(?:async )?(?:const|function|interface|type|class) (\w+)/gm,
    ),
  ].flatMap(([, name]) => name ?? []);

/** The comments of a TypeScript file; lines that follow each other are one comment. */
const commentsOf = (source: string): string[] =>
  [...source.matchAll(/(?<=^|[\s{(,;])(?:\/\*[\s\S]*?\*\/|\/\/ .*(?:\n[^\S\n]*\/\/ .*)*)/g)].map(
    ([comment]) =>
      comment
        .replaceAll(/^\s*(?:\/\*\*?|\*\/|\*|\/\/)/gm, '')
        .replaceAll('*/', '')
        .trim(),
  );

/** The paragraphs of a document: its headings, tables and code are left out. */
const paragraphsOf = (document: string): string[] =>
  document
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/^(?:#|\||<!--| {4}).*$/gm, '')
    .split(/\n\s*\n|\n(?=[-*\d])/);

const sentencesOf = (text: string): string[] =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\*\*|^[-*] |^\d+\. /g, '')
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim());

const isUnclear = (sentence: string): boolean =>
  HIDDEN_SUBJECT.test(sentence) || REPLACED_IN_TEXT.test(sentence);

/** Enough of a sentence to find it by. */
const beginning = (sentence: string): string => sentence.slice(0, 60);

const inOrder = (all: readonly string[]): string[] => [...new Set(all)].toSorted();

/** Everything in the tree that a rule forbids. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  files: inOrder(files.map((file) => basename(file).replace(/\..*$/, '')).filter(isBanned)),
  exports: inOrder(
    files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => exportedNames(readFileSync(file, 'utf8')))
      .filter(isBanned),
  ),
  sentences: inOrder(
    files
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8');
        return file.endsWith('.md') ? paragraphsOf(text) : commentsOf(text);
      })
      .flatMap(sentencesOf)
      .filter(isUnclear)
      .map(beginning),
  ),
};

test.each(Object.keys(FOUND))('%s: nothing that was replaced comes back', (rule) => {
  expect(FOUND[rule]).toEqual([]);
});

describe('the rules', () => {
  test.each([
    'desk',
    'errandOf',
    'wasAsked',
    'SaidTask',
    'standInFor',
    'LADDER',
    'known',
    'by-the-clock',
  ])('refuse the name %s', (name) => expect(isBanned(name)).toBe(true));

  test.each(['noteCard', 'knownAccount', 'penalty', 'tasks', 'answerInTime', 'unlinked-account'])(
    'accept the name %s',
    (name) => expect(isBanned(name)).toBe(false),
  );

  test('find a sentence without a subject, wherever it begins', () => {
    const source =
      "const at = 1;\n/** Kept. What was\n * typed is kept. */\n// Who asks\nconst url = 'https://who.example';\n";
    expect(commentsOf(source).flatMap(sentencesOf).filter(isUnclear)).toEqual([
      'What was typed is kept.',
      'Who asks',
    ]);
  });

  test('accept questions, headings and tables', () => {
    const document = '# What it does\n\nWho reads it?\n\n| Who | sees |\n\nA note is kept.\n';
    expect(paragraphsOf(document).flatMap(sentencesOf).filter(isUnclear)).toEqual([]);
  });
});
