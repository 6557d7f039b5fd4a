/** Takes comments, trailing commas and a byte order mark out of JSON as people write it; strings stay as they are. */
export function plainJson(source: string): string {
  const text = source.replace(/^\uFEFF/, '');
  let result = '';
  for (let index = 0; index < text.length;) {
    const two = text.slice(index, index + 2);
    if (text[index] === '"') {
      let end = index + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      result += text.slice(index, end + 1);
      index = end + 1;
    } else if (two === '//') {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
    } else if (two === '/*') {
      const end = text.indexOf('*/', index + 2);
      index = end < 0 ? text.length : end + 2;
    } else if (text[index] === ',') {
      const next = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*[\]}]/.test(
        text.slice(index + 1, index + 2000),
      );
      if (!next) result += ',';
      index += 1;
    } else {
      result += text[index] ?? '';
      index += 1;
    }
  }
  return result;
}
