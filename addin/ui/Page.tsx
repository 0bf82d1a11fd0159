/** What every page of ours stands in: Fluent's theme, styles that carry the page's nonce, and a full-height ground. */

import {
  createDOMRenderer,
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  RendererProvider,
  tokens,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { readNonce } from './page-settings.ts'
import type { Shade } from './theme.ts'

const useGround = makeStaticStyles({ body: { margin: 0 }, 'html, body, #root': { height: '100%' } })

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: 'anywhere',
  },
})

interface PageProps {
  shade: Shade
  children: ReactNode
  /** The children bring their own landmarks; else all of them are the page's main part. */
  landmarks?: boolean
}

export function Page({ shade, children, landmarks = false }: PageProps) {
  const [renderer] = useState(() => {
    const nonce = readNonce(document)
    return createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {})
  })
  return (
    <RendererProvider renderer={renderer}>
      <Ground shade={shade}>{landmarks ? children : <main>{children}</main>}</Ground>
    </RendererProvider>
  )
}

function Ground({ shade, children }: { shade: Shade; children: ReactNode }) {
  useGround()
  const styles = useStyles()
  return (
    <FluentProvider theme={shade === 'dark' ? webDarkTheme : webLightTheme} data-shade={shade}>
      {/* Not the provider's own class: dialogs and menus would be given it too, and cover the page with its ground. */}
      <div className={styles.page}>{children}</div>
    </FluentProvider>
  )
}
