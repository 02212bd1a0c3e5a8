import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isAmbiguous } from './ambiguous-pattern.ts';

const FOLDERS = ['bot', 'cards', 'commands', 'crm', 'jobs', 'prisma'];
/** Ambiguous patterns that meet nothing long, by file and text, and why. */
const REVIEWED: Readonly<Record<string, string>> = {};

test.each([
  String.raw`(a+)+b`,
  String.raw`(?:a|a)*b`,
  String.raw`(?:\w+\s?)*$`,
  String.raw`a+ba*|\s+\s*$`,
  String.raw`\d+\.?\d+`,
  String.raw`(?=[^]*[^]*x)a`,
  String.raw`(?:a+ba+)*c`,
  String.raw`[\w.]+@?\w+`,
])('%s is ambiguous', (source) => expect(isAmbiguous(source, 'u')).toBe(true));

test.each([
  String.raw`a+b+`,
  String.raw`(?:\s+\w+)*`,
  String.raw`\d{1,4}\d{1,2}`,
  String.raw`(?:[a-z0-9]+-)+`,
  String.raw`\p{L}+\p{N}+`,
])('%s is not', (source) => expect(isAmbiguous(source, 'u')).toBe(false));

test('no pattern tries the same text in many ways', () => {
  const found = patterns();
  expect(found.length).toBeGreaterThan(300);
  const ambiguous = found
    .filter(({ source, flags }) => source !== null && isAmbiguous(source, flags))
    .map(({ file, source }) => `${file}: ${source}`);
  expect(ambiguous.filter((one) => !(one in REVIEWED))).toEqual([]);
  expect(Object.keys(REVIEWED).filter((one) => !ambiguous.includes(one))).toEqual([]);
});

test('every pattern that is put together at run time is known', () => {
  const unread = patterns().filter(({ source }) => source === null);
  expect(unread.map(({ file }) => file)).toEqual([]);
});

interface Pattern {
  file: string;
  /** Null where it is put together from what is not known before it runs. */
  source: string | null;
  flags: string;
}

function patterns(): Pattern[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !`${folder}/${name}`.startsWith('prisma/client'))
      .map((name) => join(folder, name)),
  ).map((file) =>
    ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const values = new Map<string, ts.Expression>();
  const found: Pattern[] = [];
  const nodes: { node: ts.Node; file: string }[] = [];
  const walk = (node: ts.Node, file: string): void => {
    nodes.push({ node, file });
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      values.set(`${file} ${node.name.text}`, node.initializer);
      values.set(node.name.text, node.initializer);
    }
    node.forEachChild((child) => walk(child, file));
  };
  for (const file of files) walk(file, file.fileName);
  const textOf = (node: ts.Expression | undefined, file: string): string | null => {
    if (!node) return '';
    if (ts.isStringLiteral(node)) return node.text;
    if (ts.isIdentifier(node)) {
      const value = values.get(`${file} ${node.text}`) ?? values.get(node.text);
      return value ? textOf(value, file) : null;
    }
    if (ts.isRegularExpressionLiteral(node)) return literalOf(node.text)[0];
    const isRaw = ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw';
    const template = isRaw ? node.template : node;
    const text = (part: ts.TemplateLiteralLikeNode): string =>
      isRaw ? (part.rawText ?? '') : part.text;
    if (ts.isNoSubstitutionTemplateLiteral(template)) return text(template);
    if (!ts.isTemplateExpression(template)) return null;
    return template.templateSpans.reduce<string | null>((before, { expression, literal }) => {
      const value = textOf(expression, file);
      return before === null || value === null ? null : before + value + text(literal);
    }, text(template.head));
  };
  for (const { node, file } of nodes) {
    if (ts.isRegularExpressionLiteral(node)) {
      const [source, flags] = literalOf(node.text);
      found.push({ file, source, flags });
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp')
      found.push({
        file,
        source: textOf(node.arguments?.[0], file),
        flags: textOf(node.arguments?.[1], file) ?? '',
      });
  }
  return found;
}

function literalOf(text: string): [string, string] {
  const end = text.lastIndexOf('/');
  return [text.slice(1, end), text.slice(end + 1)];
}
