/** One door to a signed-in rep. */

import { dialogSignIn } from '../../../addin/auth/dialog-sign-in.ts'
import type { SignInWay, Token } from '../../../addin/auth/auth-session.ts'
import { openAuthSession } from '../../../addin/auth/auth-session.ts'

const start = 1_000_000_000_000

function setting(way: Partial<SignInWay> = {}) {
  let now = start
  let made = 0
  const token = (): Token => ({ value: `token-${++made}`, expiresAt: now + 3_600_000 })
  const quiet = jest.fn(way.quiet ?? (() => Promise.resolve<Token | null>(token())))
  const withClick = jest.fn(way.withClick ?? (() => Promise.resolve(token())))
  const session = openAuthSession({ quiet, withClick }, () => now)
  const states: string[] = []
  session.subscribe(() => states.push(session.state().kind))
  return { session, quiet, withClick, states, pass: (ms: number) => (now += ms) }
}

test('a rep is signed in quietly, once for everybody who asks', async () => {
  const { session, quiet, states } = setting()
  expect(await Promise.all([session.token(null), session.token(null)])).toEqual([
    'token-1',
    'token-1',
  ])
  expect(await session.token(null)).toBe('token-1')
  expect(quiet).toHaveBeenCalledTimes(1)
  expect(states).toEqual(['working', 'signedIn'])
})

test('a token is renewed two minutes before it ends, without a change on the screen', async () => {
  const { session, states, pass } = setting()
  await session.token(null)
  pass(3_600_000 - 121_000)
  expect(await session.token(null)).toBe('token-1')
  pass(2000)
  expect(await session.token(null)).toBe('token-2')
  expect(states).toEqual(['working', 'signedIn'])
})

test('where only a click helps, nobody is asked again until it comes', async () => {
  const { session, quiet, states } = setting({ quiet: () => Promise.resolve(null) })
  expect(await session.token(null)).toBeNull()
  expect(await session.token(null)).toBeNull()
  expect(quiet).toHaveBeenCalledTimes(1)
  await session.click()
  expect(states).toEqual(['working', 'needsClick', 'working', 'signedIn'])
  expect(await session.token(null)).toBe('token-1')
})

test('a failure is a sentence, and a click tries again', async () => {
  const quiet = () => Promise.reject(new Error('the account is locked'))
  const { session } = setting({ quiet })
  expect(await session.token(null)).toBeNull()
  expect(session.state()).toEqual({
    kind: 'failed',
    sentence: 'Signing in did not work: the account is locked',
  })
  await session.click()
  expect(session.state().kind).toBe('signedIn')
})

test('a code of msal is named without its text for developers', async () => {
  const error = Object.assign(new Error('See https://aka.ms'), { errorCode: 'disabled' })
  const { session } = setting({ quiet: () => Promise.reject(error) })
  await session.token(null)
  expect(session.state()).toEqual({
    kind: 'failed',
    sentence:
      'Signing in did not work: Outlook answered "disabled". Trying again may open a window.',
  })
})

test('a token the server does not take is replaced, but not again and again', async () => {
  const { session, quiet, pass } = setting()
  await session.token(null)
  pass(61_000)
  expect(await session.token('token-1')).toBe('token-2')
  expect(quiet).toHaveBeenLastCalledWith(true)
  expect(await session.token('token-2')).toBeNull()
  expect(session.state().kind).toBe('failed')
})

describe('in a window', () => {
  const token = { value: 'from-window', expiresAt: start }

  test('the token it tells is taken', async () => {
    const open = jest.fn(() => Promise.resolve(JSON.stringify({ kind: 'token', token })))
    const way = dialogSignIn(open, 'https://localhost:3000')
    expect(await way.quiet(false)).toBeNull()
    expect(await way.withClick()).toEqual(token)
    expect(open).toHaveBeenCalledWith('https://localhost:3000/sign-in.html')
  })

  test.each([
    ['its refusal', { kind: 'failed', sentence: 'You may not sign in.' }, 'You may not sign in.'],
    ['an answer it cannot read', { hello: 1 }, 'The sign-in window gave no answer.'],
  ])('%s is said', async (_what, told, sentence) => {
    const way = dialogSignIn(() => Promise.resolve(JSON.stringify(told)), 'https://localhost:3000')
    await expect(way.withClick()).rejects.toThrow(sentence)
  })
})
