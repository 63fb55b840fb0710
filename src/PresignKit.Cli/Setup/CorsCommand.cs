using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary><c>presignkit cors</c>: what browsers need of the bucket, for exactly what the configured policies use.</summary>
internal static class CorsCommand
{
    private const string Details = """
        The rule has the methods and headers that slots and downloads under the configured policies are made of, and exposes ETag. Rules of others stay.
        Stores and policies that an application adds in code are not seen here; there, call IStoreSetup.EnsureCorsAsync.

        Examples:
          presignkit cors --config appsettings.json --config appsettings.Production.json
          presignkit cors --store media --origin https://app.example.com --apply
        """;

    public static Command Create(CommandContext context)
    {
        var arguments = new SetupArguments();
        var origin = new Option<string[]>("--origin")
        {
            Description = "The origin of the pages, such as https://app.example.com; repeat it. Default: PageOrigins of the configuration.",
            HelpName = "ORIGIN",
        };
        var command = new DocumentedCommand("cors", "Compare a bucket's CORS with what the configured policies need, or apply it.", Details) { origin };
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => new SetupRun(parsed, arguments, context).RunAsync(
            [SetupPart.Cors(parsed.GetValue(origin) is { Length: > 0 } origins ? origins : null)], cancellationToken));
        return command;
    }
}
