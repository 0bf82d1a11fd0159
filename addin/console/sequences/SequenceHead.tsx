/** The top of a sequence's page: its name and owner, whether it is archived, and what may be done with it. */

import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { SequenceResource } from '../../../shared/sequence.ts'
import { Message } from '../ui/Message.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { KeepingMessage } from './KeepingMessage.tsx'
import { ManageActions } from './ManageActions.tsx'
import { archivedSentence } from '../ui/people-words.ts'
import { useKeeping } from './use-keeping.ts'

const useStyles = makeStyles({
  head: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  owner: { color: tokens.colorNeutralForeground2 },
})

interface SequenceHeadProps {
  sequence: SequenceResource
  /** Called after every change of one's own. */
  onChanged: () => void
}

export function SequenceHead({ sequence, onChanged }: SequenceHeadProps) {
  const styles = useStyles()
  const keeping = useKeeping(onChanged)
  const isArchived = sequence.archivedAt !== null && sequence.deletedAt === null
  return (
    <>
      <div className={styles.head}>
        <nav aria-label="Where you are">
          <TextLink to="/sequences">Sequences</TextLink>
        </nav>
        <PageTitle
          title={sequence.name}
          actions={<ManageActions one={sequence} keeping={keeping} />}
        />
        <Caption1 className={styles.owner}>Owner: {sequence.owner.name}</Caption1>
      </div>
      <KeepingMessage keeping={keeping} />
      {isArchived && keeping.outcome === null ? (
        <Message tone="info">This sequence is archived. {archivedSentence(sequence)}</Message>
      ) : null}
      <DeleteDialog
        sequence={keeping.asking}
        busy={keeping.busy}
        onDelete={(one) => void keeping.remove(one)}
        onCancel={() => keeping.askToDelete(null)}
      />
    </>
  )
}
