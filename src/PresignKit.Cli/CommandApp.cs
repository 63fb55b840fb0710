using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using PresignKit.Cli.Consoles;
using PresignKit.Cli.Errors;
using PresignKit.Cli.Explaining;
using PresignKit.Cli.Output;
using PresignKit.Cli.Probing;
using PresignKit.Cli.Setup;

namespace PresignKit.Cli;

/// <summary>The tool: parses the command line, runs one command, and turns any failure into a one-sentence message and an exit code.</summary>
internal static class CommandApp
{
    private const string Name = "presignkit";

    private const string Details = """
        Exit codes: 0 nothing to change; 1 changes needed; 2 invalid command line or configuration; 3 the store cannot be reached or
        refuses these settings; 70 internal error; 130 interrupted.
        """;

    private static readonly Option<bool> NoColor = new("--no-color")
    {
        Description = "Turn off colors on terminals, as does NO_COLOR in the environment.",
        Recursive = true,
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IConsoleIo console, TimeProvider clock, CancellationToken cancellationToken)
    {
        var redactor = new Redactor(console);
        var parsed = Root(console, redactor, clock).Parse(arguments);
        var screen = new Screen(console, redactor, Palette.Of(console, parsed.GetValue(NoColor)));
        if (arguments.Count == 0)
        {
            return await InvokeAsync(Root(console, redactor, clock).Parse(["--help"]), console, cancellationToken).ConfigureAwait(false);
        }

        if (parsed.Errors.Count > 0)
        {
            screen.Error(CommandCodes.Usage, string.Join(" ", parsed.Errors.Select(error => error.Message)));
            screen.Note($"See '{string.Join(' ', Path(parsed.CommandResult))} --help'.");
            return ExitCodes.Usage;
        }

        try
        {
            return await InvokeAsync(parsed, console, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The one place where every failure becomes a message.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = Failures.Read(exception, cancellationToken);
            screen.Error(failure.Code, failure.Message);
            return failure.ExitCode;
        }
    }

    private static Task<int> InvokeAsync(ParseResult parsed, IConsoleIo console, CancellationToken cancellationToken) => parsed.InvokeAsync(
        new() { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
        cancellationToken);

    private static DocumentedCommand Root(IConsoleIo console, Redactor redactor, TimeProvider clock)
    {
        var context = new CommandContext(parsed => new(console, redactor, Palette.Of(console, parsed.GetValue(NoColor))), clock);
        // Not a RootCommand, which is named after the process: often dotnet or a test runner.
        return new DocumentedCommand(Name, "Measures and sets up buckets for presigned URLs, and explains why a URL was refused.", Details)
        {
            ProbeCommand.Create(context),
            ExplainCommand.Create(context),
            CorsCommand.Create(context),
            PolicyCommand.Create(context),
            NoColor,
            new HelpOption { Action = new HelpWithDetails() },
            new VersionOption(),
        };
    }

    private static IEnumerable<string> Path(CommandResult command) => command.Parent is CommandResult parent
        ? Path(parent).Append(command.Command.Name)
        : [Name];
}
