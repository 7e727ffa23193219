<?php

/* Loads the package and the tests without Composer; the frameworks of the adapters are on the include path. */

declare(strict_types=1);

require __DIR__ . '/Support/autoload.php';
ini_set('zend.exception_ignore_args', '0');
