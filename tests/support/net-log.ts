import { readFileSync } from 'node:fs';

/** Events of Chromium's own network log that mean that something left the app, or tried to. */
const FORBIDDEN_EVENTS = [
  'HOST_RESOLVER_MANAGER_REQUEST',
  'HOST_RESOLVER_DNS_TASK',
  'TCP_CONNECT',
  'UDP_CONNECT',
  'SOCKET_OPEN',
  'PROXY_RESOLUTION_SERVICE_INIT',
  'QUIC_SESSION',
];

interface NetLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: { url?: string; host?: string; address?: string } }[];
}

/** Chromium ends its log when it ends; a log that lost its tail is still read. */
function readNetLog(path: string): NetLog {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text) as NetLog;
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`) as NetLog;
  }
}

/**
 * What Chromium's own log says about the network.
 * @returns events that mean that something left the app, or tried to, and every address that was asked for over a network
 */
export function netLogOf(path: string): { departures: NetLog['events']; addresses: string[] } {
  const { constants, events } = readNetLog(path);
  const forbidden = new Set(FORBIDDEN_EVENTS.map((name) => constants.logEventTypes[name]).filter((type) => type !== undefined));
  // An engine that names its events otherwise would prove nothing.
  if (forbidden.size < 3) throw new Error(`${path} knows none of the events that are looked for.`);
  return {
    departures: events.filter(({ type }) => forbidden.has(type)),
    addresses: events.map(({ params }) => params?.url ?? '').filter((url) => /^(https?|wss?|ftp):/.test(url)),
  };
}
