import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { InitCertificatesOptions, IssueCertificateOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { parseNodeName } from './option-values.ts';

const OUT = ['--out <dir>', 'folder to write to; files that are there are never overwritten'] as const;

/** What driver, agents and nodes prove themselves with to each other. */
export function addCertificatesCommand(program: Command, context: ProgramContext): void {
  const certificates = program
    .command('certificates')
    .description('make the certificates that driver, agents and nodes prove themselves with');
  addInit(certificates, context);
  addIssue(certificates, context);
}

function addInit(certificates: Command, { io, finish }: ProgramContext): void {
  certificates
    .command('init')
    .description('make an authority: ca.crt for everybody, ca.key for nobody but who issues certificates')
    .requiredOption(...OUT)
    .addOption(days(3650))
    .addHelpText('after', examples(['stowage certificates init --out authority', 'make an authority']))
    .action(async (options: InitCertificatesOptions) => {
      const { initCertificates } = await import('../commands/certificates.ts');
      finish(await initCertificates(options, io));
    });
}

function addIssue(certificates: Command, { io, finish }: ProgramContext): void {
  certificates
    .command('issue')
    .description('make the certificate of one driver, agent or node: ca.crt, tls.crt and tls.key')
    .requiredOption('--ca <dir>', 'folder of the authority')
    .requiredOption(...OUT)
    .option('--driver', 'for the driver')
    .addOption(new Option('--agent <name>', 'for the agent of this enclosure').argParser(parseNodeName))
    .addOption(new Option('--node <name>', 'for the plug-in of this node').argParser(parseNodeName))
    .addOption(
      new Option('--host <name-or-ip...>', 'by which names and addresses the driver is dialled')
        .argParser(collectHosts)
        .default([], 'none'),
    )
    .addOption(days(365))
    .addHelpText(
      'after',
      examples(
        ['stowage certificates issue --ca authority --out driver --driver --host stowage.example', 'for the driver'],
        ['stowage certificates issue --ca authority --out box-1 --agent box-1', 'for the agent of enclosure box-1'],
        ['stowage certificates issue --ca authority --out node-1 --node node-1', 'for the plug-in of node-1'],
      ),
    )
    .action(async (options: IssueCertificateOptions) => {
      const { issueCertificates } = await import('../commands/certificates.ts');
      finish(await issueCertificates(options, io));
    });
}

const days = (count: number): Option =>
  new Option('--days <count>', 'how long it is valid').argParser(parseDays).default(count);

const MOST_DAYS = 36_500;

function parseDays(text: string): number {
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_DAYS) throw new InvalidArgumentError(`Say 1 to ${String(MOST_DAYS)} days.`);
  return count;
}

function collectHosts(text: string, hosts: readonly string[]): readonly string[] {
  if (!/^[A-Za-z0-9:.-]{1,253}$/.test(text)) {
    throw new InvalidArgumentError('Say a host name or an IP address, without port and without brackets.');
  }
  return [...hosts, text];
}
