/** What there is before the first sequence: what one is, and how to make it. */

import { Button } from '@fluentui/react-components'
import { MailMultipleRegular } from '@fluentui/react-icons'
import { useNavigate } from 'react-router'
import { StateScreen } from '../../ui/StateScreen.tsx'
import { useConsole } from '../../api/console-context.ts'
import { Panel } from '../ui/Panel.tsx'

export function FirstSequence() {
  const { me } = useConsole()
  const navigate = useNavigate()
  return (
    <Panel>
      <StateScreen
        picture={<MailMultipleRegular />}
        title="No sequences yet"
        action={
          me.limits === null ? (
            <Button appearance="primary" onClick={() => void navigate('/sequences/new')}>
              Write the first one
            </Button>
          ) : undefined
        }
      >
        A sequence is a few emails, some days apart, that go out from your own mailbox, and stop the
        moment the contact reacts. Write one here; then enroll people from Outlook with Sales Tools.
      </StateScreen>
    </Panel>
  )
}
