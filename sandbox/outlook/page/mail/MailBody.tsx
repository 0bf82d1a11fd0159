/** Shows a mail's HTML in a frame that may run nothing and load nothing. */

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useRef } from 'react'

const useStyles = makeStyles({
  frame: { width: '100%', border: 0, color: tokens.colorNeutralForeground1 },
  // A mail that brings colours of its own was made for white paper.
  paper: { backgroundColor: 'white', borderRadius: tokens.borderRadiusMedium },
})

const minHeight = 80

interface MailBodyProps {
  html: string
  subject: string
  dark: boolean
}

export function MailBody({ html, subject, dark }: MailBodyProps) {
  const styles = useStyles()
  const frame = useRef<HTMLIFrameElement>(null)
  const coloured = /color|background/i.test(html)

  /** The page looks inside to give the text its own type and the frame the height of the text. */
  function fit(): void {
    const inside = frame.current?.contentDocument
    if (!frame.current || !inside) return
    for (const link of inside.querySelectorAll('a')) link.removeAttribute('href')
    Object.assign(inside.body.style, {
      margin: coloured ? '12px' : '0',
      fontFamily: styleOf(frame.current, 'fontFamily'),
      fontSize: '14px',
      lineHeight: '20px',
      overflowWrap: 'anywhere',
      ...(coloured ? {} : { color: styleOf(frame.current, 'color') }),
    })
    const height = Math.max(minHeight, inside.documentElement.scrollHeight + 24)
    frame.current.style.height = `${height}px`
  }

  return (
    <iframe
      // Another theme, another text colour: made anew.
      key={dark ? 'dark' : 'light'}
      ref={frame}
      className={mergeClasses(styles.frame, coloured && styles.paper)}
      title={`Text of ${subject}`}
      // No scripts.
      sandbox="allow-same-origin"
      srcDoc={whole(html)}
      onLoad={fit}
    />
  )
}

function styleOf(element: Element, name: 'color' | 'fontFamily'): string {
  return getComputedStyle(element)[name]
}

function whole(html: string): string {
  if (/<html[\s>]/i.test(html)) return html.replace(/<html(?![^>]*\blang=)/i, '<html lang="en"')
  return `<!doctype html><html lang="en"><head><title>Mail</title></head><body>${html}</body></html>`
}
