<?php
// The API document's PHP sample (section "PHP – Generación de llaves"), line by line.
// Its own are what puts in the credentials, and the request at the end: the document only prints the header.
// Environment: IZI_URL, IZI_CLIENT_ID, IZI_PUBLIC_KEY_FILE, IZI_EMISOR, CA_BUNDLE; TAMPER=1 changes one byte sent.

$public_key = file_get_contents(getenv("IZI_PUBLIC_KEY_FILE"));
$factura_obj = [
    "emisor" => getenv("IZI_EMISOR"),
    "comprador" => "123",
    "razonSocial" => "razon_social_test",
    "listaItems" => [[
        "articulo" => "Artículo 1",
        "cantidad" => 5,
        "precioUnitario" => 98
    ], [
        "articulo" => "Artículo 2",
        "cantidad" => 4,
        "precioUnitario" => 76
    ], [
        "articulo" => "Artículo 3",
        "cantidad" => 3,
        "precioUnitario" => 54
    ]],
    "descuentos" => 0,
    "tipoCompra" => 1
];
$json_factura = json_encode($factura_obj);
$encryption_method = "aes-256-cbc";
// use this line to generate a 32 characters random string
$secret_key = bin2hex(openssl_random_pseudo_bytes(16));
// use this line as constant secret key
//$secret_key = "secret0key0to0encrypt0under0aes0";
$iv_size = openssl_cipher_iv_length($encryption_method);
$iv = openssl_random_pseudo_bytes($iv_size);
$encrypted_json_factura = @openssl_encrypt ($json_factura, $encryption_method, $secret_key, 0, $iv);
$encrypted_json_factura = bin2hex($iv) . $encrypted_json_factura;
openssl_public_encrypt($secret_key, $encrypted_secret_key, $public_key);
$encrypted_secret_key = base64_encode($encrypted_secret_key);
$auth = getenv("IZI_CLIENT_ID") . ":" . $encrypted_secret_key . ":" . $encrypted_json_factura;

if (getenv("TAMPER") === "1") {
    $json_factura = str_replace("razon_social_test", "Razon_social_test", $json_factura);
}
$context = stream_context_create([
    "http" => [
        "method" => "POST",
        "header" => "Authorization: $auth\r\nContent-Type: application/json",
        "content" => $json_factura,
        "ignore_errors" => true
    ],
    "ssl" => ["cafile" => getenv("CA_BUNDLE")]
]);
$stream = fopen(getenv("IZI_URL") . "/facturas", "r", false, $context);
echo explode(" ", stream_get_meta_data($stream)["wrapper_data"][0])[1] . PHP_EOL . stream_get_contents($stream);
