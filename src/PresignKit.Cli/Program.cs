using PresignKit.Cli;
using PresignKit.Cli.Consoles;

using var interrupts = new Interrupts();
return await CommandApp.RunAsync(args, new SystemConsole(), TimeProvider.System, interrupts.Token).ConfigureAwait(false);
