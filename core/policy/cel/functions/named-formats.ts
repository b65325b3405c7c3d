import { isDay } from '../calendar.ts';
import { Opaque } from '../values.ts';
import { requestProblem } from './url-value.ts';

/** A format that has a name, and says what is wrong with a text. */
export class NamedFormat extends Opaque {
  readonly type = 'kubernetes.NamedFormat';
  readonly name: string;
  /** What is wrong; nothing where the text is as it should be. Takes time in proportion to the text. */
  readonly problemsIn: (text: string) => readonly string[];

  constructor(name: string, problemsIn: (text: string) => readonly string[]) {
    super();
    this.name = name;
    this.problemsIn = problemsIn;
  }

  override equals(other: Opaque): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }

  override toString(): string {
    return `format.${this.name}()`;
  }
}

/** What a text is made of, as Kubernetes says it in its messages. */
interface Shape {
  readonly pattern: string;
  readonly says: string;
  readonly examples: readonly string[];
  readonly most: number;
}

const LABEL: Shape = {
  pattern: '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
  says: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: ['my-name', '123-abc'],
  most: 63,
};

const SUBDOMAIN: Shape = {
  pattern: `${LABEL.pattern}(\\.${LABEL.pattern})*`,
  says: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
  most: 253,
};

const OLD_LABEL: Shape = {
  pattern: '[a-z]([-a-z0-9]*[a-z0-9])?',
  says: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: ['my-name', 'abc-123'],
  most: 63,
};

const KEY_NAME: Shape = {
  pattern: '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]',
  says: "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyName', 'my.name', '123-abc'],
  most: 63,
};

const LABEL_VALUE: Shape = {
  pattern: `(${KEY_NAME.pattern})?`,
  says: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyValue', 'my_value', '12345'],
  most: 63,
};

const EMPTY = 'must be non-empty';

function mismatch({ says, examples, pattern }: Shape): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  return `${says} (e.g. ${shown}regex used for validation is '${pattern}')`;
}

const tooLong = ({ most }: Shape): string => `must be no more than ${String(most)} bytes`;

/** Only what is short enough to be meant is held against a pattern: it may take time that grows with its square. */
const fits = ({ pattern }: Shape, text: string): boolean => text.length <= 1024 && regExpOf(pattern).test(text);

const compiled = new Map<string, RegExp>();

function regExpOf(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  compiled.set(pattern, known);
  return known;
}

/** Not ASCII is wrong anyway, so that units may count for bytes. */
function problemsOf(shape: Shape, text: string): readonly string[] {
  return [...(text.length > shape.most ? [tooLong(shape)] : []), ...(fits(shape, text) ? [] : [mismatch(shape)])];
}

function labelProblems(text: string): readonly string[] {
  const problems = problemsOf(LABEL, text);
  return fits(SUBDOMAIN, text) && !fits(LABEL, text) ? [...problems.slice(0, -1), 'must not contain dots'] : problems;
}

function qualifiedNameProblems(text: string): readonly string[] {
  const parts = text.split('/', 3);
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) {
    return [
      `a valid label key ${mismatch(KEY_NAME)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const prefix = parts.length === 2 ? (parts[0] ?? '') : undefined;
  const ofPrefix = prefix === undefined ? [] : prefix === '' ? [EMPTY] : problemsOf(SUBDOMAIN, prefix);
  const ofName = name === '' ? [EMPTY, mismatch(KEY_NAME)] : problemsOf(KEY_NAME, name);
  return [...ofPrefix.map((problem) => `prefix part ${problem}`), ...ofName.map((problem) => `name part ${problem}`)];
}

/** A prefix may end in what a name may not: as if its last two characters were one that may. */
const asPrefix =
  (problemsIn: (text: string) => readonly string[]) =>
  (text: string): readonly string[] =>
    problemsIn(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);

const unless = (holds: (text: string) => boolean, problem: string) => (text: string) => (holds(text) ? [] : [problem]);

const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text);

const isBase64 = (text: string): boolean =>
  text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year !== undefined && isDay({ year: Number(year), month: Number(month), day: Number(day) });
}

/** Hours, minutes and seconds are bounded, the offset is not. Source: kube-openapi, strfmt.IsDateTime. */
function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t', 2);
  const [, hours = '', minutes = '', seconds = ''] =
    /^(\d\d):(\d\d):(\d\d)(?:.\d+)?(?:z|[+-]\d\d:\d\d)$/.exec(time) ?? [];
  return isDate(date) && hours !== '' && hours <= '23' && minutes <= '59' && seconds <= '59';
}

function uriProblems(text: string): readonly string[] {
  const problem = requestProblem(text);
  return problem === undefined ? [] : [`not a URI: ${problem}`];
}

const subdomainProblems = (text: string): readonly string[] => problemsOf(SUBDOMAIN, text);
const oldLabelProblems = (text: string): readonly string[] => problemsOf(OLD_LABEL, text);

const named = (name: string, problemsIn: (text: string) => readonly string[]): readonly [string, NamedFormat] => [
  name,
  new NamedFormat(name, problemsIn),
];

/** By name. Source: k8s.io/apiserver, pkg/cel/library/format.go; k8s.io/apimachinery, util/validation. */
export const NAMED_FORMATS: ReadonlyMap<string, NamedFormat> = new Map([
  named('dns1123Label', labelProblems),
  named('dns1123Subdomain', subdomainProblems),
  named('dns1035Label', oldLabelProblems),
  named('qualifiedName', qualifiedNameProblems),
  named('dns1123LabelPrefix', asPrefix(labelProblems)),
  named('dns1123SubdomainPrefix', asPrefix(subdomainProblems)),
  named('dns1035LabelPrefix', asPrefix(oldLabelProblems)),
  named('labelValue', (text) => problemsOf(LABEL_VALUE, text)),
  named('uri', uriProblems),
  named('uuid', unless(isUuid, 'does not match the UUID format')),
  named('byte', unless(isBase64, 'invalid base64')),
  named('date', unless(isDate, 'invalid date')),
  named('datetime', unless(isDateTime, 'invalid datetime')),
]);
