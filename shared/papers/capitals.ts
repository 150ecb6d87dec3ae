const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '兆'];

/** Four digits; a gap between two of them is one zero. */
const four = (value: number): string => {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${digits[digit]}${places[place]}`;
    gap = false;
  }
  return text;
};

const whole = (value: number): string => {
  let text = '';
  let gap = false;
  for (let group = groups.length - 1; group >= 0; group--) {
    const part = Math.floor(value / 10_000 ** group) % 10_000;
    if (part === 0) {
      gap = text !== '';
      continue;
    }
    text += `${text !== '' && (gap || part < 1000) ? '零' : ''}${four(part)}${groups[group]}`;
    gap = false;
  }
  return text;
};

/**
 * An amount of yuan in the capital numerals of cheques and invoices (正确填写票据和结算凭证的基本规定): 人民币壹仟元整.
 * @param fen minor units, below 10^16
 */
export const inCapitals = (fen: number): string => {
  const value = Math.abs(fen);
  const yuan = Math.floor(value / 100);
  const jiao = Math.floor(value / 10) % 10;
  const cent = value % 10;
  const head = `人民币${fen < 0 ? '负' : ''}`;
  if (value === 0) return `${head}零元整`;
  const main = yuan > 0 ? `${whole(yuan)}元` : '';
  if (jiao === 0 && cent === 0) return `${head}${main}整`;
  const zero = jiao === 0 && yuan > 0 ? '零' : '';
  const tail = `${zero}${jiao > 0 ? `${digits[jiao]}角` : ''}${cent > 0 ? `${digits[cent]}分` : '整'}`;
  return `${head}${main}${tail}`;
};
