import { Option } from 'commander';
import type { Command } from 'commander';
import { parseListenAddress } from './option-values.ts';

/** How a process that stays up tells of itself. */
export const addObserveOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--log-format <format>', 'a line of text, or of JSON with every field')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(
      new Option('--log-level <level>', 'the least that is logged')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
    .addOption(
      new Option('--metrics-address <host:port>', 'where metrics and health are answered without a token').argParser(
        parseListenAddress,
      ),
    );
