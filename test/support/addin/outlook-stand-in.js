/* Plays the part of office.js and Outlook for tests of the pane's states; the real office.js is tested in pane-in-outlook. */
;(function () {
  'use strict'
  var query = new URLSearchParams(window.location.search)
  var handlers = {}
  var play = {
    mode: query.get('mode') || 'compose',
    people: JSON.parse(query.get('people') || '[]'),
    background: query.get('background'),
    signIn: query.get('sign-in') || 'quiet',
    messageId: '<m@acme.example>',
    silent: false,
    fire: function (name, detail) {
      ;(handlers[name] || []).forEach(function (handler) {
        handler(detail || {})
      })
    },
    type: function (people) {
      play.people = people
      play.fire('recipientsChanged')
    },
    paint: function (background) {
      play.fire('officeThemeChanged', { officeTheme: { bodyBackgroundColor: background } })
    },
  }
  window.outlookPlay = play
  function listen(name, handler) {
    handlers[name] = (handlers[name] || []).concat(handler)
  }
  function field(pick) {
    return {
      getAsync: function (callback) {
        if (play.silent) return
        setTimeout(function () {
          callback({ status: 'succeeded', value: pick() })
        }, 5)
      },
    }
  }
  function nobody() {
    return []
  }
  function item() {
    if (play.mode === 'none') return null
    if (play.mode === 'read') {
      return {
        from: play.people[0],
        to: [],
        cc: [],
        itemId: play.messageId,
        internetMessageId: play.messageId,
      }
    }
    return {
      to: field(function () {
        return play.people
      }),
      cc: field(nobody),
      bcc: field(nobody),
      addHandlerAsync: listen,
    }
  }
  window.Office = {
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    EventType: {
      RecipientsChanged: 'recipientsChanged',
      ItemChanged: 'itemChanged',
      OfficeThemeChanged: 'officeThemeChanged',
      DialogMessageReceived: 'dialogMessageReceived',
      DialogEventReceived: 'dialogEventReceived',
    },
    onReady: function (callback) {
      var answer = { host: query.get('host') === 'none' ? null : 'Outlook' }
      if (query.get('host') !== 'never') setTimeout(callback, 10, answer)
      return Promise.resolve(answer)
    },
    context: {
      displayLanguage: 'en-GB',
      officeTheme: play.background ? { bodyBackgroundColor: play.background } : undefined,
      requirements: {
        isSetSupported: function () {
          return true
        },
      },
      ui: {
        displayDialogAsync: function (_url, _options, callback) {
          callback({
            status: 'succeeded',
            value: {
              close: function () {},
              addEventHandler: function (name, handler) {
                if (name !== 'dialogMessageReceived') return
                var token = { value: 'from-window', expiresAt: Date.now() + 3600000 }
                var message = JSON.stringify({ kind: 'token', token: token })
                setTimeout(handler, 20, { message: message, origin: window.location.origin })
              },
            },
          })
        },
      },
      mailbox: {
        userProfile: { emailAddress: 'rita@contoso.example', timeZone: 'UTC' },
        addHandlerAsync: listen,
        get item() {
          return item()
        },
      },
    },
  }

  // Nested app authentication, the host's half: what Outlook answers to msal-browser.
  var answers = []
  function encode(value) {
    return btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  }
  function tokenFor(request) {
    var now = Math.floor(Date.now() / 1000)
    var claims = {
      aud: request.clientId,
      iat: now,
      exp: now + 3600,
      oid: 'rita',
      sub: 'rita',
      tid: 't',
      name: 'Rita',
    }
    var token = encode({ alg: 'none' }) + '.' + encode(claims) + '.'
    return {
      access_token: token,
      id_token: token,
      expires_in: 3600,
      scope: request.scope,
      properties: null,
    }
  }
  var account = {
    homeAccountId: 'rita.t',
    environment: 'login.microsoftonline.com',
    tenantId: 't',
    username: 'rita@contoso.example',
    localAccountId: 'rita',
    name: 'Rita',
  }
  function bridgeAnswer(message) {
    var answer = {
      messageType: 'NestedAppAuthResponse',
      requestId: message.requestId,
      success: true,
    }
    if (message.method === 'GetInitContext') {
      answer.initContext = {
        sdkName: 'stand-in',
        sdkVersion: '1.0.0',
        capabilities: { queryAccount: false },
        accountContext: {
          homeAccountId: 'rita.t',
          environment: account.environment,
          tenantId: 't',
        },
      }
    } else if (
      play.signIn === 'quiet' ||
      (play.signIn === 'click' && message.method === 'GetTokenPopup')
    ) {
      answer.token = tokenFor(message.tokenParams)
      answer.account = account
    } else {
      answer.success = false
      answer.error =
        play.signIn === 'click'
          ? {
              status: 'USER_INTERACTION_REQUIRED',
              code: 'interaction_required',
              description: 'sign in',
            }
          : { status: 'DISABLED', code: 'disabled', description: 'Outlook refused.' }
    }
    return answer
  }
  if (play.signIn !== 'window') {
    window.nestedAppAuthBridge = {
      postMessage: function (text) {
        var answer = JSON.stringify(bridgeAnswer(JSON.parse(text)))
        setTimeout(function () {
          answers.forEach(function (listener) {
            listener(answer)
          })
        }, 5)
      },
      addEventListener: function (_name, listener) {
        answers.push(listener)
      },
      removeEventListener: function (_name, listener) {
        answers = answers.filter(function (each) {
          return each !== listener
        })
      },
    }
  }
})()
