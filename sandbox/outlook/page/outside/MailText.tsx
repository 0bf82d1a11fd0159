/** The text of a mail outside: what is quoted stands back, and links open in a tab of their own. */

import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { piecesOf } from './links-in.ts'

const useStyles = makeStyles({
  text: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    margin: '10px 0 0',
    display: 'block',
    lineHeight: tokens.lineHeightBase300,
  },
  quoted: { color: tokens.colorNeutralForeground2 },
  link: { color: tokens.colorBrandForegroundLink },
})

export function MailText({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <Text as="p" className={styles.text}>
      {text
        .trim()
        .split('\n')
        .map((line, index) => (
          <span key={index} className={isQuoted(line) ? styles.quoted : undefined}>
            {piecesOf(line).map((piece, place) =>
              piece.isLink ? (
                <a
                  key={place}
                  className={styles.link}
                  href={piece.text}
                  target="_blank"
                  rel="noreferrer"
                >
                  {piece.text}
                </a>
              ) : (
                piece.text
              ),
            )}
            {'\n'}
          </span>
        ))}
    </Text>
  )
}

/** Of the mail before. */
function isQuoted(line: string): boolean {
  return /^>|^On .* wrote:$/.test(line.trim())
}
