import type { Express, Response } from 'express';
import type { Logger } from 'pino';
import { exportRows } from '../../cards/customer/list-file-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { seesList } from '../../crm/customer/list.ts';
import { csvFile, type ListExport, MOST_IN_FILE } from '../../crm/customer/list-file.ts';
import { customerListWords } from '../../crm/customer/list-words.ts';
import { customersOf } from '../../crm/follow/list-news.ts';
import { accessOf, mayExport, redactSummary, sees } from '../../crm/policy/policy.ts';
import type { Store } from '../../crm/store/store.ts';
import { dayIn } from '../../crm/time/day.ts';
import { readerFor } from '../reader.ts';
import type { ExportLinks } from './links.ts';
import { exportPage } from './page.ts';

interface RouteParts {
  http: Express;
  store: Store;
  log: Logger;
  now: () => Date;
  zone: string;
  locale: string;
  links: ExportLinks;
}

/**
 * `GET /exports/<token>` is a page with a button, and the button fetches the file: so a program that looks at links
 * before people do uses none up.
 */
export function exportRoute({ http, links, log, ...parts }: RouteParts): void {
  const { page, tooLong } = stringsFor({ locale: parts.locale }).listFiles;
  const failed = (response: Response, err: unknown, next: string): void => {
    // The address of the request is good for a file, and stands in no log.
    log.error({ err }, 'a list could not be fetched as a file');
    show(response, 500, { say: page.fault, try: next });
  };
  http.get('/exports/:token', async (request, response) => {
    try {
      const found = await links.read(request.params.token);
      if (found.kind === 'good') return show(response, 200, { say: page.say, download: true });
      show(response, 410, { say: page[found.kind], try: page.again });
    } catch (cause) {
      failed(response, cause, page.busy);
    }
  });
  http.post('/exports/:token', async (request, response) => {
    try {
      const found = await links.redeem(request.params.token, (wanted) => fileOf(wanted, parts));
      if (found.kind !== 'made')
        return show(response, 410, { say: page[found.kind], try: page.again });
      const file = found.made;
      if (file === null) return show(response, 403, { say: page.gone, try: page.again });
      if (file === 'long') return show(response, 410, tooLong(MOST_IN_FILE));
      response
        .set({
          ...GUARDS,
          'Content-Disposition': 'attachment; filename="customers.csv"',
        })
        .type('text/csv; charset=utf-8')
        .send(file.csv);
    } catch (cause) {
      failed(response, cause, page.broken);
    }
  });
}

/** As the person may see it at this moment; null where they may not any more, `long` where it grew too long. On record before anybody has it. */
async function fileOf(
  { person: id, account, words }: ListExport,
  parts: Omit<RouteParts, 'http' | 'links' | 'log'>,
): Promise<{ csv: string } | 'long' | null> {
  const { store, now } = parts;
  const person = await store.people.get(id);
  if (!person?.active || !mayExport(person)) return null;
  const at = now();
  const reader = readerFor(person, parts, at);
  const today = dayIn(at, reader.zone);
  const access = accessOf(person);
  const list = customerListWords(words, today);
  if (!list || !seesList(list, access)) return null;
  const by = { person: id, access, now: at, today, limit: MOST_IN_FILE };
  const { customers: found, count } = await customersOf(list, by, store);
  if (count > MOST_IN_FILE) return 'long';
  await store.audit.write({
    at,
    person: id,
    account,
    place: 'download',
    action: 'look-up',
    customer: null,
    detail: { export: 'fetched', list: list.kind, of: list.of, customers: found.length },
  });
  const rows = found.map((one) => redactSummary(one, access));
  return { csv: csvFile(exportRows(rows, { amounts: sees(access, 'revenue'), reader })) };
}

const GUARDS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

function show(
  response: Response,
  status: number,
  words: { say: string; try?: string; download?: boolean },
): void {
  response.status(status).set(GUARDS).type('html').send(exportPage(words));
}
