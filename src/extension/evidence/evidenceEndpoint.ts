import { sameAddress } from '../../core/ftp/address.ts';
import type { Report } from '../../core/report/report.ts';
import { parseDestination, unsavedEndpoint, type Endpoint } from '../endpoints/endpoint.ts';

/**
 * The endpoint that evidence is about: a saved one with the same server and port, whoever logs in there, so that what is
 * kept with it counts here too; else one that is not saved and bears `name`.
 */
export function evidenceEndpoint(
  { control, source }: Report,
  name: string,
  saved: readonly Endpoint[],
): Endpoint {
  const hosts = [control.peer, control.host].filter((host) => host !== null);
  const known = saved.find(({ destination }) => {
    if (destination.kind !== 'server' || destination.target.port !== (control.port ?? 21)) return false;
    const { host } = destination.target;
    return hosts.some((each) => each === host || sameAddress(each, host));
  });
  if (known !== undefined) return known;
  const parsed = source.target === null ? null : parseDestination(source.target);
  if (parsed !== null && !('fault' in parsed)) return { ...unsavedEndpoint(parsed.destination), name };
  const target = { scheme: 'ftp', host: control.host ?? name, port: 21, user: null, path: null } as const;
  return { ...unsavedEndpoint({ kind: 'server', target }), name };
}
