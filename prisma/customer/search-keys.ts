import { createHash } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import { companyDomainOf, domainOf, emailOf, phoneKey } from '../../crm/matching/addresses.ts';
import { nameKey, wholeNameKeys } from '../../crm/matching/names.ts';
import { bareWords } from '../../crm/matching/visible.ts';

/** The same as a row that a statement reads: columns of `q` in `KEYS`, for `THE_ONE`. */
export const keysOf = (asked: string) => ({ ...exactKeys(asked), name: nameKey(asked) });

export const KEYS =
  'email text, phone text, links text[], ids text[], domains text[], mail_domains text[], name text';

/** Reads the words as each kind of exact key; null where they cannot be one. */
export function exactKeys(
  asked: string,
): Record<'email' | 'phone' | 'links' | 'ids' | 'domains' | 'mail_domains', unknown> {
  const link = bareWords(asked).split('|', 1)[0] ?? asked;
  const isLink = /^https?:\/\//i.test(link);
  const email = isLink ? null : emailOf(asked);
  const domain = domainOf(email ?? link);
  return {
    email,
    phone: phoneKey(asked),
    links: isLink ? [link, link.replace(/[?#].*$/, ''), link.replace(/\/$/, '')].map(md5) : null,
    ids: isLink ? pathParts(link) : [...new Set([asked, bareWords(asked)])],
    domains: domain === null ? null : [domain, ...parents(domain)],
    mail_domains: spellings(companyDomainOf(email ?? link)),
  };
}

/** Addresses are stored as they were written, in either spelling of their domain. */
const spellings = (domain: string | null): string[] | null =>
  domain === null ? null : [...new Set([domain, domainToUnicode(domain)])];

/** Links are indexed so, since one may be longer than an index entry. */
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The parts of a link that may be an id, the last one first: it is the most particular. */
const pathParts = (link: string): string[] =>
  (URL.parse(link)?.pathname ?? '')
    .split('/')
    .filter((part) => part.length > 1)
    .toReversed()
    .slice(0, 8);

/** `app.eu.acme.com` → `eu.acme.com`, `acme.com`. */
function parents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_, i) => labels.slice(i + 1).join('.'));
}

export function nameKeys(asked: string): unknown[] {
  const key = nameKey(asked);
  const next = `${key}\u{10ffff}`;
  return [key, key.length > 1 ? next : key, key.length > 3 ? wholeNameKeys(asked) : []];
}
