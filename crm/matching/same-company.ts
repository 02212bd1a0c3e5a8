import { z } from 'zod';
import { companyDomain } from './company-domain.ts';
import { fold, nameKey, nameWords } from './names.ts';
import { similarity, typedName } from './similar-names.ts';

/** Something that speaks for two records being one company. `value` is what both have. */
export const Evidence = z.discriminatedUnion('kind', [
  /** A company's own domain; `alike` where both name the same host, or one of them the domain itself. */
  z.object({ kind: z.literal('domain'), value: z.string(), alike: z.boolean() }),
  /** A contact's address that stands at both. */
  z.object({ kind: z.literal('email'), value: z.string() }),
  /** A contact's number that stands at both. */
  z.object({ kind: z.literal('phone'), value: z.string() }),
  z.object({ kind: z.literal('name'), value: z.string() }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** A customer as far as it is compared. */
export interface ComparedCustomer {
  name: string;
  city: string | null;
  country: string | null;
  /** Hosts as its sources name them. */
  domains: readonly string[];
  /** Systems in which it stands now. */
  sources: readonly string[];
}

export interface ComparedPair {
  one: ComparedCustomer;
  other: ComparedCustomer;
  /** Contacts' addresses and numbers that stand at both. */
  emails: readonly string[];
  phones: readonly string[];
  /** Customers that have one of the domains of both, these two among them. */
  sharedBy: number;
}

/** `sure` joins by itself, `ask` is asked of a colleague, `apart` stays as it is. */
export interface Judgement {
  verdict: 'sure' | 'ask' | 'apart';
  /** 0 to 1, two decimals. */
  confidence: number;
  evidence: readonly Evidence[];
}

/** From here on a colleague is asked. */
const ASK = 0.5;
/** Names that share so much are spellings of one name. */
const ALIKE = 0.6;

/**
 * Says whether two records of different systems are one company. Only a domain of their own that both have, and nobody
 * else, makes it sure, and the names must not speak against it. A name alone never does.
 */
export function judgePair(pair: ComparedPair): Judgement {
  const evidence = evidenceOf(pair);
  const confidence = round(confidenceOf(pair, evidence));
  const isTold = pair.one.sources.some((source) => pair.other.sources.includes(source));
  if (evidence.length === 0 || isTold) return { verdict: 'apart', confidence, evidence };
  if (isSure(pair, evidence)) return { verdict: 'sure', confidence, evidence };
  return { verdict: confidence >= ASK ? 'ask' : 'apart', confidence, evidence };
}

function evidenceOf({ one, other, emails, phones }: ComparedPair): Evidence[] {
  const domain = sharedDomain(one.domains, other.domains);
  return [
    ...(domain ? [domain] : []),
    ...emails.slice(0, 1).map((value): Evidence => ({ kind: 'email', value })),
    ...phones.slice(0, 1).map((value): Evidence => ({ kind: 'phone', value })),
    ...(nameKey(one.name) === nameKey(other.name)
      ? [{ kind: 'name' as const, value: one.name }]
      : []),
  ];
}

/** The domain that both have; one that both name in the same way first. */
function sharedDomain(
  ours: readonly string[],
  theirs: readonly string[],
): Extract<Evidence, { kind: 'domain' }> | undefined {
  const found = ours.flatMap((host) =>
    theirs.flatMap((other) => {
      const value = companyDomain(host);
      if (value === null || value !== companyDomain(other)) return [];
      const alike = host === other || host === value || other === value;
      return [{ kind: 'domain' as const, value, alike }];
    }),
  );
  return found.find(({ alike }) => alike) ?? found[0];
}

function isSure(pair: ComparedPair, evidence: readonly Evidence[]): boolean {
  return evidence.some(
    (one) =>
      one.kind === 'domain' &&
      one.alike &&
      pair.sharedBy <= 2 &&
      namesAgree(pair.one.name, pair.other.name, one.value),
  );
}

/** How much each kind of evidence says by itself: with names that agree, and with names that do not. */
const WEIGHTS: Readonly<Record<Evidence['kind'], readonly [agreeing: number, unlike: number]>> = {
  domain: [0.95, 0.75],
  email: [0.8, 0.45],
  phone: [0.7, 0.4],
  name: [0.5, 0.5],
};
/** Each further kind of evidence takes away so much of the doubt. */
const FURTHER = 0.3;

function confidenceOf(pair: ComparedPair, evidence: readonly Evidence[]): number {
  const { one, other, sharedBy } = pair;
  const domain = evidence.find(({ kind }) => kind === 'domain')?.value ?? '';
  const agree = namesAgree(one.name, other.name, domain);
  const weights = evidence
    .map((kind) => WEIGHTS[kind.kind][agree ? 0 : 1] * shareOf(kind, sharedBy))
    .toSorted((a, b) => b - a);
  const sum = weights.reduce(
    (all, _, at) => (at === 0 ? all : all + (1 - all) * FURTHER),
    weights[0] ?? 0,
  );
  return Math.max(0, Math.min(0.99, sum - against(pair, domain !== '')));
}

/** A domain of a host below another one's, or one that several customers have, says less. */
function shareOf(evidence: Evidence, sharedBy: number): number {
  if (evidence.kind !== 'domain') return 1;
  return (evidence.alike ? 1 : 0.8) * (sharedBy > 2 ? 0.6 : 1);
}

/** Two domains of their own, or two cities, speak against records that share neither. */
function against({ one, other }: ComparedPair, sharesDomain: boolean): number {
  const own = ({ domains }: ComparedCustomer) =>
    domains.some((host) => companyDomain(host) !== null);
  const apart = (a: string | null, b: string | null) =>
    a !== null && b !== null && fold(a).trim() !== fold(b).trim();
  const domains = !sharesDomain && own(one) && own(other) ? 0.25 : 0;
  const places = apart(one.city, other.city) || apart(one.country, other.country) ? 0.15 : 0;
  return sharesDomain ? 0 : domains + places;
}

/** The names are spellings of one name, one is the initials of the other, or both are what the domain says. */
function namesAgree(one: string, other: string, domain: string): boolean {
  const [ours, theirs] = [typedName(one), typedName(other)];
  if (ours.joined === '' || theirs.joined === '') return false;
  return (
    Math.max(similarity(ours, other), similarity(theirs, one)) >= ALIKE ||
    isInitials(one, theirs.joined) ||
    isInitials(other, ours.joined) ||
    (domain !== '' && [one, other].every((name) => isLabel(name, domain)))
  );
}

function isInitials(name: string, short: string): boolean {
  const words = nameWords(name);
  return words.length > 1 && words.map((word) => word.charAt(0)).join('') === short;
}

/** `Acme Industries` says `acme-industries.example` and `acme.example`. */
function isLabel(name: string, domain: string): boolean {
  const label = (domain.split('.', 1)[0] ?? '').replaceAll('-', '');
  const words = nameWords(name);
  return label.length > 1 && (words.join('') === label || words[0] === label);
}

const round = (value: number): number => Math.round(value * 100) / 100;
