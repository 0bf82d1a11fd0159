/** A sequence's steps as they are written now. */

import { Body1Strong, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { EditRegular } from '@fluentui/react-icons'
import { useNavigate } from 'react-router'
import type { Step, StepKind } from '../../../shared/sequence.ts'
import { useConsole } from '../console-context.ts'
import { Message } from '../pieces/Message.tsx'
import { Panel } from '../pieces/Panel.tsx'
import { delaySentence } from './delay.ts'
import { useSequence, whyNotEdit } from './sequence-context.ts'

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
  edit: { alignSelf: 'start' },
})

export const stepTitles: Record<StepKind, string> = {
  'automatic-email': 'Automatic email',
  'manual-email': 'Email by hand',
  call: 'Call',
  'to-do': 'To-do',
}

export function StepsTab() {
  const styles = useStyles()
  const { sequence } = useSequence()
  const { me } = useConsole()
  const navigate = useNavigate()
  const because = whyNotEdit(sequence, me)
  return (
    <>
      {because === null ? (
        <Button
          className={styles.edit}
          icon={<EditRegular />}
          onClick={() => void navigate(`/sequences/${sequence.id}/steps/edit`)}
        >
          Edit steps
        </Button>
      ) : (
        <Message tone="info">{because}</Message>
      )}
      <ol className={styles.list}>
        {sequence.steps.map((step) => (
          <li key={step.number}>
            <OneStep step={step} />
          </li>
        ))}
      </ol>
    </>
  )
}

function OneStep({ step }: { step: Step }) {
  const styles = useStyles()
  return (
    <Panel title={`Step ${step.number}: ${stepTitles[step.kind]}`}>
      <Caption1 className={styles.quiet}>
        {delaySentence(step.delay, step.number === 1)}
        {step.thread === 'same' ? ', as an answer in the same thread' : ', in a new thread'}
      </Caption1>
      {step.subject === '' ? null : <Body1Strong>{step.subject}</Body1Strong>}
      <Text as="p" className={styles.body}>
        {step.body}
      </Text>
    </Panel>
  )
}
