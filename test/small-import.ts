import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SMALL_MAPPING = `name: Small
source: small
currency: EUR
files:
  - file: companies.csv
    id: "{id}"
    records:
      - customer: { name: "{name}", stage: live, since: "{since}" }
  - file: calls.csv
    id: "{id}"
    records:
      - entry: { id: "{id}", customer: "{company}", at: "{at}", department: sales, channel: call, direction: outbound, kind: call, title: "Called about {topic}", money: "{worth}" }
`;

/** A folder of two small files with their mapping, in `work`. */
export function smallFolder(
  work: string,
  calls: string[],
  companies = ['1,Acme,2024-01-01', '2,Globex,2024-02-01'],
): { mapping: string; folder: string } {
  const folder = mkdtempSync(join(work, 'small-'));
  writeFileSync(join(folder, 'mine.yaml'), SMALL_MAPPING);
  writeFileSync(join(folder, 'companies.csv'), ['id,name,since', ...companies, ''].join('\n'));
  writeFileSync(join(folder, 'calls.csv'), ['id,company,at,topic,worth', ...calls, ''].join('\n'));
  return { mapping: join(folder, 'mine.yaml'), folder };
}
