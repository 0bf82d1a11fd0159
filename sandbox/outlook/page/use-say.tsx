/** Tells the person what happened, in a toast that screen readers announce. */

import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components'

export const toasterId = 'sandbox-toasts'

export interface Say {
  done: (title: string, detail?: string) => void
  failed: (error: unknown) => void
}

export function useSay(): Say {
  const { dispatchToast } = useToastController(toasterId)
  return {
    done: (title, detail) => {
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {detail !== undefined && <ToastBody>{detail}</ToastBody>}
        </Toast>,
        { intent: 'success', timeout: 5000 },
      )
    },
    failed: (error) => {
      dispatchToast(
        <Toast>
          <ToastTitle>That did not work</ToastTitle>
          <ToastBody>{error instanceof Error ? error.message : String(error)}</ToastBody>
        </Toast>,
        { intent: 'error', timeout: 10000 },
      )
    },
  }
}
