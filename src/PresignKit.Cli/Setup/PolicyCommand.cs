using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary><c>presignkit policy</c>: what the bucket can refuse and remove by itself.</summary>
internal static class PolicyCommand
{
    private const string Details = """
        The bucket policy refuses plain http, signatures of Version 2, and signatures older than the longest configured policy. The lifecycle removes parts
        of uploads that nobody finished, and what is left in folders whose accepted uploads are moved elsewhere. Statements and rules of others stay;
        what would shut the application out is taken back at once.

        Examples:
          presignkit policy --config appsettings.json
          presignkit policy --store media --only policy --apply
        """;

    public static Command Create(CommandContext context)
    {
        var arguments = new SetupArguments();
        var only = new Option<string?>("--only")
        {
            Description = "One of the two. Default: both.",
            HelpName = "policy|lifecycle",
        };
        only.AcceptOnlyFromAmong("policy", "lifecycle");
        var command = new DocumentedCommand(
            "policy",
            "Compare a bucket's policy and lifecycle with what the configured policies allow, or apply them.",
            Details) { only };
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => new SetupRun(parsed, arguments, context).RunAsync(
            parsed.GetValue(only) switch
            {
                "policy" => [SetupPart.Policy],
                "lifecycle" => [SetupPart.Lifecycle],
                _ => [SetupPart.Policy, SetupPart.Lifecycle],
            },
            cancellationToken));
        return command;
    }
}
