// The API document's Node sample (section "NodeJS - Generación de llaves" and "Envío de solicitud").
// Its own are what puts in the credentials, and https in place of `request`, which is not part of Node.
// Environment: IZI_URL, IZI_CLIENT_ID, IZI_PUBLIC_KEY_FILE, IZI_EMISOR, CA_BUNDLE; TAMPER=1 changes one byte sent.

const crypto = require('crypto')
const constants = require('constants')
const fs = require('fs')
const https = require('https')

function getAuthorizationHeader (data, IZI_CLIENT_ID, IZI_PUBLIC_KEY) {

  const bufferData = Buffer.from(JSON.stringify(data), 'utf8')

  const key = crypto.randomBytes(32)
  const iv = crypto.randomBytes(16)

  const cypher = crypto.createCipheriv('aes-256-cbc', key, iv)
  const cryptedAES = Buffer.concat([cypher.update(bufferData), cypher.final()])

  const encryptedKey = crypto.publicEncrypt({
    'key': IZI_PUBLIC_KEY,
    padding: constants.RSA_PKCS1_PADDING
  }, key);

  return IZI_CLIENT_ID + ':' + encryptedKey.toString('base64') + ':' + iv.toString('hex') + cryptedAES.toString('base64')
}

var data = {
     "emisor": process.env.IZI_EMISOR,
    	"razonSocial": "Empresa Prueba",
   	"comprador": "4346405",
    	"listaItems": [{
         "articulo": "Artículo de prueba",
         "cantidad": 13,
         "precioUnitario": 13
     }]
}

const auth = getAuthorizationHeader(data, process.env.IZI_CLIENT_ID, fs.readFileSync(process.env.IZI_PUBLIC_KEY_FILE))
const body = JSON.stringify(data).replace('Empresa', process.env.TAMPER === '1' ? 'empresa' : 'Empresa')

const request = https.request(process.env.IZI_URL + '/facturas', {
    method: 'POST',
    ca: fs.readFileSync(process.env.CA_BUNDLE),
    headers: {
        'Authorization': auth,
        'Content-Type': 'application/json'
    }
}, (response) => {
    console.log(response.statusCode)
    response.pipe(process.stdout)
})
request.end(body)
