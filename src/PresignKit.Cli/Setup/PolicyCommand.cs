using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary><c>presignkit policy</c>: sets what the bucket itself refuses (bucket policy) and removes (lifecycle).</summary>
internal static class PolicyCommand
{
    private const string Details = """
        The bucket policy refuses plain http, Signature Version 2, and signatures older than the longest lifetime in the configured policies. The
        lifecycle removes parts of unfinished uploads, and leftovers in folders whose accepted uploads are moved elsewhere. Other statements and rules
        stay unchanged. A policy that would lock out the application is reverted immediately.

        Examples:
          presignkit policy --config appsettings.json
          presignkit policy --store media --only policy --apply
        """;

    public static Command Create(CommandContext context)
    {
        var arguments = new SetupArguments();
        var only = new Option<string?>("--only")
        {
            Description = "Only one of the two. Default: both.",
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
