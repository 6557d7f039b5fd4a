import type { TextRedactor } from './textRedactor.ts';

const unixType = /^[-bcdlpsDS][-rwxsStTlL]{9}[.+@]?$/;
const dos = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s+\d{1,2}:\d{2}\s?(?:[AaPp][Mm])?\s+(?:<\w+>|[\d,]+)\s+)(.*)$/;
const mlsd = /^((?:[\w.-]{1,32}=[^;]*;)+ )(.*)$/;
const eplf = /^(\+[^\t]*\t)(.*)$/;

/** Letters and digits masked one by one: lines in no known format keep their shape. */
function mask(line: string): string {
  return line
    .replace(/[A-Z]/g, 'X')
    .replace(/[a-z]/g, 'x')
    .replace(/[0-9]/g, '0')
    .replace(/[\x80-\xff]/g, '\xe9');
}

/** `type links owner group size month day time name`; some servers leave the group out. */
function unixLine(line: string, redactor: TextRedactor): string {
  const parts = line.split(/(\s+)/);
  const field = (index: number): string => parts[index * 2] ?? '';
  const hasGroup = /^\d+,?$/.test(field(4));
  const nameAt = hasGroup ? 8 : 7;
  if (field(nameAt) === '' || (!hasGroup && !/^\d+$/.test(field(3)))) return mask(line);
  parts[4] = redactor.names.user(field(2));
  if (hasGroup) parts[6] = redactor.names.user(field(3));
  const [name = '', target] = parts
    .slice(nameAt * 2)
    .join('')
    .split(' -> ', 2);
  const link = target === undefined ? '' : ` -> ${redactor.names.path(target)}`;
  return `${parts.slice(0, nameAt * 2).join('')}${redactor.names.part(name)}${link}`;
}

function mlsdFacts(facts: string, redactor: TextRedactor): string {
  return facts.replace(
    /(unix\.(?:owner|group)(?:name)?=)([^;]*)/gi,
    (_, name: string, value: string) => `${name}${redactor.names.user(value)}`,
  );
}

function listingLine(line: string, redactor: TextRedactor): string {
  if (line === '' || /^total \d+$/i.test(line)) return line;
  if (unixType.test(line.split(/\s/, 1)[0] ?? '')) return unixLine(line, redactor);
  const windows = dos.exec(line);
  if (windows !== null) return `${windows[1] ?? ''}${redactor.names.part(windows[2] ?? '')}`;
  const machine = mlsd.exec(line);
  if (machine !== null)
    return `${mlsdFacts(machine[1] ?? '', redactor)}${redactor.names.part(machine[2] ?? '')}`;
  const compact = eplf.exec(line);
  if (compact !== null) return `${compact[1] ?? ''}${redactor.names.part(compact[2] ?? '')}`;
  return mask(line);
}

/** A listing (one byte a character) with its owners and names replaced; format, sizes and dates stay. */
export function redactListing(bytes: string, redactor: TextRedactor): string {
  return bytes
    .split('\n')
    .map((line) => {
      const end = line.endsWith('\r') ? '\r' : '';
      return listingLine(line.slice(0, line.length - end.length), redactor) + end;
    })
    .join('\n');
}

/** Names in a listing, to be found in replies too. */
export function namesInListing(bytes: string): string[] {
  return bytes.split(/\r?\n/).flatMap((line) => {
    const windows = dos.exec(line) ?? mlsd.exec(line) ?? eplf.exec(line);
    if (windows !== null) return [windows[2] ?? ''];
    const parts = line.split(/(\s+)/);
    if (!unixType.test(parts[0] ?? '')) return [];
    const nameAt = /^\d+,?$/.test(parts[8] ?? '') ? 16 : 14;
    return [(parts.slice(nameAt).join('').split(' -> ', 1)[0] ?? '').trim()].filter((name) => name !== '');
  });
}
