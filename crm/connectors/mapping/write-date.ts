/** A wall clock's date and time, given as if it were UTC, written so that this format reads it. Midnight is a day without an hour. */
export function writeDate(wall: Date, dates: string): string {
  if (dates === 'unix') return String(wall.getTime() / 1000);
  const [day = '', time = ''] = wall.toISOString().slice(0, 19).split('T');
  const clock = time === '00:00:00' ? '' : ` ${time}`;
  if (dates === 'iso') return `${day}${clock}`;
  const [year = '', month = '', date = ''] = day.split('-');
  const [hour = '', minute = '', second = ''] = time.split(':');
  let isTimed = false;
  const written = dates.replace(/y+|m+|d+|h+|s+/gi, (token) => {
    const letter = token.charAt(0).toLowerCase();
    if (letter === 'h') isTimed = true;
    if (letter === 'm' && token.length === 3 && !isTimed) return MONTHS[Number(month) - 1] ?? '';
    if (letter === 'y') return token.length === 2 ? year.slice(2) : year;
    if (letter === 'm') return isTimed ? minute : month;
    return { d: date, h: hour, s: second }[letter] ?? token;
  });
  return isTimed ? written : `${written}${clock}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
