import { destinationUrl, unsavedEndpoint, type Destination, type Endpoint } from '../endpoints/endpoint.ts';

/**
 * The endpoint that a destination means: the saved one with the same URL, else one that is not saved. Its id never is
 * that of a saved endpoint which has moved to another URL since.
 */
export function resolveEndpoint(destination: Destination, saved: readonly Endpoint[]): Endpoint {
  const url = destinationUrl(destination);
  const same = saved.find((endpoint) => destinationUrl(endpoint.destination) === url);
  if (same !== undefined) return same;
  const fresh = unsavedEndpoint(destination);
  return saved.some(({ id }) => id === fresh.id) ? { ...fresh, id: `${fresh.id}?` } : fresh;
}
