/** Legal forms of companies, as they are left of a name when case, accents and dots are folded away. */

const listed = (words: string): string[] => words.split(' ');

/** At the end of a name. */
const AT_END = new Set(
  listed(
    'gmbh ggmbh mbh gesmbh ag kg kgaa ohg gbr ug se eg ev ek inc incorporated corp corporation co cos company ltd limited llc llp lp plc pty pte pvt bhd sdn ' +
      'sa sas sasu sarl srl srls spa sl slu sca snc scs eurl ltee bv nv vof cv bvba cvba oy oyj ab hb as asa aps ivs ehf hf kk kft bt zrt nyrt doo jdoo dd ad ead ood eood sro oo zoo spzoo lda ltda eirl eireli sapi sab cpa pjsc ojsc cjsc jsc ooo oao zao pao uab sia ou tbk wll fze fzco psc sti tnhh ' +
      'ооо оао зао пао ао тов ад оод еоод αε επε προιτε लिमिटेड लि প্রাইভেট লিমিটেড প্রা 株 有 주 유',
  ).map(folded),
);

/** Before another form only: by themselves they are words. */
const BEFORE_ANOTHER = new Set(['private', 'public', 'de', 'sp', 'spol', 'z']);

/** In front of a name, where nothing else is meant by it. */
const IN_FRONT = new Set(
  listed('gmbh sarl ooo oao zao pao uab sia ооо оао зао пао тов pt kk 株 有 주 유').map(folded),
);

/** Written against the name, without a blank. */
const GLUED = listed(
  '股份有限公司 有限责任公司 有限責任公司 有限公司 株式会社 有限会社 合同会社 合資会社 合名会社 주식회사 유한회사 บริษัท จำกัด',
).map(folded);

function folded(form: string): string {
  return form.normalize('NFKD').toLowerCase();
}

/** The words without the legal form at either end; all of them where nothing else is there. */
export function withoutLegalForm(all: readonly string[]): string[] {
  const words = all.map(withoutGlued).filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && isLegal(words, end)) end -= 1;
  let start = 0;
  while (end - start > 1 && IN_FRONT.has(words[start] ?? '')) start += 1;
  const kept = words.slice(start, end);
  const isNothingElse = kept.length === 1 && AT_END.has(kept[0] ?? '') && all.length === 1;
  return kept.length === 0 || isNothingElse ? [...all] : kept;
}

/** `S.A. de C.V.`, `Private Limited`, `Sp. z o.o.`: some words are a part of the form behind them. */
const isLegal = (words: readonly string[], end: number): boolean =>
  AT_END.has(words[end - 1] ?? '') ||
  (end < words.length && BEFORE_ANOTHER.has(words[end - 1] ?? ''));

function withoutGlued(word: string): string {
  for (const form of GLUED) {
    if (word.startsWith(form)) return word.slice(form.length);
    if (word.endsWith(form)) return word.slice(0, -form.length);
  }
  return word;
}
