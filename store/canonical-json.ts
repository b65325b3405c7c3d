/**
 * JSON text that is the same for equal values, whatever order their fields were written in: fields sorted by name, no
 * spaces. Takes what JSON can say; a field that is `undefined` is left out.
 * @throws TypeError for anything else: a bug of the caller's
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  const text: unknown = JSON.stringify(value);
  if (typeof text !== 'string') throw new TypeError(`JSON cannot say ${typeof value}`);
  return text;
}

function canonicalObject(value: object): string {
  const fields = Object.entries(value);
  if (fields.length > 1) fields.sort(([one], [other]) => (one < other ? -1 : 1));
  let text = '';
  for (const [name, field] of fields) {
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}
