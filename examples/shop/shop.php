<?php

// A small shop in plain PHP: takes an order, gives the money back, and learns from the webhook that it is done.
//
//     eval "$(nextgen-sandbox env)"; php -S 127.0.0.1:8000 shop.php

declare(strict_types=1);

require getenv('NEXTGEN_AUTOLOAD') ?: 'vendor/autoload.php';

/** Answers the request and ends. */
function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    exit(json_encode($body));
}

/** The orders, in a file, as each request is a program of its own. */
function order(string $id, ?string $status = null): string
{
    $file = sys_get_temp_dir() . '/order-' . preg_replace('/[^A-Za-z0-9_]/', '', $id);
    if ($status !== null) {
        file_put_contents($file, $status);
    }

    return (string) file_get_contents($file);
}

$nextgen = new \NextGen\Client();
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$parts = explode('/', trim($path, '/'));

switch ([$_SERVER['REQUEST_METHOD'], $parts[0], $parts[2] ?? null]) {
    case ['POST', 'webhooks', null]:
        try {
            $event = \NextGen\Webhook::constructEvent(
                file_get_contents('php://input'),
                $_SERVER['HTTP_NEXTGEN_SIGNATURE'] ?? '',
                getenv('NEXTGEN_WEBHOOK_SECRET'),
            );
        } catch (\NextGen\Exception\SignatureVerificationException $e) {
            answer(400, ['error' => $e->errorCode]);
        }
        if ($event->type === 'charge.refunded') {
            order($event->data->object->id, 'refunded');
        }
        answer(200, ['received' => true]);

    case ['POST', 'orders', null]:
        $customer = $nextgen->customers->create(email: $_POST['email']);
        try {
            $charge = $nextgen->charges->create(
                amount: (int) $_POST['amount'],
                currency: 'usd',
                customer: $customer->id,
                source: $_POST['source'],
            );
        } catch (\NextGen\Exception\CardException $e) {
            answer(402, ['error' => $e->getMessage()]);
        }
        answer(201, ['id' => $charge->id, 'status' => order($charge->id, 'paid')]);

    case ['POST', 'orders', 'refund']:
        $nextgen->refunds->create(
            charge: $parts[1],
            reason: \NextGen\RefundReason::RequestedByCustomer,
            options: new \NextGen\RequestOptions(idempotencyKey: "refund-{$parts[1]}"),
        );
        answer(202, ['id' => $parts[1], 'status' => order($parts[1])]);

    case ['GET', 'orders', null]:
        answer(200, ['id' => $parts[1], 'status' => order($parts[1])]);

    default:
        answer(404, ['error' => 'There is no such page.']);
}
