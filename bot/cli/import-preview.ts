import { day, money, type Reader } from '../../cards/view/format.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { CustomerSample } from '../../prisma/records/customer-samples.ts';

/** As many customers as a dry run shows. */
export const PREVIEWED = 10;

/** A few customers as they would stand after the import, for somebody who looks whether the mapping is right. */
export function previewOf(samples: readonly CustomerSample[], reader: Reader): string {
  if (samples.length === 0) return 'No customer would come of these files.';
  const heading =
    samples.length === 1
      ? 'A customer as it would stand:'
      : `${samples.length} customers as they would stand:`;
  return [heading, ...samples.map((sample) => linesOf(sample, reader).join('\n  '))].join('\n\n');
}

function linesOf(sample: CustomerSample, reader: Reader): string[] {
  const { name, stage, segment, industry, city, country, owner, revenue, last } = sample;
  const place = [city, country].filter(Boolean).join(', ');
  const facts = [stage, segment, industry, place, owner && `owner ${owner}`];
  const since = sample.since && `since ${inYear(sample.since, reader)}`;
  const renews = sample.renewsOn && `renews ${inYear(sample.renewsOn, reader)}`;
  const contract = [revenue && `${money(revenue, reader)} a year`, since, renews];
  const counts = Object.entries(sample.counts)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => counted(kind, n));
  return [
    joined([name, ...facts]),
    joined(contract),
    joined([sample.domains.join(', ')]),
    joined(counts),
    last ? `last: ${last.title} (${inYear(dayIn(last.at, reader.zone), reader)})` : '',
  ].filter((line) => line !== '');
}

const joined = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ');

/** A day with its year, since an import is looked at for wrong years, too. */
const inYear = (value: string, { locale, zone }: Reader): string =>
  day(value, { locale, zone, now: new Date(0) });

const PLURALS: Readonly<Record<string, string>> = {
  entry: 'entries',
  usage_day: 'days of usage',
  survey_answer: 'answers to surveys',
};

const counted = (kind: string, n: number): string => {
  const one = kind === 'usage_day' ? 'day of usage' : kind.replace('_', ' ');
  return `${n.toLocaleString('en')} ${n === 1 ? one : (PLURALS[kind] ?? `${kind}s`)}`;
};
