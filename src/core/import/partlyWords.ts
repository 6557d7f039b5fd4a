import type { Translate } from '../l10n.ts';
import type { Omitted } from '../trace/trace.ts';
import type { PartlyRead } from './index.ts';

/** One line on what of a file could not be read. */
export function partlyWords({ file, fault, at, frames = 0, linkType = 0 }: PartlyRead, t: Translate): string {
  switch (fault) {
    case 'truncated':
    case 'damaged':
    case 'not-a-capture':
      return t('"{file}" is damaged or cut at byte {at}; what stands before it was read.', { file, at });
    case 'bad-gzip':
      return t('"{file}" is damaged or cut inside gzip; the first {at} bytes unpacked were read.', {
        file,
        at,
      });
    case 'bad-packets':
      return t(
        '"{file}": {frames} packets could not be read, the first at byte {at}; the others were read.',
        {
          file,
          frames,
          at,
        },
      );
    case 'link-type':
      return t('"{file}": {frames} frames of link type {linkType} were not read; {hint}', {
        file,
        frames,
        linkType,
        hint: linkTypeHint(linkType, t),
      });
  }
}

/** How to get a capture that can be read, by LINKTYPE_ number (tcpdump.org/linktypes.html): Wi-Fi in monitor mode, USB, Bluetooth. */
function linkTypeHint(linkType: number, t: Translate): string {
  const isWireless = [105, 119, 127, 163, 192].includes(linkType);
  return isWireless
    ? t('capture without monitor mode, on the interface that has the IP address.')
    : t('capture on an interface that carries IP.');
}

/** What was read and is not shown, beyond the limits, a sentence each. */
export function omittedWords({ sessions, events, bytes }: Omitted, t: Translate): string[] {
  return [
    ...(sessions === 0
      ? []
      : [t('Not shown: {count} further sessions, beyond the limit.', { count: sessions })]),
    ...(events === 0 ? [] : [t('Not shown: {count} further events, beyond the limit.', { count: events })]),
    ...(bytes === 0 ? [] : [t('Not shown: {count} bytes, beyond the limit.', { count: bytes })]),
  ];
}
