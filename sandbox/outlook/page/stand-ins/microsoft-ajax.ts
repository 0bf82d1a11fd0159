/**
 * Stands in for MicrosoftAjax.js, which Outlook's files of office.js load from ajax.aspnetcdn.com unless it is already
 * there. Own code: only what those files touch.
 */

interface Rule {
  name?: string
  type?: unknown
  optional?: boolean
  mayBeNull?: boolean
}

function named(name: string, message: string, extra: object = {}): Error {
  const error = new Error(message === '' ? `Sys.${name}` : `Sys.${name}: ${message}`)
  error.name = `Sys.${name}`
  return Object.assign(error, extra)
}

const makers = {
  create: (message: string, extra: object) => Object.assign(new Error(message), extra),
  argument: (paramName: string, message?: string) =>
    named('ArgumentException', message ?? 'Value does not fall within the expected range.', {
      paramName,
    }),
  argumentNull: (paramName: string, message?: string) =>
    named('ArgumentNullException', message ?? 'Value cannot be null.', { paramName }),
  argumentOutOfRange: (paramName: string, actualValue: unknown, message?: string) =>
    named('ArgumentOutOfRangeException', message ?? '', { paramName, actualValue }),
  argumentType: (paramName: string, _actual: unknown, _expected: unknown, message?: string) =>
    named('ArgumentTypeException', message ?? '', { paramName }),
  argumentUndefined: (paramName: string, message?: string) =>
    named('ArgumentUndefinedException', message ?? '', { paramName }),
  invalidOperation: (message?: string) => named('InvalidOperationException', message ?? ''),
  parameterCount: (message?: string) =>
    named('ParameterCountException', message ?? 'Parameter count mismatch.'),
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case Object:
      return true
    case String:
      return typeof value === 'string' || value instanceof String
    case Number:
      return typeof value === 'number'
    case Boolean:
      return typeof value === 'boolean'
    default:
      return typeof type === 'function' ? value instanceof type : true
  }
}

function validateParameter(value: unknown, rule: Rule, name = ''): Error | null {
  const mayMiss = rule.optional === true || rule.mayBeNull === true
  if (value === undefined) return mayMiss ? null : makers.argumentUndefined(name)
  if (value === null) return mayMiss ? null : makers.argumentNull(name)
  const fits = rule.type === Function ? typeof value === 'function' : isOfType(value, rule.type)
  return rule.type === undefined || fits ? null : makers.argumentType(name, typeof value, rule.type)
}

function validateParams(
  given: ArrayLike<unknown>,
  expected: Rule[],
  checkCount?: boolean,
): Error | null {
  if (checkCount !== false && given.length > expected.length) return makers.parameterCount()
  for (const [index, rule] of expected.entries()) {
    if (index >= given.length && rule.optional === true) continue
    const error = validateParameter(given[index], rule, rule.name)
    if (error !== null) return error
  }
  return null
}

class StringBuilder {
  private readonly parts: unknown[]
  constructor(first?: unknown) {
    this.parts = first === undefined ? [] : [first]
  }
  append(part: unknown): this {
    this.parts.push(part)
    return this
  }
  toString(separator = ''): string {
    return this.parts.join(separator)
  }
}

function registerNamespace(name: string): void {
  let place: object = window
  for (const part of name.split('.')) {
    const inner: unknown = Reflect.get(place, part)
    const next = typeof inner === 'object' && inner !== null ? inner : {}
    Reflect.set(place, part, next)
    place = next
  }
}

/** Classes need nothing of what the original does to them. */
function registerClass(this: unknown): unknown {
  return this
}

function fill(target: object, members: object): void {
  for (const [name, value] of Object.entries(members))
    if (Reflect.get(target, name) === undefined)
      Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

const sys = {}
fill(window, { Type: Function, Sys: sys })
fill(Function, {
  registerNamespace,
  registerClass,
  _validateParams: validateParams,
  _validateParameter: validateParameter,
})
fill(Function.prototype, { registerClass })
fill(Error, makers)
fill(sys, {
  StringBuilder,
  Debug: { trace: () => undefined },
  Browser: { agent: {}, InternetExplorer: null },
  Serialization: {
    JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse },
  },
})
