using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary><c>presignkit cors</c>: sets the bucket's CORS rules to what the configured policies need.</summary>
internal static class CorsCommand
{
    private const string Details = """
        The rule allows the methods and headers that slots and downloads under the configured policies use, and exposes ETag. Other rules stay
        unchanged. Stores and policies that an application adds in code are not visible here; for those, call IStoreSetup.EnsureCorsAsync. If a store
        has no upload policy, the command stops, because its rule would forbid uploads; --downloads-only sets that rule.

        Examples:
          presignkit cors --config appsettings.json --config appsettings.Production.json
          presignkit cors --store media --origin https://app.example.com --apply
        """;

    public static Command Create(CommandContext context)
    {
        var arguments = new SetupArguments();
        var origin = new Option<string[]>("--origin")
        {
            Description = "The origin of your pages, such as https://app.example.com. Repeat it for each. Default: PageOrigins of the configuration.",
            HelpName = "ORIGIN",
        };
        var command = new DocumentedCommand("cors", "Compare a bucket's CORS rules with what the configured policies need, or apply them.", Details) { origin };
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => new SetupRun(parsed, arguments, context).RunAsync(
            [SetupPart.Cors(parsed.GetValue(origin) is { Length: > 0 } origins ? origins : null)], cancellationToken));
        return command;
    }
}
