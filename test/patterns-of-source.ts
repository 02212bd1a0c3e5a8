import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as ts from 'typescript-compiler/unstable/ast';
import { API } from 'typescript-compiler/unstable/sync';

const FOLDERS = ['bot', 'cards', 'commands', 'crm', 'jobs', 'kpi', 'prisma'];

export interface Pattern {
  file: string;
  /** Null where it is put together from what is not known before it runs. */
  source: string | null;
  flags: string;
}

const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !`${folder}/${name}`.startsWith('prisma/client'))
    .map((name) => join(folder, name)),
);

/** As TypeScript reads them: these files alone, since nothing is asked about types. */
function sources(): { file: string; source: ts.SourceFile }[] {
  const api = new API({ cwd: process.cwd() });
  const folder = mkdtempSync(join(tmpdir(), 'rapport-patterns-'));
  const project = join(folder, 'tsconfig.json');
  const compilerOptions = { noLib: true, noResolve: true, types: [] };
  writeFileSync(
    project,
    JSON.stringify({ compilerOptions, files: FILES.map((file) => resolve(file)) }),
  );
  try {
    const snapshot = api.updateSnapshot({ openProject: project });
    const [opened] = snapshot.getProjects();
    return FILES.map((file) => {
      const source = opened?.program.getSourceFile(resolve(file));
      if (!source) throw new Error(`TypeScript does not know ${file}`);
      return { file, source };
    });
  } finally {
    api.close();
    rmSync(folder, { recursive: true });
  }
}

/** Every pattern of the project's own code, written out or put together of constants. */
export function patterns(): Pattern[] {
  const values = new Map<string, ts.Expression[]>();
  const found: Pattern[] = [];
  const nodes: { node: ts.Node; file: string }[] = [];
  const walk = (node: ts.Node, file: string): void => {
    nodes.push({ node, file });
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      for (const name of [`${file} ${node.name.text}`, node.name.text])
        values.set(name, [...(values.get(name) ?? []), node.initializer]);
    }
    node.forEachChild((child) => walk(child, file));
  };
  for (const { file, source } of sources()) walk(source, file);
  const textOf = (node: ts.Expression | undefined, file: string): string | null => {
    if (!node) return '';
    if (ts.isStringLiteral(node)) return node.text;
    if (ts.isIdentifier(node)) {
      const named = values.get(`${file} ${node.text}`) ?? values.get(node.text) ?? [];
      return named.map((value) => textOf(value, file)).find((text) => text !== null) ?? null;
    }
    if (ts.isRegularExpressionLiteral(node)) return literalOf(node.text)[0];
    const isRaw = ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw';
    const template = isRaw ? node.template : node;
    const text = (part: ts.Node & { text: string }): string =>
      isRaw ? part.getText().replace(/^[`}]|(?:`|\$\{)$/g, '') : part.text;
    if (ts.isNoSubstitutionTemplateLiteral(template)) return text(template);
    if (ts.isCallExpression(node)) return joined(node, file);
    if (!ts.isTemplateExpression(template)) return null;
    return template.templateSpans.reduce<string | null>((before, { expression, literal }) => {
      const value = textOf(expression, file);
      return before === null || value === null ? null : before + value + text(literal);
    }, text(template.head));
  };
  /** `NUMBERS.join('|')`. */
  const joined = (
    { expression: called, arguments: [between] }: ts.CallExpression,
    file: string,
  ) => {
    if (!ts.isPropertyAccessExpression(called) || called.name.text !== 'join') return null;
    const [list] = values.get(`${file} ${called.expression.getText()}`) ?? [];
    if (!list || !ts.isArrayLiteralExpression(list)) return null;
    return list.elements.map((one) => textOf(one, file)).join(textOf(between, file) ?? '');
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
