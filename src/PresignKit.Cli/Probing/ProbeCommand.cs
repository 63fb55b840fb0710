using System.CommandLine;
using PresignKit.Cli.Errors;

namespace PresignKit.Cli.Probing;

/// <summary><c>presignkit probe</c>: measures what a bucket enforces, and removes everything it wrote, even if it is interrupted.</summary>
internal static class ProbeCommand
{
    private const string Details = """
        Credentials are read from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN, or else from the AWS SDK's chain: AWS_PROFILE,
        ~/.aws, a web identity, or the role of a container or an instance.

        Example:
          presignkit probe --endpoint http://127.0.0.1:9000 --bucket media --profile minio
        """;

    public static Command Create(CommandContext context)
    {
        var arguments = new ProbeArguments();
        var command = new DocumentedCommand(
            "probe", "Measure what a bucket enforces, compare it with a profile, and remove everything that was written.", Details)
        {
            arguments.Endpoint, arguments.Bucket, arguments.Region, arguments.Profile, arguments.Addressing, arguments.PublicEndpoint,
            arguments.AllowPublicReads, arguments.CreateBucket, arguments.KeepBucket, arguments.Json, arguments.Quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await RunAsync(parsed, arguments, context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not CommandException { ExitCode: ExitCodes.Interrupted })
            {
                throw SettingNames.Translate(Failures.Read(exception, cancellationToken));
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ProbeArguments arguments, CommandContext context, CancellationToken cancellationToken)
    {
        var screen = context.Open(parsed);
        var target = ProbeTarget.Read(parsed, arguments, screen.Console.Environment);
        var progress = new ProgressLine(screen, target, parsed.GetValue(arguments.Quiet));
        using var store = new ProbedStore(target, context.Clock);
        var (report, bucketFailure) = await new ProbeRun(store, target, BucketRule(parsed, arguments), progress).RunAsync(cancellationToken)
            .ConfigureAwait(false);
        if (parsed.GetValue(arguments.Json))
        {
            screen.Result(ProbeJson.Of(report));
        }
        else
        {
            new ProbeText(screen).Write(report);
        }

        return bucketFailure is not null ? throw bucketFailure
            : ProbeConclusions.NeedsChanges(report) ? ExitCodes.Finding
            : ExitCodes.Ok;
    }

    private static MissingBucket BucketRule(ParseResult parsed, ProbeArguments arguments) =>
        !parsed.GetValue(arguments.CreateBucket) ? MissingBucket.Refuse
        : parsed.GetValue(arguments.KeepBucket) ? MissingBucket.CreateAndKeep
        : MissingBucket.CreateAndRemove;
}
