/** Words that multiply a number. */

/** By the power of ten; `?` are words of which the power depends on who writes. */
const WORDS: Readonly<Record<string, string>> = {
  2: 'hundred hundreds hundert honderd hundra hundrede hundre 百 백',
  3: 'k thousand thousands thsd thou grand grands tausend tausende tausenden tsd tsd. riesen ts. duizend dzd tusen tusind tusinde tys tys. tysięcy tysiące tysiąc tis tis. tisíc ezer bin тыс тыс. тысяч тысячи тысяча тис. тисяч хиляди हज़ार हजार হাজার พัน ألف آلاف ألاف אלף 千 천 nghìn ngàn ribu rb χιλιάδες χιλ.',
  5: 'lakh lakhs lac lacs लाख লাখ লক্ষ',
  6: 'm mn mln mm mio mio. mill mill. million millions millionen milj milj. millón millones milhão milhões milione milioni miljoen miljoenen miljon miljoner millioner milion miliony milionów milionů miliónů millió milyon milioane млн млн. миллион миллиона миллионов мільйон мільйонів милиона मिलियन মিলিয়ন ล้าน مليون ملايين מיליון triệu tr juta jt εκατομμύρια εκ.',
  7: 'crore crores cr करोड़ करोड কোটি',
  9: 'b bn bln mrd mrd. md. mia. mia mld mld. mdr mdkr milliard milliards milliarde milliarden miliardo miliardi miljard miljarden miljarder milliarder miliard miliardy miliardów miliard millardo milyar млрд млрд. миллиард миллиарда миллиардов мільярд مليار מיליארד tỷ miliar billions',
  12: 'tn trn trillions triliun 兆 조',
  4: '万 萬 만',
  8: '億 亿 억',
  '?': 'figure figures mil mille t billion billón billones billionen bilhão bilhões bilion biliony biljon biljoner trillion trillionen g',
};

const POWERS = new Map(
  Object.entries(WORDS).flatMap(([power, words]) =>
    words
      .split(' ')
      .map((word): [string, number | null] => [word, power === '?' ? null : Number(power)]),
  ),
);
// Everywhere but in the languages that say milliard.
POWERS.set('billion', 9).set('trillion', 12);

/** The power of ten that this word multiplies by; null where that is uncertain, undefined where it is no such word. */
export const powerOf = (word: string): number | null | undefined => POWERS.get(word.toLowerCase());

/** A power that a word has even with a blank before it and without a number: `million`, and not `k`. */
export const isSpelledPower = (word: string): boolean =>
  word.length > 3 && POWERS.has(word.toLowerCase()) && !SLANG.has(word.toLowerCase());

const SLANG = new Set([
  'figure',
  'figures',
  'thou',
  'grand',
  'grands',
  'riesen',
  'mille',
  'ribu',
  'juta',
]);

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety half halves quarter quarters several few couple some many dozen dozens ' +
  'un deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante cents demi ' +
  'uno una dos tres cuatro cinco seis siete ocho nueve diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos trescientos cuatrocientos quinientos medio media ' +
  'tre quattro cinque sei sette otto nove dieci venti cinquanta cento mezzo een twee drie vier vijf zes zeven acht negen tien twintig vijftig ' +
  'ett två fem sex sju åtta nio tio tjugo femtio halv halva seks syv otte tyve jeden dwa trzy pięć dziesięć 一 二 三 四 五 六 七 八 九 十 两 兩 半 dois dez vinte cinquenta meio meia';
const NUMBERS = new Set(ONES.split(' '));
const ENGLISH =
  /^(?:thir|four|fif|six|seven|eigh|nine)teen$|^(?:twen|thir|for|fif|six|seven|eigh|nine)ty-?\p{L}*$/u;
const GERMAN =
  /^(?:eine?[rm]?|zwei|zwo|drei|vier|f(?:ü|ue)nf|sech|sieb|acht|neun|zehn|elf|zwölf|zwan|zig|(?:ß|ss)ig|en|s|und|hundert|tausend|halbe?|anderthalb)+$/;
const LONGEST = 60;

/** Whether this word is a number or a part of one: `fifty`, `cinquante`, `zwölftausend`. */
export function isNumberWord(word: string): boolean {
  const small = word.toLowerCase();
  if (small.length > LONGEST) return false;
  return NUMBERS.has(small) || ENGLISH.test(small) || (small.length > 2 && GERMAN.test(small));
}

/** `zwölftausend`, `fünfhundert`: the power is a part of the word. */
export const isBigNumberWord = (word: string): boolean =>
  word.length <= LONGEST && /(?:hundert|tausend)/i.test(word) && GERMAN.test(word.toLowerCase());
