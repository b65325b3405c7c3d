import { Option } from 'commander';
import { parseServerUrl, parseVolumeLimit } from './option-values.ts';

export const tableOutput = (): Option =>
  new Option('-o, --output <format>', 'how to print').choices(['table', 'json', 'yaml']).default('table');

export const wideOutput = (): Option =>
  new Option('-o, --output <format>', 'how to print').choices(['table', 'wide', 'json', 'yaml']).default('table');

export const textOutput = (): Option =>
  new Option('-o, --output <format>', 'how to print').choices(['text', 'json', 'yaml']).default('text');

export const stateFolder = (purpose = 'state folder of the server'): Option =>
  new Option('--state <dir>', purpose).default('.stowage');

export const maxVolumes = (): Option =>
  new Option('--max-volumes <number>', 'most volumes that this node takes at a time (default: no limit)').argParser(
    parseVolumeLimit,
  );

export const serverUrl = (): Option =>
  new Option('--server <url>', 'URL of the server, where the state folder does not tell').argParser(parseServerUrl);
