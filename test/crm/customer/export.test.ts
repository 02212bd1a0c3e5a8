import { expect, test } from 'vitest';
import { csvFile } from '../../../crm/customer/list-file.ts';

test.each([
  ['Acme', 'Acme'],
  ['Acme, Inc.', '"Acme, Inc."'],
  ['The "Old" Mill', '"The ""Old"" Mill"'],
  ['two\nlines', '"two\nlines"'],
  // No cell is calculated by the spreadsheet that opens it.
  ['=HYPERLINK("https://elsewhere.example")', `"'=HYPERLINK(""https://elsewhere.example"")"`],
  ['+49 30 1234', "'+49 30 1234"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1+1', "' =1+1"],
  ['\t=1+1', `"'\t'=1+1"`],
  ['|cmd', "'|cmd"],
  ['%1', "'%1"],
  // Nor by one that separates cells by semicolons or tabs.
  ['Acme; =1+1', `"Acme; '=1+1"`],
  ['Acme;=1;+2', `"Acme;'=1;'+2"`],
  ['Acme\t@SUM(A1)', `"Acme\t'@SUM(A1)"`],
  ['Acme\n=1+1', `"Acme\n'=1+1"`],
  ['Acme\r\n \uFF1D1', `"Acme\r\n '\uFF1D1"`],
  ['Acme; Sons', '"Acme; Sons"'],
  ['Acme = Sons - 2', 'Acme = Sons - 2'],
  ['＝1', "'＝1"],
  ['Ünal & Söhne', 'Ünal & Söhne'],
  ['', ''],
])('%j is written as %j', (value, written) => {
  expect(csvFile([[value, 'x']])).toBe(`\uFEFF${written},x\r\n`);
});
