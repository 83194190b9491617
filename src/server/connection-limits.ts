/** Of Node.js, for every port. */
const SOCKETS = {
  /** Milliseconds from the connection, or the first byte, to the last one of the headers. */
  headersTimeout: 5_000,
  /** Milliseconds. Both timeouts are looked after this often; Node.js' own is half a minute. */
  connectionsCheckingInterval: 500,
  /** Bytes of the headers, the URL included. An API server sends some hundreds, and a token at most. */
  maxHeaderSize: 16 * 1024,
  /** A peer that vanished is found out after some minutes even when nothing is to be sent to it. */
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
} as const;

const CONNECTIONS = {
  /** Milliseconds to receive a whole request: the API server waits for 30 s at most, answer included. */
  requestTimeout: 10_000,
  /**
   * Milliseconds in which no byte comes or goes while a request is under way: more than the 30 s that an
   * answer may take. Ends clients that do not read their answers.
   */
  connectionTimeout: 35_000,
  /**
   * Milliseconds. More than the 90 s after which Go's client drops an idle connection: if we dropped it
   * first, a request could be on its way already. Fastify's own is 72 s.
   */
  keepAliveTimeout: 95_000,
} as const;

/**
 * What one client may keep of the webhook's port, so that others have theirs. Given to Fastify as they are; nothing
 * is left to defaults, which are for servers that browsers call.
 */
export const WEBHOOK_LIMITS = {
  ...CONNECTIONS,
  https: {
    ...SOCKETS,
    /** Milliseconds. Node.js' own is two minutes. */
    handshakeTimeout: 5_000,
  },
} as const;

/**
 * More are closed as they come. An API server has at most as many as it makes changes at once: 200, as it
 * comes, so three have 600. An idle connection was measured to take 60 KB: this many take 120 MB.
 */
export const MAX_CONNECTIONS = 2_048;

/** The same for the health port, where nobody sends a body. */
export const HEALTH_LIMITS = {
  ...CONNECTIONS,
  http: SOCKETS,
  /** Bytes. */
  bodyLimit: 1_024,
} as const;

/** The kubelet and Prometheus need a few. There are many more, since probes fail when other clients have taken all of them. */
export const MAX_HEALTH_CONNECTIONS = 512;
