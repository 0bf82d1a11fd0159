/** @jest-environment jsdom */
/** Keeping a value of Outlook fresh although its events and answers are unreliable. */

import { watch } from '../../../addin/outlook/watch.ts'

type Answer = (value: string) => void

function setting() {
  jest.useFakeTimers()
  const answers: Answer[] = []
  const told: string[] = []
  const fresh = watch(
    () => new Promise<string>((resolve) => answers.push(resolve)),
    (value) => told.push(value),
  )
  async function answer(question: number, value: string): Promise<void> {
    answers[question]?.(value)
    await Promise.resolve()
  }
  return { answers, told, fresh, answer }
}

afterEach(() => {
  jest.useRealTimers()
})

test('it asks at once, on a nudge, on focus, and every three seconds', () => {
  const { answers, fresh } = setting()
  expect(answers).toHaveLength(1)
  fresh.nudge()
  expect(answers).toHaveLength(2)
  window.dispatchEvent(new Event('focus'))
  expect(answers).toHaveLength(3)
  jest.advanceTimersByTime(6000)
  expect(answers).toHaveLength(5)
  fresh.close()
})

test('it does not poll a hidden pane', () => {
  const { answers, fresh } = setting()
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  jest.advanceTimersByTime(9000)
  expect(answers).toHaveLength(1)
  jest.restoreAllMocks()
  fresh.close()
})

test('an answer that comes after a later question was answered is dropped', async () => {
  const { told, fresh, answer } = setting()
  fresh.nudge()
  await answer(1, 'new')
  await answer(0, 'old')
  expect(told).toEqual(['new'])
  fresh.close()
})

test('after a restart answers about the item before are dropped', async () => {
  const { told, fresh, answer } = setting()
  fresh.restart()
  await answer(0, 'the mail before')
  await answer(1, 'this mail')
  expect(told).toEqual(['this mail'])
  fresh.close()
})

test('a closed watch asks and tells nothing more', async () => {
  const { answers, told, fresh, answer } = setting()
  fresh.close()
  await answer(0, 'late')
  jest.advanceTimersByTime(9000)
  window.dispatchEvent(new Event('focus'))
  expect(told).toEqual([])
  expect(answers).toHaveLength(1)
})
