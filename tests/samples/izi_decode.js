// Opens iZi's Authorization header as the document describes it and compares what is inside with the body.
//
// stdin: [{"private_key": PEM, "header": TEXT, "body": BASE64}, ...]
// stdout: one JSON list, "ok" or what is wrong, for each of them.
//
// Newer Node refuses RSA_PKCS1_PADDING for privateDecrypt, so the padding is taken off here (RFC 8017, 7.2.2).

const crypto = require('crypto')

function openedKey (privateKey, sealed) {
  const padded = crypto.privateDecrypt({ key: privateKey, padding: crypto.constants.RSA_NO_PADDING }, sealed)
  const end = padded.indexOf(0, 2)
  if (padded[0] !== 0 || padded[1] !== 2 || end < 10) throw new Error('the RSA part is no PKCS#1 v1.5')
  return padded.subarray(end + 1)
}

function strict (text) {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new Error('not plain base64')
  return bytes
}

function verdict ({ private_key: privateKey, header, body }) {
  const parts = header.split(':')
  if (parts.length !== 3) throw new Error('not three parts')
  const key = openedKey(privateKey, strict(parts[1]))
  if (key.length !== 32) throw new Error(`the AES key has ${key.length} bytes`)
  const iv = parts[2].slice(0, 32)
  if (!/^[0-9a-f]{32}$/.test(iv)) throw new Error('the IV is not 32 hex characters')
  const decipher = crypto.createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'hex'))
  const content = Buffer.concat([decipher.update(strict(parts[2].slice(32))), decipher.final()])
  return content.equals(Buffer.from(body, 'base64')) ? 'ok' : 'mismatch'
}

function attempt (question) {
  try {
    return verdict(question)
  } catch (error) {
    return error.message
  }
}

const questions = JSON.parse(require('fs').readFileSync(0, 'utf8'))
console.log(JSON.stringify(questions.map(attempt)))
