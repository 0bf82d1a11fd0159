/** A sequence's steps as they are written now. */

import { Body1Strong, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { EditRegular } from '@fluentui/react-icons'
import { useLocation, useNavigate } from 'react-router'
import type { SequenceResource, StepResource } from '../../../shared/sequence.ts'
import { useConsole } from '../../api/console-context.ts'
import { Message } from '../ui/Message.tsx'
import { Panel } from '../ui/Panel.tsx'
import { delaySentence } from './delay.ts'
import { isEmailStep, stepTitles } from '../ui/step-kinds.ts'
import { unchangedSteps } from '../sequences/unchanged-steps.ts'
import { inWords } from '../ui/people-words.ts'
import { PreviewButton, PreviewHead, PreviewOf } from './PreviewHead.tsx'
import { useSequence, whyNotEdit } from '../ui/sequence-context.ts'
import { usePreview, type UsedPreview } from './use-preview.ts'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  body: { whiteSpace: 'pre-wrap', margin: 0, maxWidth: '80ch' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

export function StepsTab() {
  const styles = useStyles()
  const { sequence } = useSequence()
  const { me } = useConsole()
  const navigate = useNavigate()
  const because = whyNotEdit(sequence, me)
  const told = describedIn(useLocation().state)
  const previewing = usePreview(sequence.id, () => unchangedSteps(sequence))
  return (
    <>
      {because === null ? null : <Message tone="info">{because}</Message>}
      {told === null ? null : <Message tone="success">{told}</Message>}
      {sequence.rollout === null ? null : (
        <Message tone="info">{rolloutSentence(sequence.rollout)}</Message>
      )}
      <div className={styles.buttons}>
        {because === null ? (
          <Button
            icon={<EditRegular />}
            onClick={() => void navigate(`/sequences/${sequence.id}/steps/edit`)}
          >
            Edit steps
          </Button>
        ) : null}
        <PreviewButton using={previewing} />
      </div>
      <PreviewHead using={previewing} />
      <ol className={styles.list}>
        {sequence.steps.map((step) => (
          <li key={step.number}>
            <OneStep step={step} previewing={previewing} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** What was just done, in the state of the page that one came from. */
function describedIn(state: unknown): string | null {
  const told = typeof state === 'object' && state !== null && 'told' in state ? state.told : null
  return typeof told === 'string' ? told : null
}

function howSentence(step: StepResource): string {
  if (!isEmailStep(step)) return '. Somebody does it and marks it as done'
  const thread = step.thread === 'same' ? ', as an answer in the same thread' : ', in a new thread'
  return step.kind === 'manual-email'
    ? `${thread}. It waits in the rep’s Drafts until the rep sends it`
    : thread
}

function OneStep({ step, previewing }: { step: StepResource; previewing: UsedPreview }) {
  const styles = useStyles()
  return (
    <Panel title={`Step ${step.number}: ${stepTitles[step.kind]}`}>
      <Caption1 className={styles.quiet}>
        {delaySentence(step.delay, step.number === 1)}
        {howSentence(step)}
      </Caption1>
      {previewing.isOpen ? (
        <PreviewOf using={previewing} number={step.number} />
      ) : (
        <>
          {step.subject === '' ? null : <Body1Strong>{step.subject}</Body1Strong>}
          <Text as="p" className={styles.body}>
            {step.body}
          </Text>
        </>
      )}
    </Panel>
  )
}

function rolloutSentence({ moved, left }: NonNullable<SequenceResource['rollout']>): string {
  return `The edited steps are reaching those enrolled: ${inWords(moved)} done, ${left.toLocaleString('en')} to go.`
}
