/** Bounds of the channel, and how soon silence is noticed. Times are in milliseconds. */

/** Both sides speak the same version, or do not speak. */
export const PROTOCOL_VERSION = 1;

/** A dead peer is noticed within the sum of the two. */
const PING_EVERY = 10_000;
const PING_ANSWERED_WITHIN = 10_000;

/** What an agent sends: an observation of 100 drives full of slices takes 6 MiB. */
export const MAX_AGENT_MESSAGE_BYTES = 16 * 2 ** 20;
/** What the driver sends, and what nodes send. */
const MAX_DRIVER_MESSAGE_BYTES = 2 ** 20;

/** Without an answer for so long, nothing is known about a command. */
export const ANSWER_WITHIN = 30_000;
/** From dialling, or from being dialled, until commands flow. */
export const GREETING_WITHIN = 20_000;
/** How long an agent that stops waits for its commands to end, and then for the driver to see it off. */
export const LEAVE_WITHIN = 5000;
/** Commands that were sent to one agent and not answered. */
export const MAX_COMMANDS_IN_FLIGHT = 256;

const KEEPALIVE = {
  'grpc.keepalive_time_ms': PING_EVERY,
  'grpc.keepalive_timeout_ms': PING_ANSWERED_WITHIN,
  'grpc.keepalive_permit_without_calls': 1,
};

export const SERVER_OPTIONS = {
  ...KEEPALIVE,
  'grpc.max_receive_message_length': MAX_AGENT_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_DRIVER_MESSAGE_BYTES,
};

export const CLIENT_OPTIONS = {
  ...KEEPALIVE,
  'grpc.max_receive_message_length': MAX_DRIVER_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_AGENT_MESSAGE_BYTES,
  // Each client has connections of its own: closing it closes them.
  'grpc.use_local_subchannel_pool': 1,
  // The secrets that pass here belong to no proxy.
  'grpc.enable_http_proxy': 0,
  // What is sent twice is sent by those who know what that means.
  'grpc.enable_retries': 0,
  'grpc.initial_reconnect_backoff_ms': 500,
  'grpc.max_reconnect_backoff_ms': 5000,
};
