import { describe, expect, it } from 'vitest';
import { evaluate, show } from '../../testing/expressions.ts';
import { testValues } from '../../testing/value-tables.ts';

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const OLD_LABEL =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const NAME =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** The messages are those of Kubernetes, to the letter. */
const WRONG: readonly (readonly [format: string, text: string, problems: readonly string[]])[] = [
  ['dns1123Label', 'contains a space', [LABEL]],
  ['dns1123Label', 'a.b', ['must not contain dots']],
  ['dns1123Label', 'a'.repeat(64), ['must be no more than 63 bytes']],
  ['dns1123Label', `${'a'.repeat(64)}.b`, ['must be no more than 63 bytes', 'must not contain dots']],
  ['dns1123Subdomain', 'contains a space', [SUBDOMAIN]],
  ['dns1123Subdomain', '', [SUBDOMAIN]],
  ['dns1035Label', '1a', [OLD_LABEL]],
  ['qualifiedName', 'contains a space', [`name part ${NAME}`]],
  ['qualifiedName', '/a', ['prefix part must be non-empty']],
  ['qualifiedName', 'A/', [`prefix part ${SUBDOMAIN}`, 'name part must be non-empty', `name part ${NAME}`]],
  [
    'qualifiedName',
    'a/b/c',
    [`a valid label key ${NAME} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`],
  ],
  ['dns1123LabelPrefix', 'contains a space-', [LABEL]],
  ['dns1123LabelPrefix', '-', [LABEL]],
  ['dns1123SubdomainPrefix', 'contains a space-', [SUBDOMAIN]],
  ['dns1035LabelPrefix', 'contains a space-', [OLD_LABEL]],
  ['labelValue', 'my-cool-label-Value!!\n\n!!!', [VALUE]],
  ['uri', 'relative', ['not a URI: it is neither absolute nor an absolute path']],
  ['uuid', '123e4567', ['does not match the UUID format']],
  ['byte', 'aGVsbG8', ['invalid base64']],
  ['byte', '', ['invalid base64']],
  ['date', '2020-01-32', ['invalid date']],
  ['date', '2021-02-29', ['invalid date']],
  ['datetime', '2020-01-32T00:00:00Z', ['invalid datetime']],
  ['datetime', '2020-01-01T24:00:00Z', ['invalid datetime']],
];

describe('what is wrong', () => {
  it.each(WRONG)('%s of %j', (format, text, problems) => {
    const validated = evaluate(`format.${format}().validate(text).value()`, { text: 'string' }, { text });
    expect(show(validated)).toEqual(problems);
  });
});

testValues({
  'what is right': [
    [`format.dns1123LabelPrefix().validate('my-label-prefix-').hasValue()`, false],
    [`format.labelValue().validate('').hasValue()`, false],
    [`format.uuid().validate('123E4567E89B12D3A456426614174000').hasValue()`, false],
    [`format.date().validate('2020-02-29').hasValue()`, false],
    [`format.datetime().validate('2020-01-01t00:00:00.5+01:00').hasValue()`, false],
  ],
  'formats by their name': [
    [`format.named('unknown').hasValue()`, false],
    [`format.named('uuid').value() == format.uuid()`, true],
    [`format.date() == format.datetime()`, false],
    [`format.named('byte').value().validate('?').value()`, ['invalid base64']],
  ],
});
