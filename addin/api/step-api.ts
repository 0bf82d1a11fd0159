/** What the console asks the server while steps are written: what emails may name, how they read, and whom they reach. */

import type { Preview, PreviewRequest, TokenList } from '../../shared/preview.ts'
import type { RolloutPreview, StepRequest } from '../../shared/sequence.ts'
import { isObject } from './answers/common.ts'
import type { Answer, Ask } from './request.ts'

export interface StepApi {
  /** What these steps, once saved, would mean for those enrolled now. */
  previewRollout: (sequenceId: string, steps: StepRequest[]) => Promise<Answer<RolloutPreview>>
  preview: (request: PreviewRequest) => Promise<Answer<Preview>>
  /** What emails may name. */
  tokens: () => Promise<Answer<TokenList>>
}

export function createStepApi(ask: Ask): StepApi {
  return {
    previewRollout: (id, steps) =>
      ask({
        method: 'POST',
        path: `/api/sequences/${encodeURIComponent(id)}/rollout-preview`,
        body: { steps },
        fits: isRolloutPreview,
      }),
    preview: (body) => ask({ method: 'POST', path: '/api/previews', body, fits: isPreview }),
    tokens: () => ask({ method: 'GET', path: '/api/tokens', fits: isTokenList }),
  }
}

function isRolloutPreview(value: unknown): value is RolloutPreview {
  return isObject(value) && 'changed' in value && typeof value.changed === 'number'
}

function isPreview(value: unknown): value is Preview {
  return isObject(value) && 'steps' in value && Array.isArray(value.steps) && 'contact' in value
}

function isTokenList(value: unknown): value is TokenList {
  return isObject(value) && 'items' in value && Array.isArray(value.items)
}
