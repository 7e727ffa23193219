<?php

/* A Laravel application that finds the package as Composer would have it found, and answers the requests it is given. */

declare(strict_types=1);

use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Exceptions\Handler;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Route;
use NextGen\Client;
use NextGen\Event;

require __DIR__ . '/../Support/autoload.php';
require 'Illuminate/autoload.php';

/** Writes what Laravel expects to find in the folder of an application. */
function furnish(string $base, string $secret): void
{
    foreach (['app', 'bootstrap/cache', 'config', 'storage/logs', 'storage/framework/views', 'vendor/composer'] as $folder) {
        mkdir("{$base}/{$folder}", recursive: true);
    }
    $config = [
        'app' => ['env' => 'production', 'debug' => false, 'timezone' => 'UTC', 'locale' => 'en', 'providers' => [
            Illuminate\Filesystem\FilesystemServiceProvider::class,
            Illuminate\Foundation\Providers\FoundationServiceProvider::class,
            Illuminate\Translation\TranslationServiceProvider::class,
            Illuminate\View\ViewServiceProvider::class,
        ]],
        'logging' => ['default' => 'single', 'channels' => [
            'single' => ['driver' => 'single', 'path' => "{$base}/storage/logs/laravel.log"],
            'calls' => ['driver' => 'single', 'path' => "{$base}/storage/logs/calls.log"],
        ]],
        'view' => ['paths' => [], 'compiled' => "{$base}/storage/framework/views"],
        'services' => ['nextgen' => [
            'api_key' => getenv('NEXTGEN_API_KEY'), 'timeout' => 20, 'max_retries' => 1,
            'webhook_secret' => ['whsec_before', $secret], 'log_channel' => 'calls',
        ]],
    ];
    foreach ($config as $name => $values) {
        file_put_contents("{$base}/config/{$name}.php", '<?php return ' . var_export($values, true) . ';');
    }
    $package = json_decode((string) file_get_contents(__DIR__ . '/../../composer.json'), true);
    file_put_contents("{$base}/vendor/composer/installed.json", json_encode(['packages' => [$package]]));
}

[, $base, $secret] = $argv;
furnish($base, $secret);
$app = new Application($base);
$app->singleton(Kernel::class, Illuminate\Foundation\Http\Kernel::class);
$app->singleton(Illuminate\Contracts\Debug\ExceptionHandler::class, Handler::class);
$kernel = $app->make(Kernel::class);
$kernel->bootstrap();

Route::post('/webhooks', static fn (Event $event): array => [$event->type, $event->data->object->amount_refunded])
    ->middleware('nextgen.webhook');
Route::post('/open', static fn (Event $event): string => 'An event without a check.');
Route::post('/charges', static fn (Client $nextgen): array => [
    $nextgen->charges->create(amount: 700, currency: 'usd', source: 'tok_visa')->amount,
    $nextgen === app(Client::class),
]);

$answers = [];
foreach (json_decode((string) stream_get_contents(STDIN), true) as [$path, $body, $signature]) {
    $server = $signature === null ? [] : ['HTTP_NEXTGEN_SIGNATURE' => $signature];
    $answer = $kernel->handle(Request::create($path, 'POST', server: $server, content: $body));
    $answers[] = [$answer->getStatusCode(), $answer->getContent()];
}
echo json_encode(['answers' => $answers, 'log' => file_get_contents("{$base}/storage/logs/calls.log")]);
