import { setTimeout as pause } from 'node:timers/promises';
import type { DomainId, EnclosureName } from '../../../core/model/ids.ts';
import type { EnclosureHost } from '../../backends/composable/enclosure-host.ts';
import { AgentMessageSchema, DriverMessageSchema } from '../../generated/stowage/channel_pb.ts';
import type { Command, DriverMessage, Welcome } from '../../generated/stowage/channel_pb.ts';
import { MAX_COMMANDS_IN_FLIGHT, PROTOCOL_VERSION } from '../channel-limits.ts';
import { reasonOf } from '../channel-log.ts';
import type { ChannelLog } from '../channel-log.ts';
import { readMessage, writeMessage } from '../messages/streams.ts';
import { shortText } from '../messages/values.ts';
import { carryOut, turnDown } from './carry-out.ts';
import { acceptDriver } from './served-driver.ts';
import type { ServedDriverRecord } from './served-driver.ts';

export interface AgentConversationOptions {
  readonly enclosure: EnclosureName;
  /** What carries out the commands of a domain's driver; asked once that driver is accepted, before it commands. */
  readonly hostFor: (domain: DomainId) => Promise<EnclosureHost>;
  readonly served: ServedDriverRecord;
  /** The only domain to serve; left out, that of the first driver. */
  readonly domain?: DomainId;
  readonly softwareVersion: string;
  readonly log: ChannelLog;
}

/** The stream, as far as the conversation knows it. */
export interface AgentLine {
  readonly send: (bytes: Buffer) => void;
  readonly hangUp: () => void;
}

/** What an agent says on one stream, and does about what it hears. */
export interface AgentConversation {
  greet(): void;
  readonly received: (bytes: Buffer) => void;
  /** Hangs up where commands do not flow yet. */
  giveUpGreeting(): void;
  /** Takes no more commands, and answers once those under way have ended, or after so many milliseconds. */
  leave(milliseconds: number): Promise<void>;
  wasAttached(): boolean;
  /** Why this side hung up, where it did. */
  complaint(): string | undefined;
}

type Stage =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'attached'; readonly host: EnclosureHost }
  | { readonly kind: 'leaving' };

export function agentConversation(options: AgentConversationOptions, line: AgentLine): AgentConversation {
  const { log } = options;
  const underWay = new Set<Promise<void>>();
  let stage: Stage = { kind: 'greeting' };
  let wasAttached = false;
  let complaint: string | undefined;

  const hangUp = (why: string): void => {
    complaint ??= why;
    line.hangUp();
  };
  const welcomed = async (welcome: Welcome): Promise<void> => {
    const acceptance = acceptDriver(await options.served.get(), welcome, options.domain);
    if (acceptance.kind === 'refused') {
      hangUp(`the driver ${acceptance.why}`);
      return;
    }
    // Durable before the first command: no driver of another domain may come in between.
    await options.served.set(acceptance.driver);
    const host = await options.hostFor(acceptance.driver.domain).catch((error: unknown) => {
      hangUp(`this host is not ready: ${reasonOf(error)}`);
    });
    if (!host || stage.kind !== 'greeting') return;
    stage = { kind: 'attached', host };
    wasAttached = true;
    line.send(writeMessage(AgentMessageSchema, { body: { case: 'ready', value: {} } }));
    const { softwareVersion, domain, epoch } = welcome;
    log.info(
      `attached to the driver of domain ${domain}, epoch ${String(epoch)}, release ${shortText(softwareVersion)}`,
    );
  };
  const commanded = async (host: EnclosureHost, command: Command): Promise<void> => {
    const answer =
      underWay.size > MAX_COMMANDS_IN_FLIGHT
        ? turnDown(command, 'the agent has too many commands under way', log)
        : await carryOut(host, command, log);
    line.send(answer);
  };
  const heard = async ({ body }: DriverMessage): Promise<void> => {
    if (stage.kind === 'leaving') return;
    if (body.case === 'welcome' && stage.kind === 'greeting') await welcomed(body.value);
    else if (body.case === 'command' && stage.kind === 'attached') await commanded(stage.host, body.value);
    else hangUp(`the driver said ${body.case ?? 'nothing'} where that makes no sense`);
  };
  const received = async (bytes: Buffer): Promise<void> => {
    try {
      await heard(readMessage(DriverMessageSchema, bytes));
    } catch (error) {
      hangUp(`what the driver said came to nothing: ${reasonOf(error)}`);
    }
  };

  return {
    greet: () => {
      line.send(hello(options));
    },
    received: (bytes) => {
      const work = received(bytes).finally(() => underWay.delete(work));
      underWay.add(work);
    },
    giveUpGreeting: () => {
      if (stage.kind === 'greeting') hangUp('the driver did not greet in time');
    },
    leave: async (milliseconds) => {
      const greeting = stage.kind === 'greeting';
      stage = { kind: 'leaving' };
      if (greeting) hangUp('told to stop');
      else await Promise.race([Promise.all(underWay), pause(milliseconds, undefined, { ref: false })]);
    },
    wasAttached: () => wasAttached,
    complaint: () => complaint,
  };
}

const hello = ({ enclosure, softwareVersion }: AgentConversationOptions): Buffer =>
  writeMessage(AgentMessageSchema, {
    body: { case: 'hello', value: { protocolVersion: PROTOCOL_VERSION, softwareVersion, enclosure } },
  });
