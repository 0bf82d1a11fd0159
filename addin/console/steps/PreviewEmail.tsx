/** One previewed step: the email as it will look, or what stands in its way. */

import { Body1Strong, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Preview, PreviewedStep } from '../../../shared/preview.ts'
import { Message } from '../ui/Message.tsx'

const useStyles = makeStyles({
  email: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  body: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    maxWidth: '80ch',
    paddingTop: tokens.spacingVerticalS,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  paragraph: { margin: 0, whiteSpace: 'pre-wrap' },
})

interface PreviewEmailProps {
  preview: Preview
  step: PreviewedStep
}

export function PreviewEmail({ preview, step }: PreviewEmailProps) {
  const styles = useStyles()
  const { number, kind, fault, missing } = step
  if (fault !== null) return <Message tone="error">{fault}</Message>
  const isEmailStep = kind === 'automatic-email' || kind === 'manual-email'
  return (
    <>
      {missing.length === 0 ? null : (
        <Message tone="warning">
          {missing.join(' ')}{' '}
          {isEmailStep
            ? 'Nobody with this gap can be enrolled. For those enrolled already, this email waits'
            : 'This step would wait'}{' '}
          until somebody fills that in and resumes the sequence.
        </Message>
      )}
      <article className={styles.email} aria-label={`Preview of step ${number}`}>
        {isEmailStep ? (
          <Caption1 className={styles.quiet}>
            From {preview.sender.name}, {preview.sender.email}
            <br />
            To {preview.contact.name}, {preview.contact.email}
          </Caption1>
        ) : null}
        <Body1Strong>{step.subject}</Body1Strong>
        <div className={styles.body}>
          {paragraphsOf(step.text).map((paragraph, index) => (
            <Text as="p" key={index} className={styles.paragraph}>
              {paragraph}
            </Text>
          ))}
          {isEmailStep ? (
            <Caption1 className={styles.quiet}>{preview.unsubscribe}.</Caption1>
          ) : null}
        </div>
      </article>
    </>
  )
}

/** As the email itself is parted. */
function paragraphsOf(text: string): string[] {
  return text.trim().split(/\n\s*\n/)
}
