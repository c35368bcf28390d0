"""Our names and the API's, side by side."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "activity": "actividadEconomica",
    "article": "articulo",
    "authorization": "autorizacion",
    "branch": "sucursal",
    "buyer_name": "razonSocial",
    "buyer_nit": "comprador",
    "client_id": "clientId",
    "control_code": "control",
    "description": "descripcion",
    "discount": "descuentos",
    "extra": "camposExtra",
    "invoice": "factura",
    "invoice_name": "razonSocialFactura",
    "invoice_nit": "nitFactura",
    "issuer": "emisor",
    "items": "listaItems",
    "amount": "monto",
    "gateway": "pasarela",
    "notification_url": "notificacionUrl",
    "notify_payer": "notificarPagador",
    "number": "numero",
    "payer_email": "correoElectronico",
    "payment_terms": "terminosPago",
    "proforma": "prefactura",
    "purchase_type": "tipoCompra",
    "quantity": "cantidad",
    "roll_link": "pdfRollo",
    "total": "montoTotal",
    "total_price": "precioTotal",
    "unit_price": "precioUnitario",
    "without_credit": "sinCredito",
}
"""A name that is not here is the same in both."""
