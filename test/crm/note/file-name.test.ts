import { expect, test } from 'vitest';
import { safeFileName } from '../../../crm/note/file-name.ts';

test.each([
  ['offer.pdf', 'offer.pdf'],
  ['Angebot für Müller 📎.pdf', 'Angebot für Müller 📎.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Users\\a.docx', 'C__Users_a.docx'],
  ['a\r\nContent-Type: text/html\r\n.pdf', 'aContent-Type_ text_html.pdf'],
  // It turns around what follows: it would read "exe.pdf".
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  [' .hidden ', 'hidden'],
  ['', 'file'],
  ['...', 'file'],
  ['/.pdf', '_.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(96)}.pdf`],
  [`${'🎉'.repeat(300)}.pdf`, `${'🎉'.repeat(96)}.pdf`],
  ['e\u0301.pdf', 'é.pdf'],
])('%j is kept as %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
  expect(safeFileName(safe)).toBe(safe);
});
