import { spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { NONE, Optional } from '../optional.ts';
import { HELD_AGAINST_FORMAT } from '../prices.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { NAMED_FORMATS, NamedFormat } from './named-formats.ts';

/** What each format is of, and a text that has it. */
const ABOUT: Readonly<Record<string, readonly [summary: string, text: string]>> = {
  dns1123Label: ['A label of a host name, as RFC 1123 has it.', 'my-label-name'],
  dns1123Subdomain: ['A host name, as RFC 1123 has it.', 'apiextensions.k8s.io'],
  dns1035Label: ['A label of a host name that starts with a letter.', 'my-label-name'],
  qualifiedName: ['The key of a label, with or without a prefix.', 'apiextensions.k8s.io/v1beta1'],
  dns1123LabelPrefix: ['What a label of a host name may begin with.', 'my-label-prefix-'],
  dns1123SubdomainPrefix: ['What a host name may begin with.', 'mysubdomain.prefix.-'],
  dns1035LabelPrefix: ['What a label that starts with a letter may begin with.', 'my-label-prefix-'],
  labelValue: ['The value of a label.', 'my-label_Value.1'],
  uri: ['What `isURL` takes.', 'http://example.com'],
  uuid: ['A UUID.', '123e4567-e89b-12d3-a456-426614174000'],
  byte: ['Base64, padded.', 'aGVsbG8='],
  date: ['A day: year, month and day.', '2021-01-01'],
  datetime: ['A time as RFC 3339 writes it.', '2021-01-01T00:00:00Z'],
};

/** Formats of names and the like, after Kubernetes' format library. */
export const FORMAT_FUNCTIONS: readonly FunctionEntry[] = introducedIn(31, [
  ...[...NAMED_FORMATS.values()].map(ofName),
  {
    ...freeFunction('format.named', 1, (_, name) => formatNamed(name), [
      'format.named(string): optional<kubernetes.NamedFormat>',
    ]),
    ...told('The format of this name, where there is one.', "format.named('dns1123label').hasValue()", 'false'),
  },
  {
    ...method('validate', 2, validate, ['kubernetes.NamedFormat.validate(string): optional<list<string>>']),
    ...told(
      'What is wrong with the text; nothing where it has the format.',
      "format.date().validate('2021-02-30')",
      "optional.of(['invalid date'])",
    ),
  },
]);

function ofName(format: NamedFormat): FunctionEntry {
  const name = `format.${format.name}`;
  const [summary = '', text = ''] = ABOUT[format.name] ?? [];
  return {
    ...freeFunction(name, 0, () => format, [`${name}(): kubernetes.NamedFormat`]),
    ...told(summary, `${name}().validate('${text}')`, 'optional.none()'),
  };
}

function formatNamed(name: Value): Result {
  if (typeof name !== 'string') return noFunction('format.named', name);
  const format = NAMED_FORMATS.get(name);
  return format ? new Optional(format) : NONE;
}

/** The messages name what is wrong and no more: they do not grow with the text. */
function validate(frame: Frame, format: Value, text: Value): Result {
  if (!(format instanceof NamedFormat) || typeof text !== 'string') return noFunction('validate', format, text);
  spendOnText(frame, HELD_AGAINST_FORMAT.least + HELD_AGAINST_FORMAT.perUnit * text.length);
  const problems = format.problemsIn(text);
  return problems.length === 0 ? NONE : new Optional(problems);
}
