export type SObject = Readonly<Record<string, unknown>> & { readonly Id: string };

/** A refusal in Salesforce's own words. */
export class FaultyQuery extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A query as Salesforce reads it: the part of SOQL that the connector may use, and no more. */
export interface Query {
  fields: string[];
  object: string;
  where: Condition | null;
  orderBy: string[];
  limit: number | null;
}

type Value = string | number | boolean | null | Date;
type Condition =
  | { kind: 'and'; parts: Condition[] }
  | { kind: 'or'; parts: Condition[] }
  | { kind: 'compare'; field: string; operator: string; value: Value }
  | { kind: 'in'; field: string; values: Value[] };

const TOKEN =
  /\s*(?:'((?:[^'\\]|\\.)*)'|(\d{4}-\d{2}-\d{2}T[\d:.]+Z)|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(<=|>=|!=|[=<>(),]))/y;

interface Token {
  kind: 'text' | 'instant' | 'number' | 'word' | 'sign';
  value: string;
}

function tokensOf(soql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < soql.trimEnd().length) {
    const match = TOKEN.exec(soql);
    if (!match) throw new FaultyQuery('MALFORMED_QUERY', `unexpected token in ${soql}`);
    const [, text, instant, number, word, sign] = match;
    if (text !== undefined) tokens.push({ kind: 'text', value: text });
    else if (instant !== undefined) tokens.push({ kind: 'instant', value: instant });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'sign', value: sign ?? '' });
  }
  return tokens;
}

export function parseQuery(soql: string): Query {
  const tokens = tokensOf(soql);
  let at = 0;
  const peek = () => tokens[at];
  const isWord = (word: string) =>
    peek()?.kind === 'word' && peek()?.value.toUpperCase() === word.toUpperCase();
  const isSign = (sign: string) => peek()?.kind === 'sign' && peek()?.value === sign;
  const malformed = () =>
    new FaultyQuery('MALFORMED_QUERY', `unexpected token: '${peek()?.value ?? 'end'}'`);
  const take = (kind: Token['kind']): string => {
    const token = peek();
    if (token?.kind !== kind) throw malformed();
    at += 1;
    return token.value;
  };
  const skip = (matches: boolean): boolean => {
    if (matches) at += 1;
    return matches;
  };
  const expect = (matches: boolean) => {
    if (!skip(matches)) throw malformed();
  };
  const list = <One>(one: () => One): One[] => {
    const all = [one()];
    while (skip(isSign(','))) all.push(one());
    return all;
  };

  function value(): Value {
    const token = peek();
    if (!token) throw malformed();
    at += 1;
    if (token.kind === 'text') return token.value;
    if (token.kind === 'instant') return new Date(token.value);
    if (token.kind === 'number') return Number(token.value);
    if (/^(?:true|false)$/i.test(token.value)) return token.value.toLowerCase() === 'true';
    if (/^null$/i.test(token.value)) return null;
    throw new FaultyQuery('MALFORMED_QUERY', `unexpected token: '${token.value}'`);
  }
  function one(): Condition {
    if (skip(isSign('('))) {
      const inner = any();
      expect(isSign(')'));
      return inner;
    }
    const field = take('word');
    if (skip(isWord('IN'))) {
      expect(isSign('('));
      const values = list(value);
      expect(isSign(')'));
      return { kind: 'in', field, values };
    }
    const operator = skip(isWord('LIKE')) ? 'LIKE' : take('sign');
    return { kind: 'compare', field, operator, value: value() };
  }
  function every(): Condition {
    const parts = [one()];
    while (skip(isWord('AND'))) parts.push(one());
    // Salesforce refuses `a AND b OR c` without parentheses.
    if (parts.length > 1 && isWord('OR')) throw malformed();
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
  }
  function any(): Condition {
    const parts = [every()];
    while (skip(isWord('OR'))) parts.push(every());
    if (parts.length > 1 && parts.some(({ kind }) => kind === 'and')) throw malformed();
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  }

  expect(isWord('SELECT'));
  const fields = list(() => take('word'));
  expect(isWord('FROM'));
  const object = take('word');
  const where = skip(isWord('WHERE')) ? any() : null;
  const orderBy: string[] = [];
  if (skip(isWord('ORDER'))) {
    expect(isWord('BY'));
    orderBy.push(
      ...list(() => {
        const field = take('word');
        skip(isWord('ASC'));
        return field;
      }),
    );
  }
  const limit = skip(isWord('LIMIT')) ? Number(take('number')) : null;
  if (peek()) throw malformed();
  return { fields, object, where, orderBy, limit };
}

/** The fields that a query names. */
export function fieldsOf({ fields, where, orderBy }: Query): string[] {
  const inside = (condition: Condition): string[] =>
    'parts' in condition ? condition.parts.flatMap(inside) : [condition.field];
  return [...fields, ...(where ? inside(where) : []), ...orderBy];
}

/** Text values are escaped still: in `LIKE` an escape says more than its sign. */
const plain = (text: string): string => text.replace(/\\(.)/g, '$1');

function compare(left: unknown, value: Value): number | null {
  if (value === null) return left === null || left === undefined ? 0 : 1;
  if (left === null || left === undefined) return null;
  if (value instanceof Date) return Date.parse(String(left)) - value.getTime();
  if (typeof value === 'string') {
    const [one, other] = [String(left), plain(value)];
    if (one.toLowerCase() === other.toLowerCase()) return 0;
    return one < other ? -1 : 1;
  }
  if (left === value) return 0;
  return Number(left) < Number(value) ? -1 : 1;
}

function isLike(left: unknown, pattern: Value): boolean {
  const source = String(pattern).replace(/\\(.)|([%_])|([^\\%_])/gs, (_, escaped, wild, sign) => {
    if (wild) return wild === '%' ? '.*' : '.';
    return String(escaped ?? sign).replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source}$`, 'is').test(String(left ?? ''));
}

export function meets(
  record: SObject,
  condition: Condition | null,
  organisation: { valueOf(record: SObject, path: string): unknown },
): boolean {
  if (condition === null) return true;
  if (condition.kind === 'and')
    return condition.parts.every((part) => meets(record, part, organisation));
  if (condition.kind === 'or')
    return condition.parts.some((part) => meets(record, part, organisation));
  const left = organisation.valueOf(record, condition.field);
  if (condition.kind === 'in') return condition.values.some((value) => compare(left, value) === 0);
  if (condition.operator === 'LIKE') return isLike(left, condition.value);
  const order = compare(left, condition.value);
  if (condition.operator === '!=') return order !== 0;
  if (order === null) return false;
  if (condition.operator === '=') return order === 0;
  if (condition.operator === '<') return order < 0;
  if (condition.operator === '<=') return order <= 0;
  if (condition.operator === '>') return order > 0;
  if (condition.operator === '>=') return order >= 0;
  throw new FaultyQuery('MALFORMED_QUERY', `unknown operator ${condition.operator}`);
}
