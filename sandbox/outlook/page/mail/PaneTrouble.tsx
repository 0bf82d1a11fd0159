/** Says what to click when the product's page does not answer in the pane. */

import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'

const useStyles = makeStyles({
  trouble: { display: 'flex', flexDirection: 'column', gap: '12px', padding: '24px 20px' },
  icon: { fontSize: '40px', color: tokens.colorNeutralForeground3 },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    backgroundColor: tokens.colorNeutralBackground3,
    padding: '1px 4px',
    borderRadius: tokens.borderRadiusSmall,
  },
  button: { alignSelf: 'flex-start' },
})

interface PaneTroubleProps {
  productUrl: string
  /** Why the product did not hand out its manifest either; null when it did. */
  productAway: string | null
  again: () => void
}

export function PaneTrouble({ productUrl, productAway, again }: PaneTroubleProps) {
  const styles = useStyles()
  const wasAway = useRef(false)
  useEffect(() => {
    if (wasAway.current && productAway === null) again()
    wasAway.current = productAway !== null
  }, [productAway, again])
  return (
    <div className={styles.trouble} role="alert">
      <PlugDisconnectedRegular className={styles.icon} aria-hidden />
      <Text weight="semibold" size={400}>
        The pane does not answer
      </Text>
      {productAway === null ? (
        <>
          <Text>
            The product is running, but your browser does not show its page here. Most often the
            certificate has not been accepted yet.
          </Text>
          <Text>
            Open{' '}
            <Link href={productUrl} target="_blank" inline>
              {productUrl}
            </Link>{' '}
            once, choose <b>Advanced</b> and then <b>Proceed to localhost</b>. Then come back here.
          </Text>
        </>
      ) : (
        <>
          <Text>The product is stopped, or does not listen on {productUrl}.</Text>
          <Text>
            Start it again with <span className={styles.code}>npm run server</span>. The pane opens
            by itself as soon as it is there.
          </Text>
        </>
      )}
      <Button className={styles.button} onClick={again}>
        Try again
      </Button>
    </div>
  )
}
