import {
  candidateLimit,
  importLimit,
  targetOf,
  type ImportCandidate,
  type ImportResult,
} from './candidate.ts';

/** Words of a netrc, quotes as curl and GNU read them; comments run from a # at a word's start to the line's end. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (/\s/.test(character)) {
      index += 1;
    } else if (character === '#') {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
    } else if (character === '"') {
      let word = '';
      index += 1;
      while (index < text.length && text[index] !== '"') {
        if (text[index] === '\\') index += 1;
        word += text[index] ?? '';
        index += 1;
      }
      index += 1;
      words.push(word);
    } else {
      let end = index;
      while (end < text.length && !/\s/.test(text[end] ?? '')) end += 1;
      words.push(text.slice(index, end));
      index = end;
    }
  }
  return words;
}

/** Takes macro definitions out: `macdef` runs to the next empty line. */
function withoutMacros(text: string): string {
  let inside = false;
  return text
    .split(/\r?\n/)
    .filter((line) => {
      if (/(?:^|\s)macdef(?:\s|$)/.test(line)) inside = true;
      if (inside && line.trim() === '') inside = false;
      return !inside;
    })
    .join('\n');
}

/** Reads ~/.netrc: machines with login and password; `default` names no host and is left out. */
export function readNetrc(text: string): ImportResult {
  if (text.length > importLimit) return { candidates: [], fault: 'too-large' };
  const words = wordsOf(withoutMacros(text));
  const machines: { host: string | null; user: string | null; password: string | null }[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const machine = machines.at(-1);
    switch (words[index] ?? '') {
      case 'machine':
        index += 1;
        machines.push({ host: words[index] ?? '', user: null, password: null });
        break;
      case 'default':
        machines.push({ host: null, user: null, password: null });
        break;
      case 'login':
        index += 1;
        if (machine !== undefined) machine.user = words[index] ?? null;
        break;
      case 'password':
        index += 1;
        if (machine !== undefined) machine.password = words[index] ?? null;
        break;
      case 'account':
        index += 1;
        break;
      default:
        // A word that no netrc knows is passed over, as ftp(1) does.
        break;
    }
  }
  const candidates = machines.flatMap<ImportCandidate>(({ host, user, password }) => {
    if (host === null) return [];
    const target = targetOf({ scheme: 'ftp', host, port: null, user });
    return [
      {
        name: user === null ? host : `${user}@${host}`,
        protocol: 'FTP',
        target,
        password: target?.user == null || /\p{Cc}/u.test(password ?? '') ? null : password,
        notes: target === null ? ['unusable'] : [],
      },
    ];
  });
  return {
    candidates: candidates.slice(0, candidateLimit),
    fault: machines.length === 0 && text.trim() !== '' ? 'not-readable' : null,
  };
}
