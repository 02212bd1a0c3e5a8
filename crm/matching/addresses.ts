import { trimMarks } from '../text/trim-marks.ts';
import { MAIL_PROVIDERS } from './mail-providers.ts';
import { bareWords, withoutInvisible } from './visible.ts';

/** As many digits as a national number has in countries with short ones: those in front are the country's and the area's. */
const PHONE_DIGITS = 8;

/** `+49 (0)30 1234567`, `030/123-4567` and `tel:+49301234567` → the same key: the last digits. Null where it is no phone number. */
export function phoneKey(phone: string): string | null {
  const written = withoutInvisible(phone)
    .normalize('NFKC')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/^\s*(?:tel|phone|callto|sms)\s*[:.]\s*/i, '')
    .replace(/(?:ext|x|#).*$/is, '');
  const number = trimMarks(written, { before: /\s/, after: /[\s.,;]/ });
  if (!/^[+(\d][\d\s().\-/]*$/.test(number)) return null;
  const digits = number.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 6 ? digits.slice(-PHONE_DIGITS) : null;
}

/** `Eva <eva@acme.example>`, `mailto:Eva@acme.example`, `(eva@acme.example),` → `eva@acme.example`; null where it is no address, or more than one. */
export function emailOf(text: string): string | null {
  const [, named] = /^[^<>@]*<([^<>]+)>[\s.,;:)]*$/.exec(text.trim()) ?? [];
  const address = bareWords((named ?? text).split('|', 1)[0] ?? '').replace(/^mailto:/i, '');
  const [bare = ''] = address.split('?', 1);
  return /^[^\s@<>"(),:;]+@[^\s@<>"(),:;.]+(?:\.[^\s@<>"(),:;.]+)+$/u.test(bare)
    ? withoutInvisible(bare).toLowerCase()
    : null;
}

/** The domain in a domain, address of a page or e-mail, lower case, without `www.`; null where there is none. */
export function domainOf(text: string): string | null {
  const trimmed = bareWords(emailOf(text) ?? text).replace(/^mailto:/i, '');
  if (/\s/.test(trimmed)) return null;
  const host = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
    ? trimmed
    : `http://${trimmed.slice(trimmed.lastIndexOf('@') + 1)}`;
  const domain = URL.parse(host)
    ?.hostname.replace(/^www\./, '')
    .replace(/\.$/, '');
  return domain && /^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+$/.test(domain) ? domain : null;
}

/** The domain of an e-mail address where it is a company's own. */
export function companyDomainOf(email: string | null): string | null {
  const domain = email === null ? null : domainOf(email);
  return domain === null || MAIL_PROVIDERS.has(domain) ? null : domain;
}
