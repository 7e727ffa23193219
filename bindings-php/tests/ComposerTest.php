<?php

declare(strict_types=1);

namespace NextGen\Tests;

use NextGen\Client;
use NextGen\Internal\Platform;
use NextGen\Tests\Support\Process;
use NextGen\Tests\Support\Sandbox;
use NextGen\Tests\Support\TestCase;

/** The package as Composer installs it, without a network. */
final class ComposerTest extends TestCase
{
    private string $folder;

    protected function setUp(): void
    {
        $this->folder = self::folder();
    }

    protected function tearDown(): void
    {
        self::remove($this->folder);
    }

    public function testItIsInstalledFromAPathRepository(): void
    {
        $this->project(['type' => 'path', 'url' => \dirname(__DIR__), 'options' => ['symlink' => false]]);
        $this->composer('install');
        $this->works();
    }

    public function testTheBuiltArchiveIsInstalledFromAnArtifactRepository(): void
    {
        \mkdir("{$this->folder}/artifacts");
        $this->composer('archive', '--format=zip', "--dir={$this->folder}/artifacts", '--working-dir=' . \dirname(__DIR__));
        $this->project(['type' => 'artifact', 'url' => "{$this->folder}/artifacts"], []);
        $this->composer('require', 'nextgen/nextgen-php');
        $this->works();

        $installed = "{$this->folder}/vendor/nextgen/nextgen-php";
        $there = \array_map('basename', \glob("{$installed}/*") ?: []);
        self::assertSame([], \array_diff(['README.md', 'composer.json', 'ffi.php', 'lib', 'preload.php', 'src'], $there));
        self::assertSame([], \array_intersect(['tests', 'scripts', 'vendor', 'phpunit.xml.dist'], $there));
        self::assertFileExists("{$installed}/lib/" . Platform::name() . '/libnextgen.so');
    }

    public function testItNeedsNothingBeyondPhpAndFfi(): void
    {
        $package = \json_decode((string) \file_get_contents(\dirname(__DIR__) . '/composer.json'), true);
        self::assertSame(['php', 'ext-ffi', 'ext-json'], \array_keys($package['require']));
        self::assertSame(Client::VERSION, $package['version']);
        $this->composer('validate', '--no-check-publish', '--no-check-version', '--working-dir=' . \dirname(__DIR__));
    }

    /** Writes a project that knows one repository and no other. */
    private function project(array $repository, ?array $require = null): void
    {
        \file_put_contents("{$this->folder}/composer.json", \json_encode([
            'repositories' => [$repository, ['packagist' => false]],
            'require' => (object) ($require ?? ['nextgen/nextgen-php' => '*']),
        ]));
    }

    private function composer(string ...$arguments): void
    {
        $environment = ['COMPOSER_DISABLE_NETWORK' => '1', 'COMPOSER_ALLOW_SUPERUSER' => '1', 'COMPOSER_HOME' => "{$this->folder}/home"];
        $at = \preg_grep('/^--working-dir=/', $arguments) ? [] : ["--working-dir={$this->folder}"];
        $process = new Process(['composer', '--no-interaction', ...$arguments, ...$at], $environment);
        [$status, $said, $errors] = $process->wait();
        self::assertSame(0, $status, $said . $errors);
    }

    /** The autoloader that Composer wrote finds the package, and its library is there. */
    private function works(): void
    {
        $program = "<?php require '{$this->folder}/vendor/autoload.php'; echo (new NextGen\\Client())->charges->list(limit: 1)->object;";
        [$status, $said, $errors] = (new Process([\PHP_BINARY], Sandbox::environment(), $program))->wait();
        self::assertSame([0, 'list', ''], [$status, $said, $errors]);
    }
}
